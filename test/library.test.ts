// @long Analyses every sample through the library, too.
import { gzipSync } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';

import {
  analyze,
  type CaptureFile,
  evidence,
  Failure,
  print,
  redact,
  type ReportDocument,
} from '../src/library/index.js';
import { sampleNames, stored } from './samples/folder.js';
import { reportOn } from './samples/report-on.js';
import { analyse } from './samples/run.js';

const SAMPLE = 'proxy-policy-deny';

const json = (report: ReportDocument): string =>
  [...print({ ...report, tool: { name: 'fgtrace', version: '0' } }, 'json')].join('');

async function* stream(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 999) yield await Promise.resolve(bytes.subarray(at, at + 999));
}

/** Every kind of data that a capture may come as. */
const WAYS: readonly ((text: string) => CaptureFile['data'])[] = [
  (text) => text,
  (text) => Buffer.from(text),
  (text) => new Blob([text]),
  stream,
  (text) => gzipSync(text),
];

const captures = (name: string, way: (text: string) => CaptureFile['data']): CaptureFile[] =>
  Object.entries(stored(name)).map(([file, text]) => ({ name: file, data: way(text) }));

describe('the library', () => {
  it.each(sampleNames().map((name, at) => ({ name, way: WAYS[at % WAYS.length]! })))(
    'tells of $name what the command does',
    async ({ name, way }) => {
      expect(json(await analyze(captures(name, way)))).toBe(json(reportOn(name)));
    },
  );

  it('keeps nothing between calls, which may run side by side', async () => {
    const names = sampleNames().slice(0, 6);
    const reports = await Promise.all(names.map((name) => analyze(captures(name, stream))));
    expect(reports.map(json)).toEqual(names.map((name) => json(reportOn(name))));
  });

  it('tells how far it is', async () => {
    const files = captures(SAMPLE, (text) => Buffer.from(text));
    const told: number[] = [];
    await analyze(files, { progress: (bytes) => told.push(bytes) });
    expect(told.at(-1)).toBe(files.reduce((sum, { data }) => sum + (data as Buffer).length, 0));
  });

  it('ends where it is told to', async () => {
    const aborted = new AbortController();
    const reading = analyze(
      captures(SAMPLE, (text) => Buffer.from(text)),
      {
        signal: aborted.signal,
        progress: () => {
          aborted.abort(new Error('enough'));
        },
      },
    );
    await expect(reading).rejects.toThrow('enough');
  });

  it.each([
    ['FGT_NOTHING_RECOGNISED', 'no capture at all\n'],
    ['FGT_NOTHING_RECOGNISED', ''],
    ['FGT_KIND', '%PDF-1.7\n'],
  ])('rejects with %s', async (code, data) => {
    const reading = analyze([{ name: 'a.txt', data }]);
    await expect(reading).rejects.toBeInstanceOf(Failure);
    await expect(reading).rejects.toMatchObject({ code });
  });

  it('says what could not be read', async () => {
    const broken: AsyncIterable<Uint8Array> = {
      async *[Symbol.asyncIterator]() {
        await Promise.reject(Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' }));
      },
    };
    await expect(analyze([{ name: 'a.log', data: broken }])).rejects.toMatchObject({
      code: 'FGT_UNREADABLE',
    });
  });
});

describe('captures that leave the house', () => {
  const files = captures(SAMPLE, stream);
  const { client } = analyse(stored(SAMPLE)).controlSessions[0]!;
  const address = client!.replace(/:\d+$/, '');

  it('are redacted, with the same pseudonyms for the same secret', async () => {
    const secret = Buffer.alloc(32, 7);
    const [once, again] = [
      await redact(files, { secret }),
      await redact(captures(SAMPLE, stream), { secret }),
    ];
    const texts = await Promise.all([...once.captures, ...again.captures].map(({ data }) => data.text()));
    expect(texts.slice(0, once.captures.length)).toEqual(texts.slice(once.captures.length));
    expect(texts.join('')).not.toContain(address);
    expect(once.sentence).toMatch(/^Replaced: \d+ addresses/);
    expect(once.report).toMatchObject({ verdict: 'failed', offers: [{ code: 'POLICY_DENY' }] });
    expect(once.searched(print(once.report, 'text')).join('')).not.toContain(address);
    expect(() => once.searched([`of ${address}`])).toThrow(Failure);
    expect(json(await analyze(once.captures))).toBe(json({ ...once.report, redacted: undefined } as never));
  });

  it('are as few lines as prove it', async () => {
    const { text, isMinimal } = await evidence(captures(SAMPLE, (one) => one));
    const alone = await analyze([{ name: '-', data: [...text].join('') }]);
    expect(isMinimal).toBe(true);
    expect(alone.offers.map(({ code }) => code)).toEqual(['POLICY_DENY']);
  });
});
