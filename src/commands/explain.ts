import { Args, Flags } from '@oclif/core';

import { causeOf, nearestCodes } from '../diagnose/code-lookup.js';
import { sections } from '../diagnose/rules/index.js';
import { EXIT, Failure } from '../failure.js';
import { openInputs } from '../input/open.js';
import { explainedCode, causeList } from '../report/sections/explain-code.js';
import {
  explainedLine,
  otherUnknownLines,
  explainedName,
  unknownLine,
} from '../report/sections/explain-line.js';
import { explainedWord } from '../report/sections/explain-word.js';
import { wordMeanings } from '../report/words/lookup.js';
import { lookup, meaningOf, nearestMeanings, MEANING_OF_OUTPUT } from '../report/sections/message-lookup.js';
import { BaseCommand } from './base.js';
import { createBufferedOutput, type BufferedOutput } from './shared/buffered-output.js';
import { createInterpreter, type Interpreted } from './shared/explain-lines.js';
import { outputWidth, writeResult } from './shared/write-output.js';

/** If no line was known, this many are shown with the known messages nearest to them; the others are only counted. */
const UNKNOWN_LINES_SHOWN = 3;

export default class ExplainCommand extends BaseCommand {
  static override summary = 'Tell what a line of debug output, or a code or word of a report, means';
  static override description =
    'Lines are taken as they were pasted: with or without stamp, prompt and quotes, wrapped by a terminal or not. Without a line, standard input is read.';
  static override usage = ['<%= command.id %> TEXT...', '<%= command.id %> --list'];

  static override examples = [
    {
      description: 'A message of the flow trace',
      command: '<%= config.bin %> <%= command.id %> "Find an EXP session, id-026d9f42."',
    },
    {
      description: 'A code of a report: how it comes about, what shows it, what helps',
      command: '<%= config.bin %> <%= command.id %> POLICY_DENY',
    },
    {
      description: 'A word of a report: verdicts, stages, replies, damage, exit codes',
      command: '<%= config.bin %> <%= command.id %> not captured',
    },
    {
      description: 'An entry of the catalogue, by its name',
      command: '<%= config.bin %> <%= command.id %> flow.expectation-match',
    },
    {
      description: 'A whole capture, each message explained once',
      command: '$ cat samples/explicit-ftps-over-vip/flow.log | <%= config.bin %> <%= command.id %> -',
    },
  ];
  static override strict = false;
  static override args = {
    text: Args.string({
      description: 'the line (quoted), a code, word or name that fgtrace prints, or - for standard input',
      ignoreStdin: true,
    }),
  };
  static override flags = {
    list: Flags.boolean({ description: 'list all codes with their titles, by section' }),
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(ExplainCommand);
    const texts = argv.map(String);
    if (flags.list) {
      await writeResult(causeList(sections, outputWidth(undefined)), undefined);
      return;
    }
    if (texts.length === 1 && isCode(texts[0] ?? '')) {
      await writeResult(explainCode(texts[0] ?? ''), undefined);
      return;
    }
    const meanings = wordMeanings(texts.join(' '));
    if (meanings.length > 0) {
      await writeResult(explainedWord(meanings, outputWidth(undefined)), undefined);
      return;
    }
    if (texts.length === 0 && process.stdin.isTTY) {
      throw new Failure('FGT_USAGE', EXIT.usage, 'No line was given, and none is piped in', [
        'See fgtrace explain --help',
      ]);
    }
    const out = createBufferedOutput(process.stdout);
    const name = texts.length === 1 ? lookup(texts[0] ?? '') : undefined;
    const known = name
      ? write(out, explainedName(name, outputWidth(undefined)))
      : await explainLines(texts, out);
    await out.end();
    if (!known) {
      throw new Failure('FGT_NOTHING_EXPLAINED', EXIT.unrecognised, 'Nothing of this is in the catalogue', [
        'Give whole lines of WAD debug or flow trace, in quotes, or pipe them in.',
      ]);
    }
  }
}

/**
 * Codes are found in any spelling. A text that is not found is taken for a misspelt code if it is in capitals, else
 * for a name.
 */
const isCode = (text: string): boolean =>
  causeOf(text) !== undefined || /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text);

function explainCode(code: string): Iterable<string> {
  const known = causeOf(code);
  if (known !== undefined) return explainedCode(known, outputWidth(undefined));
  const near = nearestCodes(code).map((one) => `Did you mean ${one}?`);
  throw new Failure('FGT_USAGE', EXIT.usage, `There is no code ${code}`, [
    ...near,
    'See fgtrace explain --list',
  ]);
}

function write(out: BufferedOutput, pieces: Iterable<string>): true {
  for (const piece of pieces) void out.write(piece);
  return true;
}

/** Answers true if at least one line was known. */
async function explainLines(texts: readonly string[], out: BufferedOutput): Promise<boolean> {
  const width = outputWidth(undefined);
  const told = new Set<string>();
  const strange: Interpreted[] = [];
  let others = 0;
  const notKnown = (record: Interpreted): true =>
    write(out, unknownLine(record.text, nearestMeanings(record.message), width));

  const { line, end } = createInterpreter((record) => {
    const meaning = meaningOf(record.message) ?? MEANING_OF_OUTPUT[record.source ?? 'flow'];
    if (meaning === undefined && record.claim !== null) notKnown(record);
    else if (meaning === undefined) {
      if (told.size > 0 || strange.length === UNKNOWN_LINES_SHOWN) others += 1;
      else strange.push(record);
    } else if (meaning.sample !== undefined || (record.claim === 'record' && !told.has(meaning.id))) {
      write(out, explainedLine(record.text, meaning, record.events, width, told.has(meaning.id)));
      told.add(meaning.id);
    }
  });
  await eachLine(texts, line, () => out.ready());
  end();
  if (told.size === 0) strange.forEach(notKnown);
  else others += strange.length;
  write(out, otherUnknownLines(others));
  return told.size > 0;
}

/** Words without quotes make one line together; each text in quotes is one line, or several if it has newlines. */
async function eachLine(
  texts: readonly string[],
  line: (text: string) => void,
  ready: () => Promise<void> | undefined,
): Promise<void> {
  if (texts.length === 0 || (texts.length === 1 && texts[0] === '-')) {
    const ignored = (): void => undefined;
    const [input] = await openInputs(['-']);
    await input?.read({ line, event: ignored, damaged: ignored, ready });
  } else {
    const words = texts.every((text) => !/\s/.test(text));
    for (const text of texts.join(words ? ' ' : '\n').split('\n')) line(text);
  }
}
