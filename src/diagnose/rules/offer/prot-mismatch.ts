import { isRefusal } from '../../../ftp.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { breakOf } from '../../facts/transfer-break.js';
import { dataHello, dataLegs, isRefusedOnceOpen } from '../../facts/data-tls.js';
import { stepsFor } from '../../wording/remedies.js';
import { plainAlone, plainBesideTls, type Clear } from '../../facts/cleartext-data.js';
import { protectionBefore } from '../../observations/prot-level.js';
import type { Claim, Rule } from '../../rule.js';
import { inBrackets, offerName } from '../../wording/sentences.js';
import { withNames } from '../../wording/named-steps.js';
import { onServer, inClient } from '../../wording/steps.js';

/**
 * RFC 4217 and 2228: with this PROT setting data cannot be opened, is denied by policy, or the level is not
 * supported.
 */
const CODES: ReadonlySet<number> = new Set([521, 522, 534, 536]);
const WORDS =
  /\bprot\b|data (?:connections?|channel) must be (?:encrypted|protected)|(?:ssl|tls)\S{0,20} required on the data|policy requires ssl/i;
const REUSE = /session re-?use|resum/i;
const BOTH = 'One side encrypts the data connection and the other does not.';

/** One side wants the data connection in TLS and the other does not. */
export const protMismatch: Rule = {
  code: 'PROT_MISMATCH',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'A',
  title: 'one side encrypts the data, the other does not',
  mechanism:
    'The client did not ask for PROT P although the server demands it, or the reverse. One side speaks TLS and the other plain text.',
  evidence:
    'No PROT P before the transfer and 521, 522, 534 or 536; or a ClientHello that is answered by plain bytes.',
  neighbours: { TLS_DATA_FAILED: 'both speak TLS and disagree' },
  steps: withNames(() => [
    inClient('Protect the data connection', 'PROT P'),
    [
      onServer('vsftpd: admit data in clear', '# Files may then travel in clear.', 'force_local_data_ssl=NO'),
      onServer('ProFTPD: admit data in clear', '# Files may then travel in clear.', 'TLSRequired ctrl'),
    ],
  ]),
  source: 'RFC 4217',

  judge: (it) => {
    const claim = byReply(it) ?? byBytes(it) ?? byAgreement(it);
    return claim && { ...claim, steps: stepsFor(protMismatch.steps, it) };
  },
};

function byReply(it: OfferCase): Claim | null {
  const { closing } = it.replies;
  if (closing === null || !isRefusal(closing.code) || REUSE.test(closing.text)) return null;
  if (isRefusedOnceOpen(it)) return null;
  const isNamed = WORDS.test(closing.text);
  if (!isNamed && (!CODES.has(closing.code) || isProtected(it))) return null;
  return {
    message: `The server refused the transfer of ${offerName(it)} with reply ${closing.code}${inBrackets(closing.text)}. ${BOTH}`,
    evidence: [closing, dataHello(it)?.moment, it.offer.offered],
    confidence: isNamed ? it.joined : 'likely',
  };
}

/** True if PROT P was agreed on: then the code means something else. */
function isProtected({ control }: OfferCase): boolean {
  return (
    control?.commands.some(
      ({ command, argument }) => command === 'PROT' && argument?.toUpperCase() === 'P',
    ) === true
  );
}

/**
 * Cleartext beside TLS, whatever was said before and whatever reply ends the transfer: a client that began TLS gets
 * no file from cleartext.
 */
function byBytes(it: OfferCase): Claim | null {
  const found = plainBesideTls(it);
  if (found === null) return null;
  const { leg, hello, plain } = found;
  const began = hello.from === 'client' ? leg.initiator : leg.responder;
  return {
    message: `On the data connection of ${offerName(it)} ${began} began TLS, and ${speaker(found)} sent bytes in clear. ${BOTH}`,
    evidence: [plain.moment, hello.moment, it.replies.closing, it.offer.offered],
  };
}

/** The transfer failed, and the data is not what PROT had agreed on. */
function byAgreement(it: OfferCase): Claim | null {
  const { closing, wanted } = it.replies;
  const refused = closing !== null && isRefusal(closing.code) ? closing : null;
  const failing = refused ?? (closing === null ? breakOf(it) : null);
  if (failing === null || (refused !== null && REUSE.test(refused.text))) return null;
  const agreed = protectionBefore(it.control, wanted ?? it.offer.offered);
  const clear = agreed?.level === 'P' ? plainAlone(it) : null;
  const hello = agreed?.level === 'C' && refused !== null ? unanswered(it) : null;
  const bytes = clear?.plain ?? hello;
  if (agreed === null || bytes == null) return null;
  const what =
    clear === null
      ? 'the data connection began with TLS all the same'
      : `${speaker(clear)} sent bytes in clear on the data connection`;
  return {
    message: `Client and server had agreed on PROT ${agreed.level}, and ${what}; the transfer of ${offerName(it)} then failed. ${BOTH}`,
    evidence: [failing, bytes.moment, agreed.asked, agreed.agreed, it.offer.offered],
    confidence: 'likely',
  };
}

/** A ClientHello that was never answered with a ServerHello. */
function unanswered(it: OfferCase): ReturnType<typeof dataHello> {
  const answered = dataLegs(it).some(({ tls }) => tls.some(({ record }) => record === 'server-hello'));
  return answered ? null : dataHello(it);
}

function speaker({ leg, plain }: Clear): string {
  return plain.from === 'client' ? leg.initiator : leg.responder;
}
