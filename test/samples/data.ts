import type { ScenarioOptions } from '../simulate/index.js';
import { failed, one, worked, type Sample } from './sample.js';

/** The data connection opens: what the client, the server or the way makes of it then. */
const base: ScenarioOptions = { seed: 101 };

const WAD = '2021-07-26 14:38:52.8125';
const session = '[p:1365][s:289932138]';

export const data: Sample[] = [
  {
    name: 'transfer-aborted',
    title: 'The client breaks the transfer off',
    story: 'The pinhole works and bytes flow, and then the client sends ABOR: the user has seen enough.',
    shows: 'Reply 426 to the transfer, followed by ABOR and its own reply. It is what the client wished, and no failure.',
    scenario: one(base),
    edits: [
      {
        file: 'wad.log',
        from: /(?<=ftp cmd=RETR, reply code=)226\n(.*\n)/,
        to:
          '426\n$1removed command ABOR from cmd queue.\n' +
          `${WAD}20 ${session} wad_ftp_exec_state(3954): received event REPLY in state NORMAL\n` +
          `${WAD}60 ${session} wad_ftp_exec_state(3980): transitioned from state NORMAL to state NORMAL\n` +
          `${WAD}69 ${session} __wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=ABOR, reply code=226\n`,
      },
    ],
    pair: { name: 'transfer-426', change: 'ABOR follows the 426 of the transfer.' },
    wants: { ...worked('PINHOLE_WORKED'), remarks: ['TRANSFER_ABORTED'] },
  },
  {
    name: 'prot-mismatch',
    title: 'The client encrypts the data connection and the server does not',
    story: 'Explicit FTPS, and the client begins TLS on the data connection. The server sends its listing in clear.',
    shows: 'A ClientHello in the hex dump of the data connection, and a readable listing in answer to it.',
    scenario: one({ ...base, verbosity: 6 }, { fault: 'prot-mismatch' }),
    pair: { name: 'proxy-worked', change: 'the bytes of the data connection are shown, and they do not fit.' },
    wants: failed('PROT_MISMATCH'),
  },
];
