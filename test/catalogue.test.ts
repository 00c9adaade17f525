import { describe, expect, test } from '@jest/globals';
import { dispatcher, firstWord } from '../src/catalogue/dispatch.js';
import { flowMessage, flowMessages } from '../src/catalogue/flow.js';
import type { FlowHead } from '../src/catalogue/message.js';
import { mayBeDrop } from '../src/parsers/flow/fast-verdict.js';

const head: FlowHead = {
  origin: { file: 'x', line: 1, text: '' },
  stamp: undefined,
  traceId: 1,
  blade: undefined,
  func: undefined,
};

describe('flow messages', () => {
  test('every id is one of a kind', () => {
    const ids = flowMessages.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^flow\.[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  test.each(flowMessages.map((entry) => [entry.id, entry] as const))(
    '%s: its samples are its own',
    (id, entry) => {
      expect(entry.samples.length).toBeGreaterThan(0);
      expect(entry.means).toMatch(/^[A-Z].*\.$/);
      expect(entry.pattern.source.startsWith('^')).toBe(true);
      for (const sample of entry.samples) {
        expect(
          flowMessages.filter(({ pattern }) => pattern.test(sample.trimStart())).map((other) => other.id),
        ).toEqual([id]);
        const hit = flowMessage(sample.trimStart());
        expect(hit?.entry.id).toBe(id);
        if (entry.event !== null) expect(entry.event(hit!.groups, head)).not.toBeNull();
      }
    },
  );

  test.each(flowMessages.map((entry) => [entry.id, entry] as const))(
    '%s: any tail is tolerated',
    (id, entry) => {
      // A bare `trace` alone is known by having no tail.
      if (id === 'flow.no-destination') return;
      for (const sample of entry.samples)
        expect(flowMessage(`${sample.trimStart()} <----- here`)?.entry.id).toBe(id);
    },
  );

  test.each(flowMessages.flatMap(({ samples, event }) => samples.map((sample) => [sample, event] as const)))(
    '%s: is looked at where only drops are, if it drops the packet',
    (sample, event) => {
      const hit = flowMessage(sample.trimStart());
      const isDrop = event !== null && event(hit!.groups, head)?.kind === 'drop';
      const bytes = Buffer.from(`${sample}"`, 'latin1');
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      expect(isDrop && !mayBeDrop(bytes, view, 0, sample.length)).toBe(false);
    },
  );

  test('the order of entries decides nothing', () => {
    const backwards = dispatcher([...flowMessages].reverse());
    for (const { id, samples } of flowMessages) {
      for (const sample of samples) expect(backwards(sample.trimStart())?.entry.id).toBe(id);
    }
  });
});

test.each([
  ['VIP-10.0.0.1:21, outdev-port3', 'VIP'],
  ['npu_state=0x100, hook=4', 'npu_state'],
  [' Denied by forward policy check', 'Denied'],
  ['=x', ''],
  ['', ''],
])('first word of %j', (text, word) => {
  expect(firstWord(text)).toBe(word);
});
