import { closeSync, createWriteStream, openSync, writeFileSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { Warn } from '../../input/find-files.js';
import { createFrameReader } from '../../input/frames.js';
import type { Input, Sink } from '../../input/input.js';
import { openInputs } from '../../input/open.js';
import { packed } from '../../input/pack.js';
import { movePcapTimes } from '../../redact/packet/packet-times.js';
import { redactedBlocks } from '../../redact/packet/pcapng-blocks.js';
import type { Redaction } from '../../redact/redaction.js';
import { createSurvey, type SurveyedInput } from '../../redact/survey.js';
import type { RunKey } from './redact-flags.js';
import { createTemporaryFolder } from './unfinished-file.js';

/** An input and how its copy is called. */
interface Pair {
  readonly input: Input;
  readonly name: string;
}

/** Redacted copies of inputs in a folder of their own. */
export interface RedactedCopies {
  readonly folder: string;
  readonly redaction: Redaction;
  /** By group, in the order in which they are read. */
  readonly groups: readonly (readonly Pair[])[];
  /** The copies of a group, under their names. */
  readonly copies: (group: number) => Promise<Input[]>;
  readonly remove: () => void;
}

/**
 * Copies groups of inputs, with the same pseudonyms in all. `beside`: where the folder is made, on the disk that the
 * copies shall go to; other users may read that of temporary files.
 */
export async function redactedCopies(
  groups: readonly (readonly string[])[],
  key: RunKey,
  { warn, beside = tmpdir() }: { readonly warn: Warn; readonly beside?: string },
): Promise<RedactedCopies> {
  const { path: folder, remove } = createTemporaryFolder(beside);
  try {
    const opened: Input[][] = [];
    for (const names of groups) opened.push(await openedTwice(names, folder, warn));
    const redaction = await surveyed(opened.flat(), key);
    const shown = copyNames(opened.flat().map(({ name }) => name)).map(redaction.text);
    const pairs = opened.map((inputs) => inputs.map((input) => ({ input, name: shown.shift() ?? '' })));
    for (const { input, name } of pairs.flat()) await copy(input, join(folder, name), redaction);
    const copies = async (group: number): Promise<Input[]> => {
      const again: Input[] = [];
      for (const { name } of pairs[group] ?? []) {
        const [one] = await openInputs([join(folder, name)]);
        if (one !== undefined) again.push(renamed(one, name));
      }
      return again;
    };
    return { folder, redaction, groups: pairs, copies, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The input under another name; the packets of a capture carry the name, too. */
export function renamed(input: Input, name: string): Input {
  return {
    ...input,
    name,
    read: (sink, tell) => {
      const event: Sink['event'] = (one) => {
        sink.event({ ...one, origin: { ...one.origin, file: name } });
      };
      return input.read({ ...sink, event }, tell);
    },
  };
}

/** The inputs, each of which can be read more than once: what comes from a pipe is kept in a file. */
async function openedTwice(names: readonly string[], folder: string, warn: Warn): Promise<Input[]> {
  const kept = new Map<string, string>();
  const places: string[] = [];
  for (const name of names) {
    const isPipe = name === '-' || (await stat(name).catch(() => undefined))?.isFIFO() === true;
    if (!isPipe) places.push(name);
    // Of an archive there are several.
    else
      for (const input of await openInputs([name], { stdin: process.stdin, warn })) {
        const place = join(folder, `.piped-${kept.size}`);
        await pipeline(input.unpacked(), createWriteStream(place, { mode: 0o600 }));
        const shown = name === '-' ? 'stdin' : basename(name);
        kept.set(place, input.name === '-' ? 'stdin.txt' : shown + input.name.slice(name.length));
        places.push(place);
      }
  }
  const inputs = await openInputs(places, { warn });
  return inputs.map((input) => ({ ...input, name: kept.get(input.name) ?? input.name }));
}

const IGNORED = { event: () => undefined, damaged: () => undefined };

async function surveyed(inputs: readonly Input[], { secret, shift }: RunKey): Promise<Redaction> {
  const survey = createSurvey(secret, shift);
  for (const input of inputs) {
    const one = survey.input();
    if (input.container === 'text') await input.read({ ...IGNORED, line: one.line });
    else await surveyFrames(input, one);
    one.end();
  }
  return survey.end();
}

async function surveyFrames(input: Input, { frame, line }: SurveyedInput): Promise<void> {
  const reader = createFrameReader({
    frame({ data, linkType, interface: name }) {
      frame(data, linkType);
      if (name !== undefined) line(`interfaces=[${name}]`);
    },
    lied: () => undefined,
  });
  for await (const chunk of input.unpacked()) reader.bytes(chunk);
}

async function copy(input: Input, path: string, redaction: Redaction): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, 'wx', 0o600);
  try {
    if (input.container !== 'text')
      writeFileSync(file, packed(await redactedFrames(input, redaction), input.packing));
    else if (input.packing.length === 0)
      await redactedText(input, redaction, (part) => {
        writeFileSync(file, part);
      });
    else {
      const parts: Buffer[] = [];
      await redactedText(input, redaction, (part) => parts.push(part));
      writeFileSync(file, packed(Buffer.concat(parts), input.packing));
    }
  } finally {
    closeSync(file);
  }
}

const PART = 1 << 16;

/** Writes part by part: a text may be larger than the memory. */
async function redactedText(
  input: Input,
  redaction: Redaction,
  write: (part: Buffer) => void,
): Promise<void> {
  const { line, end } = redaction.input();
  let text = '';
  const keep = (lines: readonly string[]): void => {
    for (const one of lines) text += `${one}\n`;
    if (text.length < PART) return;
    write(Buffer.from(text));
    text = '';
  };
  const sink: Sink = {
    ...IGNORED,
    line(one) {
      keep(line(one));
    },
  };
  await input.read(sink);
  keep(end());
  write(Buffer.from(text));
}

/** The file as it was, with other bytes in its frames: the reader hands out views into what it was given. */
async function redactedFrames(input: Input, redaction: Redaction): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of input.unpacked()) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const reader = createFrameReader({
    frame({ data, linkType }) {
      redaction.frame(data, linkType);
    },
    lied: () => undefined,
  });
  reader.bytes(bytes);
  if (input.container === 'pcapng') return redactedBlocks(bytes, redaction.text, redaction.shift);
  movePcapTimes(bytes, redaction.shift);
  return bytes;
}

/** The ends of the paths that tell the inputs apart: folders above them may be named after people. */
export function copyNames(names: readonly string[]): string[] {
  for (let parts = 1; ; parts++) {
    const ends = names.map((name) => endOf(name, parts));
    if (new Set(ends).size === ends.length || parts > 40) return ends;
  }
}

function endOf(path: string, parts: number): string {
  const folders = dirname(path)
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  return [...folders.slice(Math.max(0, folders.length - parts + 1)), basename(path)].slice(-parts).join('/');
}
