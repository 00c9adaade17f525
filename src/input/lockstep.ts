/** Several inputs read side by side: whoever is least far goes on, the others wait. */
export interface Turns {
  /** Called by an input between two of its pieces. A promise where it is another's turn. `at`: how far it is. */
  ready(input: number, at: number): Promise<void> | undefined;
  /** It has come to its end. */
  done(input: number): void;
}

/** Inputs begin in their order, each when it is called for the first time; nobody is as little far as that. */
export function createTurns(count: number): Turns {
  const far = Array.from({ length: count }, () => -Infinity);
  const waiting = new Map<number, () => void>();

  const least = (): number => far.reduce((best, at, input) => (at < (far[best] ?? at) ? input : best), 0);
  const wake = (): void => {
    const next = least();
    waiting.get(next)?.();
    waiting.delete(next);
  };
  return {
    ready(input, at) {
      far[input] = at;
      if (least() === input) return undefined;
      return new Promise((resolve) => {
        waiting.set(input, resolve);
        wake();
      });
    },
    done(input) {
      far[input] = Infinity;
      wake();
    },
  };
}
