import type { ControlSession } from '../../correlate/model/timeline.js';
import { portOf } from '../../net.js';

/**
 * The control port as the client dials it and as the server sees it. No source says which of the two FortiOS compares
 * with its settings.
 */
export function controlPorts({
  server,
  mappedServer,
}: ControlSession): { before: number; after: number } | null {
  const before = server === null ? null : portOf(server);
  const after = mappedServer === null ? before : portOf(mappedServer);
  return before === null || after === null ? null : { before, after };
}

/** `2121`, or `2121 (21 after the VIP)` */
export function portInWords({ before, after }: { before: number; after: number }): string {
  return before === after ? `port ${before}` : `port ${before} (${after} after the VIP)`;
}
