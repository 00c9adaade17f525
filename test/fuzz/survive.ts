import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';

import { Ajv2020 } from 'ajv/dist/2020.js';

import { createAnalysis } from '../../src/analyze.js';
import { compare } from '../../src/compare/compare.js';
import { memoryStore } from '../../src/correlate/fold/evidence-store.js';
import type { TraceEvent } from '../../src/events/events.js';
import { Failure } from '../../src/failure.js';
import type { Sink } from '../../src/input/input.js';
import { openInputs } from '../../src/input/open.js';
import { createReader } from '../../src/parsers/reader.js';
import { comparisonFormatNames, formats } from '../../src/report/formats/index.js';
import { eventLine } from '../../src/report/text/event-json.js';
import { unrecognised } from '../../src/report/sections/unrecognised.js';

const ajv = new Ajv2020({ strict: true, allErrors: false, strictRequired: false, strictTypes: false });
const schema = (name: string) =>
  ajv.compile(JSON.parse(readFileSync(new URL(`../../schema/${name}.json`, import.meta.url), 'utf8')));
const validReport = schema('report-1');
const validEvent = schema('events-1');

/** CPU seconds that a case may take, and its further seconds per MiB: generous, to find hangs and not slowness. */
const BOUND = { base: 6, perMiB: 6 };
const OPTIONS = { width: 80, colour: false, detail: 1000 };
/** A terminal obeys these: no output for people may hold one. */
const OBEYED = /(?!\n)\p{Cc}/u;

const cut = (bytes: Uint8Array, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    Buffer.from(bytes.subarray(at * size, (at + 1) * size)),
  );

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/**
 * The whole program on some bytes, except for its command line. Throws where a promise is broken. Time is allowed for as
 * many bytes as there are to read (`size`): of what is packed more than it weighs.
 */
export async function survive(bytes: Uint8Array, chunk = 4096, size = bytes.length): Promise<void> {
  const started = process.cpuUsage();
  await everything(cut(bytes, chunk));
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / 1e6;
  const bound = BOUND.base + (BOUND.perMiB * size) / 2 ** 20;
  must(seconds < bound, `${bytes.length} bytes took ${seconds} CPU seconds`);
}

async function everything(pieces: Buffer[]): Promise<void> {
  const analysis = createAnalysis({ store: memoryStore(), offsets: new Map(), detail: 1000 });
  const sink = analysis.begin('fuzz');
  if (!(await readInto(sink, pieces))) return;
  sink.end();
  const reader = createReader('fuzz', printedEvent);
  await readInto({ ...reader, event: printedEvent }, pieces);
  reader.end();
  const { lines, claimed, blank, unrecognised: left } = reader.tally();
  must(lines === claimed + blank + left, `${lines} lines are not ${claimed} + ${blank} + ${left}`);
  printed(analysis);
}

async function readInto(sink: Sink, pieces: Buffer[]): Promise<boolean> {
  const [input] = await openInputs(['-'], { stdin: Readable.from(pieces) }).catch((error: unknown) => {
    if (error instanceof Failure) return [];
    throw error;
  });
  await input?.read(sink);
  return input !== undefined;
}

function printedEvent(event: TraceEvent): void {
  const line = eventLine(event);
  must(!OBEYED.test(line), 'a control byte is printed');
  must(validEvent(JSON.parse(line)), `event ${line}: ${ajv.errorsText(validEvent.errors)}`);
}

function printed(analysis: ReturnType<typeof createAnalysis>): void {
  const document = analysis.report();
  const json = [...formats.json.report(document, OPTIONS)].join('');
  must(validReport(JSON.parse(json)), `report: ${ajv.errorsText(validReport.errors)}`);
  const comparison = compare(document, document);
  must(!comparison.different, 'a report differs from itself');
  const forPeople = [
    ...(['text', 'markdown'] as const).map((format) => formats[format].report(document, OPTIONS)),
    unrecognised(analysis.unclaimed(), OPTIONS),
    ...comparisonFormatNames.map((format) => formats[format].comparison(comparison, OPTIONS)),
  ];
  for (const pieces of forPeople) must(!OBEYED.test([...pieces].join('')), 'a control byte is printed');
}
