// @long Redacts and judges every sample.
import { describe, expect, it } from '@jest/globals';

import { createLeakSearch } from '../src/redact/proof/search.js';
import { differenceOf } from '../src/redact/proof/same-judgement.js';
import { sampleNames, stored } from './samples/folder.js';
import { share } from './samples/share.js';
import { analyse } from './samples/run.js';
import { secretShift } from '../src/redact/time/secret-shift.js';
import { redactedTexts, TEST_SECRET } from './redact/run.js';

const moved = new Set(share(sampleNames(), 6));

describe.each(share(sampleNames(), 2))('the sample %s, redacted', (name) => {
  const captures = stored(name);
  const { texts, redaction } = redactedTexts(captures);

  it('is judged as it was', () => {
    expect(differenceOf(analyse(captures), analyse(texts), redaction)).toBeNull();
  });

  it('holds no original', () => {
    const search = createLeakSearch(redaction);
    for (const text of Object.values(texts))
      expect(text.split('\n').filter((line) => search(line) !== null)).toEqual([]);
  });

  if (moved.has(name)) {
    it('is judged as it was, an amount of time later', () => {
      const later = redactedTexts(captures, { shift: secretShift(TEST_SECRET) });
      expect(differenceOf(analyse(captures), analyse(later.texts), later.redaction)).toBeNull();
      const days = [
        ...new Set(
          Object.values(captures)
            .join('\n')
            .match(/\b20\d\d-\d\d-\d\d(?= \d\d:\d\d:\d\d)/g),
        ),
      ];
      for (const day of days) expect(Object.values(later.texts).join('\n')).not.toContain(`${day} `);
    });
  }

  it('has as many lines', () => {
    for (const [file, text] of Object.entries(captures))
      expect(texts[file]?.split('\n').length).toBe(text.split('\n').length);
  });
});

describe('the proof', () => {
  const report = analyse(stored('proxy-policy-deny'));
  const unchanged = { text: (text: string) => text, shift: 0 } as never;
  const entries = [...report.timeline];
  const swapped = (at: number): typeof report => {
    const timeline = [...entries];
    timeline.splice(at, 2, entries[at + 1]!, entries[at]!);
    return { ...report, timeline };
  };
  const sameTime = entries.findIndex(({ time }, at) => time !== null && time === entries[at + 1]?.time);

  it('asks for no order of what has the same time', () => {
    expect(sameTime).toBeGreaterThanOrEqual(0);
    expect(differenceOf(report, swapped(sameTime), unchanged)).toBeNull();
  });

  it('asks for each line', () => {
    const without = { ...report, timeline: entries.slice(1) };
    expect(differenceOf(report, without, unchanged)).toBe('.timeline.length');
    const other = entries.map((entry, at) => (at === sameTime ? { ...entry, line: entry.line + 1 } : entry));
    expect(differenceOf(report, { ...report, timeline: other }, unchanged)).toMatch(/^\.timeline/);
  });
});
