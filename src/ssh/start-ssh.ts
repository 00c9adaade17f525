import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

import { EXIT, Failure } from '../failure.js';
import { createUnitSession, type UnitSession } from './unit-session.js';

/** Ctrl-C in a terminal reaches every program in it. ssh keeps the signal ignored if it starts that way, and stays for the clean-up. */
const DEAF = ['/bin/sh', '-c', 'trap "" INT; exec "$0" "$@"', 'ssh'] as const;

/**
 * A command line on the unit, by the system's own ssh: it asks for passwords and knows host keys, nothing of that is
 * seen here. All that the unit prints goes to the file `log`, which must not exist. Rejects if no prompt comes.
 */
export async function startSsh(destination: string, name: string, log: string): Promise<UnitSession> {
  const [program, ...before] = process.platform === 'win32' ? (['ssh'] as const) : DEAF;
  const child = spawn(program, [...before, '-tt', '--', destination], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const file = createWriteStream(log, { flags: 'wx' });
  let failed: Error | undefined;
  const session = createUnitSession(name, {
    write: (keys) => void child.stdin.write(keys),
    leave: () => void child.kill(),
  });
  child.stdin.on('error', () => undefined);
  file.on('error', (error) => {
    failed = error;
    child.kill();
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    file.write(text);
    session.hear(text);
  });
  child.on('error', (error) => (failed = error));
  child.on('close', () => {
    file.end();
    session.close();
  });
  try {
    await session.ready();
  } catch (error) {
    child.kill();
    throw failed === undefined ? error : cannot(failed);
  }
  return session;
}

function cannot(error: Error & { readonly code?: string }): Failure {
  const isMissing = error.code === 'ENOENT';
  return new Failure(
    'FGT_NO_SESSION',
    EXIT.unreadable,
    isMissing
      ? 'There is no program ssh on this machine'
      : `The SSH session cannot be kept: ${error.message}`,
    [isMissing ? 'Install OpenSSH, or run the commands by hand: leave out --ssh.' : 'Try again.'],
  );
}
