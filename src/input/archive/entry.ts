import type { Unpack } from '../codecs.js';

/** A file in an archive. */
export interface ArchiveEntry {
  readonly name: string;
  /** Where its bytes lie in the archive, and how many there are. */
  readonly start: number;
  readonly length: number;
  /** Unpacked. */
  readonly size: number;
  readonly unpack?: Unpack;
  /** Why nobody can read it here, and what to do. */
  readonly refused?: readonly [why: string, advice: string];
}

export interface Contents {
  readonly entries: readonly ArchiveEntry[];
  /** Links, devices and pipes: they lead out of the archive, or nowhere. */
  readonly passedOver: number;
  /** Damage in kebab case, if the archive could not be read to its end. */
  readonly lost?: string;
  /** A docx, an ods or a jar is a zip archive, too. */
  readonly isDocument?: boolean;
}

/** Advice for an archive that is no longer whole. */
export const COPY_AGAIN = 'Copy it again, or unpack what is left of it and name the folder.';

const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * The path of an entry as it is shown: whoever packed the archive chose it. No part of it can lead out of a folder, for
 * copies get such names (`redact -o`). Undefined for what is hidden, as in folders: macOS adds `__MACOSX/._name`.
 */
export function entryName(path: string): string | undefined {
  const parts = path
    .replace(UNPRINTABLE, '\ufffd')
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.')
    .map((part) => (part === '..' ? '(..)' : part));
  return parts.length === 0 || parts.some((part) => part.startsWith('.')) ? undefined : parts.join('/');
}

/** Of several with one name the last is the one that unpacking would leave. */
export function lastOfEachName(entries: readonly ArchiveEntry[]): ArchiveEntry[] {
  return [...new Map(entries.map((entry) => [entry.name, entry])).values()];
}
