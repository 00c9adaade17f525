// @long Judges a sample for each choice, and captures longer than memory.
import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

import { createAnalysis } from '../src/analyze.js';
import type { Choice } from '../src/assemble/choice.js';
import { parseChoice } from '../src/commands/shared/choice-flags.js';
import { memoryStore } from '../src/correlate/fold/evidence-store.js';
import type { ReportDocument } from '../src/document.js';
import { formats } from '../src/report/formats/index.js';
import { withSettledRows } from '../src/report/sections/rows.js';
import { inZone, zoneOf } from '../src/report/zone.js';
import { stored } from './samples/folder.js';
import { readSideBySide } from './side-by-side.js';
import { simulate } from './simulate/index.js';

const OPTIONS = { width: 80, colour: false, detail: 1000 };
type Flags = Parameters<typeof parseChoice>[0];
type Texts = Readonly<Record<string, string>>;

function analysed(
  texts: Texts,
  choice: Choice | undefined,
  more: { lineBudget?: number; detail?: number } = {},
) {
  const { detail = 1000, ...budget } = more;
  const analysis = createAnalysis({
    ...{ store: memoryStore(), offsets: new Map(), detail, quietWindow: 60e6, ...budget },
    ...(choice === undefined ? {} : { choice }),
  });
  readSideBySide(
    analysis,
    Object.entries(texts).map(([file, text]) => ({ file, text })),
  );
  return analysis;
}

const told = (sample: string, flags: Flags): ReportDocument =>
  analysed(stored(sample), parseChoice(flags, undefined)).report();

const ids = (rows: readonly { readonly id: string }[]): string => rows.map(({ id }) => id).join(' ');
const shown = ({ controlSessions, offers, dataFlows }: ReportDocument): string =>
  [controlSessions, offers, dataFlows].map(ids).join(' | ');

describe('choosing by id', () => {
  it('a session brings its offers, and ids keep their numbers', () => {
    const { verdict, totals, chosen, ...rest } = told('shared-address', { session: ['C2'] });
    expect(shown({ verdict, totals, ...rest })).toBe('C2 | O2 | D2');
    expect(verdict).toBe('failed');
    expect(totals).toMatchObject({ controlSessions: 1, offers: 1, failed: 1, worked: 0, dataFlows: 1 });
    expect(chosen).toEqual({
      ...{ by: { session: ['C2'] }, since: null, until: null },
      of: { controlSessions: 2, offers: 2 },
    });
  });

  it('an offer brings its session, not its neighbours, and the verdict is its own', () => {
    const all = told('three-transfers', {});
    const one = told('three-transfers', { offer: ['o3'] });
    expect([all.verdict, one.verdict]).toEqual(['failed', 'worked']);
    expect(shown(one)).toBe('C1 | O3 | D3');
    expect(one.summary).not.toContain('of 3');
    expect(one.findings.map(({ subject }) => subject)).not.toContain('O2');
  });

  it('several ids are one or the other, and several flags all have to fit', () => {
    expect(shown(told('three-transfers', { offer: ['O1,O2'] }))).toBe('C1 | O1 O2 | D1 D2');
    expect(shown(told('three-transfers', { offer: ['O1', 'O2'], verdict: ['failed'] }))).toBe('C1 | O2 | D2');
    expect(shown(told('shared-address', { session: ['C1'], offer: ['O2'] }))).toBe(' |  | ');
  });

  it('the timeline is of what was chosen, its own words on the control channel included', () => {
    const of = ({ timeline }: ReportDocument): Set<string | null> =>
      new Set([...timeline].map(({ offer }) => offer));
    expect(of(told('three-transfers', {}))).toEqual(new Set([null, 'O1', 'O2', 'O3']));
    const { timeline } = told('three-transfers', { offer: ['O2'] });
    expect(of({ timeline } as ReportDocument)).toEqual(new Set([null, 'O2']));
    expect([...timeline].some(({ kind, offer }) => kind === 'ftp-reply' && offer === 'O2')).toBe(true);
  });
});

describe('choosing by host and port', () => {
  it.each([
    ['the client', '10.9.8.7'],
    ['the VIP', '10.234.3.68'],
    ['the server behind it', '10.119.1.230'],
    ['a range', '10.119.0.0/16'],
    ['a range with its mask', '10.119.0.0/255.255.0.0'],
  ])('finds both legs by %s', (_, host) => {
    expect(shown(told('shared-address', { host: [host] }))).toBe('C1 C2 | O1 O2 | D1 D2');
  });

  it('sees through NAT64: IPv6 on the one side and IPv4 on the other', () => {
    for (const host of ['2001:DB8:4:0::81', '2001:db8:4::/64', '10.139.3.196'])
      expect([host, shown(told('nat64-epsv-worked', { host: [host] }))]).toEqual([host, 'C1 | O1 | D1']);
    expect(shown(told('nat64-epsv-worked', { host: ['2001:db8:5::/64'] }))).toBe(' |  | ');
  });

  it('finds an address that only an offer names', () => {
    expect(shown(told('active-client-behind-nat', { host: ['192.168.1.10'] }))).toBe('C1 | O1 | D1');
  });

  it('a port of the control connection brings all its offers, a port of an offer that one', () => {
    expect(shown(told('three-transfers', { port: ['21'] }))).toBe('C1 | O1 O2 O3 | D1 D2 D3');
    expect(shown(told('three-transfers', { port: ['51807'] }))).toBe('C1 | O1 O2 O3 | D1 D2 D3');
    expect(shown(told('three-transfers', { port: ['50766'] }))).toBe('C1 | O2 | D2');
    expect(shown(told('three-transfers', { port: ['64299'] }))).toBe('C1 | O1 | D1');
  });
});

describe('choosing by what was judged', () => {
  it('by verdict: a session whose control connection opened is not worked because of that', () => {
    expect(shown(told('three-transfers', { verdict: ['failed'] }))).toBe('C1 | O2 | D2');
    expect(shown(told('shared-address', { verdict: ['worked'] }))).toBe('C1 | O1 | D1');
    expect(shown(told('control-denied', { verdict: ['failed'] }))).toMatch(/^C1 /);
    expect(shown(told('control-denied', { verdict: ['worked'] }))).toBe(' |  | ');
  });

  it('by code, however it is spelt; a code beside the cause counts too', () => {
    expect(shown(told('three-transfers', { code: ['policy-deny'] }))).toBe('C1 | O2 | D2');
    expect(shown(told('proxy-server-no-answer', { code: ['REPLY_425'] }))).toMatch(/^C1 \| O1/);
  });
});

describe('choosing by time', () => {
  const times = (sample: string): string[] => told(sample, {}).offers.map(({ time }) => time ?? '');

  it('what goes on at a time or later, and what has begun by it', () => {
    const [first = '', second = ''] = times('three-transfers');
    expect(first < second).toBe(true);
    expect(shown(told('three-transfers', { until: [first].join() }))).toBe('C1 | O1 | D1');
    expect(ids(told('three-transfers', { since: '20:57:01' }).offers)).toBe('O2 O3');
    expect(ids(told('three-transfers', { since: first, until: second.replace('T', ' ') }).offers)).toBe(
      'O1 O2',
    );
  });

  it('counted from the end, and the report says which time that is', () => {
    const { chosen, offers } = told('three-transfers', { since: '-20s' });
    expect(ids(offers)).toBe('O2 O3');
    expect(chosen?.since).toMatch(/^2021-07-26T20:57:0\d\.\d{6}$/);
    expect(ids(told('three-transfers', { since: '-1d2h' }).offers)).toBe('O1 O2 O3');
  });

  it('a time of day after midnight is that of the next day', () => {
    const texts: Texts = Object.fromEntries(
      Object.entries(stored('three-transfers')).map(([name, text]) => [
        name,
        text
          .replaceAll('2021-07-26 20:57:', '2021-07-27 00:57:')
          .replaceAll('2021-07-26 20:56:', '2021-07-26 23:56:'),
      ]),
    );
    const of = (flags: Flags): string => ids(analysed(texts, parseChoice(flags, undefined)).report().offers);
    const all = of({});
    expect(all).not.toBe('');
    expect(of({ since: '23:50' })).toBe(all);
    expect(of({ until: '02:00' })).toBe(all);
    expect(of({ until: '22:00' })).toBe(all);
    expect(ids(told('three-transfers', { until: '20:00' }).offers)).toBe('');
    expect(of({ since: '00:50', until: '00:59' }).length).toBeLessThanOrEqual(all.length);
  });

  it('without any stamp nothing fits a time, and the summary says why', () => {
    const texts = Object.fromEntries(
      Object.entries(stored('proxy-wad-only')).map(([name, text]) => [
        name,
        text.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ /gm, ''),
      ]),
    );
    expect(ids(analysed(texts, undefined).report().offers)).not.toBe('');
    const { summary, offers } = analysed(texts, parseChoice({ since: '21:42' }, undefined)).report();
    expect([offers, summary]).toEqual([[], expect.stringContaining('No capture says date and time.')]);
  });
});

describe('where nothing fits', () => {
  it('the report is empty, inconclusive, and says what there is', () => {
    const { verdict, summary, findings, totals } = told('three-transfers', { host: ['192.0.2.1'] });
    expect(summary).toBe('Nothing was chosen: of 1 control session and 3 offers none fits --host 192.0.2.1.');
    expect([verdict, findings, totals['offers'], totals['failed']]).toEqual(['inconclusive', [], 0, 0]);
    expect(told('three-transfers', { since: '2022-01-01' }).summary).toMatch(
      /The captures go from 2021-07-26T20:5\d:\d\d\.\d{6} to 2021-07-26T20:57:/,
    );
  });

  it('a configuration alone is judged as it is', () => {
    expect(told('configuration-alone', { host: ['192.0.2.1'] }).summary).toBe(
      told('configuration-alone', {}).summary,
    );
  });
});

describe('a capture longer than memory', () => {
  const { files } = simulate({
    ...({ seed: 7, inspection: 'proxy', tls: 'explicit' } as const),
    sessions: Array.from({ length: 48 }, (_, nth) => ({
      start: nth * 40,
      transfers: [{ fault: nth % 6 === 5 ? ('server-rst' as const) : ('none' as const) }],
    })),
  });
  const texts = Object.fromEntries(
    ['wad.log', 'flow.log', 'sniff.txt'].map((name) => [name, files[name] ?? '']),
  );
  const both = (flags: Flags): ReportDocument[] =>
    [{}, { lineBudget: 700 }].map((more) => {
      const first = analysed(texts, parseChoice(flags, undefined), more);
      const again = first.choiceToReadAgain();
      return withSettledRows((again === undefined ? first : analysed(texts, again, more)).report());
    });

  it.each<Flags>([
    { session: ['C3,C40'] },
    { verdict: ['failed'] },
    { port: ['21'], offer: ['O7'] },
    { since: '-5m' },
    { since: '-20m', until: '-10m' },
  ])('%j chooses the same from what was judged early', (flags) => {
    const [whole, parts] = both(flags);
    expect(parts?.omitted['sessionsOver']).toBeGreaterThan(10);
    const { controlSessions = 0, offers = 0 } = parts?.totals ?? {};
    expect(controlSessions + offers).toBeGreaterThan(0);
    for (const key of ['verdict', 'summary', 'totals', 'chosen', 'offers', 'controlSessions'] as const)
      expect([key, parts?.[key]]).toEqual([key, whole?.[key]]);
  });

  it('tells what was chosen in full, whatever else there is', () => {
    const { offers, omitted } = analysed(texts, parseChoice({ session: ['C40'] }, undefined), {
      detail: 1,
    }).report();
    expect([offers.length, offers[0]?.stages.length, omitted['offers']]).toEqual([1, 9, 0]);
  });
});

describe('what the report says of the choice', () => {
  const document = told('three-transfers', { verdict: ['failed'], host: ['10.231.3.0/24'] });
  const words = 'Chosen by --host 10.231.3.0/24 --verdict failed: 1 of 1 control session, 1 of 3 offers.';
  const spaced = (pieces: Iterable<string>): string => [...pieces].join('').replace(/\s+/g, ' ');

  it('in text and Markdown', () => {
    expect(spaced(formats.text.report(document, OPTIONS))).toContain(words);
    expect(spaced(formats.markdown.report(document, OPTIONS)).replaceAll('\\', '')).toContain(words);
  });

  it('in JSON, as the schema says', () => {
    const schema = JSON.parse(readFileSync(new URL('../schema/report-1.json', import.meta.url), 'utf8'));
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const printed = JSON.parse([...formats.json.report(document, OPTIONS)].join(''));
    expect(validate(printed) ? [] : validate.errors).toEqual([]);
    expect(printed.chosen).toEqual(document.chosen);
    printed.chosen.by = {};
    expect(validate(printed)).toBe(false);
  });
});

describe('the zone of the clock', () => {
  const berlin = zoneOf('Europe/Berlin');

  it('gives every time its offset, summer or winter', () => {
    expect(berlin?.withOffset('2021-07-26T21:42:05.094442')).toBe('2021-07-26T21:42:05.094442+02:00');
    expect(berlin?.withOffset('2021-12-26T21:42:05.094442')).toBe('2021-12-26T21:42:05.094442+01:00');
    expect(zoneOf('+05:30')?.withOffset('2021-07-26T21:42:05.000000')).toMatch(/\+05:30$/);
    expect(['local', 'system', 'Europe/Nowhere', ''].map(zoneOf)).toEqual([null, null, null, null]);
  });

  it('in rows, timeline and choice, and nowhere else', () => {
    const document = told('three-transfers', { since: '20:50' });
    const zoned = berlin && inZone(document, berlin);
    expect(zoned?.chosen?.since).toBe('2021-07-26T20:50:00.000000+02:00');
    expect(zoned?.offers[0]?.time).toMatch(/\+02:00$/);
    expect(zoned?.ladderOf?.('O2')?.steps[0]?.time).toMatch(/\+02:00$/);
    const [entry] = zoned?.timeline ?? [];
    expect(entry?.time).toMatch(/\+02:00$/);
    expect(entry?.printed).not.toMatch(/\+02:00$/);
    expect(zoned?.offers.map(({ evidence }) => evidence)).toEqual(
      document.offers.map(({ evidence }) => evidence),
    );
  });

  it('lets a time with an offset be compared', () => {
    const zone = berlin ?? undefined;
    expect(parseChoice({ since: '2021-07-26T18:57:00Z' }, zone)?.since).toEqual(
      parseChoice({ since: '2021-07-26T20:57:00' }, undefined)?.since,
    );
    expect(() => parseChoice({ since: '2021-07-26T18:57:00Z' }, undefined)).toThrow(/names an offset/);
  });
});

describe('what is written wrongly', () => {
  it.each<[Flags, RegExp]>([
    [{ session: ['O1'] }, /--session O1 is no id/],
    [{ offer: ['O0'] }, /--offer O0 is no id/],
    [{ host: ['10.1.2'] }, /--host 10\.1\.2 is no address/],
    [{ host: ['10.0.0.0/33'] }, /is no address/],
    [{ host: ['2001:db8::/129'] }, /is no address/],
    [{ host: ['10.0.0.0/255.0.255.0'] }, /is no address/],
    [{ port: ['0'] }, /--port 0 is no port/],
    [{ port: ['21,x'] }, /--port x is no port/],
    [{ verdict: ['broken'] }, /--verdict broken is no verdict/],
    [{ verdict: ['failed,'] }, /--verdict "" is no verdict/],
    [{ code: ['POLICY_DENIED'] }, /There is no code POLICY_DENIED/],
    [{ since: 'yesterday' }, /--since yesterday is no time/],
    [{ until: '25:00' }, /--until 25:00 is no time/],
    [{ until: '-' }, /--until - is no time/],
    [{ since: '2021-06-31' }, /is no time/],
    [{ since: '2021-07-26T21:42:05+0200' }, /is no time/],
  ])('%j', (flags, sentence) => {
    expect(() => parseChoice(flags, undefined)).toThrow(sentence);
  });
});
