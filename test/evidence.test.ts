// @long each line of the evidence is taken out once, and all is analysed again
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { evidenceOf } from '../src/commands/shared/evidence.js';
import { readAll } from '../src/commands/shared/read-inputs.js';
import type { ReportDocument } from '../src/document.js';
import { evidenceText } from '../src/evidence/evidence-text.js';
import { folderOf, sampleNames, stored } from './samples/folder.js';

/** `npm run evidence` takes all of them, in a minute or two; else every so many-th. */
const every = process.env['EVIDENCE_OF_ALL'] === '1' ? 1 : 12;
const names = sampleNames().filter((_, at) => at % every === 0);

const folder = mkdtempSync(join(tmpdir(), 'fgtrace-evidence-'));
const shares: number[] = [];
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  const sorted = shares.sort((a, b) => a - b);
  const share = 100 * (sorted[Math.floor(sorted.length / 2)] ?? NaN);
  if (every === 1) process.stderr.write(`Median share of the lines: ${share.toFixed(1)} %\n`);
});

/** What somebody concludes from a report, written apart from what the program compares. */
function concluded({ verdict, offers, controlSessions, findings }: ReportDocument): unknown {
  const all = [
    ...offers.map((one) => `${one.command} ${one.endpoint} ${one.verdict} ${one.code} ${one.confidence}`),
    ...controlSessions.map((one) => `${one.client} ${one.server} ${one.verdict} ${one.code}`),
  ];
  const told = all.length > 0 ? all : findings.map(({ code, verdict: how }) => `${code} ${how}`);
  return { verdict, told: told.sort() };
}

/** Whether the row of a dump is the other one with stars for a password: `*` among the letters, `2a` among the digits. */
function isMasked(row: string, masked: string): boolean {
  if (!/^\s*0x[\da-f]{4}/.test(row) || row.length !== masked.length) return false;
  return Array.from(masked).every((letter, at) => letter === row[at] || '*2a'.includes(letter));
}

const warn = (sentence: string): void => {
  throw new Error(sentence);
};

/** As `fgtrace analyze -` reads it: null where nothing in it is recognised. */
async function analysed(text: string): Promise<unknown> {
  const file = join(folder, 'evidence.txt');
  writeFileSync(file, text);
  const analysis = await readAll([file], { warn }).catch(() => null);
  return analysis && concluded(analysis.report());
}

describe('the evidence of a sample', () => {
  it.each(names)('%s comes to the same, and needs every line', async (name) => {
    const { document, found } = await evidenceOf([folderOf(name)], { warn });
    const text = [...evidenceText(found)].join('');
    const wanted = concluded(document);
    expect(await analysed(text)).toEqual(wanted);

    const lines = text.slice(0, -1).split('\n');
    const originals = stored(name);
    let file = '';
    for (const [at, line] of lines.entries()) {
      if (line.startsWith('# ')) file = line.slice(2).replace(`${folderOf(name)}/`, '');
      else {
        const isOriginal = (one: string): boolean => one === line || isMasked(one, line);
        expect([line, originals[file]?.split(/\r*\n/).some(isOriginal)]).toEqual([line, true]);
        const without = lines.filter((_, other) => other !== at).join('\n');
        expect([line, await analysed(without)]).not.toEqual([line, wanted]);
      }
    }
    const all = Object.values(originals).reduce((sum, one) => sum + one.split('\n').length - 1, 0);
    shares.push(found.lines.length / all);
  });
});
