import { completesTransfer } from '../../../ftp.js';
import { order } from '../../../correlate/model/time.js';
import type { ControlSession } from '../../../correlate/model/timeline.js';
import type { Moment } from '../../../correlate/model/moment.js';
import type { ControlCase } from '../../cases/control-case.js';
import type { ControlRule } from '../../rule.js';
import { stepsFor } from '../../wording/remedies.js';
import { isReply, saidAfter } from '../../observations/control-dialogue.js';
import { deniedTries } from '../../facts/unmatched-flows.js';
import { proxyModeFor } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, checkServer } from '../../wording/steps.js';

const WRITER = checkServer(
  'The proxy reads along already: mend the software, or the setting, that wrote this answer',
);

/** A 227, 229, PORT or EPRT that names no endpoint to dial, and no transfer followed. */
export const offerUnreadable: ControlRule = {
  code: 'OFFER_UNREADABLE',
  stage: 'offer',
  verdict: 'failed',
  grade: 'B',
  title: 'the offer could not be understood',
  mechanism:
    'A 227, 229 or PORT is malformed, over-long, or spread over several segments. A helper works packet by packet and gives such a reply up; clients may too.',
  evidence: 'The reply code with a text that yields no address and port, or the reply in pieces.',
  neighbours: {
    OFFER_REFUSED: 'the code itself says no',
    EPSV_NOT_TRACKED: 'the reply is well formed, but of a kind that is not followed',
  },
  steps: withNames((names) => [checkServer('Mend the software that wrote it'), proxyModeFor(names)]),
  source: 'Linux nf_conntrack_ftp; Suricata tests',

  judge: (it) => {
    const { control, timeline } = it;
    // If WAD or a pinhole shows an offer, somebody could read it, and only this capture has lost its words.
    if (control.offers.some(({ offered }) => offered?.capture.source !== 'sniffer')) return null;
    for (const { moment, command, isCut } of control.unreadable) {
      const failing = isCut ? null : failingAfter(it, moment);
      if (failing === null) continue;
      return {
        message: `The answer to ${command} names nothing that could be dialled: possibly the unit could not read it either, and no data connection came about.`,
        evidence: [failing, moment],
        confidence: 'possible',
        steps:
          it.inspection === 'proxy'
            ? numbered(WRITER)
            : stepsFor(offerUnreadable.steps, { control, timeline }, true),
      };
    }
    return null;
  },
};

/** The refusal of the transfer, or a denied data SYN, before the client asked for another offer. */
function failingAfter(it: ControlCase, moment: Moment): Moment | null {
  const { control, strays, timeline } = it;
  const next = nextAfter(control, moment);
  const isOwn = (one: Moment): boolean => next === null || order(one, next) === 'before';
  const replies = saidAfter(control, moment).filter(isReply).filter(isOwn);
  if (replies.some(({ code }) => completesTransfer(code))) return null;
  const failed = replies.find(({ code }) => code === 425 || code === 426);
  if (failed !== undefined) return failed;
  const tried = strays.filter(({ trace }) => order(moment, trace) !== 'after' && isOwn(trace));
  return deniedTries(tried, timeline)?.at(-1)?.drop ?? null;
}

/** The next offer, readable or not. */
function nextAfter({ offers, unreadable }: ControlSession, moment: Moment): Moment | null {
  const others = [...offers.flatMap(({ offered }) => offered ?? []), ...unreadable.map((one) => one.moment)];
  const later = others.filter((one) => order(moment, one) === 'before');
  return later.reduce<Moment | null>(
    (first, one) => (first === null || order(one, first) === 'before' ? one : first),
    null,
  );
}
