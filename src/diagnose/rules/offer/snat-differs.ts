import { isRefusal } from '../../../ftp.js';
import { addressOf } from '../../../net.js';
import type { FtpReply } from '../../../correlate/model/control-channel.js';
import type { Leg } from '../../../correlate/model/leg.js';
import type { Moment } from '../../../correlate/model/moment.js';
import type { OfferCase } from '../../cases/offer-case.js';
import type { Rule } from '../../rule.js';
import { withNames, policyFor } from '../../wording/named-steps.js';
import { numbered, change } from '../../wording/steps.js';
import { SAME_NAT, ANY_PEER } from '../../wording/general-steps.js';

/** The control connection on the server's side: the far leg, or the only one if nothing is translated. */
function serverSide({ control }: OfferCase): Leg | undefined {
  const connection = control?.connection;
  if (connection?.far != null) return connection.far;
  return connection?.near.syns.some(({ direction }) => direction === 'out') === true
    ? connection.near
    : undefined;
}

/** The server sees the control and the data connection come from two addresses, and closes the second. */
export const snatDiffers: Rule = {
  code: 'SNAT_DIFFERS',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'B',
  title: 'control and data reach the server from different addresses',
  mechanism:
    'The policy translates the source of the control connection, the pinhole not that of the data connection, or the reverse. The server sees two different peers.',
  evidence: 'The source addresses of the two connections differ on the server’s side.',
  neighbours: { SERVER_PEER_CHECK: 'what servers do about it' },
  steps: withNames((names) => [
    change(
      'No source NAT, so that the server sees the client',
      '# It must then route its answers through this unit.',
      policyFor(names, 'set nat disable'),
    ),
  ]),
  source: 'Fortinet KB 189531 (the source is kept on both)',

  judge: (it) => {
    const control = serverSide(it)?.initiator;
    const leg = it.far?.leg;
    if (!it.passive || control === undefined || leg == null || it.far?.opened == null) return null;
    const [seen, other] = [addressOf(leg.initiator), addressOf(control)];
    if (seen === other) return null;
    const failing = refusedBy(it.replies.closing, leg);
    if (failing === null) return null;
    return {
      message: `The server saw the control connection come from ${other} and the data connection from ${seen}, and closed the second at once.`,
      evidence: [failing, leg.syns[0] ?? leg.synAcks[0], serverSide(it)?.syns.at(-1), it.offer.offered],
      confidence: 'likely',
      steps: numbered(SAME_NAT, ANY_PEER),
    };
  },
};

/** The refusal of the transfer, or without a reply the end that the server made before any byte. */
function refusedBy(closing: FtpReply | null, { ends, initiatorData, responderData }: Leg): Moment | null {
  if (closing !== null) return isRefusal(closing.code) ? closing : null;
  const [end] = ends;
  return end?.by === 'responder' && initiatorData.length + responderData.length === 0 ? end : null;
}
