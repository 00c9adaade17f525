import type { Rule } from '../../rule.js';
import { inBrackets } from '../../wording/sentences.js';

/** The server demands that the data peer be the control peer and says so. */
export const serverPeerCheck: Rule = {
  code: 'SERVER_PEER_CHECK',
  stage: 'transfer',
  verdict: 'failed',
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
