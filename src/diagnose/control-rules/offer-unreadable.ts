import type { ControlRule } from '../control-case.js';
import { fixFor } from '../fixes.js';
import { isReply, saidAfter } from '../said.js';
import { deniedStray } from '../stray.js';

const WRITER = '# The proxy reads along already: mend the software or the setting that wrote this answer.';

/** A 227, 229, PORT or EPRT that names nothing to dial, and no transfer came of it. */
export const offerUnreadable: ControlRule = {
  code: 'OFFER_UNREADABLE',
  verdict: 'failed',
  judge: (it) => {
    const { control, timeline } = it;
    const [unreadable] = control.unreadable;
    if (unreadable === undefined || control.offers.length > 0) return null;
    const { moment, command } = unreadable;
    const later = saidAfter(control, moment);
    const replies = later.filter(isReply);
    if (replies.some(({ code }) => code === 226 || code === 250)) return null;
    const failed = replies.find(({ code }) => code === 425 || code === 426);
    const failing = failed ?? deniedStray(it)?.at(-1)?.drop;
    if (failing === undefined) return null;
    return {
      message: `The answer to ${command} names nothing that could be dialled, or its end is not in the capture: possibly the unit could not read it either, and no data connection came about.`,
      evidence: [failing, moment],
      confidence: 'possible',
      fix: it.inspection === 'proxy' ? [WRITER] : fixFor('OFFER_UNREADABLE', { control, timeline }, true),
    };
  },
};
