import { mkdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { DateTime } from 'luxon';

import { captureRecipe, type Target } from '../../catalogue/recipes.js';
import { EXIT, Failure } from '../../failure.js';
import {
  CAPTURED,
  startCapture,
  stopCapture,
  watchCapture,
  type CaptureCommands,
  type LiveUnit,
} from '../../ssh/capture-unit.js';
import { startSsh } from '../../ssh/start-ssh.js';
import { followCaptures, type FollowOptions } from './follow.js';

/** The followed files are read to their ends within this time. */
const LAST_LINES_MS = 1000;

export interface SshCapture {
  /** As ssh knows it: `admin@10.0.0.1`, `ssh://admin@unit:2222`, or a name of its configuration. */
  readonly destination: string;
  readonly vdom: string | undefined;
  readonly seconds: number | undefined;
  /** A folder that does not exist yet, or none was named. */
  readonly folder: string | undefined;
  readonly target: Target;
  readonly follow: Omit<FollowOptions, 'signal'>;
  readonly stopping: AbortSignal;
}

/** Takes the captures on the unit, with verdicts as they come, until it is stopped; ends the debugs whatever happens. */
export async function captureBySsh(capture: SshCapture): Promise<void> {
  const { destination, vdom, seconds, target, follow, stopping } = capture;
  if (!/^[^\s-]\S*$/.test(destination)) throw noDestination(destination);
  const folder = newFolder(capture.folder);
  const say = follow.warn;
  const commands = commandsFor(target);
  const unit: LiveUnit = {
    ...{ commands, vdom, say, sessions: new Map(), on: new Set() },
    open: (name) => startSsh(destination, name, join(folder, `${name}.log`)),
  };
  // However it ends: a second Ctrl-C ends the program at once, also while the debugs are being ended.
  process.on('exit', () => {
    if (unit.on.size > 0) writeSync(2, howToEnd(commands.stop));
  });
  const followed = new AbortController();
  let following: Promise<void> | undefined;
  try {
    await startCapture(unit);
    const until =
      seconds === undefined ? stopping : AbortSignal.any([stopping, AbortSignal.timeout(seconds * 1000)]);
    say(`Captures into ${folder}: let the client fail now. Ctrl-C ends it`);
    following = followCaptures(
      CAPTURED.map((name) => join(folder, `${name}.log`)),
      { ...follow, signal: followed.signal },
    );
    await Promise.race([watchCapture(unit, until), following]);
  } finally {
    await stopCapture(unit);
  }
  await setTimeout(LAST_LINES_MS);
  followed.abort();
  await following;
  if (unit.on.size > 0)
    throw new Failure('FGT_LEFT_ON', EXIT.unreadable, 'Debugging may still be on at the unit', [
      'Log in and end it.',
    ]);
}

function commandsFor(target: Target): CaptureCommands {
  const { prepare, wad, flow, sniffer, lists, config, stop } = captureRecipe(target);
  return {
    prepare: prepare?.commands ?? [],
    about: config?.commands.filter((command) => !command.includes('<')) ?? [],
    start: {
      wad: wad.commands,
      flow: flow.commands,
      sniffer: sniffer.commands,
      sessions: lists.commands,
    },
    stop: stop.commands,
  };
}

const howToEnd = (commands: readonly string[]): string =>
  `To end all debugging on the unit, log in and run:\n${commands.map((one) => `  ${one}\n`).join('')}`;

function newFolder(named: string | undefined): string {
  const folder = named ?? `fgtrace-${DateTime.now().toFormat('yyyyLLdd-HHmmss')}`;
  try {
    mkdirSync(folder, { mode: 0o700 });
    return folder;
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'EEXIST' ? 'it exists' : (error as Error).message;
    throw new Failure('FGT_UNWRITABLE', EXIT.unwritable, `Cannot make the folder ${folder}: ${why}`, [
      'Name a new folder with --output.',
    ]);
  }
}

function noDestination(destination: string): Failure {
  return new Failure('FGT_USAGE', EXIT.usage, `--ssh ${destination} is no name of a unit`, [
    'Write it as ssh takes it: admin@10.0.0.1',
  ]);
}
