import type { ConfigEntry } from '../events/listing.js';
import type { Origin } from '../events/record.js';

/** Of `get system status`, or of `#config-version=FGVM64-6.4.6-…`. */
export interface Release {
  readonly major: number;
  readonly minor: number;
  readonly origin: Origin;
  /** The first line of a backup, which holds everything. */
  readonly isBackup: boolean;
}

export const releasesOf = (entries: readonly ConfigEntry[]): Release[] => entries.flatMap(release);

function release({ path, settings, origin }: ConfigEntry): Release[] {
  const isBackup = path === 'config-version';
  if (!isBackup && path !== 'system status') return [];
  const printed = isBackup ? settings['release']?.[0] : settings['version']?.[0];
  const digits = /(?:^|-)(\d{1,3})\.(\d{1,3})(?:\.\d{1,3}[a-z]\w{0,19}|\.\d{1,3})?[-,]/i.exec(printed ?? '');
  return digits ? [{ major: Number(digits[1]), minor: Number(digits[2]), origin, isBackup }] : [];
}
