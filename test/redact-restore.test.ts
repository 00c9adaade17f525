// @long Redacts, judges, prints and restores every sample.
import { describe, expect, it } from '@jest/globals';

import type { ReportDocument } from '../src/document.js';
import { createRestoring, mapText, readMap } from '../src/redact/map.js';
import { secretShift } from '../src/redact/time/secret-shift.js';
import { formatNames, formats, type FormatName } from '../src/report/formats/index.js';
import { sampleNames, stored } from './samples/folder.js';
import { analyse } from './samples/run.js';
import { share } from './samples/share.js';
import { redactedTexts, TEST_SECRET } from './redact/run.js';

/** A row of a dump is rewritten byte by byte, and nobody reads a name in it. */
const ROW = /^0x[\da-f]{4}/;
/** Long lines are cut in these formats, and a name of another length moves the place. */
const CERTAIN = 40;

/** What is told, without what a name of another length moves: columns, ends of lines, drawings. */
function words(format: FormatName, report: string): string[] {
  const told = format === 'html' ? report.replace(/<(style|svg)\b.*?<\/\1>|<[^>]*>/gs, '\n') : report;
  if (format === 'text' || format === 'json') return [told.replace(/[\s\u2500-\u257f|+-]+/g, '')];
  return told
    .split(/[`\n]/)
    .map((part) =>
      part
        .replace(/[\s|-]+/g, ' ')
        .trim()
        .slice(0, CERTAIN),
    )
    .filter((part) => part !== '');
}

const printed = (format: FormatName, document: ReportDocument): string =>
  [...formats[format].report(document, { width: 1000, colour: false, detail: 1000, whole: true })].join('');

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function redactedAndBack(captures: Readonly<Record<string, string>>, shift: number) {
  const { texts, redaction } = redactedTexts(captures, { shift });
  const restore = createRestoring(readMap(mapText(redaction)) ?? { replaced: [], shift: 0 });
  return { texts, restored: (text: string): string => text.split('\n').map(restore).join('\n') };
}

describe.each(share(sampleNames(), 5))('the sample %s, redacted and restored', (name) => {
  const captures = stored(name);
  const { texts, restored } = redactedAndBack(captures, 0);
  const reports = once(() => ({ redacted: analyse(texts), original: analyse(captures) }));

  it.each(formatNames)('has its report again: %s', (format) => {
    const { redacted, original } = reports();
    const report = restored(printed(format, redacted));
    expect(words(format, report)).toEqual(words(format, printed(format, original)));
  });

  it('has its lines again, and its times', () => {
    const later = redactedAndBack(captures, secretShift(TEST_SECRET));
    for (const [file, text] of Object.entries(later.texts)) {
      const lines = (one: string): string[] => one.split('\n').filter((line) => !ROW.test(line));
      expect(lines(later.restored(text))).toEqual(lines(captures[file] ?? ''));
    }
  });
});
