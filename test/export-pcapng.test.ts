import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import type { SnifferPacket } from '../src/events/sniffer.js';
import { createPcapReader } from '../src/input/pcap.js';
import { built, fgtrace } from './program.js';
import { folderOf, REAL } from './samples/folder.js';

const SAMPLE = 'helper-worked';
const folder = mkdtempSync(join(tmpdir(), 'fgtrace-export-'));
const place = (name: string): string => join(folder, name);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const exported = (args: string[], input?: string) =>
  fgtrace(['export', 'pcapng', ...args], input === undefined ? {} : { input });

/** The packets of a file, as fgtrace itself reads them. */
function packetsOf(file: string): SnifferPacket[] {
  const packets: SnifferPacket[] = [];
  const reader = createPcapReader('x', {
    line: () => undefined,
    event: (event) => {
      if (event.source === 'sniffer' && event.kind === 'packet') packets.push(event);
    },
    damaged: (kind) => {
      throw new Error(kind);
    },
  });
  reader.bytes(readFileSync(file));
  reader.end();
  return packets;
}

const HEADER = /^\S+ \S+ \S+ (?:in|out) /;

(built ? describe : describe.skip)('fgtrace export pcapng', () => {
  it('writes every packet of a hex dump as it was', () => {
    const { status, stdout, stderr } = exported([folderOf(SAMPLE), '-o', place('all.pcapng')]);
    expect([status, stdout, stderr]).toEqual([0, '', '']);
    const dumped = readFileSync(join(folderOf(SAMPLE), 'sniff.txt'), 'utf8').split('\n');
    const headers = dumped.filter((line) => HEADER.test(line)).map((line) => line.trim());
    const packets = packetsOf(place('all.pcapng'));
    expect(packets.map(({ origin }) => origin.text)).toEqual(headers);
  });

  it('comes to the same verdicts when it is analysed', () => {
    const judged = (args: string[]): unknown => {
      const { offers } = JSON.parse(fgtrace(['analyze', ...args, '-f', 'json']).stdout) as {
        offers: object[];
      };
      return offers.map((one) => ({ ...one, stages: [], evidence: [] }));
    };
    const sniffed = join(folderOf(SAMPLE), 'sniff.txt');
    exported([sniffed, '-o', place('sniffed.pcapng')]);
    expect(judged([place('sniffed.pcapng')])).toEqual(judged([sniffed]));
  });

  it('takes what was chosen', () => {
    const both = exported([folderOf(SAMPLE), '-o', place('one.pcapng'), '--host', '203.0.113.99']);
    expect([both.status, existsSync(place('one.pcapng'))]).toEqual([65, false]);
    const words = folderOf('words-two-offers');
    const count = (name: string, ...flags: string[]): number => {
      expect(exported([words, '-o', place(name), ...flags]).status).toBe(0);
      return packetsOf(place(name)).length;
    };
    const all = count('words.pcapng');
    const chosen = count('chosen.pcapng', '--offer', 'O1');
    expect(chosen).toBeGreaterThan(0);
    expect(chosen).toBeLessThan(all);
  });

  it('reads a pipe, writes a pipe, and leaves nothing behind', () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('.fgtrace'));
    const input = readFileSync(join(folderOf(SAMPLE), 'sniff.txt'), 'utf8');
    exported(['-', '-o', place('piped.pcapng')], input);
    exported([join(folderOf(SAMPLE), 'sniff.txt'), '-o', place('named.pcapng')]);
    expect(readFileSync(place('piped.pcapng'))).toEqual(readFileSync(place('named.pcapng')));
    const { status, stdout } = exported([join(folderOf(SAMPLE), 'sniff.txt'), '-o', '-']);
    expect([status, stdout.slice(0, 1)]).toEqual([0, '\n']);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('.fgtrace'))).toEqual(before);
  });

  it('says that packets without bytes are not in it, or that there is none', () => {
    const none = exported([folderOf(REAL), '-o', place('none.pcapng')]);
    expect([none.status, existsSync(place('none.pcapng'))]).toEqual([65, false]);
    expect(none.stderr).toContain('verbosity 6');
    const header = '2021-07-26 12:54:05.000000 vlan-120 in 10.200.5.81.1 -> 10.200.5.67.2: syn 1\n';
    writeFileSync(
      place('mixed.txt'),
      `${readFileSync(join(folderOf(SAMPLE), 'sniff.txt'), 'utf8')}\n${header}`,
    );
    const mixed = exported([place('mixed.txt'), '-o', place('mixed.pcapng')]);
    expect([mixed.status, mixed.stderr]).toEqual([
      0,
      expect.stringContaining('1 packet was captured without bytes'),
    ]);
    expect(exported([folderOf(SAMPLE)]).status).toBe(2);
  });

  it('masks passwords', () => {
    const text = readFileSync(join(folderOf('words-worked'), sniffOf('words-worked')), 'utf8');
    exported([folderOf('words-worked'), '-o', place('login.pcapng')]);
    const said = packetsOf(place('login.pcapng')).map(({ payload }) =>
      String.fromCharCode(...(payload ?? [])),
    );
    expect(text).toContain('PASS.');
    expect(said.filter((one) => one.startsWith('PASS '))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^PASS \*+\r\n$/)]),
    );
    expect(said.filter((one) => /^PASS [^*]/.test(one))).toEqual([]);
  });
});

const sniffOf = (name: string): string =>
  readdirSync(folderOf(name)).find((file) => file.startsWith('sniff')) ?? '';

/** Wireshark's own reader has the last word; `.ci/run` installs it. */
const tshark =
  spawnSync('tshark', ['--version']).status === 0 && spawnSync('capinfos', ['--version']).status === 0;
if (built && !tshark) process.stderr.write('tshark or capinfos is not installed: their tests are skipped\n');

(built && tshark ? describe : describe.skip)('what Wireshark reads', () => {
  const read = (program: string, ...args: string[]): string[] => {
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    // It warns of root, and of nothing else.
    expect([status, stderr.replace(/^Running as user "root".*\n/, '')]).toEqual([0, '']);
    return stdout.trim().split('\n');
  };

  it('are all packets, by interface and direction, with valid checksums', () => {
    const file = place('shark.pcapng');
    exported([folderOf(SAMPLE), '-o', file]);
    const fields = [
      'frame.interface_name',
      'frame.packet_flags_direction',
      '_ws.malformed',
      'ip.checksum.status',
    ];
    const columns = fields.flatMap((field) => ['-e', field]);
    const rows = read('tshark', '-r', file, '-o', 'ip.check_checksum:TRUE', '-T', 'fields', ...columns);
    expect(rows).toHaveLength(packetsOf(file).length);
    expect([...new Set(rows)].sort()).toEqual([
      'srv.30\t0x00000001\t\t1',
      'srv.30\t0x00000002\t\t1',
      'vlan-120\t0x00000001\t\t1',
      'vlan-120\t0x00000002\t\t1',
    ]);
    const info = read('capinfos', file).join('\n');
    expect(info).toMatch(/Number of interfaces in file: 2\n/);
    expect(info).toContain('Capture application: fgtrace');
    expect(statSync(file).size).toBeGreaterThan(1000);
  });

  it('are the decisions, as comments of the packets they are about', () => {
    const file = place('comments.pcapng');
    exported([folderOf(SAMPLE), '-o', file]);
    const fields = ['tcp.flags.syn', 'tcp.dstport', 'frame.comment'].flatMap((field) => ['-e', field]);
    const rows = read('tshark', '-r', file, '-T', 'fields', ...fields).map((row) => row.split('\t'));
    const comments = rows.filter(([syn, port]) => syn !== '0' && syn !== 'False' && port === '50342');
    expect(comments.length).toBeGreaterThan(0);
    for (const [, , said] of comments) expect(said).toContain('EXP hit: expectation of session 1067987c');
    expect(comments[0]?.[2]).toContain('O1 PASV 10.132.3.209:50342 worked: HELPER_PINHOLE_WORKED');
    expect(rows.some(([, port, said]) => port === '21' && said?.includes('Allowed by policy'))).toBe(true);
  });
});
