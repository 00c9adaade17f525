import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { createProgress } from '../src/commands/shared/progress.js';
import type { Failure } from '../src/failure.js';
import { createSpill } from '../src/input/evidence-file.js';

describe('kept evidence', () => {
  it('reads back what was kept, from memory and from the file, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 300 })), fc.nat(2000), (texts, limit) => {
        const spill = createSpill(limit);
        const kept = texts.map((text, at) => spill.keep({ file: 'a', line: at + 1, text }));
        for (const [at, one] of [...kept.entries()].reverse()) expect(one.text).toBe(texts[at]);
        expect(JSON.parse(JSON.stringify(kept))).toEqual(
          texts.map((text, at) => ({ file: 'a', line: at + 1, text })),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('is read in between, and bounded in memory', () => {
    const spill = createSpill(0);
    const text = 'x'.repeat(1000);
    const first = spill.keep({ file: 'a', line: 1, text: `first ${text}` });
    for (let line = 2; line < 60_000; line++) spill.keep({ file: 'a', line, text });
    const last = spill.keep({ file: 'a', line: 60_000, text: '\ud800 last' });
    expect([first.text.slice(0, 5), last.text]).toEqual(['first', '\ud800 last']);
  });

  /** More than is held before it is written. */
  const long = 'x'.repeat(400_000);

  it('leaves nothing behind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'spill-'));
    const kept = createSpill(0, folder).keep({ file: 'a', line: 1, text: long });
    expect([kept.text, readdirSync(folder)]).toEqual([long, []]);
    rmSync(folder, { recursive: true });
  });

  it('says why it cannot be kept', () => {
    const keep = (): unknown => createSpill(0, '/no/such/folder').keep({ file: 'a', line: 1, text: long });
    expect(keep).toThrow(/^Cannot keep what was read in a temporary file: ENOENT/);
    try {
      expect(keep()).toBe('');
    } catch (error) {
      expect((error as Failure).exit).toBe(73);
    }
  });
});

describe('progress', () => {
  const run = (
    total: number | undefined,
    isTTY: boolean,
    steps: readonly (readonly [ms: number, bytes: number])[],
  ) => {
    const told: string[] = [];
    let time = 0;
    const terminal = { isTTY, columns: 60, write: (text: string) => told.push(text) };
    const progress = createProgress(total, terminal, () => time);
    for (const [ms, bytes] of steps) {
      time = ms;
      progress.at(bytes);
    }
    progress.end();
    return told;
  };

  it('is told after a second, ten times a second at most, and wiped', () => {
    const steps = [
      [500, 1e6],
      [1000, 2e6],
      [1050, 3e6],
      [1100, 4e6],
    ] as const;
    expect(run(8e6, true, steps)).toEqual([
      '\r\u001b[K2.0 MB of 8.0 MB read (25 %), 2.0 MB/s, 0:03 left',
      '\r\u001b[K4.0 MB of 8.0 MB read (50 %), 3.6 MB/s, 0:02 left',
      '\r\u001b[K',
    ]);
  });

  it('is told of a stream without an end', () => {
    expect(run(undefined, true, [[2000, 5e6]])[0]).toBe('\r\u001b[K5.0 MB read, 2.5 MB/s');
  });

  it('is silent in short runs, and where nobody watches', () => {
    expect(run(8e6, true, [[900, 8e6]])).toEqual([]);
    expect(run(8e6, false, [[5000, 8e6]])).toEqual([]);
  });
});
