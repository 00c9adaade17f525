import type { RemedyStep } from '../../remedy.js';

const PLACE_WORDS: Readonly<Record<RemedyStep['where'], string>> = {
  fortigate: 'on the FortiGate',
  server: 'on the server',
  client: 'in the client',
};

/** `Check on the FortiGate`, `Option 2 on the server`; a way without another is no option. */
export function stepName({ purpose, where, option }: RemedyStep, among: readonly RemedyStep[]): string {
  const isChoice = among.some((other) => other.option > 1);
  const change = isChoice ? `Option ${option}` : 'Change';
  return `${purpose === 'check' ? 'Check' : change} ${PLACE_WORDS[where]}`;
}

/** What to check, and the first option; then the other options. */
export function firstOption<T extends RemedyStep>(
  all: readonly T[],
): { readonly first: T[]; readonly others: T[] } {
  return {
    first: all.filter(({ option }) => option === 1),
    others: all.filter(({ option }) => option > 1),
  };
}
