import { EXIT, Failure } from '../failure.js';

const REASONS: Record<string, [why: string, advice: string]> = {
  ENOENT: ['it does not exist', 'Check the name; a shell passes on a pattern that matches nothing.'],
  ENOTDIR: ['a part of its path is not a folder', 'Check the name.'],
  EACCES: ['you may not read it', 'Change its permissions, or name a copy that you may read.'],
  EPERM: ['you may not read it', 'Change its permissions, or name a copy that you may read.'],
  ELOOP: ['its symbolic links lead in a circle', 'Name the file itself.'],
  ENAMETOOLONG: ['the name is too long', 'Check the name.'],
  EMFILE: ['too many files are open', 'Raise the limit (ulimit -n), or name fewer files.'],
};

/** A read that went wrong as a Failure (66); what is no error of the file system passes as it is. */
export function unreadable(name: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof Failure || code === undefined || !/^E[A-Z0-9]+$/.test(code)) return error;
  if (code === 'ENOENT' && name.startsWith('samples/'))
    return refusal(name, 'it does not exist', 'fgtrace samples -o samples writes the samples here.', error);
  const [why, advice] = REASONS[code] ?? [
    message.replace(/^E\w+: |, \w+( '.*')?$/g, ''),
    'Try a copy of it.',
  ];
  return refusal(name, why, advice, error);
}

export function refusal(name: string, why: string, advice: string, cause?: unknown): Failure {
  return new Failure('FGT_UNREADABLE', EXIT.unreadable, `Cannot read ${spelt(name)}: ${why}`, [advice], {
    cause,
  });
}

function spelt(name: string): string {
  if (name === '-') return 'standard input';
  return name === '' ? 'a file without a name' : name;
}
