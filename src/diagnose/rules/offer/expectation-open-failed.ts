import { isRefusal } from '../../../ftp.js';
import type { Trace } from '../../../correlate/model/leg.js';
import type { Moment } from '../../../correlate/model/moment.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { finalDenial } from '../../facts/final-denial.js';
import { WAITED } from '../../observations/transfer-replies.js';
import type { Rule } from '../../rule.js';
import { dialler, offerName } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';
import { staticRangeFor } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { check } from '../../wording/steps.js';

/** WAD read the offer but never installed the tuple: it could not bind the port, or the kernel refused. */
export const expectationOpenFailed: Rule = {
  code: 'EXPECTATION_OPEN_FAILED',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'B',
  title: 'the proxy read the offer but opened nothing',
  mechanism:
    'The proxy understood the offer and then could not listen on its endpoint, or the kernel took no expectation session for it.',
  evidence:
    'The offer line; after it no “bound to”, or no “Expect session tuple” and “redirect”; the proxy’s debug goes on for the same session; the data connection is denied or the transfer refused.',
  neighbours: {
    PINHOLE_NOT_OPENED: 'there is no debug of the proxy that could tell',
    PROXY_CLIENT_NEVER_USED: 'all three lines are there and nobody came',
  },
  steps: withNames((names) => [
    check(
      'See whether the offered port is taken on the unit, by a service of its own or by a VIP',
      '# If nothing overlaps, this is a case for the support of the vendor.',
      'diagnose sys tcpsock',
      'show firewall vip',
    ),
    staticRangeFor(names),
  ]),
  source: 'Fortinet KB 189531 (order of the lines)',

  judge: (it) => {
    if (it.offer.offered?.capture.source !== 'wad' || it.expectation !== null || it.hit !== null) return null;
    if (it.wadGoesOn === null || it.opened) return null;
    const fate = fateOf(it);
    if (fate === null) return null;
    const how =
      it.offer.listens.length === 0 ? 'never listened on it' : 'installed no expectation session for it';
    return {
      message: `The proxy read ${offerName(it)} but ${how}, so ${fate.says}.`,
      evidence: [fate.failing, it.offer.offered, ...it.offer.listens, it.wadGoesOn, fate.trace],
      lacks: 'the expectation session',
    };
  },
};

interface Fate {
  readonly says: string;
  readonly failing: Moment;
  readonly trace: Trace | undefined;
}

/** What became of the data connection or the transfer; null where nothing shows that it failed. */
function fateOf(it: OfferCase): Fate | null {
  const denial = finalDenial(it);
  if (denial !== null) {
    const says = `${dialler(it)} was denied at ${dialledEnd(it)}`;
    return { says, failing: denial.drop.moment, trace: denial.trace };
  }
  const { closing, answer } = it.replies;
  // In passive mode the offer is the server's reply; a refusal in its place comes from the proxy.
  if (it.passive && answer !== null && isRefusal(answer.code)) {
    const says = `it refused the client’s request itself with reply ${answer.code}`;
    return { says, failing: answer, trace: undefined };
  }
  if (closing === null || !WAITED.has(closing.code)) return null;
  return { says: `the transfer ended with reply ${closing.code}`, failing: closing, trace: undefined };
}
