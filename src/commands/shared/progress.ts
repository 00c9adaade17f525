import { isQuiet } from './loudness.js';
import { DEFAULT_WIDTH } from '../../report/print-options.js';

/** The progress line of a long run; nothing is printed where stderr is no terminal. */
export interface Progress {
  /** Bytes of all inputs read so far. */
  readonly at: (bytes: number) => void;
  /** Erases the line. */
  readonly end: () => void;
}

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const REDRAW_EVERY_MS = 100;
const SILENT_FOR_MS = 1000;
const MB = 1_000_000;
/** The terminal's command to erase the line that the cursor is in. */
export const ERASE_LINE = '\r\u001b[K';

/**
 * One line on a terminal, redrawn at most ten times a second, and only for runs of more than a second. `total` is
 * undefined for a stream.
 */
export function createProgress(
  total: number | undefined,
  terminal: Terminal = process.stderr,
  now: () => number = () => performance.now(),
): Progress {
  if (terminal.isTTY !== true || isQuiet()) return { at: () => undefined, end: () => undefined };
  const started = now();
  let next = started + SILENT_FOR_MS;
  let shown = false;
  return {
    at(bytes) {
      const time = now();
      if (time < next) return;
      next = time + REDRAW_EVERY_MS;
      shown = true;
      const line = progressLine(bytes, total, (time - started) / 1000);
      terminal.write(`${ERASE_LINE}${line.slice(0, (terminal.columns ?? DEFAULT_WIDTH) - 1)}`);
    },
    end() {
      if (shown) terminal.write(ERASE_LINE);
      shown = false;
    },
  };
}

function progressLine(bytes: number, total: number | undefined, seconds: number): string {
  const rate = bytes / seconds;
  const speed = `${megabytes(rate)}/s`;
  if (total === undefined || total < bytes) return `${megabytes(bytes)} read, ${speed}`;
  const left = Math.ceil((total - bytes) / rate);
  const share = Math.floor((100 * bytes) / total);
  return `${megabytes(bytes)} of ${megabytes(total)} read (${share} %), ${speed}, ${clock(left)} left`;
}

const megabytes = (bytes: number): string => `${(bytes / MB).toFixed(1)} MB`;

function clock(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
