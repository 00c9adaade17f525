// @long Random captures of all formats, damaged.
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { CASES as DAMAGED } from './fuzz/cases.js';
import { CUT, ONCE_TURNED, turned } from './fuzz/cut.js';
import { EXTREMES } from './fuzz/extremes.js';
import { STRUCTURED } from './fuzz/structured.js';
import { survive } from './fuzz/survive.js';

const CASES = { ...DAMAGED, ...STRUCTURED };

/** `npm run fuzz -- SECONDS [SEED]`: the same properties for as long as wanted. */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 0);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20210726);
const names = Object.keys(CASES);
const milliseconds = SECONDS === 0 ? 250 : (SECONDS * 1000) / (names.length + 1);

const corpus = fileURLToPath(new URL('corpus/', import.meta.url));
/** What is being tried: all that is left of a case that never ends. */
const trace = process.env['FUZZ_TRACE'];

describe('no input breaks it', () => {
  it.each(names)(
    '%s',
    async (name) => {
      const property = fc.asyncProperty(
        CASES[name]!,
        fc.constantFrom(4096, 65_536, 61),
        async (bytes, chunk) => {
          if (trace !== undefined) writeFileSync(trace, bytes);
          await survive(bytes, chunk);
        },
      );
      const { failed, counterexample, counterexamplePath, errorInstance, numRuns } = await fc.check(
        property,
        {
          seed: SEED,
          numRuns: 1_000_000,
          interruptAfterTimeLimit: milliseconds,
          markInterruptAsFailure: false,
        },
      );
      if (trace !== undefined) process.stderr.write(`${name}: ${numRuns} cases\n`);
      if (!failed) return;
      const [bytes, chunk] = counterexample ?? [];
      const kept = join(mkdtempSync(join(tmpdir(), 'fuzz-')), 'case');
      writeFileSync(kept, bytes ?? '');
      const where = `seed ${SEED}, path ${counterexamplePath ?? ''}, in pieces of ${chunk ?? 0} bytes, kept as ${kept}`;
      throw new Error(`${String((errorInstance as Error).stack)}\n${where}`);
    },
    milliseconds + 120_000,
  );
});

describe('no line less turns a verdict', () => {
  it(
    'of an offer',
    () => {
      const property = fc.property(CUT, (it) => {
        const wrong = turned(it);
        if (wrong.length > 0) throw new Error(`${JSON.stringify(it)}: ${wrong.join('; ')}`);
      });
      const { failed, errorInstance, numRuns } = fc.check(property, {
        seed: SEED,
        numRuns: 1_000_000,
        interruptAfterTimeLimit: milliseconds,
        markInterruptAsFailure: false,
      });
      if (trace !== undefined) process.stderr.write(`lines less: ${numRuns} cases\n`);
      if (failed) throw errorInstance;
    },
    120_000 + milliseconds,
  );

  it.each(Object.entries(ONCE_TURNED))('%s', (_, it) => {
    expect(turned(it)).toEqual([]);
  });
});

describe('what once broke it', () => {
  it.each(readdirSync(corpus))('%s', async (name) => {
    const bytes = readFileSync(corpus + name);
    for (const chunk of [65_536, 61]) await expect(survive(bytes, chunk)).resolves.toBeUndefined();
  });
});

describe('no size makes it wait or swell', () => {
  it.each(Object.keys(EXTREMES))('%s', async (name) => {
    const made = EXTREMES[name]!(SECONDS === 0 ? 1 : 4);
    const bytes = typeof made === 'string' ? Buffer.from(made) : made;
    const before = process.memoryUsage().rss;
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    // Of a bomb no more than its lines need, which are all that takes time.
    const size = isPacked ? Math.min(gunzipSync(bytes).length, 2 ** 21) : bytes.length;
    await survive(bytes, 65_536, size);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });
});
