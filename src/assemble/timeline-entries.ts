import { commandWord, replyWord, tlsWord, whoSaid, type Word } from '../events/words.js';
import { when } from '../correlate/model/time.js';
import type { Connection, Offer, Timeline } from '../correlate/model/timeline.js';
import type { Sighting } from '../correlate/model/leg.js';
import type { Moment } from '../correlate/model/moment.js';
import { printedTime } from '../events/rfc3339.js';
import { causally, inLineOrder, narrowed } from './causal-order.js';
import { isBrief, type Brief } from './detail-limit.js';
import type { Entries, TimelineEntry } from '../document.js';

interface Entry {
  readonly moment: Moment;
  readonly kind: string;
  readonly control: string | null;
  readonly offer: string | null;
  /** Microseconds on the reference clock, narrowed by joins; null where nothing anchors it. */
  at: number | null;
  count: number;
  word: Word | null;
}

/**
 * One timeline in causal order: only lines joined to a session, an offer or a flow, clock proofs and capture heads.
 * Lines that belong only to what is told in brief are left out.
 */
export function entriesOf(timeline: Timeline, brief: Brief): Entries {
  const entries: Entry[] = [];
  const add: Add = (moment, kind, control, offer, at, word = null) => {
    entries.push({ moment, kind, control, offer, at: at ?? when(moment)?.from ?? null, count: 1, word });
  };
  for (const { filters } of timeline.captures)
    for (const moment of filters) add(moment, 'capture', null, null);
  for (const control of timeline.controls) {
    if (brief.controls.has(control)) continue;
    if (control.connection !== null) addConnection(control.connection, control.id, null, null, add);
    for (const { moment } of control.listed) add(moment, 'session', control.id, null);
    const owners = new Map<Moment, Offer>(
      control.offers.flatMap((offer) => [...offer.commands, ...offer.replies].map((said) => [said, offer])),
    );
    const addSaid = (said: Moment, kind: string, word: Word): void => {
      const owner = owners.get(said);
      if (owner === undefined || !brief.offers.has(owner))
        add(said, kind, control.id, owner?.id ?? null, null, word);
    };
    for (const said of control.commands)
      addSaid(said, 'ftp-command', commandWord(said.command, said.argument));
    for (const said of control.replies)
      addSaid(said, 'ftp-reply', replyWord(said.code, said.text, said.command));
    for (const record of control.tls) add(record.moment, 'tls', control.id, null, null, tlsWord(record));
  }
  for (const offer of timeline.offers) {
    if (brief.offers.has(offer)) continue;
    const control = offer.control?.id ?? null;
    if (offer.offered !== null) add(offer.offered, 'ftp-offer', control, offer.id);
    for (const listen of offer.listens) add(listen, 'expectation-listen', control, offer.id);
  }
  for (const expectation of timeline.expectations) {
    const { control, offer, opened } = expectation;
    if (!isBrief(expectation, brief)) add(opened, 'expectation', control?.id ?? null, offer?.id ?? null);
  }
  for (const flow of timeline.flows) {
    if (isBrief(flow, brief)) continue;
    const { connection, control, offer, unreachable, tooBig } = flow;
    const pinhole = offer?.expectation?.opened ?? null;
    addConnection(connection, control?.id ?? null, offer?.id ?? null, pinhole, add);
    for (const moment of [...unreachable, ...tooBig])
      add(moment, 'packet', control?.id ?? null, offer?.id ?? null);
  }
  inLineOrder(entries);
  const sorted = unique(entries).sort(causally);
  // Made when first asked: JSON does not.
  let words: ReturnType<typeof wordsByPlace> | undefined;
  return {
    length: sorted.length,
    saidAt: ({ file, line }) => (words ??= wordsByPlace(sorted)).get(file)?.get(line),
    *[Symbol.iterator]() {
      for (const entry of sorted) yield toReport(entry);
    },
  };
}

function wordsByPlace(entries: readonly Entry[]): ReadonlyMap<string, ReadonlyMap<number, string>> {
  const words = new Map<string, Map<number, string>>();
  for (const { word, moment } of entries) {
    const { line, capture } = moment;
    // What WAD says of a command stands in its own line.
    if (word === null || capture.source !== 'sniffer') continue;
    const found = words.get(line.file) ?? new Map<number, string>();
    words.set(line.file, found.set(line.line, whoSaid(word) ?? word.said));
  }
  return words;
}

type Add = (
  moment: Moment,
  kind: string,
  control: string | null,
  offer: string | null,
  at?: number | null,
  word?: Word | null,
) => void;

function addConnection(
  { near, far }: Connection,
  control: string | null,
  offer: string | null,
  pinhole: Moment | null,
  add: Add,
): void {
  for (const leg of far === null || far === near ? [near] : [near, far]) {
    for (const trace of leg.traces) {
      const at = narrowed(trace, leg, pinhole);
      add(trace, 'packet', control, offer, at);
      for (const message of trace.messages) add(message.moment, message.kind, control, offer, at);
    }
    const prints: Sighting[] = [
      ...leg.syns,
      ...leg.synAcks,
      ...leg.initiatorAcks.slice(0, 1),
      ...leg.initiatorData.slice(0, 1),
      ...leg.responderData.slice(0, 1),
      ...leg.ends,
    ];
    for (const print of prints) if (print.capture.source === 'sniffer') add(print, 'packet', control, offer);
    for (const record of leg.tls) add(record.moment, 'tls', control, offer, null, tlsWord(record));
  }
}

/**
 * The same line is one entry. A packet may be a sighting of its connection, a reply and an offer at once: it is told as
 * the last of these, with its words. Of the unit's own records several may stand on one line, glued; each is an entry.
 */
function unique(entries: readonly Entry[]): Entry[] {
  const all: Map<number, Entry>[] = [];
  const byFile = new Map<string, Map<string, Map<number, Entry>>>();
  for (const entry of entries) {
    const { line, capture } = entry.moment;
    const kind = capture.source === 'sniffer' ? 'sniffer' : entry.kind;
    const byKind = byFile.get(line.file) ?? new Map<string, Map<number, Entry>>();
    const byLine = byKind.get(kind) ?? new Map<number, Entry>();
    if (byLine.size === 0) {
      all.push(byLine);
      byFile.set(line.file, byKind.set(kind, byLine));
    }
    const known = byLine.get(line.line);
    byLine.set(line.line, known === undefined ? entry : merged(known, entry));
  }
  return all.flatMap((found) => [...found.values()]);
}

function merged(known: Entry, other: Entry): Entry {
  const [less, more] = rankOf(known) <= rankOf(other) ? [known, other] : [other, known];
  const owner = more.offer === null && less.offer !== null ? less : more;
  const { control, offer, at } = owner;
  return { ...more, control, offer, at, word: bothSaid(less.word, more.word) };
}

/** What a line tells: an offer more than a reply, and words more than a packet. */
function rankOf({ kind, offer }: Entry): number {
  return KINDS.indexOf(kind) * 2 + (offer === null ? 0 : 1);
}
const KINDS: readonly string[] = ['packet', 'tls', 'ftp-command', 'ftp-reply', 'ftp-offer'];

/** Pipelined commands come in one packet. */
function bothSaid(one: Word | null, other: Word | null): Word | null {
  if (one === null || other === null) return one ?? other;
  return one.said === other.said ? other : { ...one, said: `${one.said}; ${other.said}` };
}

function toReport({ moment, kind, control, offer, at, count, word }: Entry): TimelineEntry {
  const { capture, stamp, line } = moment;
  return {
    time: at === null ? null : printedTime(at),
    printed: stamp?.printed ?? null,
    source: capture.source,
    kind,
    file: line.file,
    line: line.line,
    // Read on demand: not every format prints it, and it may have to be read from disk.
    get text() {
      return line.text;
    },
    control,
    offer,
    count,
    ...word,
  };
}
