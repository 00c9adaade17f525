import { describe, expect, it } from '@jest/globals';

import type { ReportDocument } from '../src/document.js';
import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';
import { simulate } from './simulate/index.js';
import { type ScenarioOptions } from './simulate/types.js';
import { analysed, codesOf, login, onWire } from './tools/ftpwire.js';

const offer = ['> PASV', '< 227 Entering (203,0,113,9,195,80)'];
const data = ['> LIST', 'data 50000', '< 150 here', 'd< bytes', 'd< !fin', 'd> !fin', '< 226 done'];
const bye = ['> QUIT', '< 221 bye'];

const verdicts = ({ offers, controlSessions }: ReportDocument): string[] =>
  [...offers, ...controlSessions].map(({ id, verdict, code }) => `${id} ${verdict} ${code}`);

describe('a request that made no offer is not the fault of the offer before it', () => {
  it.each([
    [
      'refused, and the transfer after it too',
      [...offer, '> PASV', '< 500 no', '> LIST', '< 425 first PASV', ...bye],
      ['O1 inconclusive INSUFFICIENT_EVIDENCE', 'C1 failed OFFER_REFUSED'],
    ],
    [
      'refused with a word about data connections',
      [...offer, ...data, '> EPSV', '< 425 cannot open', ...bye],
      ['O1 worked DATA_CONNECTION_OPENED', 'C1 failed OFFER_REFUSED'],
    ],
    [
      'refused with the end of the service',
      [...offer, ...data, '> EPSV', '< 421 closing'],
      ['O1 worked DATA_CONNECTION_OPENED', 'C1 failed OFFER_REFUSED'],
    ],
    [
      'unreadable, behind one that nobody used',
      [...offer, '> PASV', '< 227 Entering (somewhere)', '> LIST', '< 425 no', ...bye],
      ['O1 inconclusive INSUFFICIENT_EVIDENCE', 'C1 failed OFFER_UNREADABLE'],
    ],
    [
      'unreadable, behind one that worked',
      [...offer, ...data, '> PASV', '< 227 Entering (somewhere)', '> LIST', '< 425 no', ...bye],
      ['O1 worked DATA_CONNECTION_OPENED', 'C1 failed OFFER_UNREADABLE'],
    ],
    [
      'unreadable, and its transfer worked',
      [...offer, '> PASV', '< 227 Entering (somewhere)', '> LIST', '< 226 done', ...bye],
      ['O1 inconclusive INSUFFICIENT_EVIDENCE', 'C1 worked CONTROL_OPENED'],
    ],
    [
      'unreadable, and the next one worked',
      ['> PASV', '< 227 Entering (somewhere)', ...offer, ...data, ...bye],
      ['O1 worked DATA_CONNECTION_OPENED', 'C1 worked CONTROL_OPENED'],
    ],
    [
      'refused twice, then another kind',
      ['> PORT 198,51,100,7,200,1', '< 500 no', ...offer, ...data, ...bye],
      ['O1 failed OFFER_REFUSED', 'O2 worked DATA_CONNECTION_OPENED', 'C1 worked CONTROL_OPENED'],
    ],
  ])('%s', (_, lines, wanted) => {
    expect(verdicts(onWire([...login, ...lines]))).toEqual(wanted);
  });

  const wad = (lines: string[]): string =>
    lines
      .map((text, at) =>
        /^(?:removed|Control|Expect|redirect)/.test(text)
          ? text
          : `2021-07-26 14:38:${10 + at}.609756 [p:1365][s:289932138] ${text}`,
      )
      .join('\n');
  const reply = (command: string, code: number): string =>
    `__wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=${command}, reply code=${code}`;
  const command = (name: string): string => `removed command ${name} from cmd queue.`;
  const read = [
    command('PASV'),
    'wad_ftp_pasv_reply_handler(1180): offer_ip=10.0.0.9 offer_port=50000',
    'wad_exp_tcp_in_open(228): bound to proto=6 dest=10.0.0.9:50000 vd=0 fd=91 local=0 tin(0x7f52)',
    'Control session tuple: 198.51.100.7:61802 -> 203.0.113.9:21 vf 0 vrf 0',
    'Expect session tuple: 198.51.100.7:0 -> 203.0.113.9:50000(10.0.0.9:50000) vf 0 vrf 0',
    'redirect: TCP 198.51.100.7:0 -> 203.0.113.9:50000 DNAT 10.0.0.9:50000',
    reply('PASV', 227),
  ];
  const list = [reply('LIST', 150), command('LIST'), reply('LIST', 226)];
  const gone = [command('QUIT'), reply('QUIT', 221)];

  it.each([
    [
      'PASV refused',
      [...read, command('PASV'), reply('PASV', 500), command('LIST'), reply('LIST', 425), ...gone],
      ['O1 inconclusive INSUFFICIENT_EVIDENCE', 'C1 failed OFFER_REFUSED'],
    ],
    [
      'PORT refused, whose endpoint WAD does not print',
      [...read, ...list, command('PORT'), reply('PORT', 500), ...gone],
      ['O1 worked TRANSFER_OK_DATA_UNSEEN', 'C1 failed OFFER_REFUSED'],
    ],
    [
      'in a log without commands',
      [...read, ...list, reply('PASV', 500), reply('LIST', 425), ...gone].filter(
        (line) => !line.startsWith('rem'),
      ),
      ['O1 worked TRANSFER_OK_DATA_UNSEEN', 'C1 failed OFFER_REFUSED'],
    ],
    [
      'the proxy itself refuses what the server offered',
      [...read.slice(0, 2), reply('PASV', 500), ...gone],
      ['O1 failed EXPECTATION_OPEN_FAILED', 'C1 worked CONTROL_OPENED'],
    ],
    [
      'a file that is not there says nothing of the pinhole',
      [...read.slice(0, 2), reply('PASV', 227), command('RETR'), reply('RETR', 550), ...gone],
      ['O1 failed REPLY_550', 'C1 worked CONTROL_OPENED'],
    ],
  ])('WAD: %s', (_, lines, wanted) => {
    expect(verdicts(analysed(wad(lines)))).toEqual(wanted);
  });

  it('a refusal that the proxy itself speaks, in place of asking the server', () => {
    const story = ['< 150 Here.', 'd< 900', 'd< !fin', 'd> !fin', '< 226 Done.', 'wait 3'];
    const scenario = (...more: string[]): ScenarioOptions => ({
      ...{ seed: 631, inspection: 'proxy', tls: 'none', verbosity: 6, sources: ['sniffer'] },
      sessions: [{ transfers: [{ story: [...story, ...more] }] }],
    });
    const refused = scenario('near > PASV', 'near < 500 Not by me.', 'wait 5');
    expect(verdicts(analyse(simulate(refused).files))).toEqual([
      'O1 worked DATA_CONNECTION_OPENED',
      'C1 failed OFFER_REFUSED',
    ]);
  });
});

describe('DATA_SYN_UNEXPLAINED', () => {
  const CODE = 'DATA_SYN_UNEXPLAINED';
  const files = stored('proxy-log-ended-early');
  const [, source = ''] = /([\d.]+:\d+)->10\.217\.6\.79:50144/.exec(files['flow.log']!)!;

  it('names the SYN, its fate and what it may have been, and blames no offer', () => {
    const report = analyse(files);
    const [finding] = report.findings.filter(({ code }) => code === CODE);
    expect(finding).toMatchObject({ subject: 'C1', verdict: 'inconclusive', confidence: 'possible' });
    expect(finding!.message).toContain(`${source} dialled`);
    expect(finding!.message).toContain('was denied');
    expect(finding!.evidence.every(({ file }) => file === 'flow.log')).toBe(true);
    expect(finding!.next.length).toBeGreaterThan(0);
  });

  it.each([
    ['is not said of a port of services', /(?<=10\.217\.6\.79:)50144/g, '143'],
    [
      'is not said of a host that has no session here',
      new RegExp(source.replace(/:.*/, ':\\d{5}(?=->\\S+:50144)'), 'g'),
      '10.9.9.9:50001',
    ],
  ])('%s', (_, from, to) => {
    const changed = { 'wad.log': files['wad.log']!, 'flow.log': files['flow.log']!.replace(from, to) };
    expect(analyse(changed).findings.map(({ code }) => code)).not.toContain(CODE);
  });

  it('is not said of one that was let in at last', () => {
    const admitted = files['flow.log']!.replace(
      /Denied by forward policy check[^"]*(?="\s*$)/,
      'Allowed by Policy-9:',
    );
    expect(
      analyse({ 'wad.log': files['wad.log']!, 'flow.log': admitted }).findings.map(({ code }) => code),
    ).not.toContain(CODE);
  });

  it('is all that the trace alone says of a session that other pinholes served', () => {
    const { findings, controlSessions } = analyse({ 'flow.log': files['flow.log']! });
    expect(findings.map(({ code }) => code)).toContain(CODE);
    expect(controlSessions.map(({ verdict }) => verdict)).toEqual(['worked']);
  });

  it('leaves a session without any offer to PINHOLE_NOT_OPENED', () => {
    const unserved = files['flow.log']!.replace(/^.*trace_id=9040[689] .*\n/gm, '');
    const { findings } = analyse({ 'flow.log': unserved });
    expect(findings.map(({ code }) => code)).toContain('PINHOLE_NOT_OPENED');
    expect(findings.map(({ code }) => code)).not.toContain(CODE);
  });

  it('speaks of an unanswered one as well', () => {
    const sniffed = stored('proxy-log-ended-early');
    const report = analyse({ 'wad.log': sniffed['wad.log']!, 'sniff.txt': sniffed['sniff.txt']! });
    const { message } = report.findings.find(({ code }) => code === CODE)!;
    expect(message).toContain('its SYN came in 4 times and was never seen to leave');
  });
});

describe('clients behind one address', () => {
  const client = '10.9.8.7';
  const port = 50_100;
  const world: ScenarioOptions = { seed: 11, sources: ['wad', 'flow', 'sniffer'] };

  it('an EXP id gives each its own, though they share address and port', () => {
    const sessions = [0, 1].map((at) => ({
      client,
      start: at * 4,
      transfers: [{ port, fault: at === 0 ? 'none' : 'server-rst' } as const],
    }));
    const { offers } = analyse(simulate({ ...world, sessions }).files);
    expect(offers.map(({ verdict, confidence }) => `${verdict} ${confidence}`)).toEqual([
      'worked proven',
      'failed proven',
    ]);
  });

  it('two hits of one endpoint are two pinholes, also where neither offer can be read', () => {
    const transfers = [{ port, fault: 'server-rst' } as const, { port, delay: 3 }];
    const { files } = simulate({ ...world, sources: ['flow', 'sniffer'], sessions: [{ transfers }] });
    expect(verdicts(analyse(files)).slice(0, 2)).toEqual([
      'O1 failed SERVER_RST',
      'O2 worked PINHOLE_WORKED',
    ]);
  });

  it('an offer of a session that was over, or that has its own, is nobody else’s', () => {
    const sessions = [
      { client, transfers: [{ port, fault: 'never-used' } as const] },
      { client, start: 30, transfers: [{ port, fault: 'policy-deny' } as const] },
    ];
    const { offers } = analyse(simulate({ ...world, sessions }).files);
    expect(offers.map(({ dataFlow }) => dataFlow)).toEqual([null, 'D1']);
    expect(offers.map(({ verdict }) => verdict)).toEqual([
      expect.not.stringMatching(/worked|failed/),
      'failed',
    ]);
  });

  it('gives no verdict where time alone tells', () => {
    const sessions = [
      { client, transfers: [{ port, fault: 'never-used' } as const], end: 'open' as const },
      { client, start: 4, transfers: [{ port, fault: 'policy-deny' } as const], end: 'open' as const },
    ];
    const { files } = simulate({ seed: 708, sources: ['wad', 'flow'], sessions });
    // The WAD debug ends before the server gives up.
    const wad = files['wad.log']!.replace(/[^\n]*\n[^\n]*\n[^\n]*reply code=425[^]*$/, '');
    const report = analyse({ ...files, 'wad.log': wad });
    expect(report.offers.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'inconclusive']);
    expect(codesOf(report, 'O2')).toEqual(['INSUFFICIENT_EVIDENCE', 'SHARED_NAT_AMBIGUOUS']);
    expect(report.findings.find(({ subject }) => subject === 'O2')!.message).toContain('one address');
  });
});

describe('PASV_PRIVATE_ADDRESS_LEAKED: the client dials the address behind the VIP', () => {
  const traced = (id: number, second: number, tuple: string, messages: string[]): string[] =>
    [
      `vd-root:0 received a packet(proto=6, ${tuple}) from wan1. flag [S], seq 7, ack 0, win 64240`,
      ...messages,
    ].map((text) => `2023-11-14 22:13:${second} id=65308 trace_id=${id} func=x line=1 msg="${text}"`);
  const session = traced(1, 20, '198.51.100.7:40000->203.0.113.9:21', [
    ...[
      'allocate a new session-0000aaaa',
      'VIP-10.0.0.9:21, outdev-wan1',
      'DNAT 203.0.113.9:21->10.0.0.9:21',
    ],
    ...['Allowed by Policy-3:', 'send to ips'],
  ]);
  const tries = (end: string, from = '198.51.100.7'): string[] =>
    [22, 23, 25, 29].flatMap((second, at) =>
      traced(2 + at, second, `${from}:50001->${end}:50000`, [
        ...['allocate a new session-0000bbbb', 'Denied by forward policy check (policy 0)'],
      ]),
    );
  const codes = (...lines: string[]): string[] =>
    analysed([...session, ...lines].join('\n')).findings.map(({ code }) => code);

  it('where no offer can be read', () => {
    expect(codes(...tries('10.0.0.9'))).toEqual(['PASV_PRIVATE_ADDRESS_LEAKED', 'PINHOLE_NOT_OPENED']);
  });

  it.each([
    ['the address of the VIP', '203.0.113.9', '198.51.100.7'],
    ['by another client', '10.0.0.9', '198.51.100.8'],
  ])('is not said of %s', (_, end, from) => {
    expect(codes(...tries(end, from))).not.toContain('PASV_PRIVATE_ADDRESS_LEAKED');
  });

  it('where WAD had read the offer and opened a pinhole for the outside address', () => {
    const stamp = '2023-11-14 22:13:21.609756 [p:1365][s:43690]';
    const wad = [
      'removed command PASV from cmd queue.',
      `${stamp} wad_ftp_pasv_reply_handler(1180): offer_ip=10.0.0.9 offer_port=50000`,
      'Control session tuple: 198.51.100.7:40000 -> 203.0.113.9:21 vf 0 vrf 0',
      'Expect session tuple: 198.51.100.7:0 -> 203.0.113.9:50000(10.0.0.9:50000) vf 0 vrf 0',
    ];
    const report = analysed(wad.join('\n'), [...session, ...tries('10.0.0.9')].join('\n'));
    expect(report.offers[0]).toMatchObject({ verdict: 'failed', code: 'PASV_PRIVATE_ADDRESS_LEAKED' });
    expect(report.offers[0]!.confidence).toBe('likely');
  });
});
