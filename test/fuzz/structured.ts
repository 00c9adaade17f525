import { gzipSync } from 'node:zlib';

import fc, { type Arbitrary } from 'fast-check';

import { sampleNames, stored } from '../samples/folder.js';

/** Changes that know what a line is made of: what they make is well formed, and still says something else. */

const TEXTS = sampleNames().flatMap((name) => Object.entries(stored(name)));
const split = ([, text]: readonly [string, string]): string[] => text.split('\n');
const capture = fc.constantFrom(...TEXTS.filter(([file]) => !file.endsWith('.conf'))).map(split);
const configuration = fc.constantFrom(...TEXTS.filter(([file]) => file.endsWith('.conf'))).map(split);
const dump = fc.constantFrom(...TEXTS.filter(([, text]) => /^0x0000/m.test(text))).map(split);
const place = fc.nat(100_000);

type Change = (lines: string[]) => string[];

/** What takes the place of what: fields of one kind, so that the line still parses. */
const FIELDS: readonly RegExp[] = [
  /\d{1,3}(?:\.\d{1,3}){3}(?:[.:]\d{1,5})?/g,
  /(?<==)[\w:./-]+/g,
  /\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?/g,
  /\b\d+\b/g,
  /\b[0-9a-f]{8}\b/g,
  /"[^"]*"/g,
];

/** Ends of the ranges that a field of the protocol, of FortiOS or of the program may have. */
const LIMITS = [
  ...['0', '1', '20', '21', '255', '256', '990', '1023', '1024', '32767', '65535', '65536'],
  ...['2147483647', '2147483648', '4294967295', '4294967296', '9007199254740991', '18446744073709551615'],
];

function withField(text: string, kind: RegExp, nth: number, instead: string): string {
  const all = [...text.matchAll(kind)];
  const one = all[nth % Math.max(1, all.length)];
  return one === undefined
    ? text
    : text.slice(0, one.index) + instead + text.slice(one.index + one[0].length);
}

const fieldsIn = (text: string, kind: RegExp): string[] => [...text.matchAll(kind)].map(([field]) => field);

/** Two fields of one kind change places, within a line or between two. */
const swapped: Arbitrary<Change> = fc
  .tuple(place, fc.nat(30), fc.constantFrom(...FIELDS), fc.nat(20), fc.nat(20))
  .map(([at, apart, kind, from, to]) => (lines) => {
    const [one, other] = [at % lines.length, (at + apart) % lines.length];
    const [here, there] = [fieldsIn(lines[one] ?? '', kind), fieldsIn(lines[other] ?? '', kind)];
    if (here.length === 0 || there.length === 0) return lines;
    const [mine, its] = [here[from % here.length] ?? '', there[to % there.length] ?? ''];
    const changed = [...lines];
    changed[one] = withField(changed[one] ?? '', kind, from, its);
    changed[other] = withField(changed[other] ?? '', kind, to, mine);
    return changed;
  });

const atItsLimit: Arbitrary<Change> = fc.tuple(place, fc.nat(30), fc.constantFrom(...LIMITS)).map(
  ([at, nth, limit]) =>
    (lines) =>
      lines.with(at % lines.length, withField(lines[at % lines.length] ?? '', /\b\d+\b/g, nth, limit)),
);

/** Records of another capture in between, in their order. */
const mixedIn: Arbitrary<Change> = fc
  .tuple(capture, fc.array(place, { minLength: 1, maxLength: 12 }), place)
  .map(
    ([other, places, from]) =>
      (lines) =>
        places
          .sort((a, b) => a - b)
          .reduce(
            (all, at, nth) =>
              all.toSpliced(at % (all.length + 1), 0, other[(from + nth) % other.length] ?? ''),
            lines,
          ),
  );

/** Two records change places, so that time goes back and an answer precedes its question. */
const outOfOrder: Arbitrary<Change> = fc.tuple(place, fc.nat(40)).map(([at, apart]) => (lines) => {
  const [one, other] = [at % lines.length, (at + apart) % lines.length];
  return lines.with(one, lines[other] ?? '').with(other, lines[one] ?? '');
});

const without: Arbitrary<Change> = fc.tuple(place, fc.integer({ min: 1, max: 12 })).map(
  ([at, count]) =>
    (lines) =>
      lines.toSpliced(at % lines.length, count),
);

/** Some bytes of a dump: lengths, offsets, flags and words of the control channel are all there. */
const hexByte: Arbitrary<Change> = fc
  .tuple(place, fc.nat(7), fc.constantFrom('0000', 'ffff', '0d0a', '1603', '0101', '8000', '4f00', '6000'))
  .map(([at, nth, bytes]) => (lines) => {
    const rows = lines.flatMap((text, row) => (text.startsWith('0x') ? [row] : []));
    const row = rows[at % Math.max(1, rows.length)];
    return row === undefined
      ? lines
      : lines.with(row, withField(lines[row] ?? '', /(?<=[\t ])[0-9a-f]{4}\b/g, nth, bytes));
  });

const STATEMENTS = [
  ...['end', 'next', 'edit "x"', 'edit 1', 'unset service', 'append service "FTP"', 'delete 1', 'purge'],
  ...['config firewall policy', 'config firewall vip', 'config ftps', 'config vdom', 'config global'],
  ...[
    'set portforward enable',
    'set extport 0-65535',
    'set mappedport 65536',
    'set extip 0.0.0.0-255.255.255.255',
  ],
  ...['set service "ALL" "ALL"', 'set status disable', 'set action deny', 'rename 1 to 2', 'clone 1 to 3'],
];
const statement: Arbitrary<Change> = fc.tuple(place, fc.constantFrom(...STATEMENTS)).map(
  ([at, text]) =>
    (lines) =>
      lines.toSpliced(at % (lines.length + 1), 0, text),
);
/** A setting under another name of the same table. */
const otherSetting: Arbitrary<Change> = fc.tuple(place, place).map(([at, from]) => (lines) => {
  const names = lines.flatMap((text) => /^\s*set (\S+)/.exec(text)?.[1] ?? []);
  const name = names[from % Math.max(1, names.length)] ?? 'x';
  return lines.with(
    at % lines.length,
    (lines[at % lines.length] ?? '').replace(/^(\s*set )\S+/, `$1${name}`),
  );
});

const made = (lines: Arbitrary<string[]>, ...changes: Arbitrary<Change>[]): Arbitrary<Uint8Array> =>
  fc
    .tuple(lines, fc.array(fc.oneof(...changes), { minLength: 1, maxLength: 10 }))
    .map(([all, by]) => by.reduce((some, change) => change(some.length === 0 ? [''] : some), all))
    .map((all) => Buffer.from(all.join('\n')));

export const STRUCTURED: Readonly<Record<string, Arbitrary<Uint8Array>>> = {
  'records with fields changed': made(capture, swapped, atItsLimit, mixedIn, outOfOrder, without),
  'hex dumps with bytes changed': made(dump, hexByte, hexByte, swapped, without, mixedIn),
  'configuration with statements changed': made(
    configuration,
    statement,
    otherSetting,
    swapped,
    atItsLimit,
    without,
  ),
  'two captures and a configuration in one': fc
    .tuple(made(capture, mixedIn, swapped), made(configuration, statement), made(capture, outOfOrder))
    .map((parts) =>
      Buffer.concat(parts.map((part) => Buffer.from(part)).flatMap((part) => [part, Buffer.from('\n')])),
    ),
  'packed text that is cut in the middle': fc
    .tuple(made(capture, mixedIn), place)
    .map(([bytes, at]) => gzipSync(bytes).subarray(0, 20 + (at % bytes.length))),
};
