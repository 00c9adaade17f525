import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { Failure } from '../src/failure.js';
import { openInputs } from '../src/input/open.js';
import { inOwnFolder } from './own-folder.js';
import { tar, zip, type Packed } from './archives.js';
import { built, captured, fgtrace } from './program.js';
import { folderOf } from './samples/folder.js';

const folder = inOwnFolder('archives');

let warnings: string[] = [];
beforeEach(() => {
  warnings = [];
});

/** Everything that is read, by name: the lines, and what was damaged. */
async function read(names: string[], stdin?: Buffer): Promise<Record<string, string[]>> {
  const inputs = await openInputs(names, {
    warn: (sentence) => void warnings.push(sentence),
    ...(stdin === undefined ? {} : { stdin: Readable.from([stdin.subarray(0, 9), stdin.subarray(9)]) }),
  });
  const all: Record<string, string[]> = {};
  for (const input of inputs) {
    const lines: string[] = (all[input.name] = []);
    await input.read({
      line: (text) => void lines.push(text),
      event: () => undefined,
      damaged: (kind) => void lines.push(`! ${kind}`),
    });
  }
  return all;
}

async function refused(names: string[]): Promise<string> {
  const thrown: unknown = await read(names).catch((error: unknown) => error);
  if (thrown instanceof Failure) return `${thrown.exit} ${thrown.message}`;
  throw new Error(`no Failure: ${JSON.stringify(thrown)}`);
}

const FILES: Packed[] = [
  { name: 'day/wad.log', bytes: 'one\ntwo\n' },
  { name: 'flow.log', bytes: 'three\n' },
];
const READ = { 'day/wad.log': ['one', 'two'], 'flow.log': ['three'] };
const under = (name: string, read: Record<string, string[]> = READ): Record<string, string[]> =>
  Object.fromEntries(Object.entries(read).map(([path, lines]) => [`${name}/${path}`, lines]));

describe('an archive is read as a folder', () => {
  const kinds: [name: string, bytes: () => Buffer | Promise<Buffer>][] = [
    ['zip', () => zip(FILES)],
    ['zip, stored', () => zip(FILES.map((one) => ({ ...one, method: 0 })))],
    ['tar', () => tar(FILES)],
    ['tar.gz', async () => gzipSync(await tar(FILES))],
    ['zip in gzip', () => gzipSync(zip(FILES))],
  ];
  it.each(kinds)('%s', async (...[, bytes]) => {
    const archive = await bytes();
    writeFileSync('ticket', archive);
    expect(await read(['ticket'])).toEqual(under('ticket'));
    expect(await read(['-'], archive)).toEqual(under('-'));
    expect(warnings).toEqual([]);
  });

  it('in others, with packed files in it, and beside files', async () => {
    const inner = zip([{ name: 'a.log.gz', bytes: gzipSync('deep\n') }]);
    mkdirSync('mixed', { recursive: true });
    writeFileSync('mixed/b.tgz', gzipSync(await tar([{ name: 'inner.zip', bytes: inner }])));
    writeFileSync('mixed/c.log', 'beside\n');
    expect(await read(['mixed'])).toEqual({
      'mixed/b.tgz/inner.zip/a.log.gz': ['deep'],
      'mixed/c.log': ['beside'],
    });
  });

  it('large files too, more than once', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `line ${i} ${Math.sin(i)}`);
    const bytes = gzipSync(await tar([...FILES, { name: 'large', bytes: lines.join('\n') }]));
    writeFileSync('large.tgz', bytes);
    const [first] = (await openInputs(['large.tgz'])).filter(({ name }) => name.endsWith('/large'));
    for (let time = 0; time < 2; time++) {
      const seen: string[] = [];
      const sink = { event: () => undefined, damaged: () => undefined };
      await first!.read({ ...sink, line: (text) => void seen.push(text) });
      expect(seen).toEqual(lines);
    }
  });

  it('once, where it lies beside what was unpacked from it', async () => {
    mkdirSync('beside/day', { recursive: true });
    writeFileSync('beside/day.zip', zip([...FILES, { name: 'more.log', bytes: 'four\n' }]));
    writeFileSync('beside/day/wad.log', 'one\ntwo\n');
    writeFileSync('beside/day/other.log', 'one\nTWO\n');
    expect(await read(['beside'])).toEqual({
      'beside/day/other.log': ['one', 'TWO'],
      'beside/day/wad.log': ['one', 'two'],
      'beside/day.zip/flow.log': ['three'],
      'beside/day.zip/more.log': ['four'],
    });
    expect(warnings).toEqual([
      'beside/day.zip/day/wad.log holds the same as beside/day/wad.log and is read once',
    ]);
  });
});

describe('what is in it is not trusted', () => {
  it('names lead nowhere, and print nothing', async () => {
    const names = [
      '../../up',
      '/etc/passwd',
      'a\\..\\b',
      'c\u001b[31m\u202ed',
      './e',
      '.hidden',
      '__MACOSX/._e',
    ];
    const files = names.map((name, nth) => ({ name, bytes: `${nth}\n` }));
    const shown = ['(..)/(..)/up', 'etc/passwd', 'a/(..)/b', 'c\ufffd[31m\ufffdd', 'e'];
    const wanted = under('names', Object.fromEntries(shown.map((name, nth) => [name, [`${nth}`]])));
    writeFileSync('names', zip(files));
    expect(await read(['names'])).toEqual(wanted);
    writeFileSync('names', await tar(files));
    expect(await read(['names'])).toEqual(wanted);
    expect(existsSync(join(folder, '../../up'))).toBe(false);
  });

  it('links and devices', async () => {
    writeFileSync(
      'links',
      await tar([
        { name: 'link', bytes: '', type: 'symlink' },
        { name: 'device', bytes: '', type: 'character-device' },
        { name: 'day', bytes: '', type: 'directory' },
        ...FILES,
      ]),
    );
    expect(await read(['links'])).toEqual(under('links'));
    expect(warnings).toEqual(['links holds 2 entries that are no files (links, devices), passed over']);
    writeFileSync('links', zip([{ name: 'link', bytes: '/etc/passwd', mode: 0xa1ff }, ...FILES]));
    expect(await read(['links'])).toEqual(under('links'));
    expect(warnings.at(-1)).toBe('links holds 1 entry that is no file (links, devices), passed over');
  });

  it('the last of several with one name', async () => {
    writeFileSync(
      'twice',
      await tar([
        { name: 'a', bytes: 'old\n' },
        { name: 'a', bytes: 'new\n' },
      ]),
    );
    expect(await read(['twice'])).toEqual({ 'twice/a': ['new'] });
  });

  it('a document is none', async () => {
    mkdirSync('papers', { recursive: true });
    writeFileSync('papers/a.docx', zip([{ name: '[Content_Types].xml', bytes: '<xml/>' }, ...FILES]));
    writeFileSync('papers/a.log', 'one\n');
    expect(await read(['papers'])).toEqual({ 'papers/a.log': ['one'] });
    expect(warnings).toEqual(['papers/a.docx is a document (such as docx) or a program and is passed over']);
    expect(await refused(['papers/a.docx'])).toMatch(/^65 papers\/a.docx is a document/);
  });

  it('the first of many pictures are named, and the others counted', async () => {
    const pictures = Array.from({ length: 12 }, (_, at) => ({
      name: `p${10 + at}.bin`,
      bytes: '\0\x01\x02'.repeat(99),
    }));
    writeFileSync('pictures.zip', zip([...pictures, { name: 'a.log', bytes: 'one\n' }]));
    expect(await read(['pictures.zip'])).toEqual({ 'pictures.zip/a.log': ['one'] });
    expect(warnings).toEqual([
      'pictures.zip/p10.bin is neither text nor a packet capture and is passed over',
      'pictures.zip/p11.bin is neither text nor a packet capture and is passed over',
      'pictures.zip/p12.bin is neither text nor a packet capture and is passed over',
      '9 more are passed over for the same reason, the last of them pictures.zip/p21.bin',
    ]);
  });
});

describe('bounds', () => {
  const dense = Buffer.alloc(64 << 20, 'x\n');

  it('a zip in a zip that unpacks to far more than a capture', async () => {
    const middle = zip([{ name: 'zeros', bytes: dense }]);
    const bomb = zip(Array.from({ length: 9 }, (_, nth) => ({ name: `${nth}.zip`, bytes: middle })));
    expect(bomb.length).toBeLessThan(1 << 16);
    writeFileSync('bomb', bomb);
    const inputs = await openInputs(['bomb']);
    let bytes = 0;
    for (const input of inputs) for await (const chunk of input.unpacked()) bytes += chunk.length;
    expect(bytes).toBeLessThan(80 << 20);
  });

  it('what nobody recognises is let go of sooner, and said in one sentence', async () => {
    const bomb = gzipSync(Buffer.alloc(64 << 20, `${'x'.repeat(63)}\n`));
    writeFileSync('bomb', bomb);
    const read = async (isKnown: boolean): Promise<number> => {
      let lines = 0;
      const [input] = await openInputs(['bomb'], { warn: (text) => warnings.push(text) });
      await input?.read({
        line: () => void (lines += 1),
        event: () => undefined,
        damaged: () => undefined,
        recognised: () => isKnown,
      });
      return lines;
    };
    expect(await read(true)).toBe(1 << 20);
    expect(warnings).toEqual([]);
    expect(await read(false)).toBeLessThan(192 << 10);
    expect(warnings).toEqual(['bomb unpacks to far more than a capture does; the rest of it is passed over']);
  });

  it('files that overlap each other', async () => {
    const archive = zip([
      { name: 'a', bytes: dense },
      { name: 'b', bytes: 'x' },
    ]);
    const directory = archive.indexOf(Buffer.from('504b0102', 'hex'));
    const second = archive.indexOf(Buffer.from('504b0102', 'hex'), directory + 4);
    // The second entry now is the first one under another name.
    archive.copy(archive, second + 10, directory + 10, directory + 28);
    archive.writeUInt32LE(0, second + 42);
    writeFileSync('overlap', archive);
    expect(await refused(['overlap'])).toMatch(/^66 Cannot read overlap: its files overlap/);
  });

  it('archives in archives in archives', async () => {
    let bytes = zip(FILES);
    for (let i = 0; i < 6; i++) bytes = zip([{ name: 'in', bytes }]);
    writeFileSync('matryoshka', bytes);
    expect(await read(['matryoshka'])).toEqual({ 'matryoshka/in/in/in/in': ['! unreadable'] });
    expect(warnings[0]).toMatch(/archives are packed in it again and again; it is passed over$/);
  });

  it('too many files', async () => {
    const many = Array.from({ length: 10_001 }, (_, nth) => ({ name: `${nth}`, bytes: '', method: 0 }));
    writeFileSync('many', zip(many));
    expect(await refused(['many'])).toMatch(/^66 Cannot read many: 10001 files are in it/);
    writeFileSync('many', await tar(many));
    expect(await refused(['many'])).toMatch(/^66 Cannot read many: more than 10000 files/);
  });
});

describe('damaged', () => {
  it('a zip without its end, alone and beside others', async () => {
    mkdirSync('hurt', { recursive: true });
    writeFileSync('hurt/cut.zip', zip(FILES).subarray(0, -30));
    writeFileSync('hurt/whole.log', 'one\n');
    expect(await refused(['hurt/cut.zip'])).toBe(
      '66 Cannot read hurt/cut.zip: the zip archive is damaged, or was not copied to its end',
    );
    expect(await read(['hurt'])).toEqual({ 'hurt/whole.log': ['one'], 'hurt/cut.zip': ['! unreadable'] });
    expect(warnings).toHaveLength(1);
  });

  it('bytes in a file of a zip', async () => {
    const archive = zip(FILES.map((one) => ({ ...one, method: 0 })));
    archive[archive.indexOf('two')] = 84;
    writeFileSync('flipped', archive);
    expect(await read(['flipped'])).toEqual(
      under('flipped', { ...READ, 'day/wad.log': ['one', 'Two', '! corrupt-zip'] }),
    );
  });

  it('a tar without its end, or with another header', async () => {
    const whole = await tar([FILES[0]!, { name: 'long', bytes: 'x\n'.repeat(900) }]);
    writeFileSync('cut', whole.subarray(0, 1024 + 512 + 1024));
    const { 'cut/day/wad.log': first, 'cut/long': second } = await read(['cut']);
    expect(first).toEqual(['one', 'two']);
    expect(second!.slice(-2)).toEqual(['x', '! truncated-tar']);
    writeFileSync('cut', gzipSync(whole).subarray(0, -9));
    expect((await read(['cut']))['cut/long']).toContain('! truncated-gzip');
    whole[1024 + 3] = 7;
    writeFileSync('cut', whole);
    expect(await read(['cut'])).toEqual({ 'cut/day/wad.log': ['one', 'two', '! corrupt-tar'] });
  });

  it('encrypted files are named, and one that is so as a whole', async () => {
    writeFileSync('secret', zip(FILES.map((one) => ({ ...one, flags: 1 }))));
    expect(await refused(['secret'])).toBe('66 Cannot read secret: it is encrypted');
    writeFileSync('secret', zip([{ ...FILES[0]!, flags: 1 }, FILES[1]!]));
    expect(await read(['secret'])).toEqual(
      under('secret', { 'flow.log': ['three'], 'day/wad.log': ['! unreadable'] }),
    );
    expect(warnings).toEqual(['Cannot read secret/day/wad.log: it is encrypted; it is passed over']);
  });

  it('leaves nothing behind', () => {
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`fgtrace-${process.pid}-`))).toEqual([]);
  });
});

(built ? describe : describe.skip)('a ticket as support sends it', () => {
  const filesOf = (sample: string): Packed[] =>
    captured(sample).map((name) => ({ name, bytes: readFileSync(join(folderOf(sample), name)) }));

  it('is analysed, compared, redacted and judged in a batch', async () => {
    mkdirSync('tickets', { recursive: true });
    writeFileSync('tickets/good.zip', zip(filesOf('proxy-worked')));
    const bad = gzipSync(await tar(filesOf('proxy-rpf-drop')));
    writeFileSync('tickets/bad.tgz', bad);
    expect(fgtrace(['tickets/good.zip']).stdout).toMatch(/^WORKED/);
    expect(fgtrace(['diff', 'tickets/good.zip', 'tickets/bad.tgz'])).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^DIFFERENT[^]*tickets\/bad.tgz\/flow.log:\d+/),
    });
    const rows = fgtrace(['batch', 'tickets', '--format', 'ndjson']).stdout.split('\n');
    expect(rows.filter((row) => row.includes('"code":"RPF_DROP"'))).toHaveLength(1);

    const { status, stderr } = fgtrace(['redact', 'tickets', '-o', 'redacted']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/^Replaced/) });
    expect(readdirSync('redacted').sort()).toEqual(['bad.tgz', 'good.zip']);
    expect(readdirSync('redacted/bad.tgz').sort()).toEqual(captured('proxy-rpf-drop').sort());
  });

  it('comes through a pipe', async () => {
    const input = gzipSync(await tar(filesOf('proxy-rpf-drop'))) as unknown as string;
    expect(fgtrace(['sessions', '-'], { input }).stdout).toMatch(/RPF_DROP/);
    const proof = fgtrace(['analyze', '--evidence', '-'], { input }).stdout;
    expect(fgtrace(['-'], { input: proof }).stdout).toMatch(/RPF_DROP/);
    expect(fgtrace(['redact', '-', '-o', 'piped'], { input }).status).toBe(0);
    expect(readdirSync('piped').sort()).toEqual(captured('proxy-rpf-drop').sort());
  });
});
