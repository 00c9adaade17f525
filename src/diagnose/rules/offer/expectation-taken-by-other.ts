import { isRefusal } from '../../../ftp.js';
import { messageOf } from '../../../correlate/model/leg-queries.js';
import { order } from '../../../correlate/model/time.js';
import type { Rule } from '../../rule.js';
import { dialledEnd } from '../../facts/dialling.js';
import { withNames } from '../../wording/named-steps.js';
import { onServer } from '../../wording/steps.js';

/** Another client behind the same NAT address, or a scanner, dialled the endpoint first; a pinhole works only once. */
export const expectationTakenByOther: Rule = {
  code: 'EXPECTATION_TAKEN_BY_OTHER',
  stage: 'admission',
  verdict: 'failed',
  grade: 'B',
  title: 'somebody else used the pinhole first',
  mechanism:
    'A pinhole is used once. Behind the same NAT address another client or a scanner dialled the endpoint first, and the right client found it gone.',
  evidence:
    'An EXP line for a SYN that does not continue this session, then a denied SYN of the right client.',
  neighbours: {
    EXPECTATION_USED_TWICE: 'both SYNs are of the same client',
    SHARED_NAT_AMBIGUOUS: 'it cannot be told whose SYN it was',
  },
  steps: withNames(() => [
    onServer(
      'vsftpd: demand TLS session reuse, so that a stranger gets no data; nothing keeps him from the pinhole',
      '# Some clients fail with it.',
      'require_ssl_reuse=YES',
    ),
  ]),
  source: 'RFC 2577; FileZilla',

  judge: (it) => {
    const { closing } = it.replies;
    if (it.hit === null || closing === null || !isRefusal(closing.code)) return null;
    const others = [it.offer.flow, ...it.offer.furtherFlows].filter(
      (flow) => flow !== null && flow !== it.flow,
    );
    const denied = others
      .flatMap((flow) => flow?.connection.near.traces ?? [])
      .find((trace) => messageOf(trace, 'drop') !== undefined);
    // A hit behind the refusal belongs to a later offer of the endpoint, which is not in the capture.
    if (denied === undefined || order(it.hit.moment, closing) === 'after') return null;
    return {
      message: `Two connections came for ${dialledEnd(it)}: the first took the pinhole, the second was denied, and the transfer failed with ${closing.code}. The first may have been another client behind the same address.`,
      evidence: [closing, denied, it.hit.moment, it.offer.offered],
      confidence: 'possible',
    };
  },
};
