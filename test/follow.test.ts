import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  closeSync,
  constants,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

import { createAnalysis } from '../src/analyze.js';
import { memoryStore } from '../src/correlate/fold/evidence-store.js';
import { tail } from '../src/input/tail.js';
import { changeJson, summaryJson } from '../src/report/sections/follow-json.js';
import {
  changeText,
  compared,
  judgedOf,
  overview,
  withdrawn,
  type Change,
  type VerdictSoFar,
} from '../src/report/sections/follow-updates.js';
import { built, program } from './program.js';
import { analyse } from './samples/run.js';
import { sampleNames, stored } from './samples/folder.js';

const OPTIONS = { width: 80, colour: false, detail: 1000 };
const CASE = 'three-transfers';
let folder = '';
const place = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fgtrace-follow-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const until = async (holds: () => boolean): Promise<void> => {
  for (let waited = 0; !holds(); waited += 20) {
    if (waited > 15_000) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** Whether somebody has the pipe open for reading: without a reader it cannot be opened for writing. */
function hasReader(pipe: string): boolean {
  try {
    closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
    return true;
  } catch {
    return false;
  }
}

describe('a growing file', () => {
  it('is read on, after a rotation and a truncation too', async () => {
    const lines: string[] = [];
    const stop = new AbortController();
    writeFileSync(place('log'), 'one\ntw');
    const reading = tail(
      place('log'),
      { line: (text) => lines.push(text), damaged: () => undefined },
      stop.signal,
    );
    await until(() => lines.length === 1);
    appendFileSync(place('log'), 'o\nhalf');
    await until(() => lines.length === 2);
    renameSync(place('log'), place('log.1'));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    writeFileSync(place('log'), 'new\n');
    await until(() => lines.length === 4);
    truncateSync(place('log'));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    appendFileSync(place('log'), 'again\nrest');
    await until(() => lines.length === 5);
    stop.abort();
    await reading;
    expect(lines).toEqual(['one', 'two', 'half', 'new', 'again', 'rest']);
  });

  it('is passed over while it is no text, and read on after it', async () => {
    const [lines, damage, warnings]: [string[], string[], string[]] = [[], [], []];
    const stop = new AbortController();
    writeFileSync(place('turns'), `one\n${'two '.repeat(20)}\n`);
    const sink = { line: (text: string) => lines.push(text), damaged: (kind: string) => damage.push(kind) };
    const reading = tail(place('turns'), sink, stop.signal, (text) => warnings.push(text));
    await until(() => lines.length === 2);
    writeFileSync(place('turns'), gzipSync('x'));
    await until(() => warnings.length === 1);
    truncateSync(place('turns'));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    appendFileSync(place('turns'), 'three\n');
    await until(() => lines.length === 3);
    stop.abort();
    await reading;
    expect([lines.at(-1), damage]).toEqual(['three', ['unreadable']]);
    expect(warnings[0]).toMatch(/turns is a gzip file .* it is passed over until it begins anew as text$/);
  });

  it('is waited for where it is not there at first, and where something else has its name', async () => {
    const lines: string[] = [];
    const stop = new AbortController();
    const reading = tail(
      place('later'),
      { line: (text) => lines.push(text), damaged: () => undefined },
      stop.signal,
    );
    writeFileSync(place('later'), 'one\n');
    await until(() => lines.length === 1);
    rmSync(place('later'));
    mkdirSync(place('later'));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    rmSync(place('later'), { recursive: true });
    writeFileSync(place('later'), 'two\n');
    await until(() => lines.length === 2);
    stop.abort();
    await reading;
    expect(lines).toEqual(['one', 'two']);
  });
});

describe('the report', () => {
  it.each(sampleNames())('on %s is the same after it was asked for early and often', (name) => {
    const ask = (often: number): string => {
      const analysis = createAnalysis({ store: memoryStore(), offsets: new Map(), detail: 1000 });
      for (const [file, text] of Object.entries(stored(name))) {
        const sink = analysis.begin(file);
        for (const [at, line] of text.split('\n').entries()) {
          sink.line(line);
          if (at % often === often - 1) analysis.report();
        }
        sink.end();
      }
      return JSON.stringify(analysis.report());
    };
    expect(ask(13)).toBe(ask(Infinity));
  });
});

describe('verdict lines', () => {
  const document = analyse(stored(CASE));
  const whole = judgedOf(document);
  const told = whole.filter(({ kind }) => kind === 'offer');
  const lines = (before: readonly VerdictSoFar[], after: readonly VerdictSoFar[]): string[] => {
    const { changes, rest } = compared(before, after);
    return [...changes, ...withdrawn(rest)].map((change) => changeText(change, OPTIONS));
  };

  it('come once each, after the time of the offer', () => {
    const first = lines([], whole);
    expect(first).toHaveLength(document.offers.length);
    for (const [at, { time, verdict, code }] of document.offers.entries()) {
      const start = `${time?.slice(0, 19).replace('T', ' ')}  ${verdict.toUpperCase().padEnd(8)}`;
      expect(first[at]?.startsWith(start)).toBe(true);
      expect(first[at]).toMatch(new RegExp(`[PE]+[AS]+V [\\d.:]+ of [\\d.:]+: ${code}\\. \\S`));
    }
    expect(lines(whole, whole)).toEqual([]);
  });

  it('have a dash where no clock tells the time', () => {
    expect(lines([], [{ ...told[0]!, time: null }])[0]).toMatch(/^- {20}WORKED {2}PASV/);
  });

  it('come again where the verdict or its cause changes, and not where only ids and messages do', () => {
    const [one] = told as [VerdictSoFar];
    const [text = ''] = lines([], [one]);
    const failed = { ...one, verdict: 'failed' as const, code: 'A' };
    expect(lines([failed], [one])).toEqual([text.replace('\n', ' (was failed)\n')]);
    expect(lines([failed], [{ ...failed, code: 'B' }])[0]).toMatch(/FAILED .*: B\. .* \(was A\)\n$/);
    expect(lines([one], [{ ...one, verdict: 'inconclusive' }])[0]).toMatch(/ {2}OPEN .* \(was worked\)\n$/);
    expect(lines([one], [{ ...one, id: 'O9', message: 'other words', name: 'PASV of another' }])).toEqual([]);
    expect(lines([one], [{ ...one, places: ['an earlier line', ...one.places] }])).toEqual([]);
    const [dialled] = judgedOf({
      ...document,
      offers: document.offers
        .slice(0, 1)
        .map((offer) => ({ ...offer, command: null, endpoint: '10.0.0.1:9' })),
      controlSessions: [],
    });
    expect(lines([dialled as VerdictSoFar], [one])).toEqual([]);
    expect(lines([one], [])[0]).toMatch(/ {2}GONE .* \(was worked\)\n$/);
  });

  it('are JSON too, and obey the schema', () => {
    const [, one] = whole as [VerdictSoFar, VerdictSoFar];
    const open = { ...one, verdict: 'inconclusive' as const, code: 'X', confidence: null, time: null };
    const changes: Change[] = [
      ...compared([], [...whole, { ...open, id: 'C9', kind: 'session', verdict: 'failed' }]).changes,
      ...compared([one], [open]).changes,
      ...withdrawn([one]),
    ];
    const parsed = [...changes.map(changeJson), summaryJson(document)].map((line) => {
      expect(line).toMatch(/^\{.*\}\n$/);
      return JSON.parse(line) as Record<string, unknown>;
    });
    const schema = new Ajv2020({ strict: false }).compile(
      JSON.parse(readFileSync(new URL('../schema/follow-1.json', import.meta.url), 'utf8')),
    );
    for (const line of parsed) expect([schema(line), schema.errors]).toEqual([true, null]);
    for (const key of Object.keys(parsed[0] ?? {}).filter((name) => name !== 'schema')) {
      const { [key]: gone, ...rest } = parsed[0] ?? {};
      expect([key, gone !== undefined, schema(rest)]).toEqual([key, true, false]);
    }
    const [offer] = document.offers;
    expect(parsed[0]).toMatchObject({
      ...{ kind: 'offer', id: offer?.id, time: offer?.time, verdict: offer?.verdict, code: offer?.code },
      ...{ confidence: offer?.confidence, previous: null, message: one.message },
    });
    const previous = { verdict: one.verdict, code: one.code };
    expect(parsed.at(-3)).toMatchObject({ verdict: 'inconclusive', code: 'X', confidence: null, previous });
    expect(parsed.at(-2)).toMatchObject({ verdict: null, code: null, previous });
    expect(parsed.at(-1)).toMatchObject({ kind: 'summary', verdict: 'failed', summary: document.summary });
  });

  it('tell of a control session only when it failed', () => {
    const [session] = whole as [VerdictSoFar];
    expect(session.kind).toBe('session');
    expect(lines([], [session])).toEqual([]);
    const failed = { ...session, verdict: 'failed' as const };
    expect(lines([], [failed])[0]).toMatch(/ {2}FAILED {2}control session [\d.:]+ -> [\d.:]+: /);
    expect(lines([failed], [session])[0]).toMatch(/ {2}WORKED .* \(was failed\)\n$/);
  });

  it('have an overview', () => {
    expect(overview(analyse(stored(CASE)))).toBe(
      '1 control session, 3 offers, 2 worked, 1 failed, 0 unused, 0 open',
    );
  });
});

(built ? describe : describe.skip)('fgtrace follow', () => {
  /** A test that fails leaves its program waiting, and jest would wait for it. */
  const running = new Set<ChildProcessWithoutNullStreams>();
  afterEach(() => {
    for (const child of running) child.kill('SIGKILL');
    running.clear();
  });
  const start = (
    ...args: string[]
  ): { child: ChildProcessWithoutNullStreams; out: () => string; err: () => string } => {
    const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, NODE_OPTIONS: '' } });
    running.add(child);
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    return { child, out: () => out, err: () => err };
  };
  const texts = Object.entries(stored(CASE)).filter(([name]) => name.endsWith('.log'));

  it.each([[['follow']], [['analyze', '--follow']]])(
    '%j prints verdicts as files grow, and the report on Ctrl-C',
    async (command) => {
      const files = texts.map(([name]) => place(name));
      for (const [name] of texts) writeFileSync(place(name), '');
      const { child, out, err } = start(...command, ...files);
      for (const [name, text] of texts) appendFileSync(place(name), text);
      await until(() => / {2}WORKED /.test(out()));
      expect(out()).not.toContain('DATA CONNECTION');
      child.kill('SIGINT');
      const [status] = (await once(child, 'close')) as [number];
      expect([status, err()]).toEqual([0, '']);
      expect(out()).toMatch(/ {2}FAILED {2}\S.*\n[^]*^FAILED {2}\S/m);
    },
  );

  it('ends with its pipe', async () => {
    const { child, out, err } = start('follow');
    child.stdin.end(texts.map(([, text]) => text).join(''));
    const [status] = (await once(child, 'close')) as [number];
    expect([status, err()]).toEqual([0, '']);
    expect(out()).toMatch(/ {2}WORKED /);
  });

  it('prints JSON alone, as files grow and on Ctrl-C', async () => {
    const files = texts.map(([name]) => place(`json-${name}`));
    for (const name of files) writeFileSync(name, '');
    const { child, out, err } = start('follow', '--format', 'ndjson', ...files);
    const half = texts.map(([, text]) => text.slice(0, text.length / 2));
    for (const [at, name] of files.entries()) appendFileSync(name, half[at] ?? '');
    await until(() => out() !== '');
    for (const [at, name] of files.entries())
      appendFileSync(name, texts[at]?.[1].slice(half[at]?.length) ?? '');
    await until(() => out().includes('"POLICY_DENY"'));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill('SIGINT');
    const [status] = (await once(child, 'close')) as [number];
    expect([status, err()]).toEqual([0, '']);
    const told = out()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const verdicts = analyse(stored(CASE)).offers.map(({ id, verdict, code }) => ({ id, verdict, code }));
    const last = new Map(told.slice(0, -1).map(({ id, verdict, code }) => [id, { id, verdict, code }]));
    expect([...last.values()].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1))).toEqual(verdicts);
    expect(told.at(-1)).toMatchObject({ kind: 'summary', verdict: 'failed', totals: { offers: 3 } });
  });

  it('stops a pipe that goes on', async () => {
    const { child, out } = start('follow', '-');
    child.stdin.write(texts.map(([, text]) => text).join(''));
    await until(() => out() !== '');
    child.kill('SIGINT');
    const [status] = (await once(child, 'close')) as [number];
    expect(status).toBe(0);
  });

  it('refuses what is not there', async () => {
    const { child, err } = start('follow', place('nowhere'));
    const [status] = (await once(child, 'close')) as [number];
    expect([status, err()]).toEqual([66, expect.stringContaining('it does not exist')]);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)(
    'prints the report also where %s tells it to end',
    async (signal) => {
      const { child, out, err } = start('follow', '-');
      child.stdin.write(texts.map(([, text]) => text).join(''));
      await until(() => out() !== '');
      child.kill(signal);
      const [status] = (await once(child, 'close')) as [number];
      expect([status, err()]).toEqual([0, '']);
      expect(out()).toMatch(/^SOURCES/m);
    },
  );

  it('reads many files, and waits for one that is not there yet', async () => {
    const names = Array.from({ length: 12 }, (_, at) => place(`many-${at}`));
    const [late = '', ...others] = names;
    for (const name of others) writeFileSync(name, '');
    const { child, out, err } = start('follow', ...names);
    await until(() => err() !== '');
    writeFileSync(late, texts[0]?.[1] ?? '');
    await until(() => out() !== '');
    child.kill('SIGINT');
    const [status] = (await once(child, 'close')) as [number];
    expect([status, err()]).toEqual([0, `${late} is not there yet and is read when it appears\n`]);
  });

  it('ends at once with a second Ctrl-C, and prints whole lines or nothing', async () => {
    const { child, out, err } = start('follow', '-');
    child.stdin.write(texts.map(([, text]) => text).join(''));
    await until(() => out() !== '');
    // Many in a row: how many are heard before the report is out is not ours to say.
    for (let times = 0; times < 5; times++) child.kill('SIGINT');
    const [status, signal] = (await once(child, 'close')) as [number, string | null];
    expect([0, 130]).toContain(status);
    expect([signal, err()]).toEqual([null, '']);
    expect(out().endsWith('\n')).toBe(true);
  });

  (process.platform === 'win32' ? it.skip : it)(
    'is interrupted while nothing of a pipe can be read',
    async () => {
      spawnSync('mkfifo', [place('silent')]);
      const { child, err } = start('follow', place('silent'));
      await until(() => hasReader(place('silent')));
      child.kill('SIGINT');
      const [status] = (await once(child, 'close')) as [number];
      expect([status, err()]).toEqual([0, '']);
    },
  );

  (process.platform === 'win32' ? it.skip : it)('reads a named pipe, whoever writes to it', async () => {
    spawnSync('mkfifo', [place('pipe')]);
    const { child, out, err } = start('follow', place('pipe'));
    await until(() => hasReader(place('pipe')));
    for (const [, text] of texts) writeFileSync(place('pipe'), text);
    await until(() => / {2}WORKED /.test(out()));
    child.kill('SIGINT');
    const [status] = (await once(child, 'close')) as [number];
    expect([status, err()]).toEqual([0, '']);
    expect(out()).toMatch(/^2021-07-26 [\d:]{8} {2}FAILED {2}\S/m);
  });

  it('reads a file that is named twice once', async () => {
    const [name, text] = texts[0] ?? ['', ''];
    writeFileSync(place(name), text);
    const { child, out, err } = start('follow', place(name), place(name));
    await until(() => err() !== '');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill('SIGINT');
    await once(child, 'close');
    expect(err()).toMatch(/is named twice and is read once\n$/);
    expect(out().match(/ lines; /g)).toHaveLength(1);
  });

  it('refuses what does not grow by lines', async () => {
    writeFileSync(place('packed'), gzipSync('x'));
    const { child, err } = start('follow', place('packed'));
    const [status] = (await once(child, 'close')) as [number];
    expect([status, err()]).toEqual([65, expect.stringContaining('a gzip file')]);
  });

  it('reads the good ones of several files, with a sentence for each bad one', async () => {
    const [good, packed, late] = [place('good'), place('bad.gz'), place('late.gz')];
    writeFileSync(good, texts[0]?.[1] ?? '');
    writeFileSync(packed, gzipSync('x'));
    const { child, out, err } = start('follow', packed, join(good, 'below'), good, late);
    await until(() => /is not there yet[^]*bad.gz is a gzip/.test(err()));
    writeFileSync(late, gzipSync('x'));
    await until(() => /bad.gz is a gzip[^]*late.gz is a gzip/.test(err()));
    for (const [, text] of texts.slice(1)) appendFileSync(good, text);
    await until(() => / {2}WORKED /.test(out()));
    rmSync(good);
    child.kill('SIGINT');
    const [status] = (await once(child, 'close')) as [number];
    expect([status, err().match(/\n/g)?.length]).toEqual([0, 4]);
    expect(err()).toContain(`Cannot read ${join(good, 'below')}: a part of its path is not a folder\n`);
    expect(out()).toMatch(/^SOURCES/m);
  });

  it('fails where none of several files can be followed', async () => {
    for (const name of ['1.gz', '2.gz']) writeFileSync(place(name), gzipSync('x'));
    const { child, err } = start('follow', place('1.gz'), place('2.gz'));
    const [status] = (await once(child, 'close')) as [number];
    expect([status, err()]).toEqual([65, expect.stringContaining('None of the files can be followed')]);
  });

  it('takes up what appears in a folder, and no file a second time that is rotated', async () => {
    mkdirSync(place('captures'));
    const log = join(place('captures'), 'log');
    const { child, out, err } = start('follow', place('captures'));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    writeFileSync(log, texts[0]?.[1] ?? '');
    writeFileSync(join(place('captures'), 'old.gz'), gzipSync('x'));
    mkdirSync(join(place('captures'), 'below'));
    for (const [name, text] of texts.slice(1)) writeFileSync(join(place('captures'), 'below', name), text);
    await until(() => / {2}WORKED /.test(out()));
    renameSync(log, `${log}.1`);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    writeFileSync(log, 'more\n');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill('SIGINT');
    const [status] = (await once(child, 'close')) as [number];
    expect([status, err()]).toEqual([0, expect.stringMatching(/^[^\n]*old.gz is a gzip file[^\n]*\n$/)]);
    expect(out()).not.toContain('log.1');
    expect(out()).not.toContain('(was ');
    expect(out()).toMatch(/^SOURCES/m);
  });

  it('says that it recognised nothing', async () => {
    const { child } = start('follow', '-');
    child.stdin.end('Dear all,\n');
    const [status] = (await once(child, 'close')) as [number];
    expect(status).toBe(65);
  });
});
