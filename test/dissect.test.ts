import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { dissectFrame, ETHERNET, RAW_IP } from '../src/dissect/frame.js';
import { offerInCommand, offerInReply, readCommand } from '../src/dissect/ftp.js';
import { frameWords } from '../src/dissect/sniffer-words.js';
import { bytesOf, ethernet, ipv4, ipv6, syn, tcp } from './tools/captures.js';

const ends = { src: '10.0.0.1:60919', dst: '10.0.0.2:21' };

describe('a frame', () => {
  const zeros = (count: number): number[] => Array<number>(count).fill(0);
  const links: [name: string, link: number, bytes: Uint8Array | number[]][] = [
    ['Ethernet', 1, ethernet(syn)],
    ['802.1Q', 1, ethernet(syn, 0x0800, [0x8100])],
    ['QinQ', 1, ethernet(syn, 0x0800, [0x88a8, 0x8100])],
    ['PPPoE', 1, ethernet(Uint8Array.from([0x11, 0, 0, 1, 0, 42, 0, 0x21, ...syn]), 0x8864)],
    ['null', 0, [2, 0, 0, 0, ...syn]],
    ['loop', 108, [0, 0, 0, 2, ...syn]],
    ['raw', RAW_IP, syn],
    ['Linux cooked v1', 113, [...zeros(14), 8, 0, ...syn]],
    ['Linux cooked v2', 276, [8, 0, ...zeros(18), ...syn]],
    ['PPP', 9, [0xff, 3, 0, 0x21, ...syn]],
  ];
  it.each(links)('of %s', (_name, link, bytes) => {
    const frame = dissectFrame(Uint8Array.from(bytes), link);
    expect(frame).toMatchObject({
      proto: 6,
      ...ends,
      tcp: { syn: true, seq: 1747348908 },
      length: 0,
      cut: false,
    });
  });

  const icmp = (type: number, code: number, quoted: Uint8Array): Uint8Array =>
    ipv4(1, Uint8Array.from([type, code, 0, 0, 0, 0, 0, 0, ...quoted]), '10.0.0.9', '10.0.0.1');
  const words: [expected: string, bytes: Uint8Array][] = [
    ['icmp: 10.0.0.2 tcp port 21 unreachable', icmp(3, 3, syn.subarray(0, 28))],
    ['icmp: net 10.0.0.2 unreachable', icmp(3, 0, syn)],
    ['icmp: net 10.0.0.2 unreachable - unknown', icmp(3, 6, syn)],
    ['icmp: net 10.0.0.2 unreachable - admin prohibited', icmp(3, 9, syn)],
    ['icmp: host 10.0.0.2 unreachable', icmp(3, 1, syn)],
    ['icmp: host 10.0.0.2 unreachable - admin prohibited filter', icmp(3, 13, syn)],
    ['icmp: unreachable', icmp(3, 3, syn.subarray(0, 10))],
    ['icmp: echo request', icmp(8, 0, new Uint8Array(8))],
    ['udp 4', ipv4(17, Uint8Array.from([0, 53, 0, 53, 0, 12, 0, 0, 1, 2, 3, 4]))],
    [
      'udp 4 (frag 7:12@0+)',
      ipv4(17, Uint8Array.from([0, 53, 0, 53, 0, 12, 0, 0, 1, 2, 3, 4]), undefined, undefined, 0x2000),
    ],
    ['ip-proto-17 (frag 7:3@16)', ipv4(17, Uint8Array.from([1, 2, 3]), undefined, undefined, 2)],
    ['ip-proto-2 8', ipv4(2, new Uint8Array(8))],
    ['ESP(spi=0x10002,seq=0x30004)', ipv4(50, Uint8Array.from([0, 1, 0, 2, 0, 3, 0, 4]))],
    ['fin 5 ack 6', ipv4(6, tcp({ seq: 5, ack: 6, flags: 25 }))],
    ['rst 5', ipv4(6, tcp({ seq: 5, flags: 4 }))],
    [
      'icmp6: 2001:db8::2 tcp port 21 unreachable',
      ipv6(58, Uint8Array.from([1, 4, 0, 0, 0, 0, 0, 0, ...ipv6(6, tcp({}))])),
    ],
  ];
  it.each(words)('is worded as the unit words it: %s', (expected, bytes) => {
    expect(frameWords(dissectFrame(bytes, RAW_IP))).toBe(expected);
  });

  it('without IP has words alone', () => {
    const arp = [
      0, 1, 8, 0, 6, 4, 0, 2, 8, 0x5b, 0xe, 0x1c, 0x41, 0x14, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 10, 0, 0, 2,
    ];
    const frame = dissectFrame(ethernet(Uint8Array.from(arp), 0x0806), ETHERNET);
    expect([frame.src, frameWords(frame)]).toEqual([undefined, 'arp reply 10.0.0.1 is-at 8:5b:e:1c:41:14']);
  });

  it('is read behind IPv6 extension headers', () => {
    const hopByHop = [60, 0, 0, 0, 0, 0, 0, 0];
    const options = [6, 0, 0, 0, 0, 0, 0, 0];
    const frame = dissectFrame(
      ipv6(0, Uint8Array.from([...hopByHop, ...options, ...tcp({ seq: 3 })])),
      RAW_IP,
    );
    expect(frame).toMatchObject({ proto: 6, src: '[2001:db8::1]:60919', tcp: { seq: 3 }, length: 0 });
  });

  it('knows its length beyond the cut, and no padding', () => {
    const whole = ipv4(6, tcp({ payload: bytesOf('hello') }));
    const cut = dissectFrame(whole.subarray(0, 42), RAW_IP);
    expect(cut).toMatchObject({ length: 5, cut: true, payload: bytesOf('he') });
    const padded = dissectFrame(ethernet(Uint8Array.from([...whole, 0, 0, 0])), ETHERNET);
    expect(padded).toMatchObject({ length: 5, cut: false, payload: bytesOf('hello') });
    const offloaded = Uint8Array.from(whole);
    offloaded.set([0, 0], 2);
    expect(dissectFrame(offloaded, RAW_IP)).toMatchObject({ length: 5, cut: false });
  });

  it('never throws, whatever its bytes', () => {
    const frames = [ethernet(syn), ethernet(ipv6(0, tcp({})), 0x86dd), icmp(3, 3, syn), syn];
    const changed = fc.record({
      frame: fc.constantFrom(...frames),
      at: fc.nat(80),
      to: fc.nat(255),
      end: fc.nat(120),
      link: fc.constantFrom(0, 1, 9, 101, 113, 276, 999),
    });
    fc.assert(
      fc.property(changed, ({ frame, at, to, end, link }) => {
        const bytes = frame.slice(0, end);
        if (at < bytes.length) bytes[at] = to;
        frameWords(dissectFrame(bytes, link));
      }),
      { numRuns: 500 },
    );
  });
});

describe('an offer', () => {
  const replies: [code: number, text: string, expected: string | null][] = [
    [227, 'Entering Passive Mode (10,220,3,202,198,68).', '10.220.3.202:50756'],
    [227, 'Entering Passive Mode 10,220,3,202,198,68', '10.220.3.202:50756'],
    [227, '=10,220,3,202,198,68', '10.220.3.202:50756'],
    [227, 'ok (10, 220, 3, 202, 198, 68)', '10.220.3.202:50756'],
    [227, 'Entering Passive Mode (010,220,003,202,198,68)', '10.220.3.202:50756'],
    [227, 'Entering Passive Mode (10,220,3,202,198)', null],
    [227, 'Entering Passive Mode (10,220,3,302,198,68)', null],
    [227, 'Entering Passive Mode (10,220,3,202,198,268)', null],
    [227, 'Entering Passive Mode (10,220,3,202,0,0)', null],
    [227, 'Entering Passive Mode (1,10,220,3,202,198,68)', null],
    [227, 'Entering Passive Mode', null],
    [229, 'Entering Extended Passive Mode (|||50756|)', '10.0.0.2:50756'],
    [229, 'Entering Extended Passive Mode (!!!50756!)', '10.0.0.2:50756'],
    [229, 'Entering Extended Passive Mode |||50756|', '10.0.0.2:50756'],
    [229, 'Entering Extended Passive Mode (|1|10.9.9.9|50756|)', '10.0.0.2:50756'],
    [229, 'Entering Extended Passive Mode (|||70000|)', null],
    [229, 'Entering Extended Passive Mode (50756)', null],
  ];
  it.each(replies)('%i %s', (code, text, expected) => {
    const command = code === 227 ? 'PASV' : 'EPSV';
    expect(offerInReply(code, text, '10.0.0.2')).toEqual({ command, endpoint: expected });
  });

  const commands: [line: string, expected: string | null][] = [
    ['PORT 10,0,0,1,19,136', '10.0.0.1:5000'],
    ['port  10,0,0,1,19,136 ', '10.0.0.1:5000'],
    ['PORT 10,0,0,1,19', null],
    ['PORT', null],
    ['EPRT |1|10.0.0.1|5000|', '10.0.0.1:5000'],
    ['EPRT !2!2001:DB8::1!5000!', '[2001:db8::1]:5000'],
    ['EPRT |2|2001:db8::1|5000', '[2001:db8::1]:5000'],
    ['EPRT |1|10.0.0.1|0|', null],
    ['EPRT |3|10.0.0.1|5000|', null],
  ];
  it.each(commands)('%s', (line, expected) => {
    expect(offerInCommand(readCommand(line)!)?.endpoint).toBe(expected);
  });

  it('is in no other reply or command', () => {
    expect(offerInReply(200, '10,0,0,1,19,136', '10.0.0.2')).toBeNull();
    expect(offerInCommand(readCommand('EPSV ALL')!)).toBeNull();
  });

  it('shares its module with secrets that stay there', () => {
    expect(readCommand('pass secret')).toEqual({ command: 'PASS', argument: undefined });
  });
});
