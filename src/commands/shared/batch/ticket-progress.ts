import { isQuiet } from '../loudness.js';
import { ERASE_LINE } from '../progress.js';

/** The progress line of a batch; nothing is printed where stderr is no terminal. */
export interface TicketProgress {
  readonly at: (done: number) => void;
  /** Before something else is printed on the terminal, and at the end. */
  readonly erase: () => void;
}

export function createTicketProgress(
  total: number,
  terminal: NodeJS.WriteStream = process.stderr,
): TicketProgress {
  if (!terminal.isTTY || isQuiet()) return { at: () => undefined, erase: () => undefined };
  const started = performance.now();
  return {
    at(done) {
      const left = Math.ceil(((performance.now() - started) / done / 1000) * (total - done));
      terminal.write(`${ERASE_LINE}${done} of ${total} tickets, ${left} s left`);
    },
    erase() {
      terminal.write(ERASE_LINE);
    },
  };
}
