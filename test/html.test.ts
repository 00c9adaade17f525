import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import type { ReportDocument } from '../src/document.js';
import type { Ladder } from '../src/ladder.js';
import { formats } from '../src/report/formats/index.js';
import { markup, rawOf } from '../src/report/html/markup.js';
import { SCRIPT_HASH, STYLE_HASH } from '../src/report/html/policy.js';
import { SCRIPT } from '../src/report/html/script.js';
import { STYLE } from '../src/report/html/style.js';
import { failed, FIX, hostile, HOSTILE, inconclusive, many, unused, worked } from './documents.js';

const OPTIONS = { width: 80, colour: false, detail: 1000 };
const page = (document: ReportDocument, options = {}): string =>
  [...formats.html.report(document, { ...OPTIONS, ...options })].join('');
const body = (report: string): string => report.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
/** Its elements with the names of their attributes. */
const skeleton = (report: string): string[] =>
  body(report)
    .replace(/="[^"]*"/g, '=""')
    .match(/<[^>]*>/g) ?? [];
const all = (report: string, pattern: RegExp): string[] =>
  [...report.matchAll(pattern)].map(([, found]) => found!);

const VOID = new Set(['meta', 'link', 'input']);

/** Elements that are not closed, or not in their turn. */
function unclosed(report: string): string[] {
  const open: string[] = [];
  for (const tag of skeleton(report)) {
    const [, end, name = ''] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(tag) ?? [];
    if (name === '' || VOID.has(name)) continue;
    if (end === '') open.push(name);
    else if (open.pop() !== name) return [...open, tag];
  }
  return open;
}

const DOCUMENTS: [string, ReportDocument][] = Object.entries({
  ...{ worked, failed, inconclusive, unused, many: many() },
});

/** As many offers as fill more stories than are parsed at once, with this text wherever outside text stands. */
function manyHostile(text: string): ReportDocument {
  const one = hostile(text);
  const offers = Array.from({ length: 40 }, (_, at) => ({ ...one.offers[0]!, id: `O${at + 1}` }));
  const evidence = { file: text, line: 7, text };
  const step = {
    at: 0,
    time: null,
    precise: true,
    from: 0,
    to: 1,
    label: text,
    kind: 'word',
    count: 1,
  } as const;
  const lane = { endpoint: text, interface: text, captured: true };
  const lanes = (['client', 'unit outside', 'unit inside', 'server'] as const).map((name) => ({
    ...lane,
    name,
  }));
  const ladderOf = (offer: string): Ladder => ({
    offer,
    lanes,
    steps: [{ ...step, failed: true, evidence }],
  });
  return { ...one, offers, ladderOf };
}

describe('the policy of the page', () => {
  const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

  it('knows its style and its script, and nothing else', () => {
    const report = page(worked);
    expect({ STYLE_HASH, SCRIPT_HASH }).toEqual({ STYLE_HASH: hash(STYLE), SCRIPT_HASH: hash(SCRIPT) });
    expect(all(report, /<style>([\s\S]*?)<\/style>/g).map(hash)).toEqual([STYLE_HASH]);
    expect(all(report, /<script>([\s\S]*?)<\/script>/g).map(hash)).toEqual([SCRIPT_HASH]);
    expect(all(report, /Content-Security-Policy" content="([^"]*)"/g)).toEqual([
      `default-src 'none'; style-src '${STYLE_HASH}'; script-src '${SCRIPT_HASH}'; img-src data:; base-uri 'none'; form-action 'none'`,
    ]);
  });

  it('is obeyed: no style attribute, no handler, no address to load from', () => {
    for (const [name, document] of DOCUMENTS) {
      const bad = skeleton(page(document)).filter((tag) => /\s(?:style|on\w+|src|srcset|action)=/.test(tag));
      expect([name, bad]).toEqual([name, []]);
      expect(all(body(page(document)), /(?:href|url)="?\(?([^#"][^"]*)/g)).toEqual(['data:,']);
    }
  });
});

describe('outside text', () => {
  const TEXTS = [
    ...HOSTILE,
    '</noscript><img src=x onerror=alert(1)></script></style></textarea><svg/onload=alert(1)>',
    '" onmouseover="alert(1)" x=\' autofocus onfocus=alert(1) `',
    '&lt;b&gt; &#60;script&#62; {{7*7}} ${7*7} javascript:alert(1)',
  ];
  it.each(TEXTS.map((text, at): [number, string][] => [[at, text]]).flat())('%d stays text', (_, text) => {
    const harmless = skeleton(page(manyHostile('harmless')));
    const report = page(manyHostile(text));
    expect(skeleton(report)).toEqual(harmless);
    expect(body(report).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
  });

  it('is escaped in elements and attributes, once', () => {
    expect(rawOf(markup`<a title="${`"'<>&`}">${'&lt;'}</a>`)).toBe(
      '<a title="&quot;&#39;&lt;&gt;&amp;">&amp;lt;</a>',
    );
    expect(rawOf(markup`${[markup`<b>${'<'}</b>`, markup`${1}`]}`)).toBe('<b>&lt;</b>1');
  });
});

describe('the page', () => {
  it.each(DOCUMENTS)('links to nothing that is not there, and names nothing twice: %s', (_, document) => {
    for (const detail of [1000, 1]) {
      const report = body(page(document, { detail }));
      const ids = all(report, / id="([^"]*)"/g);
      expect(new Set(ids).size).toBe(ids.length);
      expect(all(report, /href="#([^"]*)"/g).filter((id) => !ids.includes(id))).toEqual([]);
    }
  });

  it.each(DOCUMENTS)('is the same each time, and closes what it opens: %s', (_, document) => {
    const report = page(document);
    expect(page(document)).toBe(report);
    expect(unclosed(report)).toEqual([]);
  });

  it('says first how it ended, what to do, and why, with the lines', () => {
    const report = page(failed);
    expect(report).toContain(
      '<span class="badge failed">FAILED</span> The data connection that PASV asked for',
    );
    expect(report).toContain(
      `<pre>${FIX.map((line) => `${line.replaceAll('"', '&quot;')}\n`).join('')}</pre>`,
    );
    expect(report).toContain('<pre>diagnose sys session list expectation\n</pre>');
    expect(report).toContain('likely: something was settled by elimination');
    const [line] = failed.findings[0]!.evidence;
    expect(report).toContain(
      `<a class="at" href="#L1-${line!.line}">${line!.file}:${line!.line}</a> <code>${line!.text.replaceAll('>', '&gt;')}`,
    );
  });

  it('tells what weakens the verdict', () => {
    const damage = [{ kind: 'lost-head', count: 7, firstLine: 113 }];
    const damaged = worked.sources.map((one) => ({ ...one, damage }));
    expect(page({ ...worked, sources: damaged })).toContain('lost-head 7x from line 113');
    // What was repaired without loss weakens nothing.
    expect(page(worked)).toContain('nothing that the captures show');
    const deaf = failed.sources.map((one) => ({ ...one, records: { ...one.records, sniffer: 0 } }));
    expect(page({ ...failed, sources: deaf })).toContain('not given: sniffer');
  });

  it('lists every offer, tells as many in full as were asked for, and holds back what few open', () => {
    const report = page(many(), { detail: 50 });
    expect(
      all(
        report,
        /<tr data-verdict="[a-z]+" data-code="[A-Z_]+" data-also="[^"]*"><th scope="row">(?:<a href="#O\d+">)?(O\d+)/g,
      ),
    ).toHaveLength(500);
    const told = all(report, /<details class="story" id="(O\d+)"/g);
    expect(told).toHaveLength(50);
    const open = many().offers.filter(({ verdict }) => verdict !== 'worked');
    expect(open.filter(({ id }) => !told.includes(id))).toEqual([]);
    expect(
      all(report, /<details class="story" id="(\w+)"[^>]*>\n<summary>[^\n]*\n<noscript>/g).length,
    ).toBeGreaterThan(20);
  });
});
