import { constants, type Stats } from 'node:fs';
import { access, lstat, readlink, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { EXIT, Failure } from '../../failure.js';
import { isAmongInputs } from '../../input/is-among-inputs.js';

/** What the name of an output leads to, links followed. */
export type OutputPlace =
  /** A file that is made, or whose place is taken. `path` is its own name, never that of a link to it. */
  | { readonly is: 'file'; readonly path: string; readonly there: Stats | undefined }
  /** A device or a named pipe: it is written to. A file in the place of /dev/null would break it for everybody. */
  | { readonly is: 'device'; readonly path: string }
  | { readonly is: 'pipe'; readonly path: string }
  /** What the process has open already: `/dev/stdout`, `/dev/fd/3`. */
  | { readonly is: 'descriptor'; readonly fd: number };

export interface OutputRules {
  /** A file that exists may be replaced; `never` where no flag allows it. */
  readonly force: boolean | 'never';
  /** Files, folders and `-`, as they were named: none of what they lead to may be replaced. */
  readonly inputs?: readonly string[];
}

/** Where the output goes. Fails with 73 where it cannot go, or may not. */
export async function outputPlace(file: string, { force, inputs = [] }: OutputRules): Promise<OutputPlace> {
  const fd = await descriptorOf(file);
  if (fd !== undefined) return { is: 'descriptor', fd };
  const there = await stat(file).catch((error: unknown) => withoutFile(file, error));
  if (there === undefined) return newFile(file);
  if (there.isDirectory()) throw unwritable(file, 'it is a folder');
  if (there.isBlockDevice()) throw unwritable(file, 'it is a disk');
  if (there.isCharacterDevice()) return { is: 'device', path: file };
  if (there.isFIFO()) return { is: 'pipe', path: file };
  if (!there.isFile()) throw unwritable(file, 'it is a socket');
  if (force !== true) throw occupied(file, force);
  if (there.nlink > 1) {
    throw unwritable(
      file,
      'the file has other names too (hard links)',
      'Remove it first, or give another name.',
    );
  }
  const path = await realpath(file);
  await mustBeWritable(file, path);
  await mustBeWritable(file, dirname(path));
  if (await isAmongInputs(file, inputs)) {
    throw unwritable(file, 'it is one of the inputs', 'Give another name.');
  }
  return { is: 'file', path, there };
}

async function newFile(file: string): Promise<OutputPlace> {
  const folder = dirname(file);
  const info = await stat(folder).catch((error: unknown) => {
    throw unwritable(file, error);
  });
  if (!info.isDirectory()) throw unwritable(file, `${folder} is no folder`);
  await mustBeWritable(file, folder);
  return { is: 'file', path: file, there: undefined };
}

async function mustBeWritable(file: string, path: string): Promise<void> {
  await access(path, constants.W_OK).catch((error: unknown) => {
    throw unwritable(file, error);
  });
}

/** Undefined for a name that is free; a link that leads to nothing is not. */
async function withoutFile(file: string, error: unknown): Promise<undefined> {
  if (file.endsWith('/')) throw unwritable(file, 'it is the name of a folder');
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unwritable(file, error);
  const link = await lstat(file).catch(() => undefined);
  if (link !== undefined) throw unwritable(file, 'it is a link that leads to nothing');
}

const OWN = /^\/(?:dev\/std(?<name>out|err)|(?:dev|proc\/self)\/fd\/(?<fd>\d{1,5}))$/;
const MOST_LINKS = 40;

/**
 * The descriptor that a name stands for, perhaps by links. Followed further it would lead to the file that the shell
 * has opened for it, and that would be replaced; or to a socket, which cannot be opened again.
 */
async function descriptorOf(file: string): Promise<number | undefined> {
  let path = file;
  for (let links = 0; links < MOST_LINKS; links++) {
    const { name, fd } = OWN.exec(path)?.groups ?? {};
    if (name !== undefined) return name === 'out' ? 1 : 2;
    if (fd !== undefined) return Number(fd);
    const target = await readlink(path).catch(() => undefined);
    if (target === undefined) return undefined;
    path = resolve(join(path, '..'), target);
  }
  return undefined;
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'nothing can be written there (read-only file system)',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'the disk is full',
};

/** What went wrong while the file was written, with its name. What is no error of the file system passes as it is. */
export function outputFailure(file: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST') return occupied(file);
  // A reader that went away is no failure.
  return syscall === undefined || code === 'EPIPE' ? error : unwritable(file, error);
}

function unwritable(
  file: string,
  why: unknown,
  advice = 'Name a file in a folder that you may write to.',
): Failure {
  const reason =
    why instanceof Error ? (WHY[(why as NodeJS.ErrnoException).code ?? ''] ?? why.message) : String(why);
  return new Failure('FGT_UNWRITABLE', EXIT.unwritable, `Cannot write ${file}: ${reason}`, [advice], {
    cause: why,
  });
}

export function occupied(file: string, force: OutputRules['force'] = false): Failure {
  const otherwise = force === 'never' ? '' : ', or --force to replace it';
  return new Failure('FGT_EXISTS', EXIT.unwritable, `${file} exists already and was left as it is`, [
    `Give another name${otherwise}.`,
  ]);
}
