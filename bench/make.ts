import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import { frameOf, hexDump, PCAP_HEAD, pcapRecord, plainDump } from './frame.js';
import { ftp } from './ftp.js';
import { createOutput } from './output.js';
import { logged, sights, sniffed, stampOf, traced } from './print.js';
import { createRandom } from './random.js';
import {
  background,
  nextPrint,
  type Mark,
  type Packet,
  type Session,
  type Wad,
  type World,
} from './traffic.js';

export const FORMATS = ['flow', 'sniffer4', 'sniffer6', 'wad'] as const;
export type Format = (typeof FORMATS)[number];

/** What was printed, for checking the report: a fast parser that drops lines is no parser. */
export type Truth = Record<Mark['kind'] | 'lines' | 'records', number>;

export interface Made {
  readonly file: string;
  readonly truth: Truth;
}

/** One session in so many is FTP: what tests the joins, and what a unit carries beside web and DNS. */
const ONE_IS_FTP = { dense: 4, busy: 500 } as const;
export type WorldName = keyof typeof ONE_IS_FTP;
export const WORLDS: readonly WorldName[] = ['dense', 'busy'];

const CONCURRENT = 4000;
const ARTEFACTS = 100;
const START = Date.UTC(2021, 6, 26, 21, 0) * 1000;
const PER_STEP = 100;

/** Writes one format until it has the size; what is there already from an earlier run is taken as it is. */
export function make(folder: string, format: Format, bytes: number, name: WorldName = 'dense'): Made {
  const file = `${folder}/${format}-${name}-${bytes}.txt`;
  const notes = `${file}.json`;
  if (existsSync(notes)) return { file, truth: JSON.parse(readFileSync(notes, 'utf8')) as Truth };
  const truth: Truth = {
    lines: 0,
    records: 0,
    control: 0,
    'wad-offer': 0,
    'payload-offer': 0,
    'pinhole-hit': 0,
  };
  const out = createOutput(file);
  const extras =
    format === 'sniffer6'
      ? { plain: createOutput(`${file}.plain`), pcap: createOutput(`${file}.pcap`) }
      : null;
  extras?.pcap.bytes(PCAP_HEAD);
  const random = createRandom(20_250_101);
  let micros = START;
  let trace = 0;

  const print = (lines: readonly string[], records: number): void => {
    for (const line of lines) out.text(`${line}\n`);
    truth.lines += lines.length;
    truth.records += records;
  };
  const step = (one: Packet | Wad): void => {
    micros += random(PER_STEP);
    if (one.kind === 'wad') {
      if (format !== 'wad') return;
      const lines = logged(one, stampOf(micros));
      print(lines, one.lines.filter((line) => !line.startsWith(' ')).length);
    } else if (format !== 'wad') {
      if (format === 'flow') {
        const lines = traced(one, stampOf(micros), (trace += 1));
        print(lines, lines.length);
        return;
      }
      for (const sight of sights(one)) {
        const stamp = stampOf((micros += 5));
        const line = sniffed(one, sight, stamp);
        print([random(ARTEFACTS) === 0 ? marked(line, random(2)) : line], 1);
        if (extras === null) continue;
        const frame = frameOf(one);
        const dump = hexDump(frame);
        out.text(`${dump}\n`);
        truth.lines += Math.ceil(frame.length / 16) + 1;
        extras.plain.text(plainDump(frame));
        extras.pcap.bytes(pcapRecord(frame, micros));
      }
    }
  };
  const count = (mark: Mark['kind']): void => {
    truth[mark] += 1;
  };

  let number = 0x1000;
  const world: World = { random, next: () => (number += 1) };
  const open = (): Session => (random(ONE_IS_FTP[name]) === 0 ? ftp(world) : background(world));
  const sessions = Array.from({ length: CONCURRENT }, open);
  while (out.size() < bytes) {
    const at = random(CONCURRENT);
    let next = nextPrint((sessions[at] ??= open()), count);
    while (next === undefined) next = nextPrint((sessions[at] = open()), count);
    step(next);
  }
  for (const one of [out, ...Object.values(extras ?? {})]) one.end();
  writeFileSync(`${notes}.part`, JSON.stringify(truth));
  renameSync(`${notes}.part`, notes);
  return { file, truth };
}

/** What a terminal or a writer leaves behind a line. */
function marked(line: string, which: number): string {
  return which === 0 ? `${line}        <----- look here` : `${line}${' '.repeat(60)}${line.slice(-7)}`;
}
