import { describe, expect, it } from '@jest/globals';

import { foreignKind } from '../src/events/foreign.js';
import { nothingRecognised } from '../src/library/nothing-recognised.js';
import { createReader } from '../src/parsers/reader.js';
import { weaknesses } from '../src/report/sections/at-a-glance.js';
import { stored } from './samples/folder.js';
import { ethernet, ipv4, pcap, tcp } from './tools/captures.js';
import { analysed, login, onWire } from './tools/ftpwire.js';

/** What programs other than the unit's debug print of the same transfer. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'foreign-ftp-log': [
    'Status:\tConnecting to 203.0.113.9:21...',
    'Response:\t227 Entering Passive Mode (203,0,113,9,195,80)',
    'Befehl:\tMLSD',
    '---> PASV',
    '<--- 227 Entering Passive Mode (203,0,113,9,195,80).',
    '---- Connecting data socket to (203.0.113.9) port 50000',
    '> 2026-03-04 09:10:12.120 PASV',
    '< 2026-03-04 09:10:12.180 229 Entering Extended Passive Mode (|||50000|)',
    '> EPSV',
    '425 Failed to establish connection.',
    'Wed Mar  4 09:10:11 2026 [pid 311] CONNECT: Client "198.51.100.7"',
  ],
  'foreign-session-table': [
    'PROTO   EXPIRE SOURCE           SOURCE-NAT       DESTINATION      DESTINATION-NAT',
    'tcp     3599   198.51.100.7:40000 203.0.113.1:40000 203.0.113.9:21 -',
  ],
  'foreign-tcpdump': [
    'listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes',
    '09:10:11.120001 IP 198.51.100.7.40000 > 203.0.113.9.21: Flags [S], seq 7, win 64240, length 0',
    '2026-03-04 09:10:11.120001 eth0  In  IP6 2001:db8::7.40000 > 2001:db8::9.21: Flags [S.], seq 8, length 0',
  ],
  'foreign-packet-list': [
    'No.     Time           Source                Destination           Protocol Length Info',
    '      1 0.000000       198.51.100.7          203.0.113.9           TCP      66     40000 → 21 [SYN] Seq=0',
    '    2   0.030000  203.0.113.9 → 198.51.100.7 FTP 74 Response: 220 hello',
  ],
  'foreign-traffic-log': [
    'date=2026-03-04 time=09:10:11 logid="0000000013" type="traffic" subtype="forward" srcip=198.51.100.7 dstport=50000 action="deny"',
    '3: date=2026-03-04 time=09:10:11 eventtime=1 tz="+0100" logid="0000000013" type="traffic" action="deny"',
  ],
};

describe.each(Object.entries(TEXTS))('%s', (kind, lines) => {
  it.each(lines)('knows %s', (line) => {
    expect(foreignKind(line)).toBe(kind);
  });

  it('is named where nothing else is there, with what to take in its place', () => {
    const reader = createReader('sent.txt', () => undefined);
    for (const line of lines) reader.line(line);
    reader.end();
    const { message, suggestions } = nothingRecognised(['sent.txt'], [reader.summary()]);
    expect(message).toMatch(
      /^Nothing in sent\.txt was recognised as FortiGate output: it looks like .+, which is not read$/,
    );
    expect(suggestions[0]).not.toContain('fgtrace reads WAD debug');
  });
});

describe('beside captures', () => {
  const told = (text: string): string =>
    weaknesses(analysed(stored('helper-worked')['flow.log']!, text), []).join('; ');

  it('a client’s log is said to be unread', () => {
    expect(told(TEXTS['foreign-ftp-log']!.join('\n'))).toContain(
      'log1.txt: not read: the log of an FTP client or server',
    );
  });

  it('packets within a tunnel are said to be unread', () => {
    const inner = ipv4(6, tcp({ flags: 2, dport: 21 }));
    const gre = ipv4(47, Uint8Array.from([0, 0, 8, 0, ...inner]));
    const port = Uint8Array.from([0x9c, 0x40, 0x12, 0xb5, 0, 0, 0, 0]);
    const frames = [ethernet(gre), ethernet(ipv4(17, port)), ethernet(inner, 0x8847), ethernet(inner)];
    const report = analysed(pcap(frames.map((frame, at) => [at, 0, frame])));
    expect(report.sources[0]!.damage).toEqual([{ kind: 'wrapped-frame', count: 3, firstLine: 1 }]);
    expect(weaknesses(report, []).join()).toContain('capture0.pcap: not read: packets within a tunnel');
  });

  it('a line or two may be anything', () => {
    expect(told('425 Failed to establish connection.\nwe also saw\nPASV')).toBe('');
  });

  it('what stands in packets is not taken for it', () => {
    const { sources } = onWire([...login, '> PASV', '< 227 Entering Passive Mode (203,0,113,9,195,80)']);
    expect(sources[0]!.damage).toEqual([]);
  });
});

it('prose and output of the unit are none of these', () => {
  for (const line of [
    'The status: connecting fails',
    '300 users were affected',
    'LISTEN on port 21',
    '21.341000 port1 in 198.51.100.7.40000 -> 203.0.113.9.21: syn 7',
    'tcp 21',
  ])
    expect(foreignKind(line)).toBeUndefined();
});
