import { describe, expect, it } from '@jest/globals';

import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';
import { shiftClock } from './simulate/damage.js';
import { analysed, codesOf, ftpWire, login, twoSided } from './tools/ftpwire.js';
import { printSniffer } from './tools/printsniffer.js';
import { AUTH, blind, cites, configured, first, told } from './tools/unit.js';

const forwarded = (command: string, code: number): string =>
  `__wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=${command}, reply code=${code}`;
/** The wire begins at :20, so that clocks do not tell which of the two was said first. */
const wad = (lines: readonly string[], from = 20): string =>
  lines
    .map((text, at) =>
      /^(?:removed|Control|Expect|redirect)/.test(text)
        ? text
        : `2023-11-14 22:13:${from}.${String(100 + at).padStart(6, '0')} [p:508][s:43690] ${text}`,
    )
    .join('\n');

describe('a refusal in WAD’s log, and the hit in a trace that is stamped a second and a half later', () => {
  it.each(['421', '426', '550'])('are about one offer: %s', (code) => {
    const files = stored(`transfer-${code}`);
    const { offers } = analyse({ ...files, 'flow.log': shiftClock(files['flow.log']!, 1.5) });
    expect(offers.map((offer) => [offer.code, offer.pinhole])).toEqual([[`REPLY_${code}`, 'hit']]);
  });
});

describe('a hit long after its offer, behind the end of what showed the offer', () => {
  it('may be for the same endpoint, offered once more', () => {
    const { offers } = analyse(stored('snat-worked'));
    expect(offers.map(({ code, confidence }) => [code, confidence])).toEqual([['PINHOLE_WORKED', 'likely']]);
    const files = stored('snat-worked');
    const one = analyse({ ...files, 'flow.log': shiftClock(files['flow.log']!, -180) });
    expect(one.offers.map(({ confidence }) => confidence)).toEqual(['proven']);
  });
});

describe('what the sniffer and WAD both tell', () => {
  const start = ['> AUTH TLS', '< 234 go on'];
  const greeting = [forwarded('NULL', 220), forwarded('AUTH', 234)];

  it.each([
    ['TLS_CERT_REJECTED', ['> !hello', '< !server-hello', '> !alert 48', '> !fin']],
    ['TLS_CONTROL_FAILED', ['> !hello', '< !server-hello', '< !alert 40', '< !fin']],
  ])('is one AUTH, before the handshake: %s', (code, tls) => {
    const says = ['< 220 hello', ...start, ...tls];
    const report = told({ says, wad: greeting, control: ['send to application layer'] });
    expect(codesOf(report, 'C1')[0]).toBe(code);
    // A login that WAD read came after it.
    const later = [...greeting, forwarded('USER', 331)];
    const read = told({ says, wad: later, control: ['send to application layer'] });
    expect(codesOf(read, 'C1')).not.toContain(code);
  });

  it('is one AUTH, before the refused login', () => {
    const says = [...AUTH, '> !bytes', '< !bytes', '> !fin', '< !fin'];
    const refused = [forwarded('USER', 331), forwarded('PASS', 530), forwarded('QUIT', 221)];
    const report = told({ says, wad: [...greeting, ...refused], control: ['send to application layer'] });
    expect(codesOf(report, 'C1')[0]).toBe('LOGIN_FAILED');
    const again = [...refused.slice(0, 2), forwarded('AUTH', 234)];
    const went = told({ says, wad: [...greeting, ...again], control: ['send to application layer'] });
    expect(codesOf(went, 'C1')).not.toContain('LOGIN_FAILED');
  });

  it.each([
    ['AV_BLOCK', '550 The file f is infected with the virus EICAR.'],
    ['FILE_BLOCK_OR_OVERSIZE', '550 The file "f" has been blocked.'],
  ])('WAD tells a refusal by its code, the bytes by its words: %s', (code, reply) => {
    const offer = ['> PASV', '< 227 Entering (203,0,113,9,195,80)', '> RETR f', 'data 50000', '< 150 here'];
    const begin = [...login, ...offer, 'd< bytes', 'd< !fin', 'd> !fin'];
    const client = [...begin, `< ${reply}`, '> QUIT', '< 221 bye'];
    const server = [...begin, '< 226 done', '> QUIT', '< 221 bye'];
    const lines = [
      'wad_ftp_pasv_reply_handler(1180): offer_ip=203.0.113.9 offer_port=50000',
      forwarded('PASV', 227),
      forwarded('RETR', 150),
      forwarded('RETR', 550),
      forwarded('QUIT', 221),
    ];
    const log = `${wad(lines)}\nControl session tuple: 198.51.100.7:40000 -> 203.0.113.9:21 vf 0 vrf 0`;
    const report = analysed(twoSided(client, server), log);
    expect(codesOf(report, 'O1')[0]).toBe(code);
    expect(report.findings[0]!.evidence[0]!.file).toBe('capture0.pcap');
  });
});

describe('an offer in WAD', () => {
  const pinhole = (mapped: string): string[] => [
    `wad_ftp_pasv_reply_handler(1180): offer_ip=${mapped} offer_port=50000`,
    `wad_exp_tcp_in_open(228): bound to proto=6 dest=${mapped}:50000 vd=0 fd=83 local=0 tin(0x7f00)`,
    'Control session tuple: 198.51.100.7:40000 -> 203.0.113.9:21 vf 0 vrf 0',
    `Expect session tuple: 198.51.100.7:0 -> 203.0.113.9:50000(${mapped}:50000) vf 0 vrf 0`,
  ];

  it('is named by the reply that is printed with its command, not by a function that serves two', () => {
    const report = analysed(wad([...pinhole('10.0.0.9'), forwarded('EPSV', 229)]));
    expect(report.offers).toMatchObject([{ command: 'EPSV' }]);
    // The reply to it was lost, and the next one answers another offer.
    const lost = wad([...pinhole('10.0.0.9'), ...pinhole('10.0.0.9'), forwarded('EPSV', 229)]);
    expect(analysed(lost).offers.map(({ command }) => command)).toEqual(['PASV', 'EPSV']);
  });

  it('of an address that is not the server’s stays foreign, though WAD builds the pinhole of it', () => {
    const rest = [forwarded('PASV', 227), forwarded('RETR', 425), forwarded('QUIT', 221)];
    const says = [...AUTH, '> !bytes', 'wait 40', '< !bytes', '> !fin'];
    const codes = (mapped: string): string[] =>
      codesOf(
        told({ says, wad: [...pinhole(mapped), ...rest], control: ['send to application layer'] }),
        'O1',
      );
    expect(codes('198.51.100.77')[0]).toBe('PASV_MASQUERADE_MISMATCH');
    expect(codes('10.0.0.9')).not.toContain('PASV_MASQUERADE_MISMATCH');
  });
});

describe('a configuration that hands FTPS to the proxy', () => {
  const closed: [string, string] = ['"FTP-scan"\n        set av', '"certificate-inspection"\n        set av'];
  const handed = configured(closed, [
    'set status enable',
    'set status enable\n            set explicit-ftp-tls enable',
  ]);
  const proxied = { control: ['send to application layer'] };

  it('and does not decrypt it: CONTROL_OPAQUE_NO_DEEP_INSPECTION', () => {
    const finding = first(blind(handed, proxied), 'C1');
    expect(finding).toMatchObject({ code: 'CONTROL_OPAQUE_NO_DEEP_INSPECTION', confidence: 'likely' });
    expect(cites(finding, 'set explicit-ftp-tls enable')).toBe(true);
  });

  it('WAD read no more than AUTH', () => {
    const read = first(blind(handed, { ...proxied, wad: [forwarded('AUTH', 234)] }), 'C1');
    expect(read.code).toBe('CONTROL_OPAQUE_NO_DEEP_INSPECTION');
    const more = [forwarded('AUTH', 234), forwarded('USER', 331)];
    const found = codesOf(blind(handed, { ...proxied, wad: more }), 'C1');
    expect(found).not.toContain('CONTROL_OPAQUE_NO_DEEP_INSPECTION');
  });

  const implicit = {
    says: ['> !hello', '< !server-hello', '> !finished', '< !bytes'],
    ...proxied,
  };

  it('and yet reads nothing of implicit FTPS: IMPLICIT_FTPS_UNSUPPORTED before what the VIP lacks', () => {
    const port = configured(
      ['set extport 21', 'set extport 990'],
      ['set mappedport 21', 'set mappedport 990'],
    );
    const report = blind(port, { ...implicit, port: 990, wire: { port: 990 } });
    expect(first(report, 'C1')).toMatchObject({ code: 'IMPLICIT_FTPS_UNSUPPORTED', confidence: 'likely' });
  });

  it('is followed at a port of its own by the name of its VIP: FTPS_PORT_NOT_MAPPED', () => {
    const named = (name: string): string =>
      configured(
        ['set extport 21', 'set extport 9990'],
        ['set mappedport 21', 'set mappedport 9990'],
        ['edit "FTP"\n', `edit "${name}"\n`],
        ['set dstaddr "FTP"', `set dstaddr "${name}"`],
      );
    const at = { ...implicit, port: 9990, wire: { port: 9990 } };
    expect(first(blind(named('FTPS-partner'), at), 'C1').code).toBe('FTPS_PORT_NOT_MAPPED');
    expect(blind(named('web'), at).controlSessions).toEqual([]);
    expect(blind(named('SFTP'), at).controlSessions).toEqual([]);
  });
});

describe('a flow trace without stamps', () => {
  const whole = [...login, '> PASV', '< 227 Entering (203,0,113,9,195,80)', '> RETR f', 'data 50000'];
  const trace = (id: number, src: string, dst: string, flags: string, seq: number, ...messages: string[]) =>
    [
      `vd-root:0 received a packet(proto=6, ${src}->${dst}) from port1. flag [${flags}], seq ${seq}, ack 0, win 1`,
      ...messages,
    ].map((text) => `id=20085 trace_id=${id} func=x line=1 msg="${text}"`);

  it('does not hide that a transfer was never confirmed', () => {
    const wire = ftpWire([...whole, '< 150 here', 'd< bytes', 'd< !fin', 'd> !fin', 'wait 90', '> !fin']);
    const fin = trace(1, '198.51.100.7:50000', '203.0.113.9:50000', 'F.', 7, 'enter fast path');
    for (const flow of ['', fin.join('\n')]) {
      const { offers } = flow === '' ? analysed(wire) : analysed(wire, flow);
      expect(offers).toMatchObject([{ verdict: 'failed', code: 'REPLY_150_WITHOUT_226' }]);
    }
  });

  it('leaves the zone of the sniffer to the pinhole, and a late client is late', () => {
    const log = wad(
      [
        'wad_ftp_pasv_reply_handler(1180): offer_ip=10.0.0.9 offer_port=50000',
        'wad_exp_tcp_in_open(228): bound to proto=6 dest=10.0.0.9:50000 vd=0 fd=83 local=0 tin(0x7f00)',
        'Control session tuple: 198.51.100.7:40000 -> 203.0.113.9:21 vf 0 vrf 0',
        'Expect session tuple: 198.51.100.7:0 -> 203.0.113.9:50000(10.0.0.9:50000) vf 0 vrf 0',
        forwarded('PASV', 227),
      ],
      10,
    );
    const tries = [0, 1, 3];
    const syn = (hour: number, at: number): string =>
      tries
        .map(
          (second) =>
            `2023-11-14 ${hour}:13:${at + second}.000000 port1 in 198.51.100.7.50001 -> 203.0.113.9.50000: syn 7`,
        )
        .join('\n');
    const flow = tries
      .flatMap((second) =>
        trace(
          second + 1,
          '198.51.100.7:50001',
          '203.0.113.9:50000',
          'S',
          7,
          'Denied by forward policy check (policy 0)',
        ),
      )
      .join('\n');
    for (const [hour, at, code] of [
      [22, 50, 'EXPECTATION_EXPIRED'],
      [20, 50, 'EXPECTATION_EXPIRED'],
      [20, 15, 'POLICY_DENY'],
    ] as const) {
      const sniffer = `interfaces=[any]\nfilters=[host 198.51.100.7]\n${syn(hour, at)}`;
      const { offers, clocks } = analyse({ 'wad.log': log, 'flow.log': flow, 'sniff.txt': sniffer });
      expect(offers).toMatchObject([{ code, verdict: 'failed' }]);
      expect(clocks.find(({ source }) => source === 'sniffer')?.offsetSeconds).toBe((hour - 22) * 3600);
    }
  });
});

describe('a control session that was silent for too long', () => {
  const flow = (last: string): string => {
    const lines: string[] = [];
    let id = 0;
    const packet = (time: string, src: string, dst: string, seq: number, ...messages: string[]): void => {
      id += 1;
      const flags = id === 1 ? 'S' : '.';
      const head = `vd-root:0 received a packet(proto=6, ${src}->${dst}) from port1. flag [${flags}], seq ${seq}, ack ${id === 1 ? 0 : 9}, win 1`;
      for (const text of [head, ...messages])
        lines.push(`2023-11-14 ${time} id=20085 trace_id=${id} func=x line=1 msg="${text}"`);
    };
    const [client, vip, server] = ['198.51.100.7:40000', '203.0.113.9:21', '10.0.0.9:21'];
    packet('10:00:00', client, vip, 7, 'allocate a new session-0000aaaa', `DNAT ${vip}->${server}`);
    const known = 'Find an existing session, id-0000aaaa, ';
    for (let nth = 1; nth <= 20; nth += 1) {
      packet('10:00:01', client, vip, 7 + nth, `${known}original direction`);
      packet('10:00:01', server, client, 70 + nth, `${known}reply direction`);
    }
    for (const second of ['00', '03']) packet(`${last}:${second}`, server, client, 500, 'no session matched');
    return lines.join('\n');
  };

  it('CONTROL_IDLE_TIMEOUT: the server’s last word finds no session, behind all that is kept of a busy one', () => {
    expect(codesOf(analysed(flow('11:20')), 'C1')).toEqual(['CONTROL_IDLE_TIMEOUT']);
    // Read block by block, what nobody wants is passed over: not this.
    expect(codesOf(analysed(flow('10:40')), 'C1')).not.toContain('CONTROL_IDLE_TIMEOUT');
  });
});

describe('what a capture does not show', () => {
  it('is which session a denied client had in mind, when it came through a pinhole as well', () => {
    const log = (denied: string, hit: string): string => {
      let id = 0;
      const packet = (time: string, dst: string, ...messages: string[]): string[] => {
        id += 1;
        const head = `vd-root:0 received a packet(proto=6, 198.51.100.7:${40_000 + id}->${dst}) from port1. flag [S], seq ${id}, ack 0, win 1`;
        return [head, ...messages].map(
          (text) => `2023-11-14 22:${time} id=20085 trace_id=${id} func=x line=1 msg="${text}"`,
        );
      };
      const drop = 'Denied by forward policy check (policy 0)';
      const open = [
        'allocate a new session-0000aaaa',
        'Allowed by Policy-3: AV',
        'send to application layer',
      ];
      return [
        ...packet('13:00', '203.0.113.9:21', ...open),
        ...packet(denied, '203.0.113.9:50000', 'allocate a new session-0000bbbb', drop),
        ...packet(hit, '203.0.113.9:50001', 'Find an EXP session, id-0000aaaa.'),
      ].join('\n');
    };
    const codes = (...times: [string, string]) => codesOf(analysed(log(...times)), 'C1');
    expect(codes('13:10', '13:15')).toEqual(['DATA_SYN_UNEXPLAINED']);
    expect(codes('13:10', '13:50')).toEqual(['DATA_SYN_UNEXPLAINED']);
  });
});

describe('a proxy that keeps the addresses', () => {
  it('says everything twice: without interfaces the numbers of its connections tell them apart', () => {
    const says = [...login, '> EPSV', '< 229 Entering (|||50000|)', '> RETR f', '< 226 done', '> QUIT'];
    const [near, far] = [ftpWire(says, { oneSide: true }), ftpWire(says, { oneSide: 'port2' })];
    const bare = (printed: string): string => printed.replace(/^(\S+ \S+) port\d (?:in|out) /gm, '$1 ');
    const sides = [near, far].map((side) => bare(printSniffer(side, 3).join('\n')));
    expect(sides.join('')).not.toContain('port');
    const packets = sides.map((side) => side.split(/\n(?=\S* ?\S*\d\.\d{6} )/));
    const both = packets[0]!.flatMap((packet, nth) => [packet, packets[1]![nth] ?? '']).join('\n');
    const log = wad([
      'Control session tuple: 198.51.100.7:40000 -> 203.0.113.9:21 vf 0 vrf 0',
      'wad_ftp_epsv_reply_handler(1180): offer_ip=203.0.113.9 offer_port=50000',
      'Control session tuple: 198.51.100.7:40000 -> 203.0.113.9:21 vf 0 vrf 0',
      'Expect session tuple: 198.51.100.7:0 -> 203.0.113.9:50000 vf 0 vrf 0',
      forwarded('EPSV', 229),
    ]);
    expect(analysed(log, both).offers).toHaveLength(1);
  });
});

describe('a configuration that was pasted twice', () => {
  it('names one release', () => {
    const old = configured(['FGVM64-7.0.12-FW', 'FGVM64-6.0.12-FW']);
    expect(first(blind(`${old}\n${old}`), 'C1').code).toBe('FTPS_RELEASE_TOO_OLD');
  });
});
