import type { Rule } from '../../rule.js';
import { inBrackets } from '../../wording/sentences.js';
import { withNames, policyFor } from '../../wording/named-steps.js';
import { numbered, change } from '../../wording/steps.js';
import { SAME_NAT, ANY_PEER } from '../../wording/general-steps.js';

/** The server demands that the data peer be the control peer and says so. */
export const serverPeerCheck: Rule = {
  code: 'SERVER_PEER_CHECK',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'A',
  title: 'the server wants the data from the control’s address',
  mechanism:
    'The server compares the peer of the data connection with that of the control connection. Differing NAT makes them differ, and it hangs up.',
  evidence:
    'The connection opens and the server closes it at once; a reply such as “425 Security: Bad IP connecting”.',
  neighbours: {
    SNAT_DIFFERS: 'why the two differ',
    TLS_SESSION_REUSE_REQUIRED: 'the addresses agree and TLS is the reason',
  },
  steps: withNames((names) => [
    change(
      'No source NAT for the data connection, as for the control connection',
      '# The server must then route its answers through this unit.',
      policyFor(names, 'set nat disable'),
    ),
    ANY_PEER,
  ]),
  source: 'vsftpd',

  judge: (it) => {
    const { closing } = it.replies;
    if (
      closing?.code !== 425 ||
      !/bad ip|not the same (?:ip|host|address)|possible port theft|address mismatch/i.test(closing.text)
    )
      return null;
    return {
      message: `The server refused the data connection because it did not come from the address of the control connection${inBrackets(closing.text)}.`,
      evidence: [closing, it.far?.opened, it.offer.offered],
      steps: numbered(SAME_NAT, ANY_PEER),
    };
  },
};
