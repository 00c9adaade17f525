import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { afterAll, describe, expect, it } from '@jest/globals';

import { createTurns } from '../src/input/lockstep.js';
import { openInputs } from '../src/input/open.js';

const folder = mkdtempSync(join(tmpdir(), 'lockstep-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const files = ['a', 'b', 'c'].map((name) => join(folder, name));
// Each line is its own time; a block holds some ten thousand of them.
files.forEach((file, nth) => {
  writeFileSync(file, Array.from({ length: 40_000 }, (_, at) => 10 * at + nth).join('\n'));
});

/** The inputs in the order in which their lines come, told once for each run of lines of one input. */
async function orderOf(delays: readonly number[]): Promise<number[]> {
  const inputs = await openInputs(files);
  const turns = createTurns(inputs.length);
  const order: number[] = [];
  await Promise.all(
    inputs.map(async (input, nth) => {
      await setTimeout(delays[nth] ?? 0);
      let reached = 0;
      const line = (text: string): void => {
        reached = Number(text);
        if (order.at(-1) !== nth) order.push(nth);
      };
      const ready = (): Promise<void> | undefined => turns.ready(nth, reached);
      await input.read({ line, event: () => undefined, damaged: () => undefined, ready });
      turns.done(nth);
    }),
  );
  return order;
}

describe('inputs read side by side', () => {
  it('take turns in the same way, whichever the disk gives first', async () => {
    const order = await orderOf([0, 0, 0]);
    expect(order.length).toBeGreaterThan(6);
    for (const delays of [
      [40, 20, 0],
      [0, 40, 20],
      [20, 0, 40],
    ])
      expect(await orderOf(delays)).toEqual(order);
  });
});
