import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

import { eventLine } from '../src/report/text/event-json.js';
import { read } from './read.js';

/**
 * `test/formats/*.txt`: blocks of `=== what is shown | flow 2, unrecognised 1, damage wrapped-record@1 2`, lines as a
 * unit or a page shows them (`\xNN` for bytes that no editor keeps), `---`, then the events in their order. Counts
 * that the head leaves out are 0. An event names every field but source and file; line, time and printed if it wants.
 * `*flow-message 3` stands for three of a kind.
 */
interface Sample {
  readonly name: string;
  readonly text: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly damage: readonly string[];
  readonly events: readonly Fields[];
}
type Fields = Record<string, unknown>;

const FOLDER = new URL('./formats/', import.meta.url);
const FREE = ['file', 'source', 'line', 'time', 'printed'];
const ajv = new Ajv2020({ strictRequired: false, strictTypes: false });
const schema = readFileSync(new URL('../schema/events-1.json', import.meta.url), 'utf8');
const promised = ajv.compile(JSON.parse(schema) as object);

function sample(block: string): Sample {
  const [head = '', ...lines] = block.trimEnd().split('\n');
  const [name = '', counts = ''] = head.split(' | ');
  const words = counts.split(', ').filter((word) => word !== '');
  const dash = lines.indexOf('---');
  const text = lines.slice(0, dash).join('\n');
  return {
    name,
    text: text.replace(/\\x([\da-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    counts: Object.fromEntries(
      words
        .filter((word) => !word.startsWith('damage '))
        .map((word) => word.split(' '))
        .map(([key = '', count]) => [key, Number(count)]),
    ),
    damage: words.filter((word) => word.startsWith('damage ')).map((word) => word.slice(7)),
    events: lines.slice(dash + 1).flatMap(expected),
  };
}

function expected(line: string): Fields[] {
  const many = /^\*(\S+) (\d+)$/.exec(line);
  if (many === null) return [JSON.parse(line) as Fields];
  return Array.from({ length: Number(many[2]) }, () => ({ kind: many[1] }));
}

function check({ text, counts, damage, events }: Sample): void {
  const { events: all, summary } = read(text);
  const printed = all.map((event) => JSON.parse(eventLine(event)) as Fields);
  const shown = printed.map((fields, at) => {
    const wanted = events[at];
    if (wanted !== undefined && Object.keys(wanted).length === 1) return { kind: fields['kind'] };
    const kept = (key: string): boolean => !FREE.includes(key) || (wanted !== undefined && key in wanted);
    return Object.fromEntries(Object.entries(fields).filter(([key]) => kept(key)));
  });
  expect(shown).toEqual(events);
  const { wad = 0, flow = 0, sniffer = 0, session = 0, config = 0, unrecognised = 0 } = counts;
  expect(summary.records).toEqual({ wad, flow, sniffer, session, config });
  expect(summary.unrecognised).toBe(unrecognised);
  const told = summary.damage.map(
    (one) => `${one.kind}@${one.firstLine}${one.count > 1 ? ` ${one.count}` : ''}`,
  );
  expect(told.sort()).toEqual([...damage].sort());
  for (const one of printed) expect([promised(one), promised.errors, one]).toEqual([true, null, one]);
}

describe.each(readdirSync(FOLDER).filter((name) => name.endsWith('.txt')))('%s', (file) => {
  const blocks = readFileSync(new URL(file, FOLDER), 'utf8').split(/^=== /m).slice(1);
  it.each(blocks.map(sample))('$name', check);
});
