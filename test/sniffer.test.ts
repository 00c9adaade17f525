import { describe, expect, it } from '@jest/globals';

import type { TraceEvent } from '../src/events/events.js';
import type { SnifferCapture, SnifferPacket } from '../src/events/sniffer.js';
import type { LineClaim } from '../src/parsers/parser.js';
import { createSnifferParser } from '../src/parsers/sniffer/sniffer.js';

interface Read {
  events: TraceEvent[];
  claims: LineClaim[];
  damage: [string, number][];
}

function read(lines: string[]): Read {
  const parser = createSnifferParser();
  const out: Read = { events: [], claims: [], damage: [] };
  const emit = (event: TraceEvent): void => void out.events.push(event);
  lines.forEach((text, index) => {
    const record = { text, origin: { file: 'a', line: index + 1, text } };
    out.claims.push(parser.read(record, emit, (kind, line) => out.damage.push([kind, line])));
  });
  parser.flush(emit);
  return out;
}

const packet = (line: string): SnifferPacket => read([line]).events[0] as SnifferPacket;

describe('a packet header line', () => {
  it('gives all that the seed prints', () => {
    const event = packet(
      '2021-07-26 19:41:53.700869 port3 out 10.230.4.72.21 -> 10.230.4.86.60919: syn 1095480473 ack 1747348909',
    );
    expect(event).toMatchObject({
      kind: 'packet',
      interface: 'port3',
      direction: 'out',
      proto: 6,
      src: '10.230.4.72:21',
      dst: '10.230.4.86:60919',
      tcp: { syn: true, fin: false, rst: false, psh: false, seq: 1095480473, ack: 1747348909 },
      text: 'syn 1095480473 ack 1747348909',
      length: undefined,
      bytes: undefined,
    });
    expect(event.stamp).toMatchObject({ at: Date.UTC(2021, 6, 26, 19, 41, 53) * 1000 + 700869, width: 1 });
  });

  const tcp: [words: string, expected: object][] = [
    ['syn 1 ', { syn: true, seq: 1, ack: undefined }],
    ['ack 7', { syn: false, psh: false, seq: undefined, ack: 7 }],
    ['psh 5 ack 7', { psh: true, seq: 5, ack: 7 }],
    ['fin 5 ack 7', { fin: true, seq: 5, ack: 7 }],
    ['fin psh 5 ack 7', { fin: true, psh: true, seq: 5, ack: 7 }],
    ['rst 5', { rst: true, seq: 5, ack: undefined }],
    ['rst 5 ack 7', { rst: true, seq: 5, ack: 7 }],
    ['fin 5 ack 7             ck 7', { fin: true, seq: 5, ack: 7 }],
  ];
  it.each(tcp)('%s', (words, expected) => {
    const event = packet(`12.345678 10.0.0.1.1024 -> 10.0.0.2.21: ${words}`);
    expect(event).toMatchObject({ proto: 6, tcp: expected, text: words.trim(), interface: undefined });
    expect(event.stamp).toMatchObject({ at: 12_345_678, relative: true });
  });

  const others: [line: string, expected: object][] = [
    ['1.000001 port1 -- 10.0.0.1.53 -> 10.0.0.2.53: udp 48', { proto: 17, length: 48, direction: undefined }],
    [
      '1.000001 port1 in 10.0.0.1.53 -> 10.0.0.2.9: udp 1480 (frag 7:1480@0+)',
      { proto: 17, src: '10.0.0.1:53', length: 1480, text: 'udp 1480 (frag 7:1480@0+)' },
    ],
    [
      '1.000001 port1 in 10.0.0.1 -> 10.0.0.2:  ip-proto-17 (frag 7:20@1480)',
      { proto: 17, src: '10.0.0.1', dst: '10.0.0.2', length: undefined },
    ],
    ['1.000001 port1 in 10.0.0.1 -> 224.0.0.1:  ip-proto-2 8', { proto: 2, length: 8, text: 'ip-proto-2 8' }],
    [
      '1.000001 wan1 out 10.0.0.9 -> 10.0.0.1: icmp: 10.0.0.5 tcp port 50756 unreachable',
      { proto: 1, src: '10.0.0.9', dst: '10.0.0.1', text: 'icmp: 10.0.0.5 tcp port 50756 unreachable' },
    ],
    ['1.000001 a in 1.2.3.4 -> 1.2.3.5: ESP(spi=0x1,seq=0x2)', { proto: 50, text: 'ESP(spi=0x1,seq=0x2)' }],
    [
      '1.000001 port1 in fe80::1.5353 -> ff02::fb.5353: udp 40 [hlim 1] (len 48)',
      { proto: 17, src: '[fe80::1]:5353', dst: '[ff02::fb]:5353', length: 40 },
    ],
    [
      '1.000001 2001:db8::1 -> 2001:db8::2: [icmp6 sum ok] icmp6: neighbor sol: who has fe80::1 (len 32, hlim 255)',
      { proto: 58, src: '2001:db8::1', dst: '2001:db8::2' },
    ],
    [
      '1.000001 port1 in arp who-has 10.0.0.1 tell 10.0.0.2',
      { src: undefined, proto: undefined, text: 'arp who-has 10.0.0.1 tell 10.0.0.2' },
    ],
    ['1.000001 802.1Q vlan#10 P0 ', { src: undefined, text: '802.1Q vlan#10 P0' }],
    ['1.000001 port1 -- stp 802.1w, rapid stp, flags [forward], bridge-id 8000.0:9:f.80', { src: undefined }],
    ["1.000001 pppoe printer havn't been added to sniffer", { src: undefined, interface: undefined }],
    ["1.000001 port1 in Ether type 0x88cc printer havn't been added to sniffer.", { src: undefined }],
    ['[FPM04] 2021-07-26 19:41:53.694768 1-C1/1 in 10.0.0.1.5 -> 10.0.0.2.6: ack 1', { interface: '1-C1/1' }],
    ['1.000001 port1 in XX.XX.1.9.5 -> 10.0.0.2.6: ack 1', { src: undefined, dst: '10.0.0.2:6' }],
  ];
  it.each(others)('%s', (line, expected) => {
    const { events, claims } = read([line]);
    expect(claims).toEqual(['record']);
    expect(events).toEqual([expect.objectContaining(expected)]);
  });

  const strangers = [
    '1: print header of packets',
    '2021-07-26 21:42:05.094380 [p:508][s:40738626] wad_ftp_exec_state(3954): received event REPLY in state NORMAL',
    '2021-07-26 21:41:53 id=20085 trace_id=138132 func=print_pkt_detail line=5723 msg="x"',
    '2021-13-26 19:41:53.694768 port3 in 10.0.0.1.5 -> 10.0.0.2.6: ack 1',
    '0.1 x',
    '1.000001 something else',
    'Sniffer.',
    '',
  ];
  it.each(strangers)('is not: %s', (line) => {
    expect(read([line])).toEqual({ events: [], claims: [null], damage: [] });
  });
});

describe('preamble and summary', () => {
  it('are one event for interface and filter, one for the counts', () => {
    const { events, claims } = read([
      '[Using Original Sniffing Mode]',
      'interfaces=[any]',
      'filters=[port 80 and tcp[tcpflags] == tcp-syn]',
      'pcap_lookupnet: any: no IPv4 address assigned',
      'pcap_snapshot: snaplen raised from 0 to 262144',
      '1.000001 port1 in 10.0.0.1.5 -> 10.0.0.2.80: syn 1',
      '7 packets received by filter',
      '0 packets dropped by kernel',
    ]);
    expect(claims).toEqual(['part', 'part', 'part', 'part', 'part', 'record', 'part', 'part']);
    expect(events).toHaveLength(3);
    expect(events[0] as SnifferCapture).toMatchObject({
      kind: 'capture',
      interface: 'any',
      filter: 'port 80 and tcp[tcpflags] == tcp-syn',
      received: undefined,
      origin: { line: 3 },
    });
    expect(events[2] as SnifferCapture).toMatchObject({ interface: undefined, received: 7, dropped: 0 });
  });

  it('are read where an article indents them', () => {
    const { events, claims } = read([
      '    interfaces=[any]',
      '    filters=[host 10.0.0.1]',
      '    7 packets received by filter',
      '    0 packets dropped by kernel',
    ]);
    expect(claims).toEqual(['part', 'part', 'part', 'part']);
    expect(events).toMatchObject([
      { interface: 'any', filter: 'host 10.0.0.1' },
      { received: 7, dropped: 0 },
    ]);
  });

  it('join a filter that a page broke, indented or not', () => {
    for (const indent of ['', '    ']) {
      const { events, claims, damage } = read([
        `${indent}filters=[tcp[tcpflags] ==`,
        'tcp-syn and host 10.0.0.1]',
      ]);
      expect(claims).toEqual(['part', 'part']);
      expect(events).toMatchObject([{ filter: 'tcp[tcpflags] == tcp-syn and host 10.0.0.1' }]);
      expect(damage).toEqual([['wrapped-record', 1]]);
    }
  });

  it('keep their order where half of a pair is missing', () => {
    const { events } = read([
      'filters=[none]',
      'interfaces=[a]',
      'interfaces=[b]',
      '3 packets dropped by kernel',
    ]);
    expect(events).toMatchObject([
      { filter: 'none', interface: undefined },
      { interface: 'a', filter: undefined },
      { interface: 'b' },
      { dropped: 3, received: undefined },
    ]);
  });
});
