import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { createPayloadReader } from '../src/dissect/payload-reader.js';
import type { PayloadEvent } from '../src/events/payload.js';
import type { SnifferPacket } from '../src/events/sniffer.js';
import { bytesOf } from './tools/captures.js';
import { clientHello, cutAt, record, said, serverHello, talk } from './tools/talk.js';

function read(packets: SnifferPacket[]): PayloadEvent[] {
  const events: PayloadEvent[] = [];
  const reader = createPayloadReader((event) => events.push(event));
  packets.forEach((packet) => {
    reader.packet(packet);
  });
  return events;
}

/** One word for each event: `USER a`, `227`, `PASV=…`, `?PASV`, `tls client client-hello`. */
function words(packets: SnifferPacket[]): string[] {
  return read(packets).map((event) => {
    switch (event.kind) {
      case 'payload-command':
        return event.argument === undefined ? event.command : `${event.command} ${event.argument}`;
      case 'payload-reply':
        return String(event.code);
      case 'payload-offer':
        return `${event.command}=${event.endpoint}`;
      case 'payload-unreadable':
        return `?${event.command}`;
      case 'payload-tls':
        return ['tls', event.from, event.record, event.alert, event.serverName, event.version]
          .filter((word) => word !== undefined)
          .join(' ');
      case 'payload-plain':
        return `plain ${event.from}`;
      case 'payload-lost':
        return `lost ${event.from}`;
    }
  });
}

const PLAIN = said(
  '< 220-Welcome\r\n 227 (1,2,3,4,5,6)\r\n230 not yet\r\n220 Ready',
  '> USER a',
  '< 331 Password',
  '> PASS top secret',
  '< 230 In',
  '> PASV',
  '< 227 Entering Passive Mode (10,0,0,2,19,136)',
  '> LIST',
  '< 150 Here\r\n226 Done',
  '> EPSV',
  '< 229 Extended (|||6000|)',
  '> PORT 10,0,0,1,19,137',
  '< 200 Ok',
);
const PLAIN_WORDS = [
  ...['220', 'USER a', '331', 'PASS', '230', 'PASV', '227', 'PASV=10.0.0.2:5000', 'LIST', '150', '226'],
  ...['EPSV', '229', 'EPSV=10.0.0.2:6000', 'PORT 10,0,0,1,19,137', 'PORT=10.0.0.1:5001', '200'],
];

const tls = (from: 'client' | 'server', ...records: Uint8Array[]) => ({
  from,
  bytes: Uint8Array.from(records.flatMap((one) => [...one])),
});
const noise = (length: number): number[] => Array.from({ length }, (_, index) => (index * 37 + 10) % 256);
const SECURED = [
  ...said('< 220 Ready', '> AUTH TLS', '< 234 Go'),
  tls('client', clientHello('ftp.example.com')),
  tls('server', serverHello(), record(20, [1]), record(23, noise(900))),
  tls('client', record(20, [1]), record(23, noise(60)), record(23, noise(40))),
  tls('server', record(21, noise(26))),
  tls('client', record(21, noise(26))),
  ...said('> PASV', '< 227 Entering Passive Mode (10,0,0,2,19,136)'),
];
const SECURED_WORDS = [
  ...['220', 'AUTH TLS', '234', 'tls client client-hello ftp.example.com TLS 1.3'],
  ...['tls server server-hello TLS 1.3', 'tls server application', 'tls client application'],
  ...['tls server alert', 'tls client alert', 'PASV', '227', 'PASV=10.0.0.2:5000'],
];

describe('a control channel', () => {
  it('is read line by line', () => {
    expect(words(talk(PLAIN))).toEqual(PLAIN_WORDS);
  });

  it('is read again after its TLS has ended', () => {
    expect(words(talk(SECURED))).toEqual(SECURED_WORDS);
  });

  it('is known on any port by its greeting', () => {
    expect(words(talk(PLAIN, { server: '10.0.0.2:2121' }))).toEqual(PLAIN_WORDS);
  });

  it('is not what greets as a mail server, and no web server', () => {
    const mail = said('< 220 mail ESMTP', '> EHLO a', '< 250 ok');
    expect(words(talk(mail, { server: '10.0.0.2:2525' }))).toEqual([]);
    const named = said('< 220 smtp.example.com FTP server', '> NOOP', '< 200 ok');
    expect(words(talk(named, { server: '10.0.0.2:2121' }))).toEqual(['220', 'NOOP', '200']);
    const host = said('< 220 smtp.example.com ready', '> NOOP', '< 200 ok');
    expect(words(talk(host, { server: '10.0.0.2:2121' }))).toEqual(['220', 'NOOP', '200']);
    const odd = said('< 220 ESMTP', '> NOOP', '< 200 ok');
    expect(words(talk(odd, { server: '10.0.0.2:21' }))).toEqual(['220', 'NOOP', '200']);
    const web = said('> GET / HTTP/1.1', '< 220 no', '< 220 no');
    expect(words(talk(web, { server: '10.0.0.2:80' }))).toEqual(['plain client']);
  });

  it('tells where each thing was said', () => {
    const packets = talk(PLAIN).map((packet, index) => ({
      ...packet,
      origin: { file: 'a', line: index + 1, text: `line ${index + 1}` },
    }));
    const [first, second] = read(packets.flatMap((packet) => cutAt(packet, [3])));
    expect(first).toMatchObject({ origin: { line: 4 }, client: '10.0.0.1:60919', server: '10.0.0.2:21' });
    expect(second).toMatchObject({ origin: { line: 5 }, interface: 'port1', source: 'sniffer' });
  });

  it('is read from the middle on', () => {
    expect(words(talk(PLAIN).slice(7))).toEqual(PLAIN_WORDS.slice(4));
    expect(words(talk(SECURED).slice(8))).toEqual(SECURED_WORDS.slice(6));
    const other = talk(PLAIN, { client: '10.0.0.1:2000', server: '10.0.0.2:2121' });
    expect(words(other.slice(9))).toEqual(PLAIN_WORDS.slice(6));
  });

  it('says that an offer cannot be read', () => {
    const bad = said('< 220 Ready', '> PASV', '< 227 Entering Passive Mode (10,0,0,2,19)', '> EPRT |9|x|1|');
    expect(words(talk(bad))).toEqual(['220', 'PASV', '227', '?PASV', 'EPRT |9|x|1|', '?EPRT']);
  });

  it('loses what the capture lost, and goes on', () => {
    const packets = talk(PLAIN).flatMap((packet, index) => (index === 9 ? cutAt(packet, [30]) : [packet]));
    const lost = packets.filter((_packet, index) => index !== 10);
    const rest = PLAIN_WORDS.filter((word) => word !== '227' && !word.startsWith('PASV='));
    // The acknowledgement number of LIST shows the loss; the gap before the server's next words is the same loss.
    expect(words(lost)).toEqual([...rest.slice(0, 6), 'lost server', 'LIST', '?PASV', ...rest.slice(7)]);
  });

  it('goes on behind records that were cut when they were captured', () => {
    const packets = talk(SECURED).map((packet) => ({ ...packet, payload: packet.payload?.subarray(0, 96) }));
    expect(words(packets).slice(-3)).toEqual(SECURED_WORDS.slice(-3));
  });

  it('of a proxy is read on both legs, also where they share their endpoints', () => {
    const legs = talk(PLAIN).flatMap((packet, index) => [
      packet,
      talk(PLAIN, { isn: [3_000_000_000, 77], interface: 'port2' })[index]!,
    ]);
    const events = read(legs);
    expect(events).toHaveLength(2 * PLAIN_WORDS.length);
    const second = events.filter((event) => event.interface === 'port2');
    expect(second).toHaveLength(PLAIN_WORDS.length);
  });

  it('on a reused port is a new one', () => {
    const again = talk(PLAIN, { isn: [500_000_000, 900_000_000] });
    expect(words([...talk(PLAIN), ...again])).toEqual([...PLAIN_WORDS, ...PLAIN_WORDS]);
  });
});

describe('TLS', () => {
  it('on any other connection gives hello and alerts', () => {
    const things = SECURED.slice(3, 6);
    const alert = tls('client', record(21, [2, 48]));
    const place = { server: '10.0.0.2:50756' };
    expect(words(talk([things[0]!, things[1]!, alert], place))).toEqual([
      'tls client client-hello ftp.example.com TLS 1.3',
      'tls server server-hello TLS 1.3',
      'tls client alert 48',
    ]);
  });

  it('tells whether the server asks for a certificate, in a record of its own too', () => {
    const hello = serverHello();
    const request = record(22, [13, 0, 0, 8, 1, 1, 0, 2, 4, 1, 0, 0]);
    const certificate = record(22, [11, 0, 0, 3, 0, 0, 0]);
    const asked = 'tls server certificate-request';
    const flight = (...records: Uint8Array[]) =>
      words(talk([...SECURED.slice(0, 4), tls('server', ...records)]));
    expect(flight(hello, certificate, request)).toContain(asked);
    expect(flight(hello, certificate)).not.toContain(asked);
    // A piece of a longer message may begin with any byte.
    expect(flight(hello, record(22, [13, 9, 9, 9, 1, 1, 0, 2]))).not.toContain(asked);
    // What follows the change of cipher nobody can read.
    expect(flight(hello, record(20, [1]), request)).not.toContain(asked);
  });

  describe('that meets plain bytes', () => {
    const [hello, answer] = SECURED.slice(3, 5);
    const [bytes] = said('< -rw-r--r-- 1 a b 3 Jan 1 00:00 f');
    const place = { server: '10.0.0.2:50756' };

    it('is told apart from them, whoever speaks first', () => {
      const told = ['tls client client-hello ftp.example.com TLS 1.3', 'plain server'];
      expect(words(talk([hello!, bytes!, bytes!], place))).toEqual(told);
      expect(words(talk([bytes!, bytes!, hello!], place))).toEqual(told.toReversed());
    });

    it('is told apart where the unit keeps the endpoints, by the number of the SYN', () => {
      const near = talk([hello!, answer!], place);
      const far = talk([bytes!], { ...place, isn: [3_000_000_000, 77], interface: 'port2' });
      const isns = (kind: string): (number | undefined)[] =>
        read([...near, ...far]).flatMap((event) => (event.kind === kind ? [event.isn] : []));
      expect(isns('payload-tls')).toEqual([1000, 1000]);
      expect(isns('payload-plain')).toEqual([3_000_000_000]);
    });

    it('is not claimed where the first bytes are not in the capture', () => {
      const packets = talk([bytes!, bytes!], place);
      expect(words(packets.slice(3))).toEqual([]);
      expect(words(packets.filter((_, at) => at !== 3))).toEqual([]);
      expect(words(talk([hello!, answer!, bytes!], place))).toHaveLength(2);
    });
  });

  it('may begin at once (port 990)', () => {
    expect(words(talk(SECURED.slice(3, 6), { server: '10.0.0.2:990' }))).toEqual(SECURED_WORDS.slice(3, 7));
  });

  it('is seen in the hello of a client that still spoke SSLv2', () => {
    const old = [0x80, 46, 1, 3, 1, 0, 3, 0, 0, 0, 32, ...noise(37)];
    const things = [...said('< 220 Ready', '> AUTH SSL', '< 234 Go'), tls('client', Uint8Array.from(old))];
    expect(words(talk(things)).at(-1)).toBe('tls client client-hello TLS 1.0');
  });
});

describe('whatever the capture does', () => {
  const cuts = fc.array(fc.nat(950), { maxLength: 8 });

  it('segments cut anywhere give the same', () => {
    fc.assert(
      fc.property(cuts, fc.constantFrom(2121, 21), (places, port) => {
        const packets = talk(SECURED, { server: `10.0.0.2:${port}` });
        const words_ = words(packets.flatMap((packet) => cutAt(packet, places)));
        expect(words_).toEqual(SECURED_WORDS);
      }),
    );
  });

  it('byte for byte gives the same', () => {
    const every = Array.from({ length: 1000 }, (_, index) => index);
    expect(words(talk(PLAIN).flatMap((packet) => cutAt(packet, every)))).toEqual(PLAIN_WORDS);
  });

  it('pieces in any order, some of them twice, give the same', () => {
    const disorder = fc.record({ places: cuts, seed: fc.infiniteStream(fc.nat(1000)), twice: fc.nat(3) });
    fc.assert(
      fc.property(disorder, ({ places, seed, twice }) => {
        const packets = talk(SECURED).flatMap((packet, index) => {
          const pieces = cutAt(packet, places);
          const more = index < 3 ? [] : pieces.slice(0, twice);
          return [...pieces, ...more]
            .map((piece) => ({ piece, rank: seed.next().value as number }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ piece }) => piece);
        });
        expect(words(packets)).toEqual(SECURED_WORDS);
      }),
    );
  });

  it('overlaps are read once', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (a, b) => {
        const packets = talk(PLAIN).flatMap((packet) => {
          const [whole] = cutAt(packet, []);
          const [head] = cutAt(packet, [a]);
          const tail = cutAt(packet, [b]).at(-1)!;
          return [head!, tail, whole!];
        });
        expect(words(packets)).toEqual(PLAIN_WORDS);
      }),
    );
  });

  it('two capture points give the same as one', () => {
    const twice = talk(SECURED).flatMap((packet) => [packet, { ...packet, interface: 'port2' }]);
    expect(words(twice)).toEqual(SECURED_WORDS);
  });

  it('no secret leaves, whatever is lost', () => {
    const login = said(
      '< 220 Ready',
      '> USER a',
      '< 331 ?',
      '> PASS hunter USER hunter',
      '< 530 No',
      '> PASS hunter',
    );
    fc.assert(
      fc.property(cuts, fc.infiniteStream(fc.boolean()), fc.boolean(), (places, keep, begun) => {
        const packets = talk(login).flatMap((packet) => cutAt(packet, places));
        const left = packets.slice(begun ? 3 : 0).filter(() => keep.next().value as boolean);
        expect(JSON.stringify(read(left))).not.toContain('hunter');
      }),
      { numRuns: 300 },
    );
  });

  it('nothing throws', () => {
    const packets = talk(SECURED);
    const random = fc.record({
      packet: fc.constantFrom(...packets),
      payload: fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.string().map(bytesOf)),
      seq: fc.option(fc.nat(5000), { nil: undefined }),
      length: fc.option(fc.nat(70_000), { nil: undefined }),
      server: fc.constantFrom('10.0.0.2:21', '10.0.0.2:990', '10.0.0.2:5000', '10.0.0.2'),
    });
    fc.assert(
      fc.property(fc.array(random, { maxLength: 30 }), (all) => {
        const changed = all.map(({ packet, payload, seq, length, server }) => ({
          ...packet,
          payload,
          length,
          dst: packet.dst === '10.0.0.2:21' ? server : packet.dst,
          tcp: { ...packet.tcp!, seq: seq ?? packet.tcp!.seq },
        }));
        read(changed);
      }),
      { numRuns: 300 },
    );
  });

  it('memory stays bounded', () => {
    const reader = createPayloadReader(() => undefined);
    const [open, ...rest] = talk(said('< 220 Ready'));
    for (let port = 1; port < 20_000; port++) {
      const src = `10.0.0.1:${port % 60_000}`;
      reader.packet({ ...open!, src });
      const hole = { ...rest[2]!, src: '10.0.0.2:21', dst: src };
      reader.packet({
        ...hole,
        tcp: { ...hole.tcp!, seq: hole.tcp!.seq! + 7 },
        payload: new Uint8Array(1400),
      });
    }
  });
});
