import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

import type { ReportDocument } from '../src/document.js';
import { captureRules } from '../src/diagnose/rules/capture/index.js';
import { controlRules } from '../src/diagnose/rules/control/index.js';
import { remarks } from '../src/diagnose/rules/remark/index.js';
import { rules } from '../src/diagnose/rules/offer/index.js';
import { fileTypeOf } from '../src/input/file-type.js';
import { samples } from './samples/cases.js';
import { expected, WHOLE } from './samples/expected.js';
import { read, REAL, remove, sampleNames, stored, write } from './samples/folder.js';
import { indexPage } from './samples/index-page.js';
import { faults } from './simulate/faults.js';
import { isByTable, simulate } from './simulate/index.js';
import { captures, readme } from './samples/make.js';
import { reportOn } from './samples/report-on.js';
import { print } from './samples/run.js';
import type { Sample, Wanted } from './samples/sample.js';

const update = process.env['UPDATE_SAMPLES'] === '1';

/** What a report says, in the words in which a case wants it. */
function said(document: ReportDocument, wants: Wanted): Wanted {
  const { verdict, offers, controlSessions, findings } = document;
  return {
    verdict,
    offers: offers.map((offer) => `${offer.verdict} ${offer.code}`),
    ...(wants.controls && { controls: controlSessions.map((one) => `${one.verdict} ${one.code}`) }),
    ...(wants.remarks && {
      remarks: wants.remarks.filter((code) => findings.some((finding) => finding.code === code)),
    }),
  };
}

/** The file has to say this already (or not be there at all), or is written anew where that was asked for. */
function hold(name: string, file: string, text: string | undefined): void {
  if (update && read(name, file) !== text) {
    if (text === undefined) remove(name, file);
    else write(name, file, text);
  }
  expect(read(name, file)).toBe(text);
}

const ajv = new Ajv2020({ strict: true, allErrors: true, strictRequired: false, strictTypes: false });
const valid = ajv.compile(
  JSON.parse(readFileSync(new URL('../schema/report-1.json', import.meta.url), 'utf8')),
);

/** What a report has to show of every part that reports have. */
const shownBy = ({ verdict, sources, clocks, controlSessions, offers }: ReportDocument): string[] => [
  `verdict ${verdict}`,
  ...sources.flatMap(({ records, damage }) => [
    ...Object.entries(records).flatMap(([source, count]) => (count > 0 ? [source] : [])),
    ...damage.map(({ kind }) => `damage ${kind}`),
  ]),
  ...clocks.map(({ method }) => `clock ${method}`),
  ...controlSessions.map((one) => `control session ${one.verdict}`),
  ...controlSessions.flatMap((one) => [`inspection ${one.inspection}`, `TLS ${one.tls}`]),
  ...offers.flatMap((one) => [`offer ${one.verdict}`, `${one.confidence}`, `pinhole ${one.pinhole}`]),
  ...offers.map(({ command }) => `command ${command}`),
  ...offers.flatMap(({ stages }) => stages.map(({ stage, state }) => `${stage} ${state}`)),
];

const real: [string, Wanted] = [REAL, { verdict: 'worked', offers: ['worked PINHOLE_WORKED'] }];

describe.each(samples)('the case $name', (sample: Sample) => {
  it('is made of what the simulated unit prints', () => {
    const files = captures(sample);
    for (const [file, text] of Object.entries(files)) hold(sample.name, file, text);
    expect(Object.keys(stored(sample.name))).toEqual(Object.keys(files).sort());
    hold(sample.name, 'README.md', readme(sample, Object.keys(files)));
  });
});

describe.each([real, ...samples.map(({ name, wants }): [string, Wanted] => [name, wants])])(
  'the report on %s',
  (name, wants) => {
    it('tells the truth, in the words that stand beside the captures', () => {
      const document = reportOn(name);
      // First, so that files made anew never bless a wrong verdict.
      expect(said(document, wants)).toEqual(wants);
      for (const [file, text] of Object.entries(expected(name, document))) {
        hold(name, file, text);
        // Whoever analyses the whole folder shall not count the lines twice that are quoted there.
        if (text !== undefined) expect(fileTypeOf(Buffer.from(text))).toMatchObject({ expected: true });
      }
    });

    it('is of the promised form, and prints in 80 columns', () => {
      const [json, text] = [print(reportOn(name), 'json'), print(reportOn(name), 'text', false)];
      valid(JSON.parse(json));
      expect(valid.errors ?? []).toEqual([]);
      expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
      expect(text).not.toMatch(/[\p{Cc}](?<!\n)/u);
      expect(json).not.toMatch(/[\p{Cc}](?<!\n)/u);
      expect(text.endsWith('\n') && json.endsWith('\n')).toBe(true);
    });
  },
);

describe('the gallery', () => {
  const names = samples.map(({ name }) => name);

  it('holds its cases and nothing else', () => {
    expect(sampleNames()).toEqual([REAL, ...names].sort());
  });

  it('has an index by what one sees', () => {
    const all = new Map(sampleNames().map((name) => [name, reportOn(name)]));
    const page = indexPage(samples, all);
    hold('.', 'README.md', page);
    // Each case under one symptom, and no symptom without a case.
    const rows = page.split('\n').filter((line) => line.startsWith('| ['));
    expect(rows.map((row) => /^\| \[([^\]]+)/.exec(row)?.[1]).sort()).toEqual(sampleNames());
    expect(page).not.toContain('| --- |\n\n');
  });

  it('keeps reports whole that show every source, state, command and verdict of all', () => {
    expect(WHOLE.filter((name) => !sampleNames().includes(name))).toEqual([]);
    const whole = new Set(WHOLE.flatMap((name) => shownBy(reportOn(name))));
    const all = new Set(sampleNames().flatMap((name) => shownBy(reportOn(name))));
    expect([...all].filter((one) => !whole.has(one))).toEqual([]);
  });

  it('pairs cases that stand in it', () => {
    const others = samples.flatMap(({ pair }) => pair?.name ?? []);
    expect(others.filter((name) => !names.includes(name))).toEqual([]);
  });

  const says = ({ name }: Sample): Set<string> => new Set(reportOn(name).findings.map(({ code }) => code));
  const wanted = ({ wants }: Sample, code: string): boolean =>
    [...wants.offers, ...(wants.controls ?? [])].some((verdict) => verdict.split(' ')[1] === code) ||
    wants.remarks?.includes(code) === true;
  // One rule gives the codes of all replies.
  const codes = new Set(
    [...rules, ...controlRules, ...remarks, ...captureRules]
      .map(({ code }) => code)
      .filter((code) => !/^REPLY_\d+$/.test(code)),
  );
  const pairs = samples.flatMap((sample) => {
    const other = samples.find(({ name }) => name === sample.pair?.name);
    return other === undefined ? [] : [[sample, other] as const];
  });

  it.each([...codes])('shows %s in a pair of which one has it and the other not', (code) => {
    const parted = pairs.filter(
      ([one, other]) =>
        (wanted(one, code) && !says(other).has(code)) || (wanted(other, code) && !says(one).has(code)),
    );
    expect(parted).not.toEqual([]);
  });

  it('has a neighbour for everything that does not work, as far as a case that works', () => {
    const byName = new Map(samples.map((sample) => [sample.name, sample]));
    const goesBack = ({ scenario, wants, pair }: Sample, seen: readonly string[] = []): boolean => {
      // A configuration alone shows no connection, so that nothing of it ever works.
      if (wants.verdict === 'worked' || (!pair && scenario.sources?.join() === 'config')) return true;
      const other = pair && !seen.includes(pair.name) ? byName.get(pair.name) : undefined;
      return other !== undefined && goesBack(other, [...seen, other.name]);
    };
    const alone = samples.filter((sample) => sample.wants.verdict !== 'worked' && !goesBack(sample));
    expect(alone.map(({ name }) => name)).toEqual([]);
  });

  it('has a case for every fault of the simulated unit', () => {
    const told = samples.flatMap(({ scenario }) =>
      (scenario.sessions ?? []).flatMap((session) =>
        (session.transfers ?? []).map(({ fault = 'none' }) => fault),
      ),
    );
    expect(Object.keys(faults).filter((fault) => !told.some((one) => one === fault))).toEqual([]);
  });

  it.each(samples.filter(({ edits, scenario }) => edits === undefined && isByTable(scenario)))(
    'wants of $name what can be known',
    (sample) => {
      const { truth } = simulate(sample.scenario);
      const { wants } = sample;
      // A refused PASV names no endpoint: it makes no offer.
      expect(wants.offers).toHaveLength(
        truth.offers.filter(({ endpoint, command }) => endpoint !== '' || command === 'PORT').length,
      );
      wants.offers.forEach((wanted, at) => {
        const [verdict, code] = wanted.split(' ');
        const offer = truth.offers[at]!;
        expect([offer.verdict, ...offer.alsoVerdicts]).toContain(verdict);
        // A closing reply that reports a failure proves it where its cause is out of sight.
        expect([
          offer.code,
          ...offer.alsoCodes,
          ...(wants.verdict === 'failed' ? ['REPLY_425'] : []),
        ]).toContain(code);
      });
    },
  );
});
