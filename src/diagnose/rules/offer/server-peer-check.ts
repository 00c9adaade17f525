import type { Rule } from '../../rule.js';
import { inBrackets } from '../../wording/sentences.js';
import { withNames, policyFor } from '../../wording/named-fixes.js';

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
  fix: withNames((names) => [
    '# The same source NAT for both. Without it the server must route its answers through this unit.',
    policyFor(names, 'set nat disable'),
    '# On the server, vsftpd: anybody may then take the data connection.',
    'pasv_promiscuous=YES',
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
      fix: [
        '# Give both connections one source address (the same NAT for both).',
        '# On the server instead, vsftpd: anybody who guesses the port may then take the data connection.',
        'pasv_promiscuous=YES',
      ],
    };
  },
};
