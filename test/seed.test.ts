import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { createAnalysis } from '../src/analyze.js';
import { memoryStore } from '../src/correlate/fold/evidence-store.js';
import type { ReportDocument } from '../src/document.js';
import { read, REAL } from './samples/folder.js';
import { print } from './samples/run.js';

const NAMES = ['wad.log', 'flow.log', 'sniff.txt'] as const;
const texts = Object.fromEntries(NAMES.map((name) => [name, read(REAL, name)!]));

/** The article that the captures were taken from; it stands beside the checkout and is not ours to copy. */
const ARTICLE = '../shared/seed/explicit-ftps-over-vip.txt';
const article = existsSync(ARTICLE) ? readFileSync(ARTICLE, 'utf8') : undefined;

/** Through the public door, in exactly the order given. */
function analyse(files: readonly (readonly [name: string, text: string])[]): ReportDocument {
  const analysis = createAnalysis({ store: memoryStore(), offsets: new Map(), detail: 1000 });
  for (const [name, text] of files) {
    const sink = analysis.begin(name);
    for (const line of text.replace(/\n$/, '').split('\n')) sink.line(line);
    sink.end();
  }
  return analysis.report();
}

const inTurn = (order: readonly string[]): ReportDocument =>
  analyse(order.map((name) => [name, texts[name]!] as const));

const orders: string[][] = NAMES.flatMap((first) => {
  const [second, third] = NAMES.filter((name) => name !== first);
  return [
    [first, second!, third!],
    [first, third!, second!],
  ];
});

const program = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const built = existsSync(fileURLToPath(new URL('../dist/commands/analyze.js', import.meta.url)));

function piped(input: string): ReportDocument {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const args = [program, 'analyze', '-', '--format', 'json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', input, env });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as ReportDocument;
}

/** `places` maps a capture's line to where it stands in the text at hand. */
function isTheRealStory(document: ReportDocument, places: (name: string, line: number) => string): void {
  expect(document.verdict).toBe('worked');
  expect(document.controlSessions).toMatchObject([
    {
      ...{ id: 'C1', client: '10.230.4.86:60919', server: '10.230.4.72:21', mappedServer: '10.220.3.202:21' },
      ...{ sessionId: '026d9f42', vdom: 'root', policy: '3', inspection: 'proxy', verdict: 'worked' },
    },
  ]);
  expect(document.offers).toMatchObject([
    {
      ...{ control: 'C1', command: 'PASV', endpoint: '10.220.3.202:50756', external: '10.230.4.72:50756' },
      ...{ expectation: 'E1', dataFlow: 'D1', pinhole: 'hit' },
      ...{ verdict: 'worked', code: 'PINHOLE_WORKED', confidence: 'proven' },
    },
  ]);
  expect(document.expectations).toMatchObject([
    { offer: 'O1', destination: '10.230.4.72:50756', mapped: '10.220.3.202:50756', claimedBy: 'D1' },
  ]);
  expect(document.dataFlows).toMatchObject([
    {
      ...{ offer: 'O1', initiator: '10.230.4.86:60921', destination: '10.230.4.72:50756' },
      ...{ synSequence: 3571380554, admittedBy: 'expectation' },
      clientLeg: { interface: 'port3', state: 'open' },
      serverLeg: { interface: 'port2', state: 'open' },
    },
  ]);
  const proved = document.offers[0]!.evidence.map(({ file, line }) => `${file}:${line}`);
  const [hit, nat, tuple, offer, syn, answer] = proved;
  expect([hit, nat]).toEqual([places('flow.log', 12), places('flow.log', 13)]);
  expect([tuple, offer]).toEqual([places('wad.log', 8), places('wad.log', 3)]);
  // Two captures print the data SYN; either line proves it.
  expect([places('flow.log', 11), places('sniff.txt', 9)]).toContain(syn);
  expect([answer, proved.length]).toEqual([places('sniff.txt', 13), 6]);
  const sniffer = document.clocks.find(({ source }) => source === 'sniffer')!;
  expect(sniffer).toMatchObject({ offsetSeconds: -7200, zoneSeconds: -7200, method: 'syn-sequence' });
  expect(sniffer.uncertaintySeconds).toBeLessThan(1);
  expect(sniffer.proof.map((pair) => pair.map(({ file, line }) => `${file}:${line}`))).toEqual([
    [places('flow.log', 1), places('sniff.txt', 1)],
    [places('flow.log', 11), places('sniff.txt', 9)],
  ]);
}

describe('the real captures', () => {
  const asFiles = (name: string, line: number): string => `${name}:${line}`;

  it.each(orders.map((order) => [order]))('tell the story in the order %s', (order) => {
    isTheRealStory(inTurn(order), asFiles);
  });

  // The command puts its files in order by content before it reads them, and so gives the same bytes whatever the
  // order; whoever feeds lines by himself does not get them yet.
  it('give the same bytes in every order, but for the list of sources', () => {
    const [first, ...others] = orders.map((order) => print({ ...inTurn(order), sources: [] }, 'json'));
    for (const other of others) expect(other).toBe(first);
  });

  it.each(NAMES)('say nothing wrong without %s', (gone) => {
    const document = inTurn(NAMES.filter((name) => name !== gone));
    expect(['worked', 'inconclusive']).toContain(document.verdict);
    expect(document.offers).toHaveLength(1);
    for (const offer of document.offers) {
      expect(['worked', 'inconclusive']).toContain(offer.verdict);
      expect(['10.220.3.202:50756', '10.230.4.72:50756']).toContain(offer.endpoint);
    }
    expect(document.controlSessions.map(({ verdict }) => verdict)).not.toContain('failed');
  });

  it('prove nothing wrong one by one', () => {
    for (const name of NAMES) {
      const { verdict, offers, controlSessions } = inTurn([name]);
      expect([name, verdict, ...offers.map((offer) => offer.verdict)]).not.toContain('failed');
      expect(controlSessions.map((control) => control.verdict)).not.toContain('failed');
    }
    // One capture shows no pinhole that was used and a server that answered at once.
    expect(inTurn(['wad.log']).offers).toMatchObject([{ command: 'PASV', verdict: 'inconclusive' }]);
    expect(inTurn(['flow.log']).offers).toMatchObject([
      { command: null, pinhole: 'hit', verdict: 'inconclusive' },
    ]);
  });
});

/** Where a capture's line stands in a text that holds it: the article keeps the order of the lines. */
function within(whole: string, file: string): (name: string, line: number) => string {
  const lines = whole.split('\n');
  const starts = Object.fromEntries(
    NAMES.map((name) => [name, lines.indexOf(texts[name]!.slice(0, texts[name]!.indexOf('\n')))]),
  );
  return (name, line) => `${file}:${starts[name]! + line}`;
}

(article === undefined ? describe.skip : describe)('the article that they stand in', () => {
  const text = article ?? '';

  it('tells the story as one file', () => {
    isTheRealStory(analyse([['article.txt', text]]), within(text, 'article.txt'));
  });

  it('shows the configuration too', () => {
    const [source] = analyse([['article.txt', text]]).sources;
    expect(source?.records).toMatchObject({ wad: 8, flow: 11, sniffer: 12 });
    expect(source?.records.config).toBeGreaterThanOrEqual(3);
  });
});

(built ? describe : describe.skip)('the program reads from a pipe', () => {
  it.each(orders.map((order) => [order]))('the captures one after another: %s', (order) => {
    const whole = order.map((name) => texts[name]!).join('');
    isTheRealStory(piped(whole), within(whole, '-'));
  });

  (article === undefined ? it.skip : it)('the article', () => {
    isTheRealStory(piped(article ?? ''), within(article ?? '', '-'));
  });
});
