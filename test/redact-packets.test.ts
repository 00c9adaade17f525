// @long starts the program, and tshark where it is installed
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { wordSum } from '../src/dissect/checksum.js';
import { createFrameReader } from '../src/input/frames.js';
import type { RawFrame } from '../src/input/frames/record.js';
import { built, fgtrace } from './program.js';
import { folderOf } from './samples/folder.js';
import { pcap } from './tools/captures.js';

const folder = mkdtempSync(join(tmpdir(), 'fgtrace-packets-'));
const place = (name: string): string => join(folder, name);
const run = (...args: string[]): string => {
  const { status, stderr } = fgtrace(args, { cwd: folder });
  expect([args.join(' '), status, status === 0 ? '' : stderr]).toEqual([args.join(' '), 0, '']);
  return stderr;
};
const SAMPLE = 'helper-worked';
const NAMES = ['packets.pcapng', 'packets.pcap', 'packets.pcap.gz'];
const hasZstd = spawnSync('zstd', ['--version']).status === 0;
const hasTshark = spawnSync('tshark', ['--version']).status === 0;
if (hasZstd) NAMES.push('packets.pcap.zst');

const unpacked = (name: string): Buffer => {
  const bytes = readFileSync(place(name));
  if (name.endsWith('.gz')) return gunzipSync(bytes);
  return name.endsWith('.zst') ? spawnSync('zstd', ['-dc'], { input: bytes }).stdout : bytes;
};

function framesOf(name: string): RawFrame[] {
  const frames: RawFrame[] = [];
  const reader = createFrameReader({
    frame: (frame) => frames.push({ ...frame, data: frame.data.slice() }),
    lied: () => {
      throw new Error(name);
    },
  });
  reader.bytes(unpacked(name));
  expect(reader.end()).toBe(true);
  return frames;
}

/** Whether the checksums of an Ethernet frame with IPv4 and TCP are right. */
function isWhole({ data }: RawFrame): boolean {
  const ip = data.subarray(14);
  const header = ((ip[0] ?? 0) & 15) * 4;
  const segment = ip.subarray(header, ((ip[2] ?? 0) << 8) | (ip[3] ?? 0));
  const pseudo = wordSum(ip.subarray(12, 20)) + 6 + segment.length;
  return [wordSum(ip.subarray(0, header)), wordSum(segment) + pseudo].every((sum) => sum % 0xffff === 0);
}

const quads = (frames: readonly RawFrame[]): string[] =>
  frames.map(({ data }) => `${data.subarray(26, 30).join('.')} ${data.subarray(30, 34).join('.')}`);
const seconds = (frames: readonly RawFrame[]): number[] => frames.map(({ micros = 0 }) => micros / 1e6);

beforeAll(() => {
  if (!built) return;
  run('export', 'pcapng', folderOf(SAMPLE), '-o', 'packets.pcapng');
  const frames = framesOf('packets.pcapng').map(({ micros = 0, data }): [number, number, Uint8Array] => [
    Math.floor(micros / 1e6),
    micros % 1e6,
    data,
  ]);
  writeFileSync(place('packets.pcap'), pcap(frames));
  writeFileSync(place('packets.pcap.gz'), gzipSync(pcap(frames)));
  if (hasZstd) spawnSync('zstd', ['-q', 'packets.pcap'], { cwd: folder });
  run('redact', ...NAMES, '-o', 'copies', '--key-file', 'key');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

(built ? describe : describe.skip)('redacted packets', () => {
  it.each(NAMES)('are as many, with right checksums and nobody of the original: %s', (name) => {
    const [before, after] = [framesOf(name), framesOf(`copies/${name}`)];
    expect(before.every(isWhole)).toBe(true);
    expect(after.filter((frame) => !isWhole(frame))).toEqual([]);
    expect(after.map(({ data }) => data.length)).toEqual(before.map(({ data }) => data.length));
    expect(seconds(after)).toEqual(seconds(before));
    const bytes = unpacked(`copies/${name}`).toString('latin1');
    const known = new Set(quads(before).flatMap((pair) => pair.split(' ')));
    const left = [...known].filter((quad) =>
      bytes.includes(String.fromCharCode(...quad.split('.').map(Number))),
    );
    expect(left).toEqual([]);
  });

  it('are under the same names in every container', () => {
    const all = NAMES.map((name) => quads(framesOf(`copies/${name}`)));
    for (const other of all) expect(other).toEqual(all[0]);
  });

  (hasTshark ? it : it.skip).each(NAMES)('are read by tshark: %s', (name) => {
    const fields = ['-e', 'ip.checksum.status', '-e', 'tcp.checksum.status', '-e', '_ws.malformed'];
    const checked = ['-o', 'ip.check_checksum:TRUE', '-o', 'tcp.check_checksum:TRUE'];
    const { status, stdout } = spawnSync(
      'tshark',
      ['-r', place(`copies/${name}`), '-T', 'fields', ...fields, ...checked],
      {
        encoding: 'utf8',
      },
    );
    expect(status).toBe(0);
    expect(
      new Set(
        stdout
          .trim()
          .split('\n')
          .map((line) => line.trim()),
      ),
    ).toEqual(new Set(['1\t1']));
  });

  it('have the same names with the same key, and others with another', () => {
    expect(statSync(place('key')).mode & 0o777).toBe(0o600);
    run('redact', 'packets.pcap', '-o', 'again', '--key-file', 'key');
    expect(unpacked('again/packets.pcap')).toEqual(unpacked('copies/packets.pcap'));
    run('redact', 'packets.pcap', '-o', 'other', '--key-file', 'other-key');
    const [one, other] = [quads(framesOf('copies/packets.pcap')), quads(framesOf('other/packets.pcap'))];
    expect(one.filter((pair) => other.includes(pair))).toEqual([]);
  });

  it('move by one amount, as the text beside them', () => {
    const text = join(folderOf(SAMPLE), 'sniff.txt');
    run('redact', ...NAMES, text, '-o', 'later', '--key-file', 'key', '--shift-time', '--map', 'map');
    const amounts = NAMES.flatMap((name) => {
      const before = seconds(framesOf(name));
      return seconds(framesOf(`later/${name}`)).map((time, nth) => Math.round(time - (before[nth] ?? 0)));
    });
    const stamps = (file: string): number[] =>
      [...readFileSync(file, 'utf8').matchAll(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/gm)].map(
        ([, date, time]) => Date.parse(`${date}T${time}Z`) / 1000,
      );
    const before = stamps(text);
    amounts.push(...stamps(place('later/sniff.txt')).map((time, nth) => time - (before[nth] ?? 0)));
    const { shift } = JSON.parse(readFileSync(place('map'), 'utf8')) as { shift: number };
    expect(new Set(amounts)).toEqual(new Set([shift]));
  });

  it('are exported with the same comments', () => {
    run('export', 'pcapng', folderOf(SAMPLE), '--redact', '--shift-time', '-o', 'exported.pcapng');
    const after = framesOf('exported.pcapng');
    expect(after.every(isWhole)).toBe(true);
    expect(after.length).toBe(framesOf('packets.pcapng').length);
    const words = (name: string): string[] =>
      [
        ...unpacked(name)
          .toString('latin1')
          .matchAll(/EXP hit|Allowed by policy \d+|C1 worked: \w+|O1 worked/g),
      ].map(([word]) => word);
    expect(words('exported.pcapng')).toEqual(words('packets.pcapng'));
    const originals = new Set(quads(framesOf('packets.pcapng')).flatMap((pair) => pair.split(' ')));
    const text = unpacked('exported.pcapng').toString('latin1');
    expect([...originals].filter((quad) => text.includes(quad))).toEqual([]);
  });
});
