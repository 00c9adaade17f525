import { addressOf } from '../../../net.js';
import type { End } from '../../../correlate/model/leg.js';
import { isBroken, resetOf } from '../../facts/transfer-break.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { dataLegs } from '../../facts/data-tls.js';
import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';
import { unreadData } from '../../facts/unread-data.js';
import { unitReset } from '../../facts/firewall-reset.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, check, checkServer, checkClient, type Draft } from '../../wording/steps.js';

/** The data connection opened and was reset before either side had begun to close it. */
export const dataConnectionReset: Rule = {
  code: 'DATA_CONNECTION_RESET',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'A',
  title: 'the data connection was reset',
  mechanism:
    'The connection opened, and one side reset it before either had begun to close it. The pinhole did its work; the transfer broke.',
  evidence: 'An RST on the open data connection with no FIN before it, and no 226.',
  neighbours: {
    SERVER_RST: 'the reset answers the SYN: it never opened',
    IPS_BLOCK: 'resets to both sides that neither end had sent',
    REPLY_426: 'the server reports the break itself',
  },
  steps: withNames(() => [
    checkServer('Read the log of that second at the side that the reset came in from'),
  ]),
  source: 'RFC 9293; RFC 959',

  judge: (it) => {
    const unread = unreadData(it);
    const reset = unread?.reset ?? resetOf(it);
    if (reset === null || it.far?.opened == null || !isBroken(it)) return null;
    const { how, step } = origin(it, reset);
    const received = unread?.begun === true ? 'the whole of it' : 'a byte';
    const when =
      unread === null
        ? 'before either end had closed it'
        : `and the client closed it without having received ${received}`;
    return {
      message: `The data connection of ${offerName(it)} opened and was then reset${how}, ${when}.`,
      evidence: [reset, unread?.end, it.far.opened, it.hit?.moment, it.offer.offered],
      confidence: 'likely',
      steps: numbered(step),
    };
  },
};

/** Where the reset came from. The sender's address proves nothing: the unit sends resets in the name of either side. */
const UNITS_LOGS = 'Read the unit’s logs of that second (IPS, application control, antivirus)';

function origin(it: OfferCase, reset: End): { how: string; step: Draft } {
  if (isUnits(it, reset) || unitReset(it) !== null) {
    return {
      how: ' by the unit itself',
      step: check(UNITS_LOGS),
    };
  }
  const leg = it.far?.leg ?? it.near?.leg;
  const side = (reset.by === 'initiator') === it.passive ? 'the client' : 'the server';
  const who = leg == null ? side : `${side} ${addressOf(leg[reset.by])}`;
  if (reset.direction === 'out' && !cameIn(it)) {
    return {
      how: `, in the name of ${who}, though none is seen to come in`,
      step: check(`${UNITS_LOGS}, and those of ${who}`),
    };
  }
  return {
    how: ` from the side of ${who}`,
    step: (side === 'the client' ? checkClient : checkServer)(
      `Read the log of ${who} of that second: it names the reason`,
    ),
  };
}

/**
 * True if the unit made the reset. A proxy passes a reset on with another number, so it made this one itself if none
 * came in.
 */
function isUnits(it: OfferCase, reset: End): boolean {
  return it.proxied && reset.direction === 'out' && !cameIn(it);
}

function cameIn(it: OfferCase): boolean {
  return dataLegs(it)
    .flatMap((leg) => leg.ends)
    .some((end) => end.type === 'rst' && end.direction === 'in');
}
