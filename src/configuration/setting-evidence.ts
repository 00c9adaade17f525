import type { Configuration, Named } from './configuration.js';
import type { Release } from './release.js';
import type { Setting } from './settings.js';
import type { Origin } from '../events/record.js';

/** A value that the configuration tells, and the line that tells it. */
export interface Known<T> {
  readonly value: T;
  readonly line: Origin;
  /** Printed, or left out by a backup, which leaves out nothing but defaults. */
  readonly certain: boolean;
}

/** Null where nothing tells the value: a copy that leaves lines out does not show defaults either. */
export function known<T>(of: Named, setting: Setting<T>, all: Configuration): Known<T> | null {
  const { value, from } = setting;
  if (from !== 'default') return { value, line: from, certain: true };
  return of.complete ? { value, line: of.origin, certain: isWhole(of, all) } : null;
}

/** It stands in a backup, which holds everything. */
export function isWhole({ origin }: { readonly origin: Origin }, { releases }: Configuration): boolean {
  return releases.some((release) => release.isBackup && release.origin.file === origin.file);
}

/** VDOMs that do not contradict each other: a listing from inside of one does not name it. */
export function sameVdom(a: string | null | undefined, b: string | null | undefined): boolean {
  return a == null || b == null || a === b;
}

export function only<T>(found: readonly T[]): T | null {
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The one release that all copies of the configuration name; it may be pasted twice. */
export function releaseOf({ releases }: Configuration): Release | null {
  const [first, ...others] = releases;
  if (first === undefined) return null;
  const isSame = ({ major, minor }: Release): boolean => major === first.major && minor === first.minor;
  return others.every(isSame) ? first : null;
}
