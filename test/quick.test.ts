// @long Reads every sample and generated ones in two ways and scratches at them.
import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { createAnalysis } from '../src/analyze.js';
import { memoryStore } from '../src/correlate/fold/evidence-store.js';
import type { Interest } from '../src/events/interest.js';
import type { TraceEvent } from '../src/events/events.js';
import type { Stamp } from '../src/events/record.js';
import { readLines } from '../src/input/lines.js';
import { textPieces } from '../src/input/text-pieces.js';
import { createReader } from '../src/parsers/reader.js';
import { hurtText } from './fuzz/cases.js';
import { sampleNames, stored } from './samples/folder.js';
import { analyse, inputOrder, print } from './samples/run.js';
import { share } from './samples/share.js';
import { simulate } from './simulate/index.js';
import { type Release } from './simulate/types.js';

/** Quickly, from text or from bytes. */
const QUICK = ['text', 'bytes'] as const;
type Way = 'long' | (typeof QUICK)[number];

interface Target {
  line: (text: string) => void;
  quick: (block: Parameters<ReturnType<typeof createReader>['quick']>[0]) => number;
  damaged: (kind: string, line: number) => void;
}

/** Hands over a text as files are handed over, in pieces of this size; returns how many lines were taken quickly. */
async function hand(text: string, target: Target, way: Way, size: number): Promise<number> {
  // eslint-disable-next-line @typescript-eslint/require-await
  async function* pieces(): AsyncGenerator<string> {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
  }
  /** All in one buffer, of which nothing is left when the next ones are asked for. */
  // eslint-disable-next-line @typescript-eslint/require-await
  async function* chunks(): AsyncGenerator<Buffer> {
    const bytes = Buffer.from(text);
    const shared = Buffer.alloc(size);
    for (let at = 0; at < bytes.length; at += size) {
      yield shared.subarray(0, bytes.copy(shared, 0, at));
      shared.fill('#');
    }
  }
  let quickly = 0;
  const { line, damaged } = target;
  const quick: Target['quick'] = (block) => {
    const lines = target.quick(block);
    quickly += lines;
    return lines;
  };
  const sink = { line, damaged, event: () => undefined };
  if (way === 'long') await readLines(pieces(), sink);
  else if (way === 'text') await readLines(pieces(), { ...sink, quick });
  else await readLines(textPieces(chunks(), 'utf-8', '\n', sink), { ...sink, quick });
  return quickly;
}

/** Bytes live one turn only; that the endpoints are known again is no part of what was read, nor how a stamp is kept. */
const kept = (event: TraceEvent): TraceEvent => {
  const stamp = event.stamp && toldBy(event.stamp);
  if (event.kind !== 'packet') return { ...event, stamp };
  if (event.source !== 'sniffer') return { ...event, stamp, peers: undefined };
  const { payload, frame } = event;
  const bytes = { payload: payload?.slice(), frame: frame && { ...frame, bytes: frame.bytes.slice() } };
  return { ...event, stamp, peers: undefined, ...bytes };
};

const toldBy = ({ at, width, printed, relative }: Stamp): Stamp => ({ at, width, printed, relative });

async function readIn(given: string, way: Way, size = 65_536, interest?: Interest) {
  // Half a character, which no file holds.
  const text = Buffer.from(given).toString();
  const events: TraceEvent[] = [];
  const reader = createReader('x', (event) => events.push(kept(event)), interest);
  const quickly = await hand(text, reader, way, size);
  reader.end();
  return {
    quickly,
    told: { events, summary: reader.summary(), tally: reader.tally(), unclaimed: reader.unclaimed() },
  };
}

type Told = Awaited<ReturnType<typeof readIn>>['told'];

/** By Node first: to compare thousands of events as `toEqual` does takes longer than to read them. */
function expectSame(one: Told, other: Told): void {
  if (!isDeepStrictEqual(one, other)) expect(one).toEqual(other);
}

const captures = ([5.2, 6.4, 7.0, 7.4] as const).map(
  (release, at) =>
    simulate({ seed: at, release: release.toFixed(1) as Release, noise: 20, verbosity: at % 2 === 0 ? 4 : 6 })
      .files,
);

/** A multiple of these runs, for more than a regular check. */
const TIMES = Number(process.env['QUICK_TIMES'] ?? 1);
const runs = (numRuns: number) => ({
  numRuns: TIMES * numRuns,
  seed: Number(process.env['FUZZ_SEED'] ?? 1),
});

const ODD = [
  ...Array.from('0179aAxXzZ_-.:,;"\'\\()[]<>&=*#$/ \t\r\n\u0000\u001b\u007f\u00e9\u2020\ufeff'),
  '',
  '  ',
  '\r\n',
  '\n\n',
];

/** Mostly as they should be; CRLF throughout, or lines glued here and there. */
const lineEnds = fc.constantFrom(['\n'], ['\n'], ['\r\n'], ['\n', '\n', '\n', '', '\n', '\n', ' ']);

/** Some lines that follow each other, in every other one of which something stands in place of one character. */
const scratched = fc
  .tuple(
    lineEnds,
    fc.constantFrom(...captures.flatMap((files) => Object.values(files)).map((text) => text.split('\n'))),
    fc.nat(100_000),
    fc.array(fc.tuple(fc.nat(200), fc.constantFrom(...ODD), fc.boolean()), { minLength: 4, maxLength: 40 }),
  )
  .map(([ends, lines, from, odd]) =>
    odd
      .map(([place, instead, left], at) => {
        const line = lines[(from + at) % lines.length] ?? '';
        const index = place % (line.length + 1);
        const end = ends[at % ends.length] ?? '';
        return (left ? line : line.slice(0, index) + instead + line.slice(index + 1)) + end;
      })
      .join(''),
  );

const aWay = fc.constantFrom(...QUICK);

const NOTHING: Interest = {
  trace: () => 'none',
  otherWad: false,
  alive: () => false,
  traced: () => false,
  packet: () => false,
  passed: () => undefined,
};

const FORMATS = new URL('./formats/', import.meta.url);
const blocks = readdirSync(FORMATS)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => readFileSync(new URL(name, FORMATS), 'utf8').split(/^=== /m).slice(1))
  .map((block) => block.slice(block.indexOf('\n') + 1, block.indexOf('\n---')))
  .map((text) =>
    text.replace(/\\x([\da-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  );

/** As the command does, in the order of the names. */
async function analyseQuickly(files: Readonly<Record<string, string>>) {
  const analysis = createAnalysis({ store: memoryStore(), offsets: new Map(), detail: 1000 });
  for (const name of inputOrder(files)) {
    const sink = analysis.begin(name);
    await hand(files[name] ?? '', sink, 'bytes', 997);
    sink.end();
  }
  return analysis.report();
}

describe('the quick way comes to the same as the long one', () => {
  it.each(share(sampleNames(), 2))('%s', async (name) => {
    for (const text of [...Object.values(stored(name)), Object.values(stored(name)).join('')]) {
      const long = await readIn(text, 'long');
      for (const way of QUICK)
        for (const size of [65_536, 997]) expectSame((await readIn(text, way, size)).told, long.told);
    }
  });

  it('in every form that a page or a terminal gives a line, after whole ones and before them', async () => {
    const { files } = simulate({ seed: 3, noise: 5 });
    for (const block of blocks) {
      for (const around of Object.values(files).map((text) => text.split('\n').slice(0, 12).join('\n'))) {
        const text = `${around}\n${block}\n${around}\n${block}`;
        const { told } = await readIn(text, 'long');
        for (const way of QUICK) expectSame((await readIn(text, way)).told, told);
      }
    }
  });

  it('whatever is wrong with a capture', async () => {
    await fc.assert(
      fc.asyncProperty(hurtText, aWay, fc.constantFrom(61, 4096, 65_536), async (text, way, size) => {
        expectSame((await readIn(text, way, size)).told, (await readIn(text, 'long')).told);
      }),
      runs(200),
    );
  }, 3_600_000);

  it('whatever character of a line is another one', async () => {
    await fc.assert(
      fc.asyncProperty(scratched, aWay, fc.constantFrom(61, 997, 65_536), async (text, way, size) => {
        const { told } = await readIn(text, 'long');
        expectSame((await readIn(text, way, size)).told, told);
        // What nobody wants is counted all the same, and what is wrong with it told.
        const unwanted = (await readIn(text, way, size, NOTHING)).told;
        expect({ ...unwanted, events: [] }).toEqual({ ...told, events: [] });
      }),
      runs(500),
    );
  }, 3_600_000);
});

describe('most lines go the quick way', () => {
  it.each([
    ['flow.log', 0.9],
    ['sniff.txt', 0.8],
    ['wad.log', 0.9],
  ])('%s', async (name, share) => {
    const text = captures.map((files) => files[name] ?? '').join('');
    const { quickly, told } = await readIn(text, 'bytes');
    expect(quickly / told.tally.lines).toBeGreaterThan(share);
  });

  it('a packet with a remark behind it, or with its end once more, where nobody wants it', async () => {
    const packet = '2021-07-26 21:00:00.000075 port3 in 10.64.97.5.24097 -> 203.0.113.129.80: syn 4257044651';
    const behind = ['        <----- look here', `${' '.repeat(60)}7044651`, ''];
    const text = Array.from({ length: 300 }, (_, nth) => `${packet}${behind[nth % 3] ?? ''}\n`).join('');
    const { told, quickly } = await readIn(text, 'bytes', 65_536, NOTHING);
    const long = (await readIn(text, 'long')).told;
    expect(quickly).toBeGreaterThan(290);
    expect({ ...told, events: [] }).toEqual({ ...long, events: [] });
    expect(long.summary.damage).toEqual([{ kind: 'repeated-tail', count: 100, firstLine: 2 }]);
  });
});

describe('what is not wanted', () => {
  it.each([
    ['flow.log', (event: TraceEvent) => event.source === 'flow' && event.kind !== 'packet'],
    [
      'wad.log',
      (event: TraceEvent) =>
        event.kind === 'wad-message' &&
        (!/^_*wad_(?:ftp|exp)/.test(event.func!) || !event.text.includes('exp=0x')),
    ],
  ])('is counted, and told in its place: %s', async (name, maybe) => {
    let leftOut = 0;
    for (const files of captures) {
      const text = files[name] ?? '';
      const all = (await readIn(text, 'long')).told;
      const places: string[] = [];
      const ways: string[] = [];
      const interest: Interest = {
        trace: (id) => (['all', 'unusual', 'verdict', 'none'] as const)[id % 4] ?? 'all',
        otherWad: false,
        alive: ({ source, origin, stamp, wadSession }) =>
          Number(wadSession) % 2 === 0 ||
          places.push(`${source} ${origin.file} ${stamp?.printed ?? ''}`) === 0,
        traced: () => true,
        packet: ({ file, stamp, src, dst, ack }) => {
          if ((ack ?? 0) % 3 > 0) return true;
          ways.push(`${src} > ${dst}`);
          return places.push(`sniffer ${file} ${stamp.printed}`) === 0;
        },
        passed: (source, file, stamp) => places.push(`${source} ${file} ${stamp?.printed ?? ''}`),
      };
      const some = (await readIn(text, 'bytes', 65_536, interest)).told;
      expect({ ...some, events: [] }).toEqual({ ...all, events: [] });
      const left = all.events.filter(
        (event) => !some.events.some(({ origin }) => same(origin, event.origin)),
      );
      leftOut += left.length;
      expect(left.every(maybe)).toBe(true);
      expect(places).toEqual(
        left.map(({ source, origin, stamp }) => `${source} ${origin.file} ${stamp?.printed ?? ''}`),
      );
      const packets = left.filter((event) => event.source === 'sniffer' && event.kind === 'packet');
      expect(ways).toEqual(packets.map(({ src, dst }) => `${src} > ${dst}`));
      expect(some.events).toEqual(all.events.filter((event) => !left.includes(event)));
    }
    expect(leftOut).toBeGreaterThan(10);
  });

  it.each(share(sampleNames(), 2, 1))('changes no report: %s', async (name) => {
    const files = stored(name);
    const { tool } = analyse(files);
    expect(print({ ...(await analyseQuickly(files)), tool }, 'json')).toBe(print(analyse(files), 'json'));
  });
});

const same = (one: TraceEvent['origin'], other: TraceEvent['origin']): boolean => one.line === other.line;
