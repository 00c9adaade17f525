import { gzipSync } from 'node:zlib';

import fc, { type Arbitrary } from 'fast-check';

import { sampleNames, stored } from '../samples/folder.js';
import {
  enhanced,
  ethernet,
  interfaceBlock,
  ipv4,
  ipv6,
  pcap,
  section,
  simple,
  tcp,
} from '../tools/captures.js';
import { LINES, ODD, replacing } from './odd.js';

const SAMPLES = sampleNames().flatMap((name) => Object.values(stored(name)));

const sample = fc.constantFrom(...SAMPLES).map((text) => text.split('\n'));
const line = sample.chain((lines) => fc.constantFrom(...lines));
const place = fc.nat(100_000);

/** One change to the lines of a capture; places are taken modulo what is there. */
type Change = (lines: string[]) => string[];

const changed = (at: number, lines: string[], by: (text: string) => string): string[] =>
  lines.map((text, index) => (index === at % lines.length ? by(text) : text));

const odd: Arbitrary<Change> = fc.constantFrom(...ODD).chain(([pattern, instead]) =>
  fc.tuple(place, fc.nat(40), fc.constantFrom(...instead)).map(
    ([at, nth, text]) =>
      (lines: string[]) =>
        changed(at, lines, (old) => replacing(old, pattern, nth, text)),
  ),
);
const put: Arbitrary<Change> = fc
  .tuple(place, fc.oneof(line, fc.constantFrom(...LINES), fc.string({ unit: 'binary', maxLength: 200 })))
  .map(
    ([at, text]) =>
      (lines) =>
        lines.toSpliced(at % lines.length, 0, text),
  );
const drop: Arbitrary<Change> = fc.tuple(place, fc.integer({ min: 1, max: 40 })).map(
  ([at, count]) =>
    (lines) =>
      lines.toSpliced(at % lines.length, count),
);
const twice: Arbitrary<Change> = fc.tuple(place, fc.nat(60), place).map(([from, count, to]) => (lines) => {
  const start = from % lines.length;
  return lines.toSpliced(to % lines.length, 0, ...lines.slice(start, start + count));
});
const cutLine: Arbitrary<Change> = fc.tuple(place, fc.nat(200)).map(
  ([at, length]) =>
    (lines) =>
      changed(at, lines, (text) => text.slice(0, length)),
);
const glue: Arbitrary<Change> = place.map((at) => (lines) => {
  const first = at % lines.length;
  return lines.toSpliced(first, 2, lines.slice(first, first + 2).join(''));
});
const wrap: Arbitrary<Change> = fc
  .integer({ min: 20, max: 200 })
  .map((width) => (lines) => lines.flatMap((text) => text.match(new RegExp(`.{1,${width}}`, 'gsu')) ?? ['']));
const change = fc.oneof({ weight: 6, arbitrary: odd }, put, drop, twice, cutLine, glue, wrap);

/** A capture, or two in one, with a few things wrong. */
export const hurtText = fc
  .tuple(sample, fc.option(sample, { nil: [], freq: 3 }), fc.array(change, { maxLength: 12 }))
  .map(([one, other, changes]) =>
    changes.reduce((lines, by) => by(lines.length === 0 ? [''] : lines), [...one, ...other]),
  )
  .map((lines) => lines.join('\n'));

const encoded = fc
  .tuple(hurtText, fc.constantFrom('utf8', 'utf16le', 'utf16be', 'latin1', 'gzip') as Arbitrary<string>)
  .map(([text, encoding]): Uint8Array => {
    if (encoding === 'gzip') return gzipSync(text, { level: 1 });
    if (encoding === 'utf16be') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    return Buffer.from(encoding === 'utf16le' ? `\ufeff${text}` : text, encoding as BufferEncoding);
  });

const words = fc.constantFrom(
  ...[
    '220 ok\r\n',
    '227 x (10,0,0,2,19,136)\r\n',
    '229 x (|||50000|)\r\n',
    '227 (999,0,0,0,999,999)\r\n',
    '\r\n',
  ],
  ...[
    'PASV\r\n',
    'EPSV\r\n',
    'PORT 10,0,0,1,300,1\r\n',
    'EPRT |2|::1|0|\r\n',
    'AUTH TLS\r\n',
    '234 go\r\n',
    '226',
  ],
  ...['\u0016\u0003\u0001\u00ff\u00ff\u0001', '\u0015\u0003\u0003\u0000\u0002\u0002\u0028', '\u0000'],
);
const frame = fc
  .record({
    payload: fc
      .oneof(words, fc.string({ unit: 'binary', maxLength: 60 }))
      .map((text) => Buffer.from(text, 'latin1')),
    flags: fc.constantFrom(2, 18, 16, 24, 25, 4, 20, 0, 255),
    ports: fc.constantFrom<[number, number]>(
      [60919, 21],
      [21, 60919],
      [60921, 50000],
      [50000, 60921],
      [20, 5001],
      [0, 0],
    ),
    seq: fc.nat(4000),
    ack: fc.nat(4000),
    six: fc.boolean(),
  })
  .map(({ payload, ports: [sport, dport], six, ...rest }) => {
    const segment = tcp({ ...rest, sport, dport, payload });
    return ethernet(six ? ipv6(6, segment) : ipv4(6, segment), six ? 0x86dd : 0x0800);
  });
const frames = fc.array(frame, { maxLength: 20 });
const capture = fc.oneof(
  fc
    .tuple(
      frames,
      fc.record({
        little: fc.boolean(),
        nanos: fc.boolean(),
        linkType: fc.constantFrom(1, 0, 101, 113, 276, 999),
      }),
    )
    .map(([all, how]) =>
      pcap(
        all.map((data, at) => [1627335713 + at, at, data]),
        how,
      ),
    ),
  fc
    .tuple(
      frames,
      fc.boolean(),
      fc.option(fc.nat(255), { nil: undefined }),
      fc.option(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), { nil: undefined }),
    )
    .map(([all, little, resolution, offset]) =>
      Buffer.concat([
        section(little),
        interfaceBlock(little, 1, 'port1', resolution, offset),
        ...all.map((data, at) =>
          at % 5 === 4 ? simple(little, data) : enhanced(little, at % 7 === 6 ? 9 : 0, BigInt(at), data, at),
        ),
      ]),
    ),
);

/** Bytes overwritten, most often where lengths are: small, huge, negative. */
const lying = (bytes: Arbitrary<Uint8Array>): Arbitrary<Uint8Array> =>
  fc
    .tuple(
      bytes,
      fc.array(fc.tuple(place, fc.constantFrom(0, 1, 4, 12, 0x7f, 0x80, 0xff), fc.constantFrom(1, 2, 4)), {
        maxLength: 6,
      }),
    )
    .map(([whole, lies]) => {
      const copy = Uint8Array.from(whole);
      for (const [at, value, width] of lies)
        copy.fill(value, at % (copy.length + 1), (at % (copy.length + 1)) + width);
      return copy;
    });
const truncated = (bytes: Arbitrary<Uint8Array>): Arbitrary<Uint8Array> =>
  fc.tuple(bytes, fc.nat(1_000_000)).map(([whole, length]) => whole.subarray(0, length % (whole.length + 1)));

export const CASES: Readonly<Record<string, Arbitrary<Uint8Array>>> = {
  'random bytes': fc.uint8Array({ maxLength: 6000 }),
  'random bytes behind a magic number': fc
    .tuple(
      fc.constantFrom(
        '1f8b08',
        '28b52ffd',
        'd4c3b2a1',
        '0a0d0d0a1c0000004d3c2b1a',
        'fffe',
        'feff',
        'efbbbf',
        'a1b23c4d',
      ),
      fc.uint8Array({ maxLength: 3000 }),
    )
    .map(([magic, rest]) => Buffer.concat([Buffer.from(magic, 'hex'), rest])),
  'captures with a few things wrong': encoded,
  'captures with bytes overwritten': lying(encoded),
  'captures that break off': truncated(encoded),
  'lines of all captures, shuffled': fc
    .array(fc.oneof(line, fc.constantFrom(...LINES)), { maxLength: 120 })
    .map((lines) => Buffer.from(lines.join('\n'))),
  'pcap and pcapng that lie': lying(capture),
  'pcap and pcapng that break off': truncated(capture),
};
