import type { Source, Stamp } from './events.js';

/**
 * What a taker of events can do without, so that nobody needs to parse it. A hint: what it does not want may come all
 * the same, and where it does not come, `passed` tells of it in its place.
 */
export interface Interest {
  /**
   * Which records that follow the packet of this trace are wanted (no blade is printed): also those that nearly every
   * packet of a session gets, or only others. Packets always are.
   */
  readonly trace: (traceId: number) => 'all' | 'unusual' | 'none';
  /** Whether it wants what WAD says in other functions than those of FTP and of expectations (`wad_ftp…`, `wad_exp…`). */
  readonly otherWad: boolean;
  readonly passed: (source: Source, file: string, stamp: Stamp | undefined) => void;
}
