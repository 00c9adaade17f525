import type { Explanation } from '../../explanation.js';
import { stepName } from './steps.js';
import { commandLines } from '../text/command-lines.js';
import { pad, wrap } from '../text/width.js';
import { STAGE_NAME } from '../text/labels.js';

const GRADE_MEANING: Readonly<Record<Explanation['grade'], string>> = {
  A: 'documented, or read off real output',
  B: 'follows from documented facts',
  C: 'usual behaviour, no FortiOS output at hand: a possibility only',
};

/** All that is known of one cause, for a reader who has met its code. */
export function* explainedCode(it: Explanation, width: number): Iterable<string> {
  yield* wrapped(`${it.code}: ${it.title}`, width, '');
  yield* wrapped(`stage: ${STAGE_NAME[it.stage]}; verdict: ${it.verdict}`, width, '  ');
  yield* wrapped(`signature: ${GRADE_MEANING[it.grade]}`, width, '  ');
  yield '\nHow it comes about\n';
  yield* wrapped(it.mechanism, width, '  ');
  yield '\nWhat shows it\n';
  yield* wrapped(it.evidence, width, '  ');
  yield '\nEasily taken for\n';
  for (const [code, tell] of Object.entries(it.neighbours)) {
    yield `  ${code}\n`;
    yield* wrapped(tell, width, '    ');
  }
  const steps = it.steps();
  if (steps.length > 0) yield '\nWhat helps\n';
  for (const step of steps) {
    yield* wrapped(`${stepName(step, steps)}: ${step.title}`, width, '  ');
    for (const line of step.lines)
      for (const part of commandLines(line, width - 4, '    ')) yield `${part}\n`;
  }
  yield '\n';
  yield* wrapped(`Source: ${it.source}`, width, '');
}

/** Every code with its title, by section. */
export function* causeList(
  sections: readonly { readonly title: string; readonly causes: readonly Explanation[] }[],
  width: number,
): Iterable<string> {
  const column = Math.max(...sections.flatMap(({ causes }) => causes.map(({ code }) => code.length))) + 4;
  for (const [at, { title, causes }] of sections.entries()) {
    yield `${at === 0 ? '' : '\n'}${title}\n`;
    for (const one of causes) {
      const [first = '', ...more] = wrap(one.title, width - column);
      yield `${pad(`  ${one.code}`, column)}${first}\n`;
      for (const line of more) yield `${' '.repeat(column)}${line}\n`;
    }
  }
}

function* wrapped(text: string, width: number, indent: string): Iterable<string> {
  for (const line of wrap(text, width - indent.length)) yield `${indent}${line}\n`;
}
