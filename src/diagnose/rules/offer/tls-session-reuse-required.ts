import { isRefusal } from '../../../ftp.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { beganOnBothLegs, dataAlert, dataHello, dataLegs, isRefusedOnceOpen } from '../../facts/data-tls.js';
import { stepsFor } from '../../wording/remedies.js';
import type { FtpReply } from '../../../correlate/model/control-channel.js';
import { tlsOf } from '../../observations/inspection.js';
import type { Claim, Rule } from '../../rule.js';
import { inBrackets, offerName } from '../../wording/sentences.js';
import { withNames } from '../../wording/named-steps.js';
import { change, onServer } from '../../wording/steps.js';

const OTHERS_DATA = '# Without reuse, somebody else could take a data connection.';

/** FileZilla Server, vsftpd, Bitvise and others: "TLS session of data connection not resumed", "session reuse required". */
const WORDS = /\bsession\b.*\bnot resumed\b|\bsession re-?use\b|\bssl_reuse\b|\bnot resumed from\b/i;
/** Replies that give another reason. */
const OTHER = /\bip\b|address|time(?:d )?-?out|refused|no route/i;

/** The server says that it requires the TLS session of the control connection to be resumed. */
export const tlsSessionReuseRequired: Rule = {
  code: 'TLS_SESSION_REUSE_REQUIRED',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'A',
  title: 'the server wants the TLS session reused',
  mechanism:
    'The server takes a data connection only if it resumes the TLS session of the control connection. The client does not, or the proxy with its two separate TLS sessions does not (that it can is not documented).',
  evidence:
    'The data connection opens on both sides, then TLS fails or ends at once; “425 … TLS session of data connection not resumed” or “522 SSL connection failed; session reuse required”.',
  neighbours: {
    TLS_DATA_FAILED: 'an alert for another reason, and no such text',
    PROT_MISMATCH: 'one side is in clear text',
    SERVER_PEER_CHECK: 'the reply speaks of the address',
  },
  steps: withNames(() => [
    [
      onServer('vsftpd: demand no session reuse', OTHERS_DATA, 'require_ssl_reuse=NO'),
      onServer('ProFTPD: demand no session reuse', OTHERS_DATA, 'TLSOptions NoSessionReuseRequired'),
    ],
    change(
      'FileZilla Server 1.x cannot switch it off: leave it out of deep inspection, with a fixed passive range forwarded',
    ),
  ]),
  source: 'vsftpd; ProFTPD TLS howto; issues of FluentFTP, duplicati and cyberduck',

  judge: (it) => {
    const { closing } = it.replies;
    if (closing === null || !isRefusal(closing.code)) return null;
    if (isRefusedOnceOpen(it)) return withoutWords(it, closing);
    if (!WORDS.test(closing.text)) return null;
    return {
      message: `The server refused the data connection of ${offerName(it)} because it does not resume the TLS session of the control connection${inBrackets(closing.text)}.`,
      evidence: [closing, dataHello(it)?.moment, it.offer.offered],
      steps: stepsFor(tlsSessionReuseRequired.steps, it),
    };
  },
};

/** The claim for a reply without such words: the order of what happened shows the cause. */
function withoutWords(it: OfferCase, closing: FtpReply): Claim {
  return {
    message: `The server began the transfer of ${offerName(it)}, its data connection opened on both sides, and the server then refused it with reply 522: it does not resume the TLS session of the control connection.`,
    evidence: [closing, it.replies.opening, it.far?.opened, it.offer.offered],
    confidence: 'likely',
    steps: stepsFor(tlsSessionReuseRequired.steps, it),
  };
}

/**
 * The server does not say so, but TLS began on the open data connection, or the session uses TLS, and then it replied
 * 425.
 */
export const tlsSessionReusePossible: Rule = {
  ...tlsSessionReuseRequired,
  judge: (it) => {
    const { closing } = it.replies;
    const hello = dataHello(it);
    if (closing?.code !== 425 || WORDS.test(closing.text) || OTHER.test(closing.text)) return null;
    const end = dataLegs(it).flatMap(({ ends }) => ends)[0];
    if (dataAlert(it) !== null || succeeded(it)) return null;
    if (hello === null ? !isUnreadTls(it) : end === undefined) return null;
    return {
      message: `The data connection of ${offerName(it)} opened${hello === null ? '' : ', began TLS'} and ended at once with reply 425: possibly the server wants the TLS session of the control connection resumed.`,
      evidence: [closing, hello?.moment, end, it.far?.opened, it.offer.offered],
      confidence: 'possible',
      steps: stepsFor(tlsSessionReuseRequired.steps, it, true),
      next: ['# On the server: its log of that second says whether it was that.'],
    };
  },
};

/** True if the session uses TLS and is read by WAD, although no captured bytes show TLS on the data connection. */
function isUnreadTls(it: OfferCase): boolean {
  return it.control !== null && tlsOf(it.control) !== 'none' && it.proxied && beganOnBothLegs(it);
}

/** A complete transfer over TLS between the same hosts speaks against this cause. */
function succeeded(it: OfferCase): boolean {
  return it.timeline.offers.some(
    ({ control, replies, flow }) =>
      control?.server === it.control?.server &&
      replies.some(({ code }) => code === 226) &&
      flow?.connection.near.tls.some(({ record }) => record === 'client-hello') === true,
  );
}
