import type { SessionEntry, SessionHook } from '../../events/listing.js';
import type { Origin } from '../../events/record.js';
import { colonEndpoint, portOf, uint32, type Endpoint, isUnspecified } from '../../net.js';
import { own } from '../../intern.js';

// The tuple is printed without blanks, but a copy may have put one in (after a wrap).
const HOOK =
  /\bhook=(\w+)\s+dir=(\w+)\s+act=(\w+)\s+([\da-fA-F.:]+)\s*->\s*([\da-fA-F.:]+)(?:\s*\(([^)\s]*)\)?)?/g;

/** The event of one block, whose lines are joined by line feeds; null where a cut left not even its protocol. */
export function sessionEntry(origin: Origin, text: string, cut: () => void): SessionEntry | null {
  const field = (key: RegExp): string | undefined => {
    const found = key.exec(text)?.[1];
    return found === undefined ? undefined : own(found);
  };
  const number = (key: RegExp): number | undefined => uint32(field(key));
  const proto = number(/\bproto=(\d{1,3})(?!\d)/);
  if (proto === undefined) {
    cut();
    return null;
  }
  const hooks = hooksOf(text);
  if (hooks.length !== text.split(/\bhook=/).length - 1) cut();
  const protoState = field(/\bproto_state=(\d+)/);
  const state = stateOf(text);
  return {
    source: 'session',
    kind: 'session',
    origin,
    stamp: undefined,
    proto,
    sessionId: field(/\bserial=([\da-fA-F]{8})(?![\da-fA-F])/)?.toLowerCase(),
    protoState,
    policy: field(/\bpolicy_id=(\d+)/),
    expire: number(/\bexpire=(-?\d+)/),
    state,
    helper: field(/\bhelper=([^\s=]+)/),
    expectation: protoState === '00' && state[0] === 'new' && untouched(text) && awaits(hooks),
    hooks,
    vdomIndex: number(/\bvd=(\d+)/),
    duration: number(/\bduration=(\d+)/),
    offloaded: offloaded(text),
  };
}

function hooksOf(text: string): SessionHook[] {
  const hooks: SessionHook[] = [];
  for (const [, hook = '', dir = '', act = '', from = '', to = '', nat = ''] of text.matchAll(HOOK)) {
    const src = owned(from);
    const dst = owned(to);
    const translated = owned(nat);
    if (src === null || dst === null) continue;
    hooks.push({
      hook: own(hook),
      dir: own(dir),
      act: own(act),
      src,
      dst,
      nat: blank(translated) ? null : translated,
    });
  }
  return hooks;
}

function owned(text: string): Endpoint | null {
  const end = colonEndpoint(text);
  return end && own(end);
}

/** Whether an endpoint is all zero, as FortiOS prints one that is not set: `0.0.0.0:0`, `:::0`. */
function blank(end: Endpoint | null): boolean {
  return end === null || (portOf(end) === 0 && isUnspecified(end));
}

/** The words of `state=`. Where several fields stand on one line, they end before the next `key=` or `statistic(`. */
function stateOf(text: string): string[] {
  const words = /(?:^|\s)state=([\w -]*)([=(/]?)/.exec(text);
  const all = (words?.[1] ?? '').split(' ').filter((word) => word !== '');
  return (words?.[2] ? all.slice(0, -1) : all).map(own);
}

/** Whether no packet was counted yet. A cut block that lost its statistics counts as untouched. */
function untouched(text: string): boolean {
  const counts = /\borg=(\d+)\/(\d+)\/\d+\s+reply=(\d+)\/(\d+)/.exec(text);
  return counts === null || counts.slice(1).every((count) => Number(count) === 0);
}

/** Whether the tuples are those of an expectation: port 0 (any) on one side, and no way back yet. */
function awaits([first, second]: SessionHook[]): boolean {
  if (first === undefined || (portOf(first.src) !== 0 && portOf(first.dst) !== 0)) return false;
  return second === undefined || (blank(second.src) && blank(second.dst));
}

/** Whether a network processor carries the session: the debug commands do not see the packets that it carries. */
function offloaded(text: string): boolean | undefined {
  if (/\bofld-[OR]\b/.test(text)) return true;
  const rates = /\boffload=(\d+)\/(\d+)/.exec(text.replaceAll('ips_offload', ''));
  if (rates) return Number(rates[1]) > 0 || Number(rates[2]) > 0;
  return /\bno_ofld_reason: *[a-z]/.test(text) ? false : undefined;
}
