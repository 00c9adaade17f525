import type { PayloadEvent, PayloadFtpReply, PayloadLost, PayloadPlain } from '../../events/payload.js';
import { type Endpoint, addressOf } from '../../net.js';
import { isPassiveCommand, isRefusal } from '../../ftp.js';
import type { Captures } from './captures.js';
import type { LegTable } from './leg-table.js';
import type { Kept } from '../model/moment.js';

/** Commands and replies kept per control connection; what follows is not read. */
const MAX_DIALOGUE_LINES = 4000;
/** TLS records kept per leg: the handshake and its alerts come first. */
const MAX_TLS_RECORDS = 20;
/** One note that the first bytes are not TLS for each side of a connection. */
const MAX_PLAIN_NOTES = 2;
/** How many of one side's lines may stand between a line's print on one interface and on the other. */
const MAX_LINES_BETWEEN_PRINTS = 8;

type Spoken = Exclude<PayloadEvent, PayloadPlain | PayloadLost>;
type Speaker = 'client' | 'server';

interface Heard {
  readonly at: string | undefined;
  readonly isn: number | undefined;
  readonly lately: Spoken[];
}

/** What was said on a control connection, read from its payload. */
export interface Dialogue {
  readonly client: Endpoint;
  readonly server: Endpoint;
  /**
   * Where each side is read. A proxy that keeps the addresses shows every line on two interfaces: each side is read on
   * the interface that showed it first, and its repetition on the other one is left out. A unit that forwards packets
   * shows client and server first on different interfaces; a capture that begins in between may start with the second.
   */
  readonly heard: Map<Speaker, Heard>;
  /** Refusals (4xx, 5xx) seen on another interface than the server's other replies: the proxy may have sent them itself. */
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
  // The bytes show FTP, whatever the port is: from here on it counts as a control channel.
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
    if (leg !== undefined && leg.plain.length < MAX_PLAIN_NOTES) leg.plain = [...leg.plain, kept(said)];
    return;
  }
  const known = dialogues.get(`${said.client}>${said.server}`);
  if (said.kind === 'payload-lost') {
    // What is missing on the proxy's other connection can still be read on this one.
    const heard = known?.heard.get(said.from);
    if (known === undefined || heard === undefined || heard.isn !== said.isn) return;
    if (known.entries.length < MAX_DIALOGUE_LINES) known.entries.push(kept(said));
    return;
  }
  if (said.kind === 'payload-tls' && leg === undefined && known === undefined) return;
  const event = kept(said);
  if (event.kind === 'payload-tls') {
    if (leg !== undefined && leg.tls.length < MAX_TLS_RECORDS) leg.tls = leg.tls.concat(event);
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
    if (heard.lately.length > MAX_LINES_BETWEEN_PRINTS) heard.lately.shift();
  } else {
    const words = wordsOf(event);
    const repeated = heard.lately.findIndex((one) => wordsOf(one) === words);
    heard.lately.splice(0, repeated + 1);
    if (repeated >= 0) return;
    if (event.kind === 'payload-reply' && isRefusal(event.code)) {
      if (dialogue.elsewhere.length < MAX_DIALOGUE_LINES) dialogue.elsewhere.push(event);
      return;
    }
  }
  if (event.kind === 'payload-offer') legs.learnOffered(event.endpoint);
  if (dialogue.entries.length < MAX_DIALOGUE_LINES) dialogue.entries.push(event);
}

/** Without an interface, the two connections of a proxy that keeps the addresses differ by their initial sequence number. */
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
