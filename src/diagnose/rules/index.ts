import type { Cause } from '../cause.js';
import { captureRules } from './capture/index.js';
import { TRAFFIC_DROPPED } from './capture/traffic-dropped.js';
import { CODES_WITHOUT_RULE } from './codes-without-rule.js';
import { controlRules } from './control/index.js';
import { CONTROL_OPENED, INSUFFICIENT_EVIDENCE } from './no-rule-applies.js';
import { rules } from './offer/index.js';
import { PREREQUISITES_MET } from './readiness/prerequisites-met.js';
import { remarks } from './remark/index.js';
import { inSections } from './explain-chapters.js';

/** Every rule of every room, and the codes that no rule gives. Two rules with the same code carry the same cause. */
export const rulesAndCodes: readonly Cause[] = [
  ...rules,
  ...controlRules,
  ...remarks,
  ...captureRules,
  TRAFFIC_DROPPED,
  PREREQUISITES_MET,
  CONTROL_OPENED,
  INSUFFICIENT_EVIDENCE,
  ...CODES_WITHOUT_RULE,
];

const byCode = new Map<string, Cause>();
for (const cause of rulesAndCodes) if (!byCode.has(cause.code)) byCode.set(cause.code, cause);

/** What `fgtrace explain` lists, collected from the rules. */
export const sections = inSections([...byCode.values()]);

export const causes: readonly Cause[] = sections.flatMap((section) => section.causes);

/** The cause with this code, spelt as in a report. */
export const causeByCode = (code: string): Cause | undefined => byCode.get(code);
