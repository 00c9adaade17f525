// @long Draws the ladders of every sample.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import type { Ladder, LadderStep } from '../src/ladder.js';
import { ladderMermaid } from '../src/report/ladder/mermaid.js';
import { ladderSvg } from '../src/report/ladder/svg.js';
import { ladderText } from '../src/report/ladder/text.js';
import { formats } from '../src/report/formats/index.js';
import { page } from '../src/report/text/layout.js';
import { widthOf } from '../src/report/text/width.js';
import { HOSTILE, hostileLadder } from './documents.js';
import { REAL, sampleNames, stored } from './samples/folder.js';
import { reportOn } from './samples/report-on.js';
import { analyse } from './samples/run.js';

const ladderIn = (name: string, offer = 'O1'): Ladder => {
  const ladder = reportOn(name).ladderOf?.(offer);
  if (ladder === undefined) throw new Error(`${name} has no ladder of ${offer}`);
  return ladder;
};
const failing = ({ steps }: Ladder): LadderStep | undefined => steps.find(({ failed }) => failed);
const labelled = ({ steps }: Ladder, label: RegExp): LadderStep[] =>
  steps.filter((step) => label.test(step.label));
const way = ({ from, to }: LadderStep): string => `${from}>${to}`;

describe('the lanes', () => {
  it('name the hosts, the interfaces between them, and what each is called on the other side', () => {
    const lane = { interface: null, endpoint: null, captured: true };
    expect(ladderIn('snat-worked').lanes).toEqual([
      { ...lane, name: 'client', endpoint: '10.192.9.81' },
      { ...lane, name: 'unit outside', interface: 'vlan-120', endpoint: '10.192.9.75' },
      { ...lane, name: 'unit inside', interface: 'srv.30', endpoint: '10.177.5.1' },
      { ...lane, name: 'server', endpoint: '10.177.5.203' },
    ]);
  });

  it('say which side no source shows', () => {
    const seen = (name: string): boolean[] => ladderIn(name).lanes.map(({ captured }) => captured);
    expect(seen('proxy-worked')).toEqual([true, true, true, true]);
    expect(seen('proxy-server-leg-unseen')).toEqual([true, true, false, false]);
    expect(seen('proxy-wad-only-425')).toEqual([false, false, false, false]);
    expect(ladderIn('proxy-wad-only-425').steps.filter(({ from, to }) => from !== to)).toEqual([]);
  });
});

describe('an arrow', () => {
  it('goes from the client to the server in passive mode, on both sides of the unit', () => {
    expect(labelled(ladderIn('proxy-server-rst'), /^SYN to/).map(way)).toEqual(['0>1', '2>3']);
    expect(labelled(ladderIn('helper-server-rst'), /^PASV/).map(way)).toEqual(['0>1', '2>3']);
    expect(labelled(ladderIn('helper-server-rst'), /^227/).map(way)).toEqual(['3>2', '1>0']);
  });

  it('goes the other way in active mode', () => {
    const ladder = ladderIn('active-client-refused');
    expect(labelled(ladder, /^SYN to/).map(way)).toEqual(['3>2', '1>0']);
    expect(failing(ladder)).toMatchObject({ from: 0, to: 1, label: 'RST' });
  });

  it('goes from host to host where nobody knows on which side of the unit it was seen', () => {
    const ladder = ladderIn('tls-data-alert');
    expect(labelled(ladder, /^(?:PASV|227)/).map(way)).toEqual(['0>3', '3>0']);
    // The flow trace tells where the SYN came in, which the sniffer prints without a direction.
    expect(labelled(ladder, /^SYN to/).map(way)).toEqual(['0>1']);
  });

  it('stands for a packet with all its repeats, and a packet that two sources print was sent once', () => {
    const [syn] = labelled(ladderIn('proxy-policy-deny'), /^SYN to/);
    expect(syn).toMatchObject({ count: 4, from: 0, to: 1 });
    expect(labelled(ladderIn(REAL), /^SYN/).map(({ count }) => count)).toEqual([1, 1, 1, 1]);
  });
});

describe('what the unit does', () => {
  it('stands between its lanes, behind the packet that it did it to', () => {
    const { steps } = ladderIn('routed-other-way-back');
    const drop = steps.findIndex(({ failed }) => failed);
    expect(steps[drop]).toMatchObject({ from: 1, to: 1, kind: 'kernel', count: 4 });
    expect(steps[drop - 1]).toMatchObject({ label: 'ACK', from: 0, to: 1 });
  });
});

describe('the failing step', () => {
  it.each(sampleNames())('is one that the verdict cites: %s', (name) => {
    const document = reportOn(name);
    for (const { id, verdict, evidence } of document.offers) {
      const ladder = document.ladderOf?.(id);
      const failed = ladder?.steps.filter((step) => step.failed) ?? [];
      expect(failed).toHaveLength(verdict === 'failed' ? 1 : 0);
      for (const step of failed)
        expect(evidence.map(({ file, line }) => `${file}:${line}`)).toContain(
          `${step.evidence.file}:${step.evidence.line}`,
        );
      const times = (ladder?.steps ?? []).flatMap(({ at }) => (at === null ? [] : [at]));
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });
});

describe('the document', () => {
  it('has no ladder in JSON, and none of an offer that is told in brief', () => {
    const document = reportOn('three-transfers-worked');
    expect(
      [...formats.json.report(document, { width: 80, colour: false, detail: 1000 })].join(''),
    ).not.toContain('ladder');
    expect(document.ladderOf?.('O9')).toBeUndefined();
  });
});

describe('as text', () => {
  const shown = [
    ...[REAL, 'proxy-policy-deny', 'helper-server-rst', 'proxy-wad-only-425', 'active-client-refused'],
    ...['proxy-wad-only', 'tls-data-alert'],
  ];
  it.each(shown)('%s', (name) => {
    const files = Object.keys(stored(name));
    const on = page({ width: 80, colour: false, detail: 1000 }, files);
    const drawn = [...ladderText(on, ladderIn(name), 25)].map((line) => `${line.trimEnd()}\n`).join('');
    const golden = fileURLToPath(new URL(`ladders/${name}.txt`, import.meta.url));
    if (process.env['UPDATE_SAMPLES'] === '1') writeFileSync(golden, drawn);
    expect(drawn).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '');
  });

  it.each([60, 80, 160])('fits into %i columns, and counts what it leaves out', (width) => {
    const on = page({ width, colour: false, detail: 1000 }, ['a', 'b']);
    const lines = [...ladderText(on, ladderIn('transfer-426'), 10)];
    expect(Math.max(...lines.map((line) => widthOf(line.trimEnd())))).toBeLessThanOrEqual(width);
    expect(lines.at(-1)).toMatch(/and 1\d more steps/);
    expect(lines.join('\n')).toContain('✗');
  });

  it('is drawn with ASCII alone where that is asked for', () => {
    const options = { width: 80, colour: false, detail: 1000, ascii: true };
    const report = [...formats.text.report(analyse(stored('proxy-server-rst')), options)].join('');
    expect(report).toMatch(/\|<-{6}\| {2}x RST/);
    expect(report).not.toMatch(/[^\n -~]/);
  });
});

describe('hostile words', () => {
  it.each(HOSTILE)('stay words: %s', (text) => {
    const ladder = hostileLadder(text);
    const on = page({ width: 80, colour: false, detail: 1000 }, []);
    for (const line of ladderText(on, ladder, 25)) {
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(widthOf(line.trimEnd())).toBeLessThanOrEqual(80);
    }
    for (const line of ladderMermaid(ladder)) expect(line).toMatch(MERMAID);
    const svg = ladderSvg(ladder);
    expect(svg.replace(TAGS, '')).not.toMatch(/[<>"\p{Cf}\p{Cs}\u001b]/u);
  });

  it('of Mermaid itself end nothing', () => {
    const text = 'a; end %% comment\nEnd #quot; `x` loop: alt <br> wrap: "q"';
    const lines = [...ladderMermaid(hostileLadder(text))];
    for (const line of lines) expect(line).toMatch(MERMAID);
    expect(lines.join('\n')).not.toMatch(/\bend\b/i);
  });

  it.each(sampleNames())('have no place in the diagram of %s', (name) => {
    const document = reportOn(name);
    for (const { id } of document.offers) {
      const ladder = document.ladderOf?.(id);
      for (const line of ladder === undefined ? [] : ladderMermaid(ladder)) expect(line).toMatch(MERMAID);
    }
  });

  it('never exceed what renderers of Mermaid take', () => {
    const one = hostileLadder('<;>'.repeat(2000));
    const steps = Array.from({ length: 5000 }, () => one.steps.map((step) => ({ ...step }))).flat();
    expect([...ladderMermaid({ ...one, steps })].join('\n').length).toBeLessThan(50_000);
  });
});

const WORDS = String.raw`(?:[\p{L}\p{N} .,:()/+_-]|#\d+;)*`;
/** Every line that a diagram may have: nothing but words and entity codes where text from a log stands. */
const MERMAID = new RegExp(
  String.raw`^(?:sequenceDiagram|  participant [cois] as ${WORDS}(?:<br/>${WORDS})*|  [cois](?:->>|--x)[cois]: ${WORDS}|  Note over [cois],[cois]: ${WORDS})$`,
  'u',
);
/** Tags of the drawing, which have these attributes and no others: no style, no script. */
const TAGS =
  /<\/?(?:svg|title|desc|g|line|text|rect|circle|polygon|path)(?: (?:class|role|viewBox|xmlns|x|y|[xy][12]|c[xy]|r|d|fill|width|height|points|text-anchor|data-(?:step|file|line))="[^"<>]*")*\/?>/g;
