import type { WadMessage } from '../../events/wad.js';
import type { Origin } from '../../events/record.js';
import type { Endpoint } from '../../net.js';

/** Lines between a session's `bound to` and the block that names its endpoint; other workers write between. */
const NEARBY = 40;
const MOST = 32;

export interface BoundEndpoints {
  readonly note: (endpoint: Endpoint, line: WadMessage) => void;
  /** The line that bound one of these endpoints shortly before this place; each is taken once. */
  readonly take: (place: Origin, ends: readonly Endpoint[]) => WadMessage | undefined;
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
    take({ file, line }, ends) {
      const end = ends.find((one) => lines.has(one));
      const found = end === undefined ? undefined : lines.get(end);
      if (end === undefined || found === undefined) return undefined;
      lines.delete(end);
      const behind = line - found.origin.line;
      return found.origin.file === file && behind > 0 && behind <= NEARBY ? found : undefined;
    },
  };
}
