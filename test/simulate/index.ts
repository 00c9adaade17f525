import { endControl, openControl, type Control } from './control.js';
import { activeTransfer } from './active.js';
import { faults, fitsActive, fitsPassive, isActive, type Fault } from './faults.js';
import { dumpSegment } from './hexdump.js';
import { SECOND } from './net.js';
import { addNoise } from './noise.js';
import { passiveTransfer, type Told } from './passive.js';
import { printConfig } from './print-config.js';
import { printFlow } from './print-flow.js';
import { printSessions } from './print-sessions.js';
import { printSniffer } from './print-sniffer.js';
import { printWad } from './print-wad.js';
import { openScene, settle, type Scene } from './scene.js';
import { tell } from './story.js';
import { truthOf, type Fact } from './truth.js';
import type { Capture, Command, ScenarioOptions, SessionOptions, Source, TransferOptions } from './types.js';

export type * from './types.js';

const FILES: Record<Source, string> = {
  wad: 'wad.log',
  flow: 'flow.log',
  sniffer: 'sniff.txt',
  sessions: 'sessions.txt',
  config: 'fortigate.conf',
};

/** Nobody reads the offers: no pinhole is ever made, whatever else was asked for. */
function isBlind(scene: Scene, control: Control): boolean {
  const { inspection } = scene.options;
  return inspection === 'flow' || inspection === 'none' || (inspection === 'helper' && control.encrypted);
}

/** What needs no pinhole, or tells itself why there is none. */
const BLIND = ['static-range', 'translated-port', 'abandoned', 'refused', 'not-opened'];

function faultOf(scene: Scene, control: Control, transfer: TransferOptions, command: Command): Fault {
  const { fault = 'none', announces } = transfer;
  // What the proxy handles never leaves the CPU.
  if (fault === 'offloaded' && scene.options.inspection === 'proxy') return 'none';
  if (!isBlind(scene, control) || BLIND.includes(fault) || announces !== undefined) return fault;
  const nobody = ['never-used', 'superseded', 'syn-not-seen'].includes(fault);
  return nobody && !isActive(command) ? 'abandoned' : 'not-opened';
}

function playTransfer(scene: Scene, control: Control, at: number, transfer: TransferOptions): Told {
  const command = transfer.command ?? (scene.options.family === 6 ? 'EPSV' : 'PASV');
  const fault = faultOf(scene, control, transfer, command);
  if (isActive(command)) {
    if (!fitsActive(fault)) throw new Error(`${fault} cannot happen to ${command}.`);
    return activeTransfer(scene, control, at, command, fault, transfer);
  }
  if (!fitsPassive(fault)) throw new Error(`${fault} cannot happen to ${command}.`);
  return passiveTransfer(scene, control, at, command, fault, transfer);
}

function playSession(
  scene: Scene,
  options: SessionOptions,
  index: number,
): { control: Control; facts: Fact[] } {
  const begin = scene.begin + Math.round((options.start ?? index * 0.37) * SECOND);
  const opened = openControl(scene, options, index, begin);
  const { control } = opened;
  let now = opened.at;
  if (control.opened && options.greeting !== undefined) now = tell({ scene, control }, now, options.greeting);
  const facts: Fact[] = [];
  const transfers = control.opened ? (options.transfers ?? [{}]) : [];
  for (const [place, transfer] of transfers.entries()) {
    if (control.closed) break;
    now += Math.round((transfer.delay ?? scene.random.int(3, 40) / 10) * SECOND);
    const told = playTransfer(scene, control, now, transfer);
    now = told.at;
    const undecided = transfer.undecided ?? false;
    const last = place === transfers.length - 1 && options.end === 'open';
    for (const { settled = false, ...offer } of told.offers)
      facts.push({ control, ...offer, undecided: undecided && !settled, last, over: settled ? 0 : now });
  }
  if (control.opened && !control.closed && options.end !== 'open') endControl(scene, control, now + SECOND);
  return { control, facts };
}

interface Play {
  readonly scene: Scene;
  readonly truth: Capture['truth'];
}

function play(options: ScenarioOptions): Play {
  const scene = openScene(settle(options));
  if (scene.options.sniff === 'any' && options.sniff === undefined && wants(scene, 'server-leg-failed')) {
    scene.options.sniff = 'client';
  }
  const played = scene.options.sessions.map((session, index) => playSession(scene, session, index));
  const facts = played.flatMap((session) => session.facts);
  finish(scene);
  const controls = played.map((session) => session.control);
  return { scene, truth: truthOf(scene, controls, facts, describe(scene, facts)) };
}

export function simulate(options: ScenarioOptions): Capture {
  const { scene, truth } = play(options);
  const printers: Record<Source, () => string> = {
    wad: () => printWad(scene),
    flow: () => printFlow(scene),
    sniffer: () => printSniffer(scene, dumpSegment),
    sessions: () => printSessions(scene),
    config: () => printConfig(scene),
  };
  const files: Record<string, string> = {};
  for (const source of scene.options.sources) {
    const text = printers[source]();
    if (text) files[FILES[source]] = text;
  }
  return { files, truth, options };
}

const wants = (scene: Scene, fault: Fault): boolean =>
  scene.options.sessions.some((session) => session.transfers?.some((transfer) => transfer.fault === fault));

/** The table of faults tells the whole story, so that the truth about it can be computed. */
export const isByTable = ({ sessions = [], ...options }: ScenarioOptions): boolean =>
  options.filter === undefined &&
  options.traceCount === undefined &&
  options.dataVip === undefined &&
  options.vip !== 'nat64' &&
  sessions.every(
    ({ greeting, transfers = [] }) =>
      greeting === undefined &&
      transfers.every(
        ({ announces, from, story, reply }) => (announces ?? from ?? story ?? reply) === undefined,
      ),
  );

/** Put everything in order, end the captures together and choose the moment of the session list. */
function finish(scene: Scene): void {
  addNoise(scene);
  scene.happenings = scene.happenings
    .filter((happening) => happening.at <= scene.cutAt)
    .sort((a, b) => a.at - b.at);
  scene.tables = scene.tables.filter((entry) => entry.from <= scene.cutAt);
  scene.endAt = scene.happenings.at(-1)?.at ?? scene.begin;
  const expectations = scene.tables.filter((entry) => entry.expectation);
  const offloaded = scene.tables.find((entry) => entry.offloaded);
  const shown = offloaded ?? expectations.at(-1);
  scene.listAt = Math.min(scene.endAt, (shown?.from ?? scene.begin) + 50_000);
}

function describe(scene: Scene, facts: Fact[]): string {
  const stories = facts
    .map(({ offer, fault }) => `${offer.command} ${fault} (${faults[fault].code})`)
    .join(', ');
  return `${scene.options.release}, ${scene.options.inspection}: ${stories || 'no offer'}`;
}

/** The same story told with one source less, and what can still be known of it. */
export function withoutSource(capture: Capture, file: string): Capture {
  const all = settle(capture.options).sources;
  const sources = all.filter((source) => FILES[source] !== file);
  const options = { ...capture.options, sources };
  const files = Object.fromEntries(Object.entries(capture.files).filter(([name]) => name !== file));
  return { files, truth: play(options).truth, options };
}
