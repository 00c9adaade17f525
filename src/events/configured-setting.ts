import type { Origin } from './record.js';

/** One `set` of the tables that FTP depends on. `path` and `entry` are what stands behind `config` and `edit`. */
export interface ConfiguredSetting {
  readonly path: string;
  readonly entry: string;
  readonly setting: string;
  readonly value: string;
  readonly evidence: Origin;
  /** The line that begins its entry. */
  readonly head: Origin;
}
