import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

import { compare } from '../src/compare/compare.js';
import type { ReportDocument } from '../src/document.js';
import { DROP_REASONS } from '../src/events/flow.js';
import { formats } from '../src/report/formats/index.js';
import { failed, hostile, HOSTILE, inconclusive, many, unused, worked } from './documents.js';

const OPTIONS = { width: 80, colour: false, detail: 1000 };
const ajv = new Ajv2020({ strict: true, allErrors: true, strictRequired: false, strictTypes: false });
const schema = (name: string): ValidateFunction =>
  ajv.compile(JSON.parse(readFileSync(new URL(`../schema/${name}.json`, import.meta.url), 'utf8')));

const report = schema('report-1');
const event = schema('events-1');
const diff = schema('diff-1');
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- broken on purpose, key by key
type Loose = any;
const parsed = (document: ReportDocument): Loose =>
  JSON.parse([...formats.json.report(document, OPTIONS)].join(''));
const errors = (validate: ValidateFunction, value: unknown): unknown[] => {
  validate(value);
  return validate.errors ?? [];
};

describe('schema/report-1.json', () => {
  const documents: [string, ReportDocument][] = [
    ...Object.entries({ worked, failed, inconclusive, unused, many: many() }),
    ...HOSTILE.map((text, at): [string, ReportDocument] => [`hostile ${at}`, hostile(text)]),
  ];
  it.each(documents)('takes the document that %s', (_, document) => {
    expect(errors(report, parsed(document))).toEqual([]);
  });

  it('takes an implied offer, keys of later releases, and stages that a limit left out', () => {
    const document = parsed(worked);
    Object.assign(document.offers[0], { command: null, stages: [], evidence: [], later: 1 });
    expect(errors(report, { ...document, later: {} })).toEqual([]);
  });

  it.each(Object.keys(worked))('refuses a document without %s', (key) => {
    const { [key]: gone, ...rest } = parsed(worked);
    expect(gone).toBeDefined();
    expect(report(rest)).toBe(false);
  });

  const lists = [
    'sources',
    'clocks',
    'controlSessions',
    'offers',
    'expectations',
    'dataFlows',
    'findings',
    'timeline',
  ];
  it.each(lists)('refuses an element of %s that lacks one of its keys', (list) => {
    for (const key of Object.keys(parsed(worked)[list][0])) {
      const document = parsed(worked);
      Reflect.deleteProperty(document[list][0], key);
      expect([key, report(document)]).toEqual([key, false]);
    }
  });

  const broken: [string, (document: Loose) => unknown][] = [
    ['another schema', (d) => (d.schema = 'fgtrace.report/2')],
    ['an unknown verdict', (d) => (d.verdict = 'unused')],
    ['an endpoint as the sniffer prints it', (d) => (d.offers[0].endpoint = '10.220.3.202.50756')],
    ['an endpoint with a name', (d) => (d.dataFlows[0].initiator = 'client:60921')],
    ['IPv6 in upper case', (d) => (d.expectations[0].source = '[2001:DB8::1]:21')],
    ['a session id of WAD', (d) => (d.controlSessions[0].sessionId = '0x7f52db54')],
    ['a time without its decimals', (d) => (d.timeline[0].time = '2021-07-26T21:41:53')],
    ['a policy as a number', (d) => (d.controlSessions[0].policy = 3)],
    ['a code in lower case', (d) => (d.findings[0].code = 'pinhole-worked')],
    ['an id of another list', (d) => (d.offers[0].control = 'O1')],
    ['line 0', (d) => (d.offers[0].evidence[0].line = 0)],
    ['stages in another order', (d) => d.offers[0].stages.reverse()],
    ['a missing stage', (d) => d.offers[0].stages.pop()],
    ['a failed offer without a line', (d) => Object.assign(d.offers[0], { verdict: 'failed', evidence: [] })],
    ['a proof that is no pair', (d) => d.clocks[2].proof[0].pop()],
    ['a zone of seven minutes', (d) => (d.clocks[2].zoneSeconds = 420)],
    ['a count that is none', (d) => (d.totals.lines = -1)],
  ];
  it.each(broken)('refuses %s', (_, breakIt) => {
    const document = parsed(worked);
    breakIt(document);
    expect(report(document)).toBe(false);
  });
});

describe('schema/events-1.json', () => {
  const flow = { source: 'flow', file: 'flow.txt', line: 1, traceId: 138192 };
  const wad = { source: 'wad', file: 'wad.txt', line: 1 };
  const sniffer = { source: 'sniffer', file: 'sniffer.txt', line: 1 };
  const packet = {
    ...{ ...flow, kind: 'packet', proto: 6, src: '10.230.4.86:60921', dst: '10.230.4.72:50756' },
    tcp: { flags: 'S', seq: 3571380554, ack: 0, window: 64240 },
  };
  it.each(DROP_REASONS)('takes a drop for %s', (reason) => {
    expect(errors(event, { ...flow, kind: 'drop', reason })).toEqual([]);
  });

  const good: [string, object][] = [
    ['a packet', { ...packet, time: '2021-07-26T21:42:05.000000', printed: '2021-07-26 21:42:05' }],
    ['ICMP', { ...packet, proto: 1, src: '10.0.0.1', dst: '2001:db8::1', tcp: undefined }],
    ['an expectation match', { ...flow, kind: 'expectation-match', sessionId: '026d9f42' }],
    ['a route', { ...flow, kind: 'policy-route', gateway: '10.220.3.202', interface: 'port2' }],
    ['a drop', { ...flow, kind: 'drop', reason: 'forward-policy', policy: '0' }],
    ['ARP', { ...sniffer, kind: 'packet', text: 'arp who-has 10.0.0.1 tell 10.0.0.2' }],
    ['the end of a capture', { ...sniffer, kind: 'capture', received: 12, dropped: 0 }],
    ['an offer', { ...wad, kind: 'ftp-offer', command: 'PASV', endpoint: '10.220.3.202:50756' }],
    [
      'an expectation',
      {
        ...{ ...wad, kind: 'expectation', from: '10.230.4.86:0', to: '10.230.4.72:50756', redirect: true },
        control: { client: '10.230.4.86:60919', server: '10.230.4.72:21' },
      },
    ],
    [
      'a session',
      {
        ...{
          source: 'session',
          kind: 'session',
          file: 's',
          line: 1,
          proto: 6,
          expectation: true,
          expire: -107,
        },
        hooks: [
          { hook: 'pre', dir: 'org', act: 'dnat', src: '10.0.0.1:0', dst: '[2001:db8::1]:21', nat: null },
        ],
      },
    ],
    [
      'config',
      { source: 'config', kind: 'config', file: 'c', line: 1, path: 'firewall vip', settings: { a: ['b'] } },
    ],
  ];
  it.each(good)('takes %s', (_, value) => {
    expect(errors(event, JSON.parse(JSON.stringify(value)))).toEqual([]);
  });

  const bad: [string, object][] = [
    ['a kind of another source', { ...flow, kind: 'ftp-offer', endpoint: '10.0.0.1:1' }],
    ['a flow record without its trace', { ...packet, traceId: undefined }],
    ['a packet without a destination', { ...packet, dst: undefined }],
    ['a decimal kernel id', { ...flow, kind: 'session-new', sessionId: '4073862612' }],
    ['a time without decimals', { ...packet, time: '2021-07-26 21:42:05' }],
    ['an offer by another command', { ...wad, kind: 'ftp-offer', command: 'LIST', endpoint: '10.0.0.1:1' }],
    ['an event from nowhere', { ...packet, file: undefined }],
  ];
  it.each(bad)('refuses %s', (_, value) => {
    expect(event(JSON.parse(JSON.stringify(value)))).toBe(false);
  });
});

describe('schema/diff-1.json', () => {
  const documents: [string, ReportDocument][] = [
    ...Object.entries({ worked, failed, inconclusive, unused, many: many() }),
    ...Object.entries({ bare: { ...worked, controlSessions: [], offers: [] } }),
    ...HOSTILE.map((text, at): [string, ReportDocument] => [`hostile ${at}`, hostile(text)]),
  ];
  const compared = (good: ReportDocument, bad: ReportDocument): Loose =>
    JSON.parse([...formats.json.comparison(compare(good, bad), OPTIONS)].join(''));

  it.each(documents)('takes the comparison of a report that worked and one that %s', (_, document) => {
    for (const found of [compared(worked, document), compared(document, worked)])
      expect(errors(diff, found)).toEqual([]);
  });

  it('takes settings that differ, and what two configurations come to', () => {
    const line = { file: 'a.conf', line: 3, text: 'set inspection-mode flow' };
    const set = (value: string): ReportDocument => ({
      ...worked,
      ...{
        controlSessions: [],
        offers: [],
        findings: [{ ...failed.findings[0]!, subject: 'capture', code: value }],
      },
      settings: () => [
        {
          path: 'firewall policy',
          entry: '5',
          setting: 'inspection-mode',
          value,
          evidence: line,
          head: line,
        },
      ],
    });
    const found = compared(set('flow'), set('proxy'));
    expect(errors(diff, found)).toEqual([]);
    expect(found).toMatchObject({
      ...{ answer: 'different', readiness: { good: ['flow'], bad: ['proxy'] } },
      configuration: [{ setting: 'inspection-mode', good: 'flow', bad: 'proxy' }],
    });
  });

  it.each(Object.keys(compared(worked, failed)))('refuses a comparison without %s', (key) => {
    const { [key]: gone, ...rest } = compared(worked, failed);
    expect(gone).toBeDefined();
    expect(diff(rest)).toBe(false);
  });
});
