import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import { ftp } from './ftp.js';
import { createOutput } from './output.js';
import { logged, sights, sniffed, stampOf, traced } from './print.js';
import { createRandom } from './random.js';
import { background, type Session, type World } from './traffic.js';

/** What three captures of one busy unit hold. */
export interface Joint {
  readonly files: readonly string[];
  readonly truth: { readonly bytes: number; readonly control: number; readonly hits: number };
}

const CONCURRENT = 600;
/** One session of so many is FTP: 100,000 of them in 10 GB. */
const FTP = 6;
const START = Date.UTC(2021, 6, 26, 21, 0) * 1000;
/** Microseconds between two packets: 10 GB are some hours. */
const PER_STEP = 1000;

/** WAD debug, flow trace and sniffer output of the same hours, of so many bytes together. */
export function makeJoint(folder: string, bytes: number): Joint {
  const files = ['wad', 'flow', 'sniffer'].map((name) => `${folder}/joint-${bytes}-${name}.txt`);
  const notes = `${folder}/joint-${bytes}.json`;
  if (existsSync(notes)) return { files, truth: JSON.parse(readFileSync(notes, 'utf8')) as Joint['truth'] };
  const outs = files.map(createOutput);
  const size = (): number => outs.reduce((sum, out) => sum + out.size(), 0);
  const [wad, flow, sniffer] = outs;
  const random = createRandom(20_260_101);
  const truth = { bytes, control: 0, hits: 0 };
  let [micros, trace, number] = [START, 0, 0x1000];
  const world: World = { random, next: () => (number += 1) };
  const open = (): Session => (random(FTP) === 0 ? ftp(world) : background(world));
  const sessions = Array.from({ length: CONCURRENT }, open);
  while (size() < bytes) {
    const at = random(CONCURRENT);
    const step = sessions[at]?.next().value;
    micros += random(PER_STEP);
    const stamp = stampOf(micros);
    if (step === undefined) sessions[at] = open();
    else if (step.kind === 'wad') for (const line of logged(step, stamp)) wad?.text(`${line}\n`);
    else if (step.kind === 'packet') {
      for (const line of traced(step, stamp, (trace += 1))) flow?.text(`${line}\n`);
      for (const sight of sights(step)) sniffer?.text(`${sniffed(step, sight, stampOf((micros += 5)))}\n`);
    } else if (step.kind === 'control') truth.control += 1;
    else if (step.kind === 'pinhole-hit') truth.hits += 1;
  }
  for (const out of outs) out.end();
  writeFileSync(`${notes}.part`, JSON.stringify(truth));
  renameSync(`${notes}.part`, notes);
  return { files, truth };
}
