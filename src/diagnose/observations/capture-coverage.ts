import { addressOf, hostPair, portOf, type Endpoint } from '../../net.js';
import { before, gap, when } from '../../correlate/model/time.js';
import type { Capture, Moment } from '../../correlate/model/moment.js';
import type { ControlSession, Offer, Timeline } from '../../correlate/model/timeline.js';
import { spans } from './capture-span.js';
import { shows, type Shown } from './pcap-filter.js';

/** A SYN that met its fate is final after this many seconds without another try being admitted. */
const FINAL = 3;

/** The capture goes on after a moment for so many seconds, on its own clock. */
export function goesOn(moment: Moment, seconds: number): boolean {
  const { last } = moment.capture;
  return (
    last !== undefined &&
    moment.stamp !== undefined &&
    last.at - moment.stamp.at - moment.stamp.width >= seconds * 1e6 - 1e6
  );
}

/** What ended the offer's chance: the next offer or request for one, QUIT, the end of the control connection. */
export function endOf(offer: Offer): Moment | null {
  const next = offer.next?.offered ?? offer.leftBehindBy;
  if (next !== null) return next;
  const quit = offer.commands.find(({ command }) => command === 'QUIT' || command === 'ABOR');
  if (quit !== undefined) return quit;
  const bye = offer.replies.find(
    ({ code, command }) => command === 'QUIT' || (code === 221 && command === undefined),
  );
  if (bye !== undefined) return bye;
  const connection = offer.control?.connection;
  const ends = [...(connection?.near.ends ?? []), ...(connection?.far?.ends ?? [])];
  return ends[0] ?? null;
}

/** A retransmission met the same fate, or the capture shows that none was coming. */
export function isFinal(prints: readonly Moment[], offer: Offer | null): boolean {
  const last = prints.at(-1);
  if (last === undefined) return false;
  if (tries(prints) > 1 || goesOn(last, FINAL)) return true;
  const end = offer === null ? null : endOf(offer);
  return end !== null && before(last, end);
}

/** Another source, whose clock is joined, goes on for long enough behind the last of them. */
export function isOutlasted(prints: readonly Moment[], captures: readonly Capture[]): boolean {
  const last = prints.at(-1);
  const end = last === undefined ? null : when(last);
  if (end === null) return false;
  return captures.some(({ last: stamp, clock }) => {
    if (stamp === undefined || clock === undefined) return false;
    return stamp.at - clock.offset - clock.uncertainty >= end.to + end.slack + FINAL * 1e6;
  });
}

/**
 * Distinct tries, as one source saw them: the same packet printed at two interfaces within a fifth of a second is one,
 * and so is the kernel's print of a packet that the sniffer shows too.
 */
export function tries(prints: readonly Moment[]): number {
  const counts = new Map<Capture, { count: number; last: Moment }>();
  for (const print of prints) {
    const seen = counts.get(print.capture);
    const between = seen === undefined ? null : gap(seen.last, print);
    if (seen === undefined) counts.set(print.capture, { count: 1, last: print });
    else if (between === null || between.most > 0.2)
      counts.set(print.capture, { count: seen.count + 1, last: print });
  }
  return Math.max(0, ...[...counts.values()].map(({ count }) => count));
}

/**
 * A capture that would have shown packets between two hosts on a port that is no control port, at the time of an
 * offer and for long enough. Without a preamble a source covers what it demonstrably shows.
 */
export function coveredBy(
  timeline: Timeline,
  a: Endpoint,
  b: Endpoint,
  control: ControlSession | null,
  from: Moment,
  until?: Moment,
): Capture | null {
  for (const capture of timeline.captures) {
    if (capture.source !== 'sniffer' && capture.source !== 'flow') continue;
    if (!wouldShow(capture, a, b, control)) continue;
    if (spans(capture, control, from, until)) return capture;
  }
  return null;
}

/**
 * It shows some other port of the two hosts; or it was told to show everything between them on every interface, and has
 * shown the control connection.
 */
function wouldShow(capture: Capture, a: Endpoint, b: Endpoint, control: ControlSession | null): boolean {
  const filtered = filterShows(capture, a, b);
  if (filtered === 'no') return false;
  const pair = hostPair(a, b);
  if (capture.dataPairs.has(pair)) return true;
  const shows =
    filtered === 'yes' && capture.interfaces.has('any') && showsOne(capture, [pair, ...pairsOf(control)]);
  return shows && (isClient(control, a) || isClient(control, b));
}

/** Told to show everything of the client's, it shows whomever that dials: a 227 may name an address of its own. */
function showsOne({ pairs }: Capture, wanted: readonly string[]): boolean {
  return wanted.some((pair) => pairs.has(pair));
}

function pairsOf(control: ControlSession | null): string[] {
  return control?.client == null || control.server == null ? [] : [hostPair(control.client, control.server)];
}

/** By the address that this side of the unit knows it by: the server dials the one that it sees, translated or not. */
function isClient(control: ControlSession | null, end: Endpoint): boolean {
  const connection = control?.connection;
  return [control?.client, connection?.near.initiator, connection?.far?.initiator].some(
    (known) => known != null && addressOf(known) === addressOf(end),
  );
}

/** What the capture's filters say of a packet from `a` to `b`; unknown where no preamble tells them. */
export function filterShows({ filters }: Capture, a: Endpoint, b: Endpoint): Shown {
  const packet = { from: addressOf(a), to: addressOf(b), port: portOf(b) };
  const answers = filters.map(({ filter }) => shows(filter, packet));
  if (new Set(answers).size > 1) return answers.includes('no') ? 'no' : 'unknown';
  return answers[0] ?? 'unknown';
}
