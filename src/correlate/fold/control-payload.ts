import type { PayloadEvent, PayloadFtpReply, PayloadLost, PayloadPlain } from '../../events/payload.js';
import { type Endpoint, addressOf } from '../../net.js';
import { isPassiveCommand } from '../model/control-channel.js';
import type { Captures } from './captures.js';
import type { LegTable } from './leg-table.js';
import type { Kept } from '../model/moment.js';

const PER_SESSION = 4000;
/** Both sides of a connection. */
const BOTH = 2;

/** Lines of one side between its print on one interface and on the other. */
const LATELY = 8;

type Spoken = Exclude<PayloadEvent, PayloadPlain | PayloadLost>;
type Speaker = 'client' | 'server';

interface Heard {
  readonly at: string | undefined;
  readonly isn: number | undefined;
  readonly lately: Spoken[];
}

/** What the control channel's own bytes said, per connection. */
export interface Dialogue {
  readonly client: Endpoint;
  readonly server: Endpoint;
  /**
   * A proxy that keeps the addresses shows each line on two interfaces: each side is read where it was heard first, and
   * what the other repeats is left out. A unit that passes packets on shows each side first where it comes in, which is
   * not the same interface; where a capture begins between the two, it may be heard on the other first.
   */
  readonly heard: Map<Speaker, Heard>;
  /** Refusals on another interface than the server's: they may be the proxy's own. */
  readonly elsewhere: Kept<PayloadFtpReply>[];
  readonly entries: Kept<PayloadEvent>[];
}

export function foldPayload(
  said: PayloadEvent,
  dialogues: Map<string, Dialogue>,
  legs: LegTable,
  captures: Captures,
  kept: <E extends PayloadEvent>(event: E) => Kept<E>,
): void {
  // Told by its bytes, whatever its port: from here on its packets are followed.
  if (said.kind !== 'payload-tls' && said.kind !== 'payload-plain')
    captures.noteControl(said.client, said.server);
  const leg = legs.find({
    src: said.client,
    dst: said.server,
    syn: false,
    fin: false,
    rst: false,
    seq: said.isn,
    ack: undefined,
    data: true,
  });
  if (said.kind === 'payload-plain') {
    if (leg !== undefined && leg.plain.length < BOTH) leg.plain = [...leg.plain, kept(said)];
    return;
  }
  const known = dialogues.get(`${said.client}>${said.server}`);
  if (said.kind === 'payload-lost') {
    // What another connection of a proxy lost is heard on this one.
    const heard = known?.heard.get(said.from);
    if (known === undefined || heard === undefined || heard.isn !== said.isn) return;
    if (known.entries.length < PER_SESSION) known.entries.push(kept(said));
    return;
  }
  if (said.kind === 'payload-tls' && leg === undefined && known === undefined) return;
  const event = kept(said);
  if (event.kind === 'payload-tls') {
    if (leg !== undefined && leg.tls.length < 20) leg.tls = leg.tls.concat(event);
  }
  const key = `${event.client}>${event.server}`;
  let dialogue = known;
  if (dialogue === undefined) {
    if (event.kind === 'payload-tls') return;
    dialogue = { client: event.client, server: event.server, heard: new Map(), elsewhere: [], entries: [] };
    dialogues.set(key, dialogue);
    legs.learnHost(addressOf(event.client));
    legs.learnHost(addressOf(event.server));
  }
  const speaker = speakerOf(event);
  const at = placeOf(event);
  const heard = dialogue.heard.get(speaker) ?? { at, isn: event.isn, lately: [] };
  dialogue.heard.set(speaker, heard);
  if (heard.at === at) {
    heard.lately.push(event);
    if (heard.lately.length > LATELY) heard.lately.shift();
  } else {
    const words = wordsOf(event);
    const repeated = heard.lately.findIndex((one) => wordsOf(one) === words);
    heard.lately.splice(0, repeated + 1);
    if (repeated >= 0) return;
    if (event.kind === 'payload-reply' && event.code >= 400) {
      if (dialogue.elsewhere.length < PER_SESSION) dialogue.elsewhere.push(event);
      return;
    }
  }
  if (event.kind === 'payload-offer') legs.learnOffered(event.endpoint);
  if (dialogue.entries.length < PER_SESSION) dialogue.entries.push(event);
}

/** Where no interface is printed the two connections of a proxy that keeps the addresses differ by their numbers. */
function placeOf({ interface: name, isn }: PayloadEvent): string | undefined {
  return name ?? isn?.toString();
}

function wordsOf(event: Spoken): string {
  switch (event.kind) {
    case 'payload-command':
      return `${event.command} ${event.argument ?? ''}`;
    case 'payload-reply':
      return `${event.code} ${event.text}`;
    case 'payload-tls':
      return `${event.record} ${event.alert ?? ''}`;
    default:
      return event.kind;
  }
}

function speakerOf(event: Spoken): Speaker {
  switch (event.kind) {
    case 'payload-command':
      return 'client';
    case 'payload-reply':
      return 'server';
    case 'payload-tls':
      return event.from;
    default:
      return isPassiveCommand(event.command) ? 'server' : 'client';
  }
}
