import type { Moment } from '../correlate/timeline.js';
import type { OfferCase } from './case.js';
import { coveredBy } from './coverage.js';
import { besideOffer } from './stray.js';

/**
 * Nothing tried to use the offer and nothing shows that anybody wanted to: the readable control channel went on to
 * something else, or a capture that covers the host pair shows no SYN for as long as a pinhole lives.
 */
export function nobodyCame(it: OfferCase): { because: string; line: Moment | null } | null {
  const { offered, control } = {
    offered: it.offer.offered ?? it.expectation?.opened ?? null,
    control: it.control,
  };
  if (it.flow !== null || it.replies.wanted !== null || offered === null) return null;
  if (it.timeline.dialled.has(it.offer.external ?? it.offer.endpoint)) return null;
  // Who dialled another endpoint meanwhile may have been told that one in place of this.
  if (it.ended !== null && besideOffer(it.timeline, it.offer, offered, it.ended) !== null) return null;
  if (it.ended !== null && isReadable(it)) {
    const { next, left } = it.offer;
    const another = left === it.ended ? 'the client asked for another' : 'the session ended';
    const what = next?.offered === it.ended ? 'the next offer came' : another;
    return { because: `${what} and no transfer command stands between`, line: it.ended };
  }
  const [from, to] = it.passive
    ? [control?.client, it.offer.external]
    : [control?.mappedServer ?? control?.server, it.offer.external];
  if (from == null || to === null) return null;
  const capture = coveredBy(it.timeline, from, to, control, offered);
  return capture === null
    ? null
    : { because: `${capture.file} covers these hosts and shows no SYN for it`, line: null };
}

/**
 * The control channel can be read up to its end, so that a transfer command would show: the end stands in the same
 * capture as the offer, or WAD tells of commands after the offer's own reply. The seed's WAD excerpt stops at the 227.
 */
function isReadable(it: OfferCase): boolean {
  const { offered } = it.offer;
  if (offered === null || it.ended === null) return false;
  if (it.ended.capture === offered.capture) return true;
  const { answer } = it.replies;
  const said = [...(it.control?.commands ?? []), ...(it.control?.replies ?? [])];
  return said.some(
    ({ capture, order }) => capture === offered.capture && order > (answer?.order ?? Infinity),
  );
}
