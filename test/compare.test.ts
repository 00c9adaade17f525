import { describe, expect, it } from '@jest/globals';

import { compare } from '../src/compare/compare.js';
import type { OfferReport, ReportDocument } from '../src/document.js';
import { formats } from '../src/report/formats/index.js';
import { widthOf } from '../src/report/text/width.js';
import { failed, hostile, HOSTILE, inconclusive, many, unused, worked } from './documents.js';
import { withoutCode } from './markdown.js';

const OPTIONS = { width: 80, colour: false, detail: 1000 };
const text = (good: ReportDocument, bad: ReportDocument): string =>
  [...formats.text.comparison(compare(good, bad), OPTIONS)].join('').replace(/\s+/g, ' ');
const offers = (...all: Partial<OfferReport>[]): ReportDocument => ({
  ...worked,
  offers: all.map((one, at) => ({ ...worked.offers[0]!, id: `O${at + 1}`, ...one })),
});
const pairs = (good: ReportDocument, bad: ReportDocument): string[] =>
  compare(good, bad).offers.map((pair) => `${pair.good.id}=${pair.bad.id}`);
const port = (number: number): string => `10.220.3.202:${number}`;

describe('compare', () => {
  it('finds the first stage where the failing report leaves the working one', () => {
    const [pair] = compare(worked, failed).offers;
    expect(pair?.parting).toMatchObject({
      stage: 'admission',
      good: { state: 'seen', evidence: [{ line: 109 }] },
      bad: { state: 'failed', evidence: [{ line: 109 }] },
    });
    expect(pair).toMatchObject({
      good: { code: 'PINHOLE_WORKED' },
      bad: { code: 'POLICY_DENY' },
      different: true,
    });
    expect(text(worked, failed)).toMatch(
      /^DIFFERENT They part at the stage "let through" of PASV \(O1 and O1\): seen in GOOD \(\S+:109\), FAILED in BAD \(\S+:109\); GOOD worked \(PINHOLE_WORKED\), BAD failed \(POLICY_DENY\)\./,
    );
  });

  it('finds no difference in a report and itself', () => {
    for (const one of [worked, failed, inconclusive, unused, many()]) {
      expect(compare(one, structuredClone(one)).different).toBe(false);
    }
    const made = { ...worked, settings: () => [] };
    expect(text(made, made)).toBe('ALIKE No difference: both worked, stage by stage. ');
    expect(text(made, worked)).toContain('The settings cannot be compared: BAD is a saved report');
  });

  it('takes what a capture does not show for no difference, but says so', () => {
    const [pair] = compare(worked, inconclusive).offers;
    expect(pair).toMatchObject({ parting: null, answer: 'cannot-compare' });
    expect(pair?.unseen).toEqual(['syn', 'admission', 'nat', 'clientLeg', 'serverLeg']);
    expect(text(worked, inconclusive)).toContain('One of them does not show: data SYN, let through');
    expect(text(worked, inconclusive)).toMatch(/^CANNOT BE COMPARED /);
  });

  it('says plainly that the first failed and the second worked', () => {
    expect(compare(failed, worked).swapped).toBe(true);
    expect(text(failed, worked)).toMatch(/^DIFFERENT GOOD failed and BAD worked, so they may be/);
  });

  it('matches by command and order, and by port where one side has more', () => {
    const three = offers({ endpoint: port(1) }, { endpoint: port(2) }, { endpoint: port(3) });
    expect(pairs(three, offers({}, {}, {}))).toEqual(['O1=O1', 'O2=O2', 'O3=O3']);
    const two = offers({ endpoint: port(1) }, { endpoint: port(3) });
    expect(pairs(three, two)).toEqual(['O1=O1', 'O3=O2']);
    expect(compare(three, two).onlyGood.map(({ id }) => id)).toEqual(['O2']);
    expect(compare(two, three).onlyBad.map(({ id }) => id)).toEqual(['O2']);
  });

  it('matches by what the connection is for where the commands differ', () => {
    const transfer = (command: string): Partial<OfferReport> => ({ transfer: { command, replies: [] } });
    const passive = offers(transfer('LIST'), transfer('RETR'), transfer('STOR'));
    const active = offers({ command: 'PORT', ...transfer('LIST') }, { command: 'PORT', ...transfer('STOR') });
    expect(pairs(passive, active)).toEqual(['O1=O1', 'O3=O2']);
    expect(pairs(active, passive)).toEqual(['O1=O1', 'O2=O3']);
  });

  it('lets an implied offer stand for any that is left', () => {
    expect(pairs(worked, offers({ command: null }))).toEqual(['O1=O1']);
    expect(pairs(offers({ command: null }), worked)).toEqual(['O1=O1']);
  });

  it('matches sessions by server, then in order, and tells what is known of both and differs', () => {
    const session = worked.controlSessions[0]!;
    const two = {
      ...worked,
      controlSessions: [
        { ...session, server: '10.9.9.9:21' },
        { ...session, id: 'C2', inspection: 'none' as const },
      ],
    };
    const found = compare(worked, two);
    expect(found.sessions).toMatchObject([
      { good: { id: 'C1' }, bad: { id: 'C2' }, facts: [{ fact: 'inspection', good: 'proxy', bad: 'none' }] },
    ]);
    expect(found.onlyBad.map(({ id }) => id)).toContain('C1');
    const blind = { ...worked, controlSessions: [{ ...session, inspection: 'unknown' as const }] };
    expect(compare(worked, blind).different).toBe(false);
  });

  it('says that nothing can be compared where one report has no offer', () => {
    const bare: ReportDocument = { ...worked, offers: [] };
    expect(text(worked, bare)).toMatch(/^CANNOT BE COMPARED .*Only GOOD has O1\./);
    const none: ReportDocument = { ...bare, controlSessions: [] };
    expect(text(worked, none)).toMatch(
      /^CANNOT BE COMPARED There is no common traffic\. GOOD shows C1, O1, BAD/,
    );
  });

  it('puts a failure without a counterpart beside one of its kind that worked', () => {
    const more = offers({}, { verdict: 'failed', code: 'POLICY_DENY', stages: failed.offers[0]!.stages });
    const found = compare(worked, more);
    expect(found).toMatchObject({ answer: 'different', decisive: { matched: false, bad: { id: 'O2' } } });
    expect(found.decisive?.parting?.stage).toBe('admission');
  });

  it('says of two that failed whether it was of the same cause', () => {
    expect(text(failed, failed)).toMatch(
      /^ALIKE No difference: both failed, and of the same cause: POLICY_DENY/,
    );
    const other = offers({ ...failed.offers[0]!, code: 'RPF_DROP' });
    expect(text(failed, { ...other, verdict: 'failed' })).toMatch(
      /^DIFFERENT Both fail, of different causes: /,
    );
  });

  it('never shows the same words on both sides', () => {
    for (const pair of compare(worked, failed).offers) {
      const [good, bad] = [pair.parting?.good, pair.parting?.bad].map((side) =>
        side?.evidence.map((one) => one.text),
      );
      expect(good?.filter((line) => bad?.includes(line))).toEqual([]);
    }
  });

  it('compares thousands of offers at once', () => {
    const lots = offers(...Array.from({ length: 20_000 }, (_, at) => ({ endpoint: port(at) })));
    const fewer = { ...lots, offers: lots.offers.slice(1) };
    expect(compare(lots, fewer)).toMatchObject({ onlyGood: [{ id: 'O1' }], onlyBad: [] });
  });
});

describe('a rendered comparison', () => {
  it.each(HOSTILE)('is safe and fits: %j', (one) => {
    const found = compare(worked, hostile(one));
    const lines = [...formats.text.comparison(found, OPTIONS)].join('').split('\n');
    expect(lines.filter((line) => widthOf(line) > 80 || /[\p{Cc}\p{Cf}\p{Cs}]/u.test(line))).toEqual([]);
    const outside = withoutCode([...formats.markdown.comparison(found, OPTIONS)].join(''));
    expect(outside).not.toMatch(/<|[^\w\\]@\w|#\d|https?:\/\//);
  });

  it('is JSON with a schema and a sentence', () => {
    const printed = JSON.parse([...formats.json.comparison(compare(worked, failed), OPTIONS)].join(''));
    expect(printed).toMatchObject({
      schema: 'fgtrace.diff/1',
      different: true,
      good: 'worked',
      bad: 'failed',
    });
    expect(printed.summary).toMatch(/^They part at /);
  });
});
