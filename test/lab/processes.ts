import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

const running = new Set<ChildProcess>();

export interface Ended {
  readonly code: number;
  readonly out: string;
}

/** Puts the time in milliseconds before each line as it arrives. */
function stamped(keep: (text: string) => void): (piece: string) => void {
  let rest = '';
  return (piece) => {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) keep(`${Date.now()} ${line}\n`);
  };
}

/** Runs a program to its end; a program that overstays is killed and ends with 124. */
export function run(
  command: readonly string[],
  { input = '', seconds = 20, stamps = false } = {},
): Promise<Ended> {
  const child = spawn(command[0]!, command.slice(1), { stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  let out = '';
  for (const stream of [child.stdout, child.stderr]) {
    const keep = (text: string): void => void (out += text);
    const take = stamps ? stamped(keep) : keep;
    stream.on('data', (piece: Buffer) => {
      take(piece.toString());
    });
  }
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, seconds * 1000);
  return new Promise((resolve) => {
    const end = (code: number | null): void => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ code: late ? 124 : (code ?? 1), out });
    };
    child.on('error', (error) => {
      out += error.message;
      end(127);
    });
    child.on('close', end);
  });
}

/** Starts a program that serves or watches until it is stopped; what it says goes to a file. */
export function start(command: readonly string[], log: string, env: NodeJS.ProcessEnv = {}): ChildProcess {
  const file = openSync(log, 'a');
  const child = spawn(command[0]!, command.slice(1), {
    stdio: ['ignore', file, file],
    env: { ...process.env, ...env },
  });
  closeSync(file);
  running.add(child);
  child.on('error', () => running.delete(child));
  child.on('close', () => running.delete(child));
  return child;
}

export function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), 2000);
    child.on('close', () => {
      clearTimeout(hard);
      resolve();
    });
    child.kill(signal);
  });
}

export function stopAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

export const found = (program: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
