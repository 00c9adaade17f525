import type { WadMessage } from '../../events/wad.js';
import type { Origin } from '../../events/record.js';
import type { Endpoint } from '../../net.js';

/** Lines between a session's `bound to` and the block that names its endpoint; other workers write between. */
const NEARBY = 40;
/** The block follows within milliseconds, in microseconds; by the stamp of the timed line above it. */
const SOON = 2e6;
const MOST = 32;

export interface BoundEndpoints {
  readonly note: (endpoint: Endpoint, line: WadMessage) => void;
  /** The line that bound one of these endpoints shortly before this place, below `above`; each is taken once. */
  readonly take: (
    place: Origin,
    ends: readonly Endpoint[],
    above: WadMessage | undefined,
  ) => WadMessage | undefined;
}

export function createBoundEndpoints(): BoundEndpoints {
  const lines = new Map<Endpoint, WadMessage>();
  return {
    note(endpoint, line) {
      lines.delete(endpoint);
      lines.set(endpoint, line);
      const [oldest] = lines.keys();
      if (lines.size > MOST && oldest !== undefined) lines.delete(oldest);
    },
    take({ file, line }, ends, above) {
      const end = ends.find((one) => lines.has(one));
      const found = end === undefined ? undefined : lines.get(end);
      if (end === undefined || found === undefined) return undefined;
      lines.delete(end);
      const behind = line - found.origin.line;
      const isNear = found.origin.file === file && behind > 0 && behind <= NEARBY;
      return isNear && isSoon(found, above) ? found : undefined;
    },
  };
}

function isSoon(bound: WadMessage, above: WadMessage | undefined): boolean {
  if (bound.stamp === undefined || above?.stamp === undefined) return true;
  return Math.abs(above.stamp.at - bound.stamp.at) <= SOON;
}
