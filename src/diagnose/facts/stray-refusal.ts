import { isRefusal, isTransfer } from '../../ftp.js';
import { firstPrint, hasCarried } from '../../correlate/model/leg-queries.js';
import { hostPairs } from '../../correlate/model/host-pairs.js';
import { addressOf } from '../../net.js';
import { order } from '../../correlate/model/time.js';
import type { FtpReply } from '../../correlate/model/control-channel.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { ControlSession } from '../../correlate/model/timeline.js';
import type { OfferCase } from '../cases/offer-case.js';
import { tlsOf } from '../observations/inspection.js';
import { dataLegs } from './data-tls.js';
import { onceOf } from '../observations/memoize.js';

/**
 * A transfer of this session that the server refused, and nothing tells which: a log that begins in the middle says how
 * a transfer ended whose offer it does not show. It may be this one, unless another data connection was dialled since.
 */
export function strayRefusal(it: OfferCase): FtpReply | null {
  const { control, flow, replies } = it;
  const syn = flow === null ? undefined : firstPrint(flow.connection.near);
  if (syn === undefined || replies.closing !== null) return null;
  for (const session of control === null ? perhapsItsSessions(it) : [control]) {
    const refused = refusalIn(session, it, syn);
    if (refused !== null) return refused;
  }
  return null;
}

/** Sessions of the same hosts whose number no source tells: the pinhole may be of one of them. */
function perhapsItsSessions({ flow, timeline }: OfferCase): readonly ControlSession[] {
  if (flow === null) return [];
  const { initiator, responder } = flow.connection.near;
  const pair = `${addressOf(initiator)} ${addressOf(responder)}`;
  return timeline.controls.filter((one) => one.sessionId === null && hostPairs(one).includes(pair));
}

function refusalIn(control: ControlSession, it: OfferCase, syn: Moment): FtpReply | null {
  const { offer } = it;
  const nexts = [...dialledIn(control), ...control.offers.flatMap(({ offered }) => offered ?? [])].filter(
    (one) => one !== offer.offered && order(syn, one) === 'before',
  );
  const isLater = (said: FtpReply): boolean => nexts.some((next) => order(next, said) === 'before');
  // Who says 425 did not open the data connection, or did not come to terms on TLS: no bytes of a file went over it.
  const carriedFile = tlsOf(control) === 'none' && dataLegs(it).some(hasCarried);
  const mayBeOurs = ({ code }: FtpReply): boolean => code !== 425 || !carriedFile;
  return (
    refusalsIn(control).find((said) => order(syn, said) !== 'after' && !isLater(said) && mayBeOurs(said)) ??
    null
  );
}

/** What no offer owns: refusals of a transfer, or of a command that the capture does not show. */
const refusalsIn = onceOf((control: ControlSession): readonly FtpReply[] => {
  const owned = new Set(control.offers.flatMap(({ replies }) => replies));
  return control.replies.filter((said) => isRefusal(said.code) && !owned.has(said) && mayEndTransfer(said));
});

function mayEndTransfer({ command, answers, code }: FtpReply): boolean {
  const asked = command ?? answers?.command;
  if (asked !== undefined) return isTransfer(asked);
  return code === 425 || code === 426 || code === 451;
}

const dialledIn = onceOf((control: ControlSession): readonly Moment[] =>
  control.offers.flatMap(({ flow, furtherFlows }) =>
    [flow, ...furtherFlows].flatMap((one) => (one === null ? [] : (firstPrint(one.connection.near) ?? []))),
  ),
);
