import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { ftp } from './ftp.js';
import { createOutput } from './output.js';
import { logged, sights, sniffed, stampOf, traced } from './print.js';
import { createRandom } from './random.js';
import { background, nextPrint, type Mark, type Session, type World } from './traffic.js';

/** What three captures of one busy unit hold. */
export interface Joint {
  readonly files: readonly string[];
  readonly truth: { readonly bytes: number; readonly control: number; readonly hits: number };
}

/** Sessions at once, and how many of them are one of FTP: a unit has 100,000 of these in 10 GB. */
const UNIT = { name: 'joint', concurrent: 600, ftp: 6 };
/** What is pasted into a ticket: one session after the other. */
export const TICKET = { name: 'ticket', concurrent: 1, ftp: 1 };
const START = Date.UTC(2021, 6, 26, 21, 0) * 1000;
/** Microseconds between two packets: 10 GB are some hours. */
const PER_STEP = 1000;

/** WAD debug, flow trace and sniffer output of the same hours, of so many bytes together, in a folder of their own. */
export function makeJoint(
  folder: string,
  bytes: number,
  { name, concurrent, ftp: oneOf } = UNIT,
  seed = 20_260_101,
): Joint {
  const own = `${folder}/${name}-${bytes}`;
  const files = ['wad', 'flow', 'sniffer'].map((source) => `${own}/${source}.txt`);
  // Beside the folder, which holds nothing but captures.
  const notes = join(dirname(folder), `${basename(folder)}-${name}-${bytes}.json`);
  if (existsSync(notes)) return { files, truth: JSON.parse(readFileSync(notes, 'utf8')) as Joint['truth'] };
  mkdirSync(own, { recursive: true });
  const outs = files.map(createOutput);
  const size = (): number => outs.reduce((sum, out) => sum + out.size(), 0);
  const [wad, flow, sniffer] = outs;
  const random = createRandom(seed);
  const truth = { bytes, control: 0, hits: 0 };
  let [micros, trace, number] = [START, 0, 0x1000];
  const world: World = { random, next: () => (number += 1) };
  const open = (): Session => (random(oneOf) === 0 ? ftp(world) : background(world));
  const sessions = Array.from({ length: concurrent }, open);
  const count = (mark: Mark['kind']): void => {
    if (mark === 'control') truth.control += 1;
    else if (mark === 'pinhole-hit') truth.hits += 1;
  };
  while (size() < bytes) {
    const at = random(concurrent);
    const session = (sessions[at] ??= open());
    const step = nextPrint(session, count);
    micros += random(PER_STEP);
    const stamp = stampOf(micros);
    if (step === undefined) sessions[at] = open();
    else if (step.kind === 'wad') for (const line of logged(step, stamp)) wad?.text(`${line}\n`);
    else {
      for (const line of traced(step, stamp, (trace += 1))) flow?.text(`${line}\n`);
      for (const sight of sights(step)) sniffer?.text(`${sniffed(step, sight, stampOf((micros += 5)))}\n`);
    }
  }
  for (const out of outs) out.end();
  writeFileSync(`${notes}.part`, JSON.stringify(truth));
  renameSync(`${notes}.part`, notes);
  return { files, truth };
}
