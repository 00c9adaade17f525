import { createFrameReader } from '../input/frames.js';
import type { Input, Sink } from '../input/input.js';
import { packed } from '../input/pack.js';
import { movePcapTimes } from '../redact/packet/packet-times.js';
import { redactedBlocks } from '../redact/packet/pcapng-blocks.js';
import type { Redaction } from '../redact/redaction.js';
import { createSurvey, type SurveyedInput } from '../redact/survey.js';

/** What makes the pseudonyms of a run, and by how many seconds it moves times. */
export interface RunKey {
  readonly secret: Buffer;
  readonly shift: number;
}

/** An input and how its copy is called. */
export interface CopiedInput {
  readonly input: Input;
  readonly name: string;
}

/** Redacted copies of groups of inputs, wherever they lie. */
export interface Copies {
  readonly redaction: Redaction;
  /** By group, in the order in which they are read. */
  readonly groups: readonly (readonly CopiedInput[])[];
  /** The copies of a group, under their names. */
  readonly copies: (group: number) => Promise<Input[]>;
}

const IGNORED = { event: () => undefined, damaged: () => undefined };

/** Reads all inputs for what they name; each is read again when it is copied. */
export async function surveyed(inputs: readonly Input[], { secret, shift }: RunKey): Promise<Redaction> {
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

/** Writes the copy of an input, packed as it was. */
export async function writeCopy(
  input: Input,
  redaction: Redaction,
  write: (part: Buffer) => void,
): Promise<void> {
  if (input.container !== 'text') write(packed(await redactedFrames(input, redaction), input.packing));
  else if (input.packing.length === 0) await redactedText(input, redaction, write);
  else {
    const parts: Buffer[] = [];
    await redactedText(input, redaction, (part) => parts.push(part));
    write(packed(Buffer.concat(parts), input.packing));
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
  for await (const chunk of input.unpacked()) chunks.push(Buffer.from(chunk));
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

/** The input under another name; the packets of a capture carry the name, too. */
export function renamed(input: Input, name: string): Input {
  return {
    ...input,
    name,
    read: (sink, tell) => {
      const event: Sink['event'] = (one) => {
        const { line, text } = one.origin;
        const origin = { file: name, line, text };
        // The words of a packet are made when they are asked for, so a copy has none by itself.
        if (one.source === 'sniffer' && one.kind === 'packet') sink.event({ ...one, text: one.text, origin });
        else sink.event({ ...one, origin });
      };
      return input.read({ ...sink, event }, tell);
    },
  };
}
