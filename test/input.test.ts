import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';

import { Failure } from '../src/failure.js';
import type { Input } from '../src/input/input.js';
import { openAll } from '../src/input/open-bytes.js';
import { openInputs } from '../src/input/open.js';
import { createWindowWatch } from '../src/input/zstd-window.js';
import { inOwnFolder } from './own-folder.js';

inOwnFolder('input');

async function readAll(input: Input): Promise<{ lines: string[]; damage: string[] }> {
  const lines: string[] = [];
  const damage: string[] = [];
  await input.read({
    line: (text) => void lines.push(text),
    event: () => undefined,
    damaged: (kind, line) => void damage.push(`${kind}@${line}`),
  });
  return { lines, damage };
}

/** Small pieces, each in the place of the one before. */
async function* inOneBuffer(bytes: Buffer): AsyncGenerator<Buffer> {
  const shared = Buffer.alloc(7);
  for (let at = 0; at < bytes.length; at += 7) {
    yield await Promise.resolve(shared.subarray(0, bytes.copy(shared, 0, at)));
    shared.fill(0);
  }
}

/** Reads these bytes both as a file and, in small pieces, as stdin; they have to be told apart from neither. */
async function readBytes(bytes: Buffer): Promise<{ lines: string[]; damage: string[] }> {
  writeFileSync('bytes', bytes);
  const [file] = await openInputs(['bytes']);
  const fromFile = await readAll(file!);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) =>
    bytes.subarray(i * 7, i * 7 + 7),
  );
  const [stdin] = await openInputs(['-'], { stdin: Readable.from(pieces) });
  expect(await readAll(stdin!)).toEqual(fromFile);
  expect(stdin!.name).toBe('-');
  return fromFile;
}

async function failure(names: string[], stdin?: Readable): Promise<Failure> {
  const thrown: unknown = await openInputs(names, stdin ? { stdin } : {}).catch((error: unknown) => error);
  if (thrown instanceof Failure) return thrown;
  throw new Error(`no Failure: ${String(thrown)}`);
}

const text = 'one é\r\ntwo\nthree\n'.repeat(3);
const lines = ['one é', 'two', 'three', 'one é', 'two', 'three', 'one é', 'two', 'three'];
// `zstd` of the text above.
const zstd = Buffer.from('KLUv/QRYxQAAkG9uZSDDqQ0KdHdvCnRocmVlCgEAFjnDidkEmg==', 'base64');
const skippable = Buffer.from('502a4d1803000000aabbcc', 'hex');
const be = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

describe('told apart by content', () => {
  const cases: [name: string, bytes: Buffer][] = [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with BOM', Buffer.from(`\ufeff${text}`)],
    ['Windows-1252', Buffer.from(text, 'latin1')],
    ['UTF-16 LE', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 LE without BOM', Buffer.from(text, 'utf16le')],
    ['UTF-16 BE', be],
    ['UTF-16 BE without BOM', be.subarray(2)],
    ['gzip', gzipSync(text)],
    ['gzip of several members', Buffer.concat([gzipSync(text.slice(0, 9)), gzipSync(text.slice(9))])],
    ['gzip in gzip', gzipSync(gzipSync(text))],
    ['gzip of UTF-16', gzipSync(be)],
    ['zstd', zstd],
    ['zstd after a skippable frame', Buffer.concat([skippable, zstd])],
    ['zstd in gzip', gzipSync(zstd)],
  ];
  it.each(cases)('%s', async (...[, bytes]) => {
    expect(await readBytes(bytes)).toEqual({ lines, damage: [] });
    const source = { name: 'bytes', size: bytes.length, inFolder: false, chunks: () => inOneBuffer(bytes) };
    const [shared] = await openAll([source], () => undefined);
    expect(await readAll(shared!)).toEqual({ lines, damage: [] });
  });

  it('several zstd frames', async () => {
    expect(await readBytes(Buffer.concat([zstd, skippable, zstd]))).toEqual({
      lines: [...lines, ...lines],
      damage: [],
    });
  });

  it('nothing at all', async () => {
    expect(await readBytes(Buffer.alloc(0))).toEqual({ lines: [], damage: [] });
  });

  it('old Mac line ends', async () => {
    expect((await readBytes(Buffer.from('one\rtwo\rthree'))).lines).toEqual(['one', 'two', 'three']);
  });
});

describe('what is damaged is read as far as it goes', () => {
  const long = Array.from({ length: 6000 }, (_, i) => `line ${i} ${Math.sin(i)}`);
  const packed = gzipSync(long.join('\n'));

  it('gzip without its end', async () => {
    const { lines: all, damage } = await readBytes(packed.subarray(0, -4));
    expect(all.join('\n')).toBe(long.join('\n'));
    expect(damage).toEqual([`truncated-gzip@${long.length}`]);
  });

  it('half a gzip', async () => {
    const { lines: some, damage } = await readBytes(packed.subarray(0, packed.length / 2));
    expect(some.length).toBeGreaterThan(long.length / 3);
    expect(some.slice(0, -1).join('\n')).toBe(long.slice(0, some.length - 1).join('\n'));
    expect(damage).toEqual([`truncated-gzip@${some.length}`]);
  });

  it('gzip with other bytes behind it', async () => {
    const longer = Array.from({ length: 5 }, () => long).flat();
    writeFileSync('junk', Buffer.concat([gzipSync(longer.join('\n')), Buffer.from('junk')]));
    const [input] = await openInputs(['junk']);
    const { lines: some, damage } = await readAll(input!);
    expect(some.length).toBeGreaterThan(longer.length * 0.99);
    expect(damage).toEqual([`corrupt-gzip@${some.length}`]);
  });

  it('a gzip in a gzip that holds far more than a capture packs to', async () => {
    const packed = gzipSync(gzipSync(Buffer.alloc(60e6, `${' '.repeat(99)}\n`)));
    const { lines: some, damage } = await readBytes(packed);
    expect(damage).toEqual([`packed-too-densely@${some.length}`]);
    expect(some.length).toBeLessThan(90_000);
  });

  it('one gzip alone, however dense', async () => {
    const { lines: some, damage } = await readBytes(gzipSync(Buffer.alloc(12e6, `${' '.repeat(5999)}\n`)));
    expect([some.length, damage]).toEqual([2000, []]);
  });

  it('zstd without its end', async () => {
    expect(await readBytes(zstd.subarray(0, -3))).toEqual({ lines, damage: ['truncated-zstd@9'] });
  });

  const wide = Buffer.from(zstd);
  wide[4] = 0;
  wide[5] = 0xff;
  // What fuzzing found: 1.75 GB, before a single block.
  const bare = Buffer.from('28b52ffd00a602b76a57e869ac', 'hex');
  it.each([
    ['its first frame', wide],
    ['a frame behind others', Buffer.concat([zstd, skippable, zstd, wide])],
    ['a frame without a block', bare],
    ['a header alone', bare.subarray(0, 6)],
  ])('a zstd that wants too much memory in %s', async (_, bytes) => {
    writeFileSync('wide.zst', bytes);
    expect(await failure(['wide.zst'])).toMatchObject({ exit: 66 });
  });

  it('the frames of zstd, in pieces of any size', () => {
    const single = Buffer.from('28b52ffda4c0ffee0b', 'hex');
    for (const [bytes, window] of [
      [Buffer.concat([zstd, skippable, wide]), 2 ** 41 + 7 * 2 ** 38],
      [Buffer.concat([skippable, zstd]), 2 ** 21],
      [single, 0x0bee_ffc0],
      // A block of one byte that is repeated.
      [Buffer.concat([Buffer.from('28b52ffd20052b000041', 'hex'), wide]), 2 ** 41 + 7 * 2 ** 38],
      [Buffer.concat([zstd, Buffer.from('no zstd at all')]), 2 ** 21],
    ] as const)
      for (const step of [1, 3, 7, bytes.length]) {
        const windowIn = createWindowWatch();
        let most = 0;
        for (let at = 0; at < bytes.length; at += step) most = windowIn(bytes.subarray(at, at + step));
        expect([step, most]).toEqual([step, window]);
      }
  });
});

describe('refused with a way out', () => {
  const kinds: [hex: string, what: RegExp][] = [
    ['255044462d312e37', /a PDF document/],
    ['89504e470d0a1a0a', /an image/],
    ['7f454c4602010100', /a program/],
    ['377abcaf271c0004', /a 7-Zip archive/],
    ['425a68393141592653', /a bzip2 archive/],
    ['d0cf11e0a1b11ae1', /an old Office document/],
    ['0001020304050607'.repeat(64), /neither text nor/],
  ];
  it.each(kinds)('%s', async (hex, what) => {
    writeFileSync('refused.log', Buffer.from(hex, 'hex'));
    const { exit, message, suggestions } = await failure(['refused.log']);
    expect(exit).toBe(65);
    expect(message).toMatch(what);
    expect(message).toMatch(/^refused\.log is /);
    expect(suggestions).toHaveLength(1);
  });

  it('gzip without an end of layers', async () => {
    let bytes = Buffer.from(text);
    for (let i = 0; i < 9; i++) bytes = gzipSync(bytes);
    expect(await failure(['-'], Readable.from([bytes]))).toMatchObject({ exit: 65 });
  });
});

describe('unreadable', () => {
  it('what does not exist', async () => {
    expect(await failure(['no-such-file'])).toMatchObject({
      exit: 66,
      message: 'Cannot read no-such-file: it does not exist',
    });
  });

  it('a device and a socket', async () => {
    expect((await failure(['/dev/null'])).message).toBe('Cannot read /dev/null: it is a device');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen('socket', resolve));
    expect((await failure(['socket'])).message).toBe('Cannot read socket: it is a socket');
    server.close();
  });

  it('a folder without files, a file taken for a folder, a link to itself', async () => {
    mkdirSync('empty/.hidden', { recursive: true });
    writeFileSync('file', '');
    symlinkSync('itself', 'itself');
    for (const name of ['empty', 'file/x', 'itself'])
      expect(await failure([name])).toMatchObject({ exit: 66 });
  });

  it('stdin twice', async () => {
    expect(await failure(['-', '-'])).toMatchObject({ exit: 2 });
  });
});

describe('names', () => {
  it('walks folders by name, without hidden files, and is not caught in a loop', async () => {
    mkdirSync('tree/b/.git', { recursive: true });
    for (const name of ['tree/b/2.log', 'tree/b/.git/x', 'tree/.x', 'tree/c.log', 'tree/a.log']) {
      writeFileSync(name, 'x\n');
    }
    writeFileSync('tree/readme.pdf', '%PDF-1.7');
    symlinkSync('..', 'tree/b/up');
    symlinkSync('nowhere', 'tree/dangling');
    const warnings: string[] = [];
    const inputs = await openInputs(['tree/'], { warn: (sentence) => void warnings.push(sentence) });
    expect(inputs.map(({ name, size }) => [name, size])).toEqual([
      ['tree/a.log', 2],
      ['tree/b/2.log', 2],
      ['tree/c.log', 2],
      ['tree/dangling', 0],
    ]);
    expect(warnings).toEqual([
      'Cannot read tree/dangling: it does not exist; it is passed over',
      'tree/readme.pdf is a PDF document and is passed over',
    ]);
  });

  it('reads the others where one in a folder cannot be read, and counts it as damage', async () => {
    mkdirSync('one-bad');
    writeFileSync('one-bad/good.log', 'x\n');
    writeFileSync('one-bad/late.log', 'x\n');
    symlinkSync('nowhere', 'one-bad/link.log');
    const warnings: string[] = [];
    const inputs = await openInputs(['one-bad'], { warn: (sentence) => void warnings.push(sentence) });
    rmSync('one-bad/late.log');
    const damage: string[] = [];
    for (const input of inputs) {
      const damaged = (kind: string, line: number): void => void damage.push(`${input.name}:${line} ${kind}`);
      await input.read({ line: () => undefined, event: () => undefined, damaged });
    }
    expect(damage).toEqual(['one-bad/late.log:1 unreadable', 'one-bad/link.log:1 unreadable']);
    expect(warnings).toHaveLength(2);
  });

  it('a pattern that the shell left as it was', async () => {
    mkdirSync('[x]');
    for (const name of ['day1.log', 'day2.log', 'day3.txt', '[x]/*.log']) writeFileSync(name, 'x\n');
    const names = async (pattern: string): Promise<string[]> =>
      (await openInputs([pattern])).map(({ name }) => name);
    expect(await names('day*.log')).toEqual(['day1.log', 'day2.log']);
    expect(await names('day[13].*')).toEqual(['day1.log', 'day3.txt']);
    // A name that exists is no pattern.
    expect(await names('[x]/*.log')).toEqual(['[x]/*.log']);
    await expect(names('night*.log')).rejects.toMatchObject({ exit: 66 });
  });

  it('reads a file once however often it is named', async () => {
    writeFileSync('same', 'x\n');
    symlinkSync('same', 'alias');
    const warnings: string[] = [];
    const inputs = await openInputs(['same', './same', 'alias'], { warn: (one) => void warnings.push(one) });
    expect(inputs).toHaveLength(1);
    expect(warnings).toHaveLength(2);
  });

  it('reads a FIFO as a stream', async () => {
    expect(spawnSync('mkfifo', ['fifo']).status).toBe(0);
    const writing = import('node:fs/promises').then(({ writeFile }) => writeFile('fifo', gzipSync(text)));
    const [input] = await openInputs(['fifo']);
    expect(await readAll(input!)).toEqual({ lines, damage: [] });
    expect(input!.size).toBeUndefined();
    await writing;
  });
});

it('tells how far it is', async () => {
  writeFileSync('long', 'x'.repeat(600_000));
  const [input] = await openInputs(['long']);
  const told: number[] = [];
  const sink = { line: () => undefined, event: () => undefined, damaged: () => undefined };
  await input!.read(sink, (bytes) => void told.push(bytes));
  expect(told).toEqual([262_144, 524_288, 600_000]);
});

describe('the order of inputs', () => {
  const heads: Record<string, string> = {
    '1-sniffer': '2021-07-26 19:41:53.782756 port2 out 10.0.0.1.60919 -> 10.0.0.2.21: syn 1560759456\n',
    '2-flow': '2021-07-26 21:41:53 id=20085 trace_id=1 func=x line=819 msg="Allowed by Policy-3: AV"\n',
    '3-config': 'config firewall vip\n    edit "x"\n        set extintf "any"\n    next\nend\n',
    '4-session':
      'session info: proto=6 proto_state=01\nhook=pre dir=org act=noop 10.0.0.1:1->10.0.0.2:21(0.0.0.0:0)\n',
    '5-wad': '2021-07-26 21:42:05.094442 [p:508][s:40738626] wad_ftp_x(1180): offer_ip=10.0.0.2\n',
    '6-wad-earlier': '2021-07-26 21:42:04.094442 [p:508][s:40738626] wad_ftp_x(1180): offer_ip=10.0.0.2\n',
    '7-nothing': 'hello\n',
  };
  heads['0-mixed'] = Object.values(heads).join('');

  it('follows their content, then the first printed time, then the name', async () => {
    for (const [name, head] of Object.entries(heads)) writeFileSync(name, head);
    const names = Object.keys(heads).sort();
    for (const given of [names, names.toReversed()]) {
      const inputs = await openInputs(given);
      expect(inputs.map(({ name }) => Number(name[0]))).toEqual([6, 5, 4, 3, 2, 1, 0, 7]);
    }
  });
});

describe('packet captures', () => {
  const header = Buffer.from('d4c3b2a1020004000000000000000000ffff000001000000', 'hex');
  const frame = Buffer.from('0a000000140000000e0000000e000000ffffffffffff0102030405060806', 'hex');

  it.each([
    ['plain', (bytes: Buffer) => bytes],
    ['in gzip', gzipSync],
  ])('%s', async (...[, pack]) => {
    const bytes = Buffer.concat([header, frame, frame]);
    const [input] = await openInputs(['-'], { stdin: Readable.from([pack(bytes)]) });
    expect(input).toMatchObject({ container: 'pcap', head: '' });
    const frames: number[] = [];
    await input!.read({
      line: () => undefined,
      event: ({ origin }) => void frames.push(origin.line),
      damaged: (kind) => {
        throw new Error(kind);
      },
    });
    expect(frames).toEqual([1, 2]);
  });
});

it('waits between chunks for a taker that cannot keep up', async () => {
  writeFileSync('long', 'x\n'.repeat(100_000));
  const [input] = await openInputs(['long']);
  let busy = false;
  let early = 0;
  await input!.read({
    line: () => {
      if (busy) early += 1;
    },
    event: () => undefined,
    damaged: () => undefined,
    ready: async () => {
      busy = true;
      await new Promise((resolve) => setTimeout(resolve, 5));
      busy = false;
    },
  });
  expect(early).toBe(0);
});
