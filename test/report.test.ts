import { describe, expect, it } from '@jest/globals';

import type { ReportDocument } from '../src/document.js';
import { formats } from '../src/report/formats/index.js';
import { briefExcerpt } from '../src/report/text/log-excerpt.js';
import { code, longestRun, prose } from '../src/report/text/escape-markdown.js';
import { cleaned, plain } from '../src/report/text/sanitize.js';
import { commandLines } from '../src/report/text/command-lines.js';
import { cut, cutFront, widthOf, wrap } from '../src/report/text/width.js';
import { grouped } from '../src/report/text/labels.js';
import { failed, FIX, hostile, HOSTILE, inconclusive, many, unused, worked } from './documents.js';
import { withoutCode } from './markdown.js';

const OPTIONS = { width: 80, colour: false, detail: 1000 };
const text = (document: ReportDocument, options = {}): string =>
  [...formats.text.report(document, { ...OPTIONS, ...options })].join('');
const markdown = (document: ReportDocument): string =>
  [...formats.markdown.report(document, OPTIONS)].join('');
const flat = (report: string): string => report.replace(/\s+/g, ' ');

const DOCUMENTS: [string, ReportDocument][] = [
  ...Object.entries({ worked, failed, inconclusive, unused, many: many() }),
  ...HOSTILE.map((one, at): [string, ReportDocument] => [`hostile ${at}`, hostile(one)]),
];
const named = (one: ReportDocument['findings'][number]): ReportDocument['findings'][number] => ({
  ...one,
  steps: one.steps.map((step) => ({ ...step, lines: [`edit "VIP of ${one.subject}"`] })),
});
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

describe('the text report', () => {
  it('begins with the verdict and its reason in one sentence', () => {
    expect(text(worked).slice(0, 100)).toMatch(/^WORKED {2}The pinhole worked: /);
    expect(flat(text(worked))).toContain(
      `WORKED ${worked.summary} 1 offer in 1 control session. Nothing to change.`,
    );
    expect(flat(text(inconclusive))).toContain(`INCONCLUSIVE ${inconclusive.summary}`);
  });

  it('then says what to change, ready to paste, and what to capture next, on the first screen', () => {
    const screen = text(failed).split('\n').slice(0, 24).join('\n');
    expect(screen).toContain(FIX.map((line) => `    ${line}`).join('\n'));
    expect(screen).toMatch(/^ {4}diagnose sys session list expectation$/m);
  });

  it.each(DOCUMENTS)('has a first screen that fits on one: %s', (_, document) => {
    const screen = text(document, { brief: true }).trimEnd().split('\n');
    expect(screen.length).toBeLessThanOrEqual(24);
    expect(screen.every((line) => widthOf(line) <= 80)).toBe(true);
    // All of it stands in the whole report too, but for the line that says how much more there is.
    const all = new Set(text(document).split('\n'));
    expect(screen.filter((line) => !all.has(line)).length).toBeLessThanOrEqual(1);
    expect(screen[0]).toMatch(/^(?:WORKED|FAILED|INCONCLUSIVE) {2}\S/);
  });

  it.each(DOCUMENTS)('cuts nothing where there is no edge: %s', (_, document) => {
    const own = JSON.stringify(document).includes('…');
    if (!own) expect(text(document, { whole: true })).not.toMatch(/\S…|…\S/);
  });

  it('says when it happened, and of several offers which', () => {
    const [first, ...others] = failed.findings;
    const timed = { ...failed, findings: [{ ...first!, time: '2021-07-26T21:42:05.235631' }, ...others] };
    expect(text(timed)).toMatch(/^ {2}When {6}2021-07-26 21:42:05\.235631, O1$/m);
    expect(text(many(), { brief: true })).toMatch(/^ {2}O\d+ .* FAILED +\S+$/m);
  });

  it('cites each proving line as file:line', () => {
    for (const line of failed.findings[0]!.evidence)
      expect(text(failed)).toContain(`${line.file}:${line.line} `);
  });

  it('shows the nine stages, the clocks, the timeline and the sources', () => {
    const report = text(failed);
    expect(report).toMatch(/let through +FAILED +109 +Denied by forward policy check \(policy 0\)\n/);
    expect(report).toMatch(/translation +MISSING/);
    expect(flat(report)).toContain('2:00 h behind the reference (time zone), give or take 0.306 s');
    expect(report).toMatch(/21:42:05\.235631 +sniffer \d+ +port3 in SYN 10\.230\.4\.86\.60921/);
    expect(report).toMatch(/21:42:05 +flow +109 +Denied by forward policy check/);
    expect(flat(report)).toContain('126 lines; records: WAD debug 11, flow trace 11, sniffer 12');
  });

  it('of 500 offers shows those that failed in full, and a line for some of the others', () => {
    const report = text(many());
    expect(report.match(/OFFER O\d+: FAILED/g)).toHaveLength(40);
    expect(report.match(/OFFER O\d+: INCONCLUSIVE/g)).toHaveLength(3);
    expect(report).not.toMatch(/OFFER O\d+: WORKED/);
    expect(report.split('set extip').length).toBe(2);
    expect(report).toContain('… and 417 more offers; --format json lists all');
    expect(text(many(), { detail: 2 }).match(/OFFER O\d+: FAILED/g)).toHaveLength(2);
  });

  it('tells lines that differ by names alone a few times, and how many more there are', () => {
    const all = many();
    const own = { ...all, findings: all.findings.map((one) => named(one)) };
    for (const report of [text(own), markdown(own)]) {
      expect(report.match(/edit "VIP of O\d+"/g)).toEqual(
        ['O12', 'O24', 'O36'].map((id) => `edit "VIP of ${id}"`),
      );
      expect(report).toContain('… and 37 more for ');
    }
  });

  it.each([80, 60, 120])('is never wider than %d columns', (width) => {
    for (const [name, document] of DOCUMENTS) {
      const wide = text(document, { width })
        .split('\n')
        // A command without a blank to break at stays whole, so that it can be pasted.
        .filter((line) => widthOf(line) > width && !/^ {4}'host |\bset \S+ \S+$/.test(line));
      expect([name, wide]).toEqual([name, []]);
    }
  });

  it.each(DOCUMENTS)('has no control byte: %s', (_, document) => {
    expect(text(document).replaceAll('\n', '')).not.toMatch(CONTROL);
    expect(
      text(document)
        .split('\n')
        .filter((line) => line.endsWith(' ')),
    ).toEqual([]);
  });

  it('colours by the option alone, and colours change nothing else', () => {
    const coloured = text(failed, { colour: true });
    expect(coloured).toContain('\u001b[31m\u001b[1mFAILED');
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(text(failed));
  });

  it.each(DOCUMENTS)('is the same each time: %s', (_, document) => {
    for (const { report } of Object.values(formats)) {
      expect([...report(document, OPTIONS)]).toEqual([...report(structuredClone(document), OPTIONS)]);
    }
  });
});

describe('the JSON report', () => {
  const json = (document: ReportDocument): string => [...formats.json.report(document, OPTIONS)].join('');

  it.each(DOCUMENTS)('says what the document says, in bytes no terminal obeys: %s', (_, document) => {
    const printed = json(document);
    expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify(document)));
    expect(printed.replaceAll('\n', '')).not.toMatch(CONTROL);
  });

  it('has its keys in the order of the contract, however the document was built', () => {
    const turned = Object.fromEntries(
      Object.entries(worked)
        .reverse()
        .map(([key, value]) => [key, key === 'offers' ? worked.offers.map(reversed) : value]),
    ) as unknown as ReportDocument;
    expect(json(turned)).toBe(json(worked));
    expect(json(worked).startsWith('{\n  "schema": "fgtrace.report/1",\n  "verdict": "worked",\n')).toBe(
      true,
    );
  });

  it('never is one huge string', () => {
    expect(Math.max(...[...formats.json.report(many(), OPTIONS)].map((piece) => piece.length))).toBeLessThan(
      20_000,
    );
  });
});

const reversed = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).reverse()) as unknown as T;

describe('the Markdown report', () => {
  it.each(DOCUMENTS)('lets no log text act: %s', (_, document) => {
    const report = markdown(document);
    expect(report.replaceAll('\n', '').replaceAll('\u2060', '')).not.toMatch(CONTROL);
    const outside = withoutCode(report)
      .replace(/^\*\*(?:WORKED|FAILED|INCONCLUSIVE)\*\* /m, '')
      .replace(/^\*\*(?:Check|Change|Option \d+) (?:on|in) the \w+:\*\* /gm, '')
      // The only markup of our own.
      .replace(/^(?:<\/?details>|<summary>[A-Z][a-z, ]+<\/summary>)$/gm, '');
    expect(outside).not.toMatch(/<|[^\w\\]@\w|#\d|!\d|https?:\/\/|www\./);
    expect(outside).not.toMatch(/(?<!\\)[[\]*]/);
    for (const row of report.split('\n').filter((line) => line.startsWith('| '))) {
      expect([4, 5]).toContain(row.split('|').length - 2);
    }
  });

  it('carries the same content and says that nothing is redacted', () => {
    const report = markdown(failed);
    expect(report).toContain(`**FAILED** ${failed.summary}`);
    expect(report).toContain(`\`\`\`text\n${FIX.join('\n')}\n\`\`\``);
    expect(report).toContain('not redacted');
    expect(report).toContain('| let through | FAILED | `Denied by forward policy check (policy 0)` |');
  });

  it('escapes what would begin a block', () => {
    for (const start of ['# x', '- x', '+ x', '---', '===', '> x', '>x', '1. x', '12) x', '    code']) {
      expect(prose(start)).toMatch(/^(?:\\|\d+\\|code)/);
    }
    expect(prose('10.230.4.72:21 -> x')).toBe('10.230.4.72:21 -> x');
    expect(code('a ``b`` c')).toBe('``` a ``b`` c ```');
  });
});

describe('the gist of a line', () => {
  const sniffed = '2021-07-26 19:42:05.290253 port3 out 10.0.0.1.21 -> 10.0.0.2.60921:';
  const traced =
    '2021-07-26 21:42:05 id=20085 trace_id=1 func=print_pkt_detail line=5723 msg="vd-root:0 received a packet';
  it.each([
    [`${sniffed} syn 1 ack 2      <----- here`, 'port3 out SYN-ACK 10.0.0.1.21->10.0.0.2.60921'],
    [`${sniffed} syn 1`, 'port3 out SYN 10.0.0.1.21->10.0.0.2.60921'],
    [`${sniffed} rst 1 ack 2`, 'port3 out RST 10.0.0.1.21->10.0.0.2.60921'],
    [`${sniffed} ack 2`, 'port3 out ACK 10.0.0.1.21->10.0.0.2.60921'],
    ['0.123456 10.0.0.1.21 -> 10.0.0.2.5: psh 1 ack 2', 'PSH 10.0.0.1.21->10.0.0.2.5'],
    [
      `${traced}(proto=6, 10.0.0.1:5->10.0.0.2:21) from port3. flag [S], seq 1"`,
      'port3 SYN 10.0.0.1:5->10.0.0.2:21',
    ],
    [`${traced}(proto=6, a:5->b:21) tun_id=0.0.0.0 from port3. flag [S.], seq 1"`, 'port3 SYN-ACK a:5->b:21'],
    [
      `${traced}(proto=17, a:5->b:53) from port3. "`,
      'vd-root:0 received a packet(proto=17, a:5->b:53) from port3. ',
    ],
    ['2021-07-26 21:42:05.0 [p:508][s:4] wad_x(1): bound to a', 'bound to a'],
    ['id=36871 trace_id=3 msg="Denied by forward policy check"', 'Denied by forward policy check'],
    ['redirect: TCP a -> b DNAT c', 'redirect: TCP a -> b DNAT c'],
    ['', ''],
  ])('%s', (line, shown) => {
    expect(briefExcerpt(line)).toBe(shown);
  });
});

describe('plain text', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]0;title\u0007x', 'x'],
    ['\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', 'link'],
    ['\u009b2Jx\u0085y', 'x y'],
    ['\u202egnp\u202c \u2066a\u2069\u200b\ufeff', 'gnp a'],
    ['a\tb\r\nc\u2028d\u00a0e', 'a    b c d e'],
    ['\ud800x', 'x'],
    ['e\u0301\u0301\u0301\u0301', 'e\u0301\u0301'],
    ['    set extip 10.0.0.1', '    set extip 10.0.0.1'],
  ])('%j is %j', (raw, shown) => {
    expect(plain(raw)).toBe(shown);
    expect(cleaned({ a: [{ [raw]: raw }], n: 1, none: null })).toEqual({
      a: [{ [shown]: shown }],
      n: 1,
      none: null,
    });
  });

  it('takes a long line of unfinished sequences in linear time', () => {
    expect(plain('\u001b]0;'.repeat(50_000))).toBe(']0;'.repeat(50_000));
  });
});

describe('width', () => {
  it.each([
    ['abc', 3],
    ['連接', 4],
    ['e\u0301', 1],
    ['ﾊﾝｶｸ', 4],
    ['👍', 2],
    ['…', 1],
    ['연결', 4],
  ])('%s takes %d columns', (shown, columns) => {
    expect(widthOf(shown)).toBe(columns);
  });

  it('cuts and wraps by columns', () => {
    expect(cut('連接被拒絕', 6)).toBe('連接…');
    expect(cutFront('captures/flow.txt:109', 9)).toBe('….txt:109');
    expect(wrap('one two three', 7, '  ')).toEqual(['one two', '  three']);
    expect(wrap('連接被拒絕', 4)).toEqual(['連接', '被拒', '絕']);
    expect(longestRun('a``b```')).toBe(3);
  });

  it('breaks a command only where FortiOS goes on reading', () => {
    const command = 'diagnose sniffer packet any "host 10.0.0.1 or icmp" 6 0 l';
    expect([...commandLines(command, 32, '  ')]).toEqual([
      '  diagnose sniffer packet any \\',
      '  "host 10.0.0.1 or icmp" 6 0 l',
    ]);
    expect([...commandLines(`    set name "${'x'.repeat(90)}"`, 40, '')].join('\n')).toContain(
      `"${'x'.repeat(90)}"`,
    );
  });
});

it('parts the thousands of counts as English does', () => {
  const counts = [0, 7, 999, 1000, 1001, 65_536, 999_999, 1_000_000, 1_002_003_004];
  expect(counts.map(grouped)).toEqual(counts.map((count) => count.toLocaleString('en-US')));
});
