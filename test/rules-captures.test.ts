import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { simulate } from './simulate/index.js';
import { analysed, codesOf, ftpWire, login, onWire } from './tools/ftpwire.js';
import { printSniffer } from './tools/printsniffer.js';

const offer = ['> PASV', '< 227 Entering (203,0,113,9,195,80)'];
const data = ['data 50000', '< 150 here', 'd< bytes', 'd< !fin', 'd> !fin', '< 226 done'];
const bye = ['> QUIT', '< 221 bye'];

describe('a remark on an offer', () => {
  it.each([
    ['OFFER_REFUSED', [...login, '> EPSV', '< 500 what', ...offer, '> RETR f', ...data, ...bye]],
    ['CCC_REFUSED', [...login, '> CCC', '< 533 no', ...offer, '> RETR f', ...data, ...bye]],
    ['PROT_C_DATA_PLAIN', [...login, '> PROT C', '< 200 fine', ...offer, '> RETR f', ...data, ...bye]],
    [
      'CCC_CLEARED',
      [
        '< 220 hello',
        '> AUTH TLS',
        '< 234 go',
        '> !hello',
        '< !server-hello',
        '> !bytes',
        '> !close',
        '< !close',
      ].concat([...offer, '> RETR f', ...data, ...bye]),
    ],
  ])('%s', (code, lines) => {
    const report = onWire(lines);
    expect(codesOf(report, 'O1')).toEqual(['DATA_CONNECTION_OPENED', code]);
    expect(report.findings.every(({ verdict }) => verdict === 'worked')).toBe(true);
  });

  it('is not made without its reason', () => {
    const report = onWire([...login, '> PROT P', '< 200 fine', ...offer, '> RETR f', ...data, ...bye]);
    expect(codesOf(report, 'O1')).toEqual(['DATA_CONNECTION_OPENED']);
    const denied = onWire([...login, '> PROT C', '< 534 no', ...offer, '> RETR f', ...data, ...bye]);
    expect(codesOf(denied, 'O1')).toEqual(['DATA_CONNECTION_OPENED']);
  });

  it('TLS_TRUNCATED: up to TLS 1.2 a close alert would show', () => {
    const start = [
      ...login,
      ...offer,
      '> RETR f',
      'data 50000',
      '< 150 here',
      'd> !old-hello',
      'd< !server-hello',
    ];
    const rest = ['d< !fin', 'd> !fin', '< 226 done', ...bye];
    const old = { tls: 'TLS 1.2' } as const;
    const report = onWire([...start, 'd< !bytes', ...rest], old);
    expect(codesOf(report, 'O1')).toEqual(['DATA_CONNECTION_OPENED', 'TLS_TRUNCATED']);
    expect(report.findings[1]).toMatchObject({ verdict: 'worked', confidence: 'possible' });
    const closed = onWire([...start, 'd< !bytes', 'd< !close', ...rest], old);
    expect(codesOf(closed, 'O1')).toEqual(['DATA_CONNECTION_OPENED']);
    const newer = onWire([...start.slice(0, -2), 'd> !hello', 'd< !server-hello', 'd< !bytes', ...rest]);
    expect(codesOf(newer, 'O1')).toEqual(['DATA_CONNECTION_OPENED']);
  });
});

describe('what a capture keeps from being seen', () => {
  const asked = [...login, ...offer, '> RETR f', '< 150 here'];
  const printed = (lines: string[], filter = 'none'): string =>
    printSniffer(ftpWire(lines, { oneSide: true }), 6)
      .join('\n')
      .replace('filters=[none]', `filters=[${filter}]`);

  it('CAPTURE_FILTER_TOO_NARROW: the filter leaves the data connection out', () => {
    const report = analysed(printed([...asked, 'wait 60', '> NOOP'], 'port 21'));
    expect(report.verdict).toBe('inconclusive');
    expect(codesOf(report, 'capture')).toEqual(['CAPTURE_FILTER_TOO_NARROW']);
    const found = report.findings.at(-1)!;
    expect(found.message).toContain('"port 21"');
    expect(found.evidence.map(({ text }) => text)).toEqual(['filters=[port 21]']);
    const next = report.findings[0]!.next.join('\n');
    expect(next).toContain('host 198.51.100.7 or host 203.0.113.9 or icmp');
    expect(next.indexOf('debug enable')).toBeLessThan(next.indexOf('# Let the transfer fail'));
    expect(next.indexOf('# Let the transfer fail')).toBeLessThan(next.indexOf('debug disable'));
    const wide = analysed(printed([...asked, 'wait 60', '> NOOP'], 'host 203.0.113.9'));
    expect(codesOf(wide, 'capture')).toEqual([]);
  });

  it('a filter that covers client and server lets the missing SYN be missing', () => {
    const lines = [...login, ...offer, '> RETR f', 'wait 31', '< 425 nobody came', ...bye];
    expect(analysed(printed(lines, 'host 203.0.113.9')).offers[0]!.code).toBe('DATA_SYN_NOT_SEEN');
    expect(analysed(printed(lines, 'port 21')).offers[0]!.code).toBe('REPLY_425');
  });

  it('in active mode as well: the server would dial the client at the address that it sees', () => {
    const asks = (host: string): string[] => [
      ...login,
      `> PORT ${host},200,1`,
      '< 200 fine',
      '> LIST',
      'wait 31',
      '< 425 no',
      ...bye,
    ];
    const own = asks('198,51,100,7');
    expect(analysed(printed(own, 'host 203.0.113.9')).offers[0]!.code).toBe('ACTIVE_SERVER_SYN_NOT_SEEN');
    expect(analysed(printed(own, 'port 21')).offers[0]!.code).toBe('REPLY_425');
    // Where the way to a third host leads nobody knows.
    const hidden = analysed(printed(asks('192,168,1,10'), 'host 203.0.113.9'));
    expect(codesOf(hidden, 'O1')).not.toContain('ACTIVE_SERVER_SYN_NOT_SEEN');
  });

  it('CAPTURE_TOO_SHORT: it ends right behind the offer, or after a round number of packets', () => {
    const short = analysed(printed(asked));
    expect(codesOf(short, 'capture')).toEqual(['CAPTURE_TOO_SHORT']);
    const text = printed([...asked, 'wait 60', '> NOOP']);
    const round = analysed(text.replace(/\d+ packets received/, '100 packets received'));
    expect(round.findings.at(-1)).toMatchObject({ code: 'CAPTURE_TOO_SHORT', confidence: 'possible' });
    expect(
      codesOf(analysed(text.replace(/\d+ packets received/, '101 packets received')), 'capture'),
    ).toEqual([]);
  });

  it('is not said of a capture that shows everything', () => {
    const whole = analysed(printed([...login, ...offer, '> RETR f', ...data, ...bye]));
    expect(whole.verdict).toBe('worked');
    expect(codesOf(whole, 'capture')).toEqual([]);
  });

  it('TRACE_COUNT_USED_UP: the flow trace ends after a round number of packets', () => {
    const { files } = simulate({ seed: 3, sources: ['flow'], sessions: [{ transfers: [{}, {}] }] });
    const packets = files['flow.log']!.split(/(?=^.*print_pkt_detail.*$)/m);
    const first = (count: number): string => packets.slice(0, count).join('');
    expect(packets.length).toBeGreaterThan(11);
    expect(codesOf(analysed(first(10)), 'capture')).toContain('TRACE_COUNT_USED_UP');
    expect(codesOf(analysed(first(11)), 'capture')).not.toContain('TRACE_COUNT_USED_UP');
  });

  it('CLOCKS_DO_NOT_JOIN: log and sniffer share no packet', () => {
    const of = (seed: number) => simulate({ seed, sessions: [{ transfers: [{}] }] }).files;
    const apart = analysed(of(1)['flow.log']!, of(2)['sniff.txt']!);
    expect(codesOf(apart, 'capture')).toContain('CLOCKS_DO_NOT_JOIN');
    const joined = analysed(of(1)['flow.log']!, of(1)['sniff.txt']!);
    expect(codesOf(joined, 'capture')).not.toContain('CLOCKS_DO_NOT_JOIN');
  });

  it('LOG_DAMAGED: something was lost beside a line that decides', () => {
    const { files } = simulate({
      seed: 4,
      sources: ['flow'],
      sessions: [{ transfers: [{ fault: 'policy-deny' }] }],
    });
    const lost = files['flow.log']!.replace(
      /(trace_id=\d+) func=print_pkt_detail .*$/m,
      '$1 func=print_pkt_detail line=5',
    );
    expect(codesOf(analysed(lost), 'capture')).toEqual(['LOG_DAMAGED']);
    expect(codesOf(analysed(files['flow.log']!), 'capture')).not.toContain('LOG_DAMAGED');
  });
});

const FOLDER = '../shared/peer-pcaps';
(existsSync(FOLDER) ? describe : describe.skip)('captures of others', () => {
  const read = (name: string) => analysed(readFileSync(`${FOLDER}/${name}.pcap`));

  it('ndpi-start-tls: CCC, and the rest in clear', () => {
    expect(codesOf(read('ndpi-start-tls'), 'O1')).toContain('CCC_CLEARED');
  });

  it('zeek-ipv6-multiline: 550', () => {
    expect(read('zeek-ipv6-multiline').offers[0]).toMatchObject({ verdict: 'failed', code: 'REPLY_550' });
  });

  it.each(['suri-download-passive', 'suri-upload-active', 'zeek-ipv4', 'zeek-ipv6'])('%s works', (name) => {
    const report = read(name);
    expect(report.verdict).toBe('worked');
    expect(report.findings.filter(({ verdict }) => verdict !== 'worked')).toEqual([]);
  });
});
