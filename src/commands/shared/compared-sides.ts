import { open, readFile } from 'node:fs/promises';

import type { Both } from '../../compare/comparison.js';
import type { ReportDocument } from '../../document.js';
import { EXIT, Failure } from '../../failure.js';
import { withSettledRows } from '../../report/sections/rows.js';
import { readAll, type ReadOptions } from './read-inputs.js';

type SideNames = Both<readonly string[]>;

/** `diff GOOD BAD`, or any number of each by flag. */
export function sideNames(
  args: Partial<Both<string | undefined>>,
  flags: Partial<Both<string[] | undefined>>,
): SideNames {
  const given = [args.good, args.bad].filter((name) => name !== undefined);
  const byFlag = flags.good !== undefined || flags.bad !== undefined;
  if (byFlag && given.length > 0) throw wrong('Either GOOD BAD or --good and --bad: both were given');
  const names = byFlag
    ? { good: flags.good ?? [], bad: flags.bad ?? [] }
    : { good: given.slice(0, 1), bad: given.slice(1) };
  if (names.good.length === 0 || names.bad.length === 0)
    throw wrong('Two sides are compared: one that works and one that fails');
  if ([...names.good, ...names.bad].filter((name) => name === '-').length > 1)
    throw wrong('Standard input (-) can be only one of the two captures');
  return names;
}

const wrong = (what: string): Failure =>
  new Failure('FGT_USAGE', EXIT.usage, what, ['See fgtrace diff --help']);

/** The report on one side: of captures, or one that was saved with `analyze --format json`. */
export async function reportOfSide(names: readonly string[], options: ReadOptions): Promise<ReportDocument> {
  const saved = await firstSavedReport(names);
  if (saved !== undefined) {
    if (names.length > 1) throw wrong(`${saved} is a saved report, and stands for its side alone`);
    return savedReport(saved);
  }
  return withSettledRows((await readAll(names, options)).report());
}

/** Redacting goes line by line through captures, which a report no longer holds. */
export async function needsCaptures(names: SideNames): Promise<void> {
  const saved = await firstSavedReport([...names.good, ...names.bad]);
  if (saved !== undefined)
    throw wrong(`${saved} is a saved report: --redact needs the captures, or a report made with --redact`);
}

async function firstSavedReport(names: readonly string[]): Promise<string | undefined> {
  for (const name of names) if (await isSavedReport(name)) return name;
  return undefined;
}

const SAVED = /^\s*\{\s*"schema":\s*"fgtrace\.report\/1"/;

async function isSavedReport(name: string): Promise<boolean> {
  if (name === '-') return false;
  const file = await open(name).catch(() => null);
  if (file === null) return false;
  try {
    if (!(await file.stat()).isFile()) return false;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(200), 0, 200, 0);
    return SAVED.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}

async function savedReport(name: string): Promise<ReportDocument> {
  try {
    const document = JSON.parse(await readFile(name, 'utf8')) as ReportDocument;
    const lists = [
      document.sources,
      document.controlSessions,
      document.offers,
      document.findings,
      document.timeline,
    ];
    if (lists.every((list) => Array.isArray(list))) return document;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Failure(
    'FGT_UNREADABLE',
    EXIT.unreadable,
    `${name} begins as a saved report and is not a whole one`,
    ['Save it again: fgtrace analyze FILES --format json -o FILE'],
  );
}
