import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** As git sets them: quit where it fits on one screen, pass colours on, leave the text on the screen. */
const LESS = 'FRX';

/**
 * Shows text in the reader's own pager, which gets the terminal until it is left. False if there is no such program, and
 * then nothing was shown. `command`: a program and its arguments, parted by blanks; no shell reads them.
 */
export async function showInPager(command: string, pieces: Iterable<string>): Promise<boolean> {
  const [program = '', ...args] = command.trim().split(/\s+/);
  const child = spawn(program, args, {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { LESS, LV: '-c', ...process.env },
  });
  const closed = once(child, 'close').catch(() => undefined);
  // Left before its end, it no longer reads.
  child.stdin.on('error', () => undefined);
  const started = await once(child, 'spawn').then(
    () => true,
    () => false,
  );
  if (!started) return false;
  for (const piece of pieces) {
    if (child.stdin.destroyed) break;
    if (!child.stdin.write(piece))
      await Promise.race([once(child.stdin, 'drain').catch(() => undefined), closed]);
  }
  child.stdin.end();
  await closed;
  return true;
}
