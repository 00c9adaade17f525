import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, test } from '@jest/globals';

import { LOSSES } from '../../src/events/damage.js';
import { FOREIGN } from '../../src/events/foreign.js';
import { EXIT } from '../../src/failure.js';
import { vocabulary, wordMeanings } from '../../src/report/words/lookup.js';
import { sampleNames } from '../samples/folder.js';
import { reportOn } from '../samples/report-on.js';

const sources = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.parentPath.includes('report/words'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
const found = (pattern: RegExp): string[] =>
  [
    ...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map(([, word = '']) => word))),
  ].sort();
const known = (where: string): string[] =>
  vocabulary.flatMap((one) => (one.where === where ? [one.word] : [])).sort();

describe('explain knows', () => {
  it('every kind of damage that a parser or an input names', () => {
    const named = found(/\b(?:damaged|lost)\(\s*'([a-z-]+)'/g);
    const kinds = new Set([...named, ...LOSSES, ...FOREIGN.map(({ kind }) => kind)]);
    expect(kinds.size).toBeGreaterThan(20);
    expect(known('damage of a source')).toEqual([...kinds].sort());
  });

  it('every kind of event that the schema lists', () => {
    const listed = readFileSync('schema/events-1.json', 'utf8').matchAll(
      /"kind": \{\s*"(?:const|enum)": (?<names>"[a-z-]+"|\[[^\]]*\])/g,
    );
    const kinds = new Set([...listed].flatMap(({ groups }) => groups?.['names']?.match(/[a-z-]+/g) ?? []));
    expect(kinds.size).toBeGreaterThan(20);
    expect(known('a kind of event')).toEqual([...kinds].sort());
  });

  it('every error code, and every exit code', () => {
    expect(known('an error')).toEqual(found(/'(FGT_[A-Z_]+)'/g));
    expect(known('an exit code')).toEqual(['0', ...Object.values(EXIT).map(String)].sort());
  });

  it('every reply that a rule or a sample names', () => {
    const replies = sampleNames().flatMap((name) =>
      reportOn(name).offers.flatMap(({ transfer }) => transfer?.replies.map(({ code }) => code) ?? []),
    );
    for (const code of replies) expect(known('a reply of FTP')).toContain(String(code));
    for (const code of found(/\bREPLY_(\d{3})\b/g)) expect(known('a reply of FTP')).toContain(code);
  });

  it('every word that stands in the reports on the samples where few words can stand', () => {
    const words = sampleNames().flatMap((name) => {
      const {
        verdict,
        clocks,
        controlSessions,
        offers,
        expectations,
        dataFlows,
        findings,
        sources: read,
        omitted,
      } = reportOn(name);
      return [
        verdict,
        ...clocks.flatMap(({ method, source }) => [method, source]),
        ...controlSessions.flatMap(({ inspection, tls, stages }) => [
          inspection,
          tls,
          ...stages.map(({ state }) => state),
        ]),
        ...offers.flatMap((one) => [
          ...[one.verdict, one.pinhole, one.confidence ?? 'inconclusive', one.command ?? 'implied offer'],
          ...one.stages.flatMap(({ stage, state }) => [stage, state]),
        ]),
        ...expectations.map(({ openedBy }) => openedBy),
        ...dataFlows.flatMap(({ admittedBy, clientLeg, serverLeg }) => [
          admittedBy,
          clientLeg.state,
          serverLeg.state,
        ]),
        ...findings.flatMap(({ steps }) => steps.map(({ purpose }) => purpose)),
        ...read.flatMap(({ damage }) => damage.map(({ kind }) => kind)),
        ...Object.keys(omitted),
      ];
    });
    expect(new Set(words).size).toBeGreaterThan(50);
    for (const word of new Set(words)) expect([word, wordMeanings(word).length]).not.toEqual([word, 0]);
  });
});

test.each([
  ['proven', 'how sure a verdict is'],
  ['not captured', 'the state of a stage'],
  ['let through', 'a stage'],
  ['implied offer', 'a term'],
  ['repeated tail', 'damage of a source'],
  ['exit code 65', 'an exit code'],
  ['65', 'an exit code'],
  ['426', 'a reply of FTP'],
  ['serverLeg', 'a stage'],
  ['server side', 'a stage'],
  ['WAD debug', 'a source'],
  ['fgt_usage', 'an error'],
])('%s is %s', (word, where) => {
  expect(wordMeanings(word).map((one) => one.where)).toContain(where);
});

it('tells each in whole sentences', () => {
  for (const { means } of vocabulary) expect(means).toMatch(/^[“\p{Lu}].{5,}\.$/su);
});
