import type { ScenarioOptions } from '../simulate/types.js';
import { failed, one, worked, type Sample } from './sample.js';

/** The data connection opens: what the client, the server or the way makes of it then. */
const base: ScenarioOptions = { seed: 101 };

const plain: ScenarioOptions = { seed: 202, inspection: 'helper', verbosity: 6 };

const WAD = '2021-07-26 14:38:52.8125';
const session = '[p:1365][s:289932138]';

export const data: Sample[] = [
  {
    name: 'transfer-aborted',
    title: 'The client breaks the transfer off',
    story: 'The pinhole works and bytes flow, and then the client sends ABOR: the user has seen enough.',
    shows:
      'Reply 426 to the transfer, followed by ABOR and its own reply. It is what the client wished, and no failure.',
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
    story:
      'Explicit FTPS, and the client begins TLS on the data connection. The server sends its listing in clear.',
    shows: 'A ClientHello in the hex dump of the data connection, and a readable listing in answer to it.',
    scenario: one({ ...base, verbosity: 6 }, { fault: 'prot-mismatch' }),
    pair: {
      name: 'proxy-worked',
      change: 'the bytes of the data connection are shown, and they do not fit.',
    },
    wants: failed('PROT_MISMATCH'),
  },
  {
    name: 'helper-offloaded',
    title: 'The network processor carries the data connection',
    story:
      'The session helper opens the pinhole, the connection opens, and from then on its packets pass in hardware.',
    shows:
      'A handshake that nothing follows, 226 on the control connection, and offload=8/8 in the session list.',
    scenario: one({ ...plain, sources: ['flow', 'sniffer', 'sessions'] }, { fault: 'offloaded' }),
    pair: {
      name: 'helper-worked',
      change: 'the packets behind the handshake pass in the network processor.',
    },
    wants: { ...worked('HELPER_PINHOLE_WORKED'), remarks: ['NPU_OFFLOAD_HIDES_PACKETS'] },
  },
  {
    name: 'shared-address-ambiguous',
    title: 'Two clients behind one address are offered the same port',
    story:
      'Two control sessions come from one address, and the server offers both the same endpoint, one after the other.',
    shows: 'Two offers and two data connections alike. Without a flow trace no id tells whose is whose.',
    scenario: {
      seed: 707,
      sources: ['wad', 'sniffer'],
      sessions: [
        { client: '10.9.8.7', transfers: [{ port: 50_555 }] },
        { client: '10.9.8.7', start: 0, transfers: [{ port: 50_555 }] },
      ],
    },
    pair: { name: 'shared-address', change: 'both are offered the same port, and there is no flow trace.' },
    wants: {
      verdict: 'worked',
      offers: ['worked DATA_CONNECTION_OPENED', 'worked DATA_CONNECTION_OPENED'],
      remarks: ['SHARED_NAT_AMBIGUOUS'],
    },
  },
  {
    name: 'proxy-arp-unresolved',
    title: 'Nobody answers the ARP of the unit',
    story:
      'The pinhole works and the proxy accepts the client. Then the server is gone: the unit asks for its hardware address in vain, and its SYN never leaves.',
    shows:
      'A complete handshake on the client side, and ARP requests for the server without a reply or a SYN behind them.',
    scenario: one(base, { fault: 'arp-unresolved' }, { end: 'open' }),
    pair: { name: 'proxy-server-no-answer', change: 'the SYN of the unit cannot even leave.' },
    wants: failed('ARP_UNRESOLVED'),
  },
  {
    name: 'control-no-neighbour',
    title: 'Nobody answers the ARP of the unit, and there is no control connection',
    story: 'The policy allows the client, but the server is not there: the unit cannot send the SYN on.',
    shows:
      'The SYN to port 21 on the side of the client, ARP requests for the server, and no SYN on its side.',
    scenario: one({ seed: 404 }, {}, { control: 'no-neighbour' }),
    pair: { name: 'control-no-answer', change: 'the SYN cannot even leave the unit.' },
    wants: { verdict: 'failed', offers: [], controls: ['failed ARP_UNRESOLVED'] },
  },
  {
    name: 'helper-mtu-blackhole',
    title: 'Packets of full size vanish',
    story:
      'The session helper opens the pinhole and the connection opens. The first segment of the file is too large for the way to the client, and nobody says so.',
    shows:
      'The same segment of 1400 bytes going out to the client six times without an acknowledgement, and reply 426 in the end.',
    scenario: one(plain, { fault: 'mtu-blackhole' }),
    pair: { name: 'helper-worked', change: 'the segments of the file do not reach the client.' },
    wants: failed('MTU_BLACKHOLE'),
  },
];
