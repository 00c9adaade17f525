import type { ScenarioOptions } from '../simulate/types.js';
import { failed, one, type Edit, type Sample } from './sample.js';

/** A transfer whose data connection opens and that fails all the same: one reply or one packet is another. */
const base: ScenarioOptions = { seed: 101 };

const ending = (
  code: number,
  text: Pick<Sample, 'title' | 'story' | 'shows'>,
  edits: Edit[] = [{ file: 'wad.log', from: /(?<=ftp cmd=\w+, reply code=)226$/m, to: String(code) }],
): Sample => ({
  name: `transfer-${code}`,
  ...text,
  scenario: one(base),
  edits,
  pair: { name: 'proxy-worked', change: `the closing reply is ${code} instead of 226.` },
  wants: failed(`REPLY_${code}`),
});

/** What follows the 426 in WAD's log: not ABOR, which it would name behind that reply. */
const GOODBYE = [
  'removed command QUIT from cmd queue.',
  '2021-07-26 14:38:53.811520 [p:1365][s:289932138] wad_ftp_exec_state(3954): received event REPLY in state NORMAL',
  '2021-07-26 14:38:53.811569 [p:1365][s:289932138] __wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=QUIT, reply code=221',
];

export const endings: Sample[] = [
  ending(
    426,
    {
      title: 'The data connection opens and breaks during the transfer',
      story: 'The pinhole works and bytes flow, and then the server reports that the transfer was aborted.',
      shows:
        'Everything that a working session shows, but reply 426 at its end: hit pinhole, failed transfer.',
    },
    [
      {
        file: 'wad.log',
        from: /(?<=ftp cmd=\w+, reply code=)226\n(.*\n)$/,
        to: `426\n$1${GOODBYE.map((line) => `${line}\n`).join('')}`,
      },
    ],
  ),
  ending(550, {
    title: 'The data connection opens and the server refuses the file',
    story: 'The pinhole works, and the server says that the file is not there.',
    shows: 'A data connection that opened, and reply 550: nothing is wrong with the unit.',
  }),
  ending(421, {
    title: 'The data connection opens and the server closes the service',
    story: 'The pinhole works, and the server ends the session in the middle of the transfer.',
    shows: 'A data connection that opened, and reply 421.',
  }),
  {
    name: 'transfer-reset',
    title: 'The data connection opens and is reset',
    story:
      'The pinhole works and bytes flow, and then the server resets the connection before anybody closes it.',
    shows:
      'A data connection that opened, carried bytes and ended with a reset coming in from the server. The WAD debug ends before any closing reply.',
    scenario: one(base),
    edits: [
      { file: 'sniff.txt', from: /(?<=\.50\d{3} -> \S+: )fin/g, to: 'rst' },
      { file: 'sniff.txt', from: /^.*\.50\d{3}: fin .*\n/gm, to: '' },
      { file: 'sniff.txt', from: /^.*\.50\d{3} -> \S+: ack \d+\n/gm, to: '' },
      { file: 'wad.log', from: /^removed command RETR[^]*$/m, to: '' },
    ],
    pair: {
      name: 'proxy-worked',
      change: 'the server ends the data connection with a reset instead of a FIN.',
    },
    wants: failed('DATA_CONNECTION_RESET'),
  },
];
