import type { ControlSession } from '../../correlate/model/timeline.js';
import type { SessionEntry } from '../../events/listing.js';
import type { Kept } from '../../correlate/model/moment.js';

/** What the second digit of `proto_state` says of a TCP connection. */
const STATES: Readonly<Record<string, string>> = {
  1: 'established',
  2: 'SYN sent, not answered yet',
  3: 'SYN answered, not confirmed yet',
  4: 'closing (FIN)',
  5: 'closed (TIME_WAIT)',
  6: 'closed',
  7: 'closing (CLOSE_WAIT)',
  8: 'closing (LAST_ACK)',
};
const OPENED: ReadonlySet<string> = new Set(['1', '4', '5', '7', '8']);

/** Listed with a state that only a connection that opened comes to; a reset SYN is *closed* as well. */
export function listedOpen({ listed }: ControlSession): Kept<SessionEntry> | undefined {
  return listed.find(({ protoState }) => OPENED.has(protoState?.at(-1) ?? ''));
}

/** `proto_state=01`, in words; null where the copy lacks it. */
export function stateInWords({ protoState }: SessionEntry): string | null {
  const word = STATES[protoState?.at(-1) ?? ''];
  return protoState === undefined || word === undefined ? null : `${word} (proto_state=${protoState})`;
}
