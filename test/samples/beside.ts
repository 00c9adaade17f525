import type { ScenarioOptions } from '../simulate/types.js';
import { failed, one, type Sample } from './sample.js';

/** What stands beside offers that can be read, and must not be blamed on them: refused offers, others' connections. */

const base: ScenarioOptions = { seed: 101 };
/** Plain FTP with the session helper; the sniffer alone, with every word. */
const words: ScenarioOptions = {
  seed: 203,
  inspection: 'helper',
  tls: 'none',
  verbosity: 6,
  sources: ['sniffer'],
};
export const beside: Sample[] = [
  {
    name: 'proxy-other-port',
    title: 'The client dials another port than the one that was offered',
    story:
      'A device between the unit and the client changes the port in the reply to PASV. The client dials what it was told and is denied.',
    shows: 'A tuple for one port, denied data SYNs to the port beside it, and reply 425.',
    scenario: one(base, { fault: 'other-port' }),
    pair: { name: 'proxy-worked', change: 'a device near the client changes the offered port.' },
    wants: { ...failed('DATA_SYN_NOT_SEEN'), remarks: ['DATA_SYN_UNEXPLAINED'] },
  },
  {
    name: 'proxy-log-ended-early',
    title: 'The WAD debug ends after the first of two transfers',
    story:
      'The first transfer works. Then the WAD debug was switched off, and the second data connection is denied.',
    shows: 'One offer that works, and denied data SYNs to a port that no line of the capture names.',
    scenario: { ...base, sessions: [{ transfers: [{}, { delay: 2.5, fault: 'policy-deny' }] }] },
    edits: [{ file: 'wad.log', from: /(?<=reply code=226\n[^\n]*\n)[^]*$/, to: '' }],
    pair: { name: 'two-transfers', change: 'the second is denied, and the WAD debug has nothing of it.' },
    wants: { verdict: 'worked', offers: ['worked PINHOLE_WORKED'], remarks: ['DATA_SYN_UNEXPLAINED'] },
  },
  {
    name: 'words-two-offers',
    title: 'The client asks twice and uses the second offer',
    story: 'The client asks for a data connection, does not use it, and asks again.',
    shows: 'Two readable offers, and a data connection to the second.',
    scenario: { ...words, sessions: [{ transfers: [{ fault: 'abandoned' }, {}] }] },
    wants: { verdict: 'worked', offers: ['unused OFFER_ABANDONED', 'worked DATA_CONNECTION_OPENED'] },
  },
  {
    name: 'words-second-refused',
    title: 'The client asks twice, and the server refuses the second time',
    story:
      'The client asks for a data connection and does not use it. When it asks again, the server has had enough.',
    shows:
      'A readable offer that nobody uses, and a refusal: it answers the second PASV, and is not the first one’s fault.',
    scenario: {
      ...words,
      sessions: [
        {
          transfers: [
            { fault: 'abandoned' },
            { fault: 'refused', reply: '425 Cannot open passive connection.' },
          ],
        },
      ],
    },
    pair: { name: 'words-two-offers', change: 'the server refuses the second PASV.' },
    wants: { verdict: 'failed', offers: ['unused OFFER_ABANDONED'], controls: ['failed OFFER_REFUSED'] },
  },
  {
    name: 'words-second-unreadable',
    title: 'The client asks twice, and the second answer cannot be read',
    story:
      'The client asks for a data connection and does not use it. The second answer of the server names nothing to dial, and the transfer fails.',
    shows:
      'A readable offer that nobody uses, a reply 227 without an address, and reply 425, which speaks of the second.',
    scenario: {
      ...words,
      sessions: [
        {
          greeting: [
            ...[
              '< 220 (vsFTPd 3.0.3)',
              '> USER anonymous',
              '< 331 Please specify the password.',
              '> PASS guest',
            ],
            ...['< 230 Login successful.', '> PASV', '< 227 Entering Passive Mode (10,119,1,230,195,80).'],
            ...[
              'wait 2',
              '> PASV',
              '< 227 Entering Passive Mode (ftp.example.com:50000)',
              '> LIST',
              'wait 20',
            ],
            ...['< 425 Failed to establish connection.', '> QUIT', '< 221 Goodbye.', '> !fin', '< !fin'],
          ],
          transfers: [],
        },
      ],
    },
    pair: { name: 'words-two-offers', change: 'the answer to the second PASV has no address in it.' },
    wants: { verdict: 'failed', offers: ['unused OFFER_ABANDONED'], controls: ['failed OFFER_UNREADABLE'] },
  },
];
