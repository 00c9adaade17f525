import { setTimeout } from 'node:timers/promises';

import { EXIT, Failure } from '../failure.js';
import { refusedCommand, type UnitSession } from './unit-session.js';

/** How often the session list is asked for: an unused pinhole lives for about 30 seconds. */
const LISTS_EVERY_MS = 10_000;
const LOOKS_EVERY_MS = 500;

export const CAPTURED = ['wad', 'flow', 'sniffer', 'sessions'] as const;
export type Captured = (typeof CAPTURED)[number];

/** What to send for each of them, and how to end what they start. */
export interface CaptureCommands {
  readonly prepare: readonly string[];
  /** Asked once, beside the session lists: the release, the configuration. */
  readonly about: readonly string[];
  readonly start: Readonly<Record<Captured, readonly string[]>>;
  readonly stop: readonly string[];
}

export interface LiveUnit {
  /** Logs in. */
  readonly open: (name: Captured | 'clean-up') => Promise<UnitSession>;
  readonly commands: CaptureCommands;
  /** Entered first in each session. */
  readonly vdom: string | undefined;
  /** Gets a sentence for whoever watches. */
  readonly say: (sentence: string) => void;
  readonly sessions: Map<Captured, UnitSession>;
  /** Sessions in which a debug was started and not ended yet. */
  readonly on: Set<Captured>;
}

/** Starts the debugs in their order. Rejects if the unit takes none of them. */
export async function startCapture(unit: LiveUnit): Promise<void> {
  const { commands, sessions, on } = unit;
  for (const name of CAPTURED) sessions.set(name, await enter(unit, name));
  await ask(sessions.get('sessions'), [...commands.prepare, ...commands.about]);
  const refused = [await begin(unit, 'wad'), await begin(unit, 'flow')];
  if (refused.every((one) => one !== undefined)) throw takesNone(refused[0] ?? '');
  on.add('sniffer');
  for (const command of commands.start.sniffer) sessions.get('sniffer')?.start(command);
}

/** Asks for the session lists now and then. Resolves when the signal says so, or when no session is left. */
export async function watchCapture(
  { commands, sessions, say }: LiveUnit,
  signal: AbortSignal,
): Promise<void> {
  const gone = new Set<Captured>();
  for (let round = 0; !signal.aborted && gone.size < CAPTURED.length; round += 1) {
    for (const [name, session] of sessions) {
      if (session.isOpen() || gone.has(name)) continue;
      gone.add(name);
      say(`The SSH session for ${name} ended`);
    }
    if (round % (LISTS_EVERY_MS / LOOKS_EVERY_MS) === 0)
      await ask(sessions.get('sessions'), commands.start.sessions);
    await setTimeout(LOOKS_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Ends the debugs, in a new session where the old one is gone. What could not be ended stays in `on`. */
export async function stopCapture(unit: LiveUnit): Promise<void> {
  const { sessions, on, say } = unit;
  for (const name of [...on].reverse()) await end(unit, name).catch(() => undefined);
  // A sniffer ends with its session; filters and the debugs of the proxy outlive theirs.
  on.delete('sniffer');
  for (const session of sessions.values()) session.leave();
  if (on.size === 0) return;
  say('A new SSH session ends what a broken one left on');
  await cleanUp(unit).catch(() => undefined);
}

async function enter({ open, vdom }: LiveUnit, name: Captured | 'clean-up'): Promise<UnitSession> {
  const session = await open(name);
  for (const command of vdom === undefined ? [] : ['config vdom', `edit ${vdom}`]) {
    const refused = refusedCommand(await session.run(command));
    if (refused === undefined) continue;
    session.leave();
    throw takesNone(`${command}: ${refused}`);
  }
  return session;
}

/** The last command is the one that starts it: what the unit said if it refused that. What the others lack is only said. */
async function begin({ commands, sessions, on, say }: LiveUnit, name: Captured): Promise<string | undefined> {
  let refused: string | undefined;
  on.add(name);
  for (const command of commands.start[name]) {
    refused = refusedCommand((await sessions.get(name)?.run(command)) ?? '');
    if (refused !== undefined) say(`The unit refused "${command}" for ${name}: ${refused}`);
  }
  return refused;
}

async function end({ commands, sessions, on }: LiveUnit, name: Captured): Promise<void> {
  const session = sessions.get(name);
  if (session?.isOpen() !== true) return;
  if (name === 'sniffer') await session.interrupt();
  else for (const command of commands.stop) await session.run(command);
  on.delete(name);
}

async function cleanUp(unit: LiveUnit): Promise<void> {
  const session = await enter(unit, 'clean-up');
  for (const command of unit.commands.stop) await session.run(command);
  unit.on.clear();
  session.leave();
}

async function ask(session: UnitSession | undefined, questions: readonly string[]): Promise<void> {
  for (const question of questions)
    if (session?.isOpen() === true) await session.run(question).catch(() => undefined);
}

function takesNone(why: string): Failure {
  return new Failure('FGT_NO_SESSION', EXIT.unreadable, `The unit takes no debug command: ${why}`, [
    'Debugging wants an administrator with a profile that may write the system configuration; with VDOMs, name one by --vdom.',
  ]);
}
