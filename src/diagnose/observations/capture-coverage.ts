import { addressOf, hostPair, portOf, type Endpoint } from '../../net.js';
import { before, byTime, gap, when } from '../../correlate/model/time.js';
import type { Capture, Moment } from '../../correlate/model/moment.js';
import type { ControlSession, Offer, Timeline } from '../../correlate/model/timeline.js';
import { spans } from './capture-span.js';
import { shows, type Shown } from './pcap-filter.js';
import { SAME_PACKET_WITHIN, SYN_FINAL_AFTER } from '../limits.js';

/**
 * True if the capture goes on for this many seconds after the moment, on its own clock. A second less is enough,
 * since a line may come up to a second after a stamp of whole seconds.
 */
export function goesOn(moment: Moment, seconds: number): boolean {
  const { last } = moment.capture;
  return (
    last !== undefined &&
    moment.stamp !== undefined &&
    last.at - moment.stamp.at - moment.stamp.width >= seconds * 1e6 - 1e6
  );
}

/**
 * What ended the time in which the offer could be used: the next offer or a request for one, QUIT, the end of the
 * control connection.
 */
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
  // Where the first print of the first FIN is lost, the other side shows it.
  const ends = [...(connection?.near.ends ?? []), ...(connection?.far?.ends ?? [])].sort(byTime);
  return ends[0] ?? null;
}

/** True if a retransmission met the same fate, or if the capture shows that none followed. */
export function isFinal(prints: readonly Moment[], offer: Offer | null): boolean {
  const last = prints.at(-1);
  if (last === undefined) return false;
  if (tries(prints) > 1 || goesOn(last, SYN_FINAL_AFTER)) return true;
  const end = offer === null ? null : endOf(offer);
  return end !== null && before(last, end);
}

/** True if another source, whose clock is known, goes on long enough after the last print. */
export function isOutlasted(prints: readonly Moment[], captures: readonly Capture[]): boolean {
  const last = prints.at(-1);
  const end = last === undefined ? null : when(last);
  if (end === null) return false;
  return captures.some(({ last: stamp, clock }) => {
    if (stamp === undefined || clock === undefined) return false;
    return stamp.at - clock.offset - clock.uncertainty >= end.to + end.slack + SYN_FINAL_AFTER * 1e6;
  });
}

/**
 * How many tries there were, counted in the source that shows most. The same packet printed at two interfaces within
 * a fifth of a second is one try. Sources are not added up, because flow trace and sniffer print the same packet.
 */
export function tries(prints: readonly Moment[]): number {
  const counts = new Map<Capture, { count: number; last: Moment }>();
  for (const print of prints) {
    const seen = counts.get(print.capture);
    const between = seen === undefined ? null : gap(seen.last, print);
    if (seen === undefined) counts.set(print.capture, { count: 1, last: print });
    else if (between === null || between.most > SAME_PACKET_WITHIN)
      counts.set(print.capture, { count: seen.count + 1, last: print });
  }
  return Math.max(0, ...[...counts.values()].map(({ count }) => count));
}

/**
 * A capture that would have shown `a` dial `b`, from the offer on and for long enough: one in which `a` is seen to send
 * something. Without a preamble a source is only trusted to cover what it has shown.
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
    // What it lost may have been the very packets that are missing.
    if (capture.lost !== undefined || !wouldShow(capture, a, b, control)) continue;
    if (!capture.senders.has(addressOf(a))) continue;
    if (spans(capture, control, from, until)) return capture;
  }
  return null;
}

/**
 * Either the capture shows another data port of the two hosts; or it was told to show everything between them on
 * every interface, and did show their control connection.
 */
function wouldShow(capture: Capture, a: Endpoint, b: Endpoint, control: ControlSession | null): boolean {
  const filtered = filterShows(capture, a, b);
  if (filtered === 'no') return false;
  const pair = hostPair(a, b);
  if (capture.dataPairs.has(pair)) return true;
  const isTold =
    filtered === 'yes' && capture.interfaces.has('any') && showsOne(capture, [pair, ...pairsOf(control)]);
  return isTold && (isClient(control, a) || isClient(control, b));
}

/** Told to show everything of the client's, it shows whomever that dials: a 227 may name an address of its own. */
function showsOne({ pairs }: Capture, wanted: readonly string[]): boolean {
  return wanted.some((pair) => pairs.has(pair));
}

function pairsOf(control: ControlSession | null): string[] {
  return control?.client == null || control.server == null ? [] : [hostPair(control.client, control.server)];
}

/** Compares with every address of the client, translated or not: the server dials the one that it sees. */
function isClient(control: ControlSession | null, end: Endpoint): boolean {
  const connection = control?.connection;
  return [control?.client, connection?.near.initiator, connection?.far?.initiator].some(
    (known) => known != null && addressOf(known) === addressOf(end),
  );
}

/** Whether the capture's filters show a packet from `a` to `b`; unknown if no preamble tells the filters. */
export function filterShows({ filters }: Capture, a: Endpoint, b: Endpoint): Shown {
  const packet = { from: addressOf(a), to: addressOf(b), port: portOf(b) };
  const answers = filters.map(({ filter }) => shows(filter, packet));
  if (new Set(answers).size > 1) return answers.includes('no') ? 'no' : 'unknown';
  return answers[0] ?? 'unknown';
}
