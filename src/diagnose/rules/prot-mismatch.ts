import type { OfferCase } from '../case.js';
import { dataHello } from '../data-tls.js';
import { fixFor } from '../fixes.js';
import type { Rule } from '../rule.js';
import { offerName } from '../say.js';

/** RFC 4217 and 2228: data cannot be opened with this PROT setting, denied for policy reasons, level not supported. */
const CODES: ReadonlySet<number> = new Set([521, 522, 534, 536]);
const WORDS =
  /\bprot\b|data (?:connections?|channel) must be (?:encrypted|protected)|(?:ssl|tls)\S{0,20} required on the data|policy requires ssl/i;
const REUSE = /session re-?use|resum/i;

/** One side wants the data connection in TLS and the other does not. */
export const protMismatch: Rule = {
  code: 'PROT_MISMATCH',
  stage: 'transfer',
  verdict: 'failed',
  judge: (it) => {
    const { closing } = it.replies;
    if (closing === null || closing.code < 400 || REUSE.test(closing.text)) return null;
    const isNamed = WORDS.test(closing.text);
    if (!isNamed && (!CODES.has(closing.code) || isProtected(it))) return null;
    const words = closing.text === '' ? '' : `: "${closing.text}"`;
    return {
      message: `The server refused the transfer of ${offerName(it)} with reply ${closing.code}${words}. One side encrypts the data connection and the other does not.`,
      evidence: [closing, dataHello(it)?.moment, it.offer.offered],
      confidence: isNamed ? it.joined : 'likely',
      fix: fixFor('PROT_MISMATCH', it.control),
    };
  },
};

/** PROT P was agreed on, so that the code means something else. */
function isProtected({ control }: OfferCase): boolean {
  return (
    control?.commands.some(
      ({ command, argument }) => command === 'PROT' && argument?.toUpperCase() === 'P',
    ) === true
  );
}
