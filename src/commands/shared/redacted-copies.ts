import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

import type { Warn } from '../../input/find-files.js';
import type { Input } from '../../input/input.js';
import { openInputs } from '../../input/open.js';
import type { Redaction } from '../../redact/redaction.js';
import { createSurvey } from '../../redact/survey.js';
import { createBufferedOutput } from './buffered-output.js';

/** Redacted copies of inputs in a folder of their own, in the order of the inputs. */
export interface RedactedCopies {
  readonly folder: string;
  /** Paths in the folder: how the copies are called. */
  readonly names: readonly string[];
  readonly redaction: Redaction;
  /** The originals. */
  readonly inputs: readonly Input[];
  /** The copies, under their names. */
  readonly copies: () => Promise<Input[]>;
  readonly remove: () => Promise<void>;
}

/** `beside`: where the folder is made; a move from it to a place beside it cannot fail for want of room. */
export async function redactedCopies(
  names: readonly string[],
  secret: Buffer,
  { warn, beside = tmpdir() }: { readonly warn: Warn; readonly beside?: string },
): Promise<RedactedCopies> {
  const inputs = await openInputs(names, { stdin: process.stdin, warn });
  const folder = await mkdtemp(join(beside, '.fgtrace-redact-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const redaction = await surveyed(inputs, secret);
    const shown = copyNames(inputs.map(({ name }) => name)).map(redaction.text);
    for (const [nth, input] of inputs.entries()) await copy(input, join(folder, shown[nth] ?? ''), redaction);
    const copies = async (): Promise<Input[]> => {
      const opened: Input[] = [];
      for (const name of shown) {
        const [one] = await openInputs([join(folder, name)]);
        if (one !== undefined) opened.push({ ...one, name });
      }
      return opened;
    };
    return { folder, names: shown, redaction, inputs, copies, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function surveyed(inputs: readonly Input[], secret: Buffer): Promise<Redaction> {
  const survey = createSurvey(secret);
  for (const input of inputs) {
    const { line, end } = survey.input();
    await input.read({ line, event: () => undefined, damaged: () => undefined });
    end();
  }
  return survey.end();
}

async function copy(input: Input, path: string, redaction: Redaction): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const stream = createWriteStream(path, { mode: 0o600, flags: 'wx' });
  const out = createBufferedOutput(stream);
  const { line, end } = redaction.input();
  const write = (lines: readonly string[]): void => {
    for (const one of lines) void out.write(`${one}\n`);
  };
  await input.read({
    line(text) {
      write(line(text));
    },
    event: () => undefined,
    damaged: () => undefined,
    ready: () => out.ready(),
  });
  write(end());
  await out.end();
  await new Promise((resolve) => stream.end(resolve));
}

/** The ends of the paths that tell the inputs apart: folders above them may be named after people. */
export function copyNames(names: readonly string[]): string[] {
  for (let parts = 1; ; parts++) {
    const ends = names.map((name) => (name === '-' ? 'stdin.txt' : endOf(name, parts)));
    if (new Set(ends).size === ends.length || parts > 40) return ends;
  }
}

function endOf(path: string, parts: number): string {
  const folders = dirname(path)
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  return [...folders.slice(folders.length - parts + 1), basename(path)].slice(-parts).join('/');
}
