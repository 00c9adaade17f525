import { isRefusal } from '../../../ftp.js';
import { gap } from '../../../correlate/model/time.js';
import type { Leg } from '../../../correlate/model/leg.js';
import type { Moment } from '../../../correlate/model/moment.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { fixFor } from '../../wording/remedies.js';
import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';
import { withNames, protocolFor } from '../../wording/named-fixes.js';
import { PEER_WAITS_FOR_BYTES } from '../../limits.js';

/** The proxy has received data from one side and given none to the other until that side closed. */
export const antivirusHold: Rule = {
  code: 'ANTIVIRUS_HOLD',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'B',
  title: 'the proxy holds the file until it is scanned',
  mechanism:
    'The proxy takes the whole file from one side before it gives it to the other. With large files the waiting side gives up.',
  evidence: 'Bytes on one side and none on the other for a long time, then a timeout.',
  neighbours: {
    MTU_BLACKHOLE: 'the same segment again and again',
    CONTROL_IDLE_TIMEOUT: 'the data had arrived',
  },
  fix: withNames((names) => [
    '# A trickle keeps the client waiting; a part of an infected file may reach it. Not for the explicit proxy.',
    protocolFor(names, 'append options clientcomfort', 'set comfort-interval 10', 'set comfort-amount 1'),
  ]),
  source: 'FortiOS FTP proxy documentation',

  judge: (it) => {
    const { closing } = it.replies;
    const { near, far } = it.flow?.connection ?? {};
    if (near === undefined || far == null || far === near || !areBothOpen(it)) return null;
    if (closing !== null && !isRefusal(closing.code)) return null;
    const held =
      waited(far.responderData, near.responderData, near, 'initiator') ??
      waited(near.initiatorData, far.initiatorData, far, 'responder');
    if (held === null) return null;
    const [initiator, responder] = it.passive ? ['the client', 'the server'] : ['the server', 'the client'];
    const [giver, taker] = held.by === 'initiator' ? [responder, initiator] : [initiator, responder];
    return {
      message: `The proxy took data for ${offerName(it)} from ${giver} and gave ${taker} none for ${Math.floor(held.seconds)} seconds, until ${taker} closed: possibly it holds the file to scan it.`,
      evidence: [held.end, held.first, closing, it.offer.offered],
      confidence: 'possible',
      fix: fixFor(antivirusHold.fix, it, true),
    };
  },
};

/** The proxy has a data connection with each side. */
function areBothOpen({ proxied, near, far }: OfferCase): boolean {
  return proxied && near?.opened != null && far?.opened != null;
}

interface Held {
  readonly first: Moment;
  readonly end: Moment;
  /** The side that waited in vain. */
  readonly by: 'initiator' | 'responder';
  readonly seconds: number;
}

/** The waiting side closed first, long after the other side had sent its first data. */
function waited(
  taken: readonly Moment[],
  given: readonly Moment[],
  waiting: Leg,
  by: 'initiator' | 'responder',
): Held | null {
  const [first] = taken;
  const [end] = waiting.ends;
  if (first === undefined || given.length > 0 || end?.by !== by) return null;
  const seconds = gap(first, end)?.least ?? 0;
  return seconds >= PEER_WAITS_FOR_BYTES ? { first, end, by, seconds } : null;
}
