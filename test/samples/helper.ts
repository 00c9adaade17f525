import type { ScenarioOptions } from '../simulate/types.js';
import { failed, one, worked, type Sample } from './sample.js';

/** Plain FTP, read by the session helper of the kernel; the hex dump of the sniffer shows every word. */
const base: ScenarioOptions = { seed: 202, inspection: 'helper', verbosity: 6 };

export const helper: Sample[] = [
  {
    name: 'helper-worked',
    title: 'Plain FTP with the session helper: the pinhole works',
    story: 'The session helper reads the reply to PASV, rewrites it and opens a pinhole.',
    shows:
      'run helper-ftp and the expectation match in the flow trace; commands, replies and one TCP connection with the same numbers on both legs in the hex dump.',
    scenario: one(base),
    wants: worked('HELPER_PINHOLE_WORKED'),
  },
  {
    name: 'helper-sniffer-only',
    title: 'Plain FTP in the sniffer alone',
    story: 'The working session again, of which only the sniffer output was kept.',
    shows:
      'The offer in the hex dump and a data connection that opened on both legs. No line shows what let it in.',
    scenario: one({ ...base, sources: ['sniffer'] }),
    pair: { name: 'helper-worked', change: 'only the sniffer output is there.' },
    wants: worked('DATA_CONNECTION_OPENED'),
  },
  {
    name: 'helper-not-opened',
    title: 'Plain FTP: the reply with the inside address reaches the client',
    story:
      'Nobody reads or rewrites the reply to PASV. The client ignores the unroutable address in it, dials the VIP instead, and is denied.',
    shows:
      'The address of the server behind the VIP in the reply on the client side, no expectation session, denied data SYNs and reply 425.',
    scenario: one(base, { fault: 'not-opened' }),
    pair: { name: 'helper-worked', change: 'the helper makes nothing of the offer.' },
    wants: failed('PASV_PRIVATE_ADDRESS_LEAKED'),
  },
  {
    name: 'uninspected-worked',
    title: 'Plain FTP without a VIP, and a policy for the data port',
    story:
      'No helper looks at the control session, and none has to: a second policy admits the passive range.',
    shows: 'A readable offer, and a policy that lets the data SYN in.',
    scenario: one({ ...base, vip: 'none', inspection: 'none', tls: 'none' }, { fault: 'static-range' }),
    wants: worked('STATIC_FORWARD_USED'),
  },
  {
    name: 'uninspected-denied',
    title: 'Plain FTP without a VIP, and nobody opens a pinhole',
    story: 'No helper looks at the control session. The client dials the offered endpoint and is denied.',
    shows: 'A readable offer on both sides, no expectation session, denied data SYNs and reply 425.',
    scenario: one({ ...base, vip: 'none', inspection: 'none', tls: 'none' }, { fault: 'not-opened' }),
    pair: { name: 'uninspected-worked', change: 'no policy admits the passive range.' },
    wants: failed('PINHOLE_NOT_OPENED'),
  },
  {
    name: 'helper-server-rst',
    title: 'Plain FTP: the server refuses the data connection',
    story: 'The pinhole works, the SYN passes through the unit, and the server answers with a reset.',
    shows: 'The reset coming in on the side of the server and going out to the client.',
    scenario: one(base, { fault: 'server-rst' }),
    pair: { name: 'helper-worked', change: 'the server answers with a reset.' },
    wants: failed('SERVER_RST'),
  },
  {
    name: 'helper-server-no-answer',
    title: 'Plain FTP: the server stays silent',
    story: 'The pinhole works, the SYN passes through the unit four times, and nothing comes back.',
    shows: 'One SYN again and again on both sides and no answer on either.',
    scenario: one(base, { fault: 'server-no-answer' }),
    pair: { name: 'helper-worked', change: 'nothing comes back from the server.' },
    wants: failed('SERVER_NO_ANSWER'),
  },
  {
    name: 'uninspected-abandoned',
    title: 'The client asks for a port and leaves',
    story: 'Nobody inspects this session. The client asks for a passive data connection and never uses it.',
    shows:
      'A readable offer, no pinhole, no data SYN, no transfer command, and the end of the control connection.',
    scenario: one({ ...base, vip: 'none', inspection: 'none', tls: 'none' }, { fault: 'abandoned' }),
    pair: { name: 'uninspected-worked', change: 'the client leaves after the offer.' },
    wants: { verdict: 'inconclusive', offers: ['unused OFFER_ABANDONED'] },
  },
  {
    name: 'helper-client-no-ack',
    title: 'Plain FTP: the answer of the server never reaches the client',
    story: 'The pinhole works and the server answers, but the client never acknowledges.',
    shows: 'The SYN-ACK of the server going out to the client four times, and nothing coming back.',
    scenario: one(base, { fault: 'client-no-ack' }),
    pair: { name: 'helper-worked', change: 'nothing comes back from the client after its SYN.' },
    wants: failed('CLIENT_NO_ACK'),
  },
  {
    name: 'helper-answer-kept',
    title: 'Plain FTP: the unit keeps the answer of the server',
    story: 'The pinhole works and the server answers, but the unit never sends its answer on to the client.',
    shows:
      'The SYN-ACK of the server coming in four times on its own side, and never going out, in a sniffer of both sides.',
    scenario: one(base, { fault: 'client-no-ack' }),
    edits: [
      {
        file: 'sniff.txt',
        from: /^\S+ \S+ \S+ out \S+ -> \S+ syn \d+ ack \d+\s+(?:0x.*\s+)*(?=.* in .*: syn \d+ ack|.* in .*21 ->.*: psh)/gm,
        to: '',
      },
    ],
    pair: { name: 'helper-client-no-ack', change: 'the unit keeps each answer, so that none goes out.' },
    wants: failed('NOT_FORWARDED'),
  },
  {
    name: 'routed-worked',
    title: 'Plain FTP between two routed networks: the pinhole works',
    story:
      'No VIP: the client dials the server’s own address, and the session helper opens a pinhole for the data connection.',
    shows:
      'A session helper that looks on, an expectation match without a translation, and one SYN with one number on both sides.',
    scenario: one({ ...base, vip: 'none' }),
    wants: worked('HELPER_PINHOLE_WORKED'),
  },
  {
    name: 'routed-other-way-back',
    title: 'Plain FTP between two routed networks: the answer takes a way around the unit',
    story:
      'The server’s default route leads to another router. Its answer reaches the client past the unit, whose half-open session is soon gone.',
    shows:
      'A SYN out to the server without an answer, and ACKs of the client for which the unit has no session.',
    scenario: one({ ...base, vip: 'none' }, { fault: 'other-way-back' }),
    pair: {
      name: 'routed-worked',
      change: 'what the server answers to the data SYN does not come back through the unit.',
    },
    wants: failed('ASYMMETRIC_ROUTE'),
  },
  {
    name: 'helper-refused',
    title: 'Plain FTP: the server refuses PASV',
    story: 'The server answers PASV with an error, so there is no offer at all.',
    shows: 'PASV and a failing reply to it in the hex dump.',
    scenario: one(base, { fault: 'refused' }),
    pair: { name: 'helper-worked', change: 'the server refuses PASV.' },
    wants: { verdict: 'failed', offers: [], controls: ['failed OFFER_REFUSED'] },
  },
];
