// @long Judges every release again with damage of every kind.
import { describe, expect, test } from '@jest/globals';
import { asOneConsoleLog, interleave, wrapAt } from './simulate/damage.js';
import { simulate } from './simulate/index.js';
import type { Release, ScenarioOptions } from './simulate/types.js';
import { facts, read } from './read.js';

const RELEASES: Release[] = ['6.4', '7.0', '7.4'];
const CASES = ([4, 6] as const).flatMap((family) => RELEASES.map((release) => ({ family, release })));
const OUTPUTS = ['flow.log', 'wad.log', 'sniff.txt'];

const captured = (options: Partial<ScenarioOptions>) =>
  simulate({ seed: 7, sessions: [{ transfers: [{}, { fault: 'never-used' }, {}] }], ...options }).files;

describe.each(CASES)('IPv$family, $release', (options) => {
  const busy = captured({ ...options, noise: 20 });
  const calm = captured({ ...options, noise: 0 });

  test.each(OUTPUTS)('%s needs no repair', (file) => {
    const { unclaimed, damage } = read(busy[file]!.trimEnd());
    expect([unclaimed, damage]).toEqual([[], []]);
  });

  test.each(OUTPUTS.flatMap((file) => [80, 100, 132].map((width) => [file, width] as const)))(
    '%s is the same after a terminal has wrapped it at %i columns',
    (file, width) => {
      const text = calm[file]!.trimEnd();
      const wrapped = wrapAt(text, width);
      expect(read(wrapped).unclaimed).toEqual([]);
      expect(facts(wrapped)).toEqual(facts(text));
      expect(read(wrapped).summary.records).toEqual(read(text).summary.records);
    },
  );

  test('two outputs on one console', () => {
    const [flow, sniffer] = [busy['flow.log']!, busy['sniff.txt']!];
    const { summary, unclaimed } = read(interleave(flow, sniffer));
    expect(unclaimed).toEqual([]);
    expect(summary.records.flow).toBe(read(flow).summary.records.flow);
    expect(summary.records.sniffer).toBe(read(sniffer).summary.records.sniffer);
  });

  test('all outputs pasted into one article', () => {
    const capture = simulate({ seed: 7, ...options, noise: 20 });
    const { summary } = read(asOneConsoleLog(capture, 5));
    const alone = Object.values(capture.files).map((text) => read(text).summary.records);
    for (const source of ['flow', 'wad', 'sniffer', 'session', 'config'] as const) {
      expect([source, summary.records[source]]).toEqual([
        source,
        alone.reduce((sum, records) => sum + records[source], 0),
      ]);
    }
  });
});
