import type { PayloadEvent, PayloadFtpReply, PayloadLost, PayloadPlain } from '../../events/payload.js';
import { type Endpoint, addressOf } from '../../net.js';
import { isPassiveCommand, isRefusal } from '../../ftp.js';
import { shared } from '../../intern.js';
import type { Captures } from './captures.js';
import { keepAt } from './evidence-store.js';
import type { Segment } from './leg-prints.js';
import type { LegTable } from './leg-table.js';
import type { Leg } from '../model/leg.js';
import type { Kept } from '../model/moment.js';

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
  readonly stream: number;
  readonly lately: Spoken[];
}

/** What was said on a control connection, read from its payload: all of it, for a batch client may fail at its last file. */
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

export interface Dialogues {
  readonly event: (said: PayloadEvent) => void;
  readonly all: () => Dialogue[];
  readonly forget: (gone: ReadonlySet<Dialogue>) => void;
}

/** Gathers what payload shows of control channels: words by connection, TLS records and first bytes on their leg. */
export function createDialogues(captures: Captures, legs: LegTable): Dialogues {
  const byEnds = new Map<string, Dialogue>();

  const kept = <E extends PayloadEvent>(event: E): Kept<E> => {
    const { interface: name, direction } = event;
    return keepAt(event, { ...captures.keepMoment(event), interface: name && shared(name), direction });
  };
  const begin = ({ client, server }: Spoken): Dialogue => {
    const dialogue = { client, server, heard: new Map(), elsewhere: [], entries: [] };
    byEnds.set(`${client}>${server}`, dialogue);
    legs.learnHost(addressOf(client));
    legs.learnHost(addressOf(server));
    return dialogue;
  };
  const speak = (said: Spoken, known: Dialogue | undefined, leg: Leg | undefined): void => {
    const isTls = said.kind === 'payload-tls';
    if (isTls && leg === undefined && known === undefined) return;
    const event = kept(said);
    if (event.kind === 'payload-tls' && leg !== undefined && leg.tls.length < MAX_TLS_RECORDS)
      leg.tls = leg.tls.concat(event);
    // TLS alone is no dialogue: any port may speak it.
    if (isTls && known === undefined) return;
    const dialogue = known ?? begin(event);
    if (!isReadHere(event, dialogue)) return;
    if (event.kind === 'payload-offer') legs.learnOffered(event.endpoint);
    dialogue.entries.push(event);
  };
  return {
    event(said) {
      // The bytes show FTP, whatever the port is: from here on it counts as a control channel.
      if (said.kind !== 'payload-tls' && said.kind !== 'payload-plain')
        captures.noteControl(said.client, said.server);
      const leg = legs.find(segmentOf(said));
      const known = byEnds.get(`${said.client}>${said.server}`);
      if (said.kind === 'payload-plain') {
        if (leg !== undefined && leg.plain.length < MAX_PLAIN_NOTES) leg.plain = [...leg.plain, kept(said)];
      } else if (said.kind === 'payload-lost') {
        if (known !== undefined && isMissing(said, known)) known.entries.push(kept(said));
      } else speak(said, known, leg);
    },
    all: () => [...byEnds.values()],
    forget(gone) {
      for (const [key, dialogue] of byEnds) if (gone.has(dialogue)) byEnds.delete(key);
    },
  };
}

function segmentOf({ client, server, isn }: PayloadEvent): Segment {
  return {
    src: client,
    dst: server,
    syn: false,
    fin: false,
    rst: false,
    seq: isn,
    ack: undefined,
    data: true,
  };
}

/** What is missing on the proxy's other connection can still be read on this one. */
function isMissing({ from, isn }: PayloadLost, { heard }: Dialogue): boolean {
  const speaker = heard.get(from);
  return speaker !== undefined && speaker.isn === isn;
}

/** False for what is a repetition on the other interface, or a refusal from there, which is kept apart. */
function isReadHere(event: Kept<Spoken>, { heard, elsewhere }: Dialogue): boolean {
  const speaker = speakerOf(event);
  const at = placeOf(event);
  const known = heard.get(speaker) ?? {
    at,
    isn: event.isn,
    stream: event.stream,
    lately: [],
  };
  heard.set(speaker, known);
  const { lately } = known;
  const remember = (): true => {
    lately.push(event);
    if (lately.length > MAX_LINES_BETWEEN_PRINTS) lately.shift();
    return true;
  };
  if (known.at === at) {
    // Its usual place is the second one, where the first print of what this side said first is lost.
    const ahead = lately.findIndex((one) => placeOf(one) !== at && isSameLine(one, event));
    lately.splice(0, ahead + 1);
    return ahead < 0 && remember();
  }
  // One connection, of which each byte is read once: its print at the usual place is lost, or comes later in another file.
  if (event.stream === known.stream) return true;
  const words = wordsOf(event);
  const repeated = lately.findIndex((one) => placeOf(one) === known.at && wordsOf(one) === words);
  lately.splice(0, repeated + 1);
  if (repeated >= 0) return false;
  if (event.kind !== 'payload-reply' || !isRefusal(event.code)) return remember();
  elsewhere.push(event);
  return false;
}

/** Without an interface, the two connections of a proxy that keeps the addresses differ by their initial sequence number. */
function placeOf({ interface: name, isn }: PayloadEvent): string | undefined {
  return name ?? isn?.toString();
}

/** Also the same endpoint, for one that is offered next is another. */
function isSameLine(one: Spoken, other: Spoken): boolean {
  if (one.stream === other.stream || wordsOf(one) !== wordsOf(other)) return false;
  return one.kind !== 'payload-offer' || other.kind !== 'payload-offer' || one.endpoint === other.endpoint;
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
