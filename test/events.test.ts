import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import type { TraceEvent } from '../src/events/events.js';
import { EVENT_KINDS, eventLine, EVENT_SOURCES } from '../src/report/text/event-json.js';

const origin = { file: 'x.log', line: 7, text: 'the raw text, never printed' };
const micros = Date.UTC(2021, 6, 26, 21, 42, 5) * 1000 + 94_442;
const stamp = { at: micros, width: 1, printed: '2021-07-26 21:42:05.094442', relative: false };

/** The line of an event that has these fields. */
const line = (fields: object): string | undefined => eventLine({ origin, stamp, ...fields } as TraceEvent);

describe('an event as a line of JSON', () => {
  it('has its place and its time first, then its fields, and nothing that is not there', () => {
    const offer = { wadSession: '40738626', sessionId: '026d9f42', pid: 508, command: 'PASV' };
    expect(line({ source: 'wad', kind: 'ftp-offer', ...offer, endpoint: '10.0.0.7:50300' })).toBe(
      '{"source":"wad","kind":"ftp-offer","file":"x.log","line":7,"time":"2021-07-26T21:42:05.094442",' +
        '"printed":"2021-07-26 21:42:05.094442","wadSession":"40738626","sessionId":"026d9f42","pid":508,' +
        '"command":"PASV","endpoint":"10.0.0.7:50300"}\n',
    );
    const bare = { ...offer, sessionId: undefined, pid: undefined, stamp: undefined };
    expect(line({ source: 'wad', kind: 'ftp-command', ...bare })).toBe(
      '{"source":"wad","kind":"ftp-command","file":"x.log","line":7,"wadSession":"40738626","command":"PASV"}\n',
    );
  });

  it('prints no time for a stamp that counts from the start of the capture', () => {
    const relative = { at: 12_345_678, width: 1, printed: '12.345678', relative: true };
    const json = JSON.parse(line({ source: 'sniffer', kind: 'capture', stamp: relative })!) as object;
    expect(json).toEqual({
      source: 'sniffer',
      kind: 'capture',
      file: 'x.log',
      line: 7,
      printed: '12.345678',
    });
  });

  it('keeps what belongs to the program to itself', () => {
    const secret = { payload: Buffer.from('PASS x'), lines: { a: { line: 1, text: 'x' } }, vdom: 'root' };
    const packet = { ...secret, src: '10.0.0.1:1', dst: '10.0.0.2:21', text: 'syn 1', bytes: 60 };
    expect(
      Object.keys(JSON.parse(line({ source: 'sniffer', kind: 'packet', ...packet })!) as object),
    ).toEqual([...['source', 'kind', 'file', 'line', 'time', 'printed', 'src', 'dst', 'text', 'bytes']]);
    const config = { ...secret, path: 'firewall vip', entry: 'x', settings: { extintf: ['any'] } };
    expect(JSON.parse(line({ source: 'config', kind: 'config', ...config })!)).toMatchObject({
      path: 'firewall vip',
      settings: { extintf: ['any'] },
    });
    expect(line({ source: 'config', kind: 'config', ...config })).not.toContain('"lines"');
  });

  it('keeps a null and leaves out what is undefined', () => {
    const hook = { hook: 'pre', dir: 'org', act: 'noop', src: '10.0.0.1:1', dst: '10.0.0.2:21', nat: null };
    const json = line({
      source: 'session',
      kind: 'session',
      proto: 6,
      hooks: [hook],
      duration: 3,
      stamp: undefined,
    });
    expect(JSON.parse(json!)).toEqual({
      ...{ source: 'session', kind: 'session', file: 'x.log', line: 7, proto: 6, hooks: [hook] },
    });
  });

  it('escapes what a terminal would obey', () => {
    const text = 'a\u001b[2J\u009b2J\u202eb\u2028é\u{e0041}';
    const json = line({ source: 'wad', kind: 'wad-message', text })!;
    expect(json).not.toMatch(/[\p{Cc}\p{Cf}\u2028](?!$)/u);
    expect((JSON.parse(json) as { text: string }).text).toBe(text);
    expect(json).toContain('é');
  });

  it('knows all sources, and each kind once', () => {
    expect([...EVENT_SOURCES].sort()).toEqual(['config', 'flow', 'session', 'sniffer', 'wad']);
    expect(new Set(EVENT_KINDS).size).toBe(EVENT_KINDS.length);
  });
});

const program = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const built = existsSync(fileURLToPath(new URL('../dist/commands/events.js', import.meta.url)));

function events(input: string, ...args: string[]) {
  const env = { ...process.env, NODE_OPTIONS: '' };
  return spawnSync(process.execPath, [program, 'events', ...args], { encoding: 'utf8', input, env });
}

const CAPTURE = `2021-07-26 21:42:05.094442 [p:508][s:40738626] wad_ftp_pasv_reply_handler(1180): offer_ip=10.220.3.202 offer_port=50300
nobody knows this line
2021-07-26 21:42:05 id=20085 trace_id=1 func=resolve_ip_tuple_fast line=5819 msg="Find an EXP session, id-026d9f42"
`;

(built ? describe : describe.skip)('fgtrace events', () => {
  const kinds = (stdout: string): string[] =>
    stdout
      .trimEnd()
      .split('\n')
      .map((json) => (JSON.parse(json) as { kind: string }).kind);

  it('prints the events of standard input, named or not', () => {
    for (const args of [[], ['-']]) {
      const { status, stdout, stderr } = events(CAPTURE, ...args);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(kinds(stdout)).toEqual(['ftp-offer', 'expectation-match']);
    }
  });

  it('prints only what was asked for', () => {
    expect(kinds(events(CAPTURE, '--source', 'flow', '-').stdout)).toEqual(['expectation-match']);
    expect(kinds(events(CAPTURE, '--kind', 'ftp-offer', '--kind', 'nat').stdout)).toEqual(['ftp-offer']);
    expect(events(CAPTURE, '--source', 'wad', '--kind', 'nat')).toMatchObject({ status: 0, stdout: '' });
  });

  it('fails as promised', () => {
    expect(events('nobody knows this line\n')).toMatchObject({ status: 65, stdout: '' });
    expect(events('')).toMatchObject({ status: 65, stdout: '' });
    expect(events('', 'no-such-file')).toMatchObject({ status: 66, stdout: '' });
    expect(events('', '--kind', 'no-such-kind')).toMatchObject({ status: 2, stdout: '' });
    expect(events('', '-', '-')).toMatchObject({ status: 2, stdout: '' });
  });

  it('prints while it reads', async () => {
    const child = spawn(process.execPath, [program, 'events'], { env: { ...process.env, NODE_OPTIONS: '' } });
    child.stdin.write(CAPTURE);
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    child.stdin.end();
    await once(child, 'close');
    expect(kinds(first.toString())[0]).toBe('ftp-offer');
  });

  it('ends silently when its reader does', () => {
    const command = `"${process.execPath}" "${program}" events - | head -n 1`;
    const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command], {
      encoding: 'utf8',
      input: CAPTURE.repeat(20_000),
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(kinds(stdout)).toEqual(['ftp-offer']);
  });
});
