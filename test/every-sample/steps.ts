import { describe, expect, it, test } from '@jest/globals';

import { causes } from '../../src/diagnose/rules/index.js';
import type { Finding, ReportDocument } from '../../src/document.js';
import type { RemedyStep } from '../../src/remedy.js';
import type { TraceEvent } from '../../src/events/events.js';
import { createConfigParser } from '../../src/parsers/config/config.js';
import { sampleNames } from '../samples/folder.js';
import { reportOn } from '../samples/report-on.js';

const reports = sampleNames().map((name): [string, ReportDocument] => [name, reportOn(name)]);

/** Whatever a FortiGate's command line takes. */
const FORTIOS = /^ *(?:config|edit|set|append|clone|next|end|show|get|diagnose|execute|#)(?: |$)/;
const isComment = (line: string): boolean => /^ *#/.test(line);

function expectPasteable({ where, title, lines }: RemedyStep): void {
  expect(title).toMatch(/^["“\p{L}\d<].*[^.?]$/u);
  // A question mark asks FortiOS for help, even in the middle of a line.
  expect([title, ...lines].filter((text) => text.includes('?'))).toEqual([]);
  expect(lines.filter((line) => isComment(line) && /\bor\b/.test(line))).toEqual([]);
  for (const line of lines)
    expect(line).not.toMatch(/\p{Cc}|undefined|null\b|<>|""|<[^a-z]|<[a-z-]+[^a-z>-]/u);
  // A console need not know UTF-8, and an apostrophe would open a quote.
  expect(lines.filter((line) => isComment(line) && !/^[ -&(-~]*$/.test(line))).toEqual([]);
  const own = lines.filter((line) => !isComment(line));
  if (where === 'fortigate') {
    expect(own.filter((line) => !FORTIOS.test(line))).toEqual([]);
    expectOwnGrammar(own);
  } else expect(own.filter((line) => FORTIOS.test(line))).toEqual([]);
}

/** The parser of configurations reads every entry, and no block is left open or closed twice. */
function expectOwnGrammar(lines: readonly string[]): void {
  const open: string[] = [];
  for (const line of lines) {
    const [verb = ''] = line.trim().split(' ');
    if (verb === 'config' || verb === 'edit') open.push(verb);
    else if (verb === 'next') expect(open.pop()).toBe('edit');
    else if (verb === 'end') {
      if (open.at(-1) === 'edit') open.pop();
      expect(open.pop()).toBe('config');
    } else if (['set', 'append', 'clone'].includes(verb)) expect(open.length).toBeGreaterThan(0);
    else expect(open).toEqual([]);
  }
  expect(open).toEqual([]);
  const told: string[] = [];
  const emit = (event: TraceEvent): void => {
    if (event.kind === 'config') told.push(...Object.keys(event.settings));
  };
  const parser = createConfigParser();
  const shown = lines.filter((line) => /^ *(?:config|edit|set|append|next|end)(?: |$)/.test(line));
  for (const [at, text] of shown.entries())
    parser.read({ text, origin: { file: 'x', line: at + 1, text } }, emit, (kind) => {
      throw new Error(`${kind}: ${text}`);
    });
  parser.flush(emit);
  const set = shown.flatMap((line) => /^ *(?:set|append) (\S+)/.exec(line)?.[1] ?? []);
  for (const name of set) expect(told).toContain(name);
}

describe.each(reports)('the steps on %s', (_, report) => {
  it('can be pasted one by one', () => {
    for (const { steps } of report.findings) for (const step of steps) expectPasteable(step);
  });

  it('are numbered without a gap, what is looked at first', () => {
    for (const { steps } of report.findings) {
      const options = steps.map(({ option }) => option);
      expect(options).toEqual([...options].sort((a, b) => a - b));
      expect([...new Set(options)]).toEqual([...new Set(options)].map((__, at) => at + 1));
      for (const { purpose, option } of steps) if (purpose === 'check') expect(option).toBe(1);
    }
  });

  it('give the fix: the first option on the FortiGate', () => {
    for (const { steps, fix } of report.findings) {
      const first = steps.filter(({ option, where }) => option === 1 && where === 'fortigate');
      expect(fix).toEqual(first.flatMap(({ lines }) => lines));
    }
  });

  it('leave out no name that the input tells', () => {
    for (const finding of report.findings) {
      const known = namesKnown(report, finding);
      const open = finding.steps.flatMap(({ lines }) => lines.join('\n').match(/<[a-z-]+>/g) ?? []);
      expect(open.filter((name) => known.has(name))).toEqual([]);
    }
  });
});

/** The placeholders for which there is a name. */
function namesKnown({ offers, controlSessions, sources }: ReportDocument, { subject }: Finding): Set<string> {
  const id = offers.find((offer) => offer.id === subject)?.control ?? subject;
  const session = controlSessions.find((one) => one.id === id);
  if (session === undefined) return new Set();
  const { policy, client, server, mappedServer } = session;
  const isConfigured = sources.some(({ records }) => records.config > 0) && policy !== null;
  return new Set([
    ...(policy === null ? [] : ['<policy-id>']),
    ...(client === null ? [] : ['<client>']),
    ...(server === null ? [] : ['<vip-address>']),
    ...(server === null && mappedServer === null ? [] : ['<server>']),
    ...(isConfigured ? ['<ssl-profile>'] : []),
  ]);
}

test.each(causes.map((one) => [one.code, one] as const))('the steps of %s can be pasted', (_, one) => {
  const named = { policy: '3', sslProfile: 'FTP-scan', protocolProfile: 'ftp', vip: 'FTP', vdom: 'dmz' };
  const hosts = { dialled: '198.51.100.1', server: '10.220.3.202', client: '10.0.0.9', port: 2121 };
  for (const more of [{}, named, { ...named, ...hosts }, { ...named, sslProfile: 'certificate-inspection' }])
    for (const ways of [{}, { active: true }, { tls: 'none' }, { tls: 'explicit' }] as const)
      for (const step of one.steps({ ...more, ...ways })) expectPasteable(step);
});
