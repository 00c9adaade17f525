import { mkdirSync } from 'node:fs';

import { makeJoint, TICKET } from './joint.js';

export interface Tickets {
  readonly folder: string;
  /** Pinholes that were hit, over all tickets. */
  readonly hits: number;
}

/** A folder of tickets, each a folder with three captures of the same minutes, of so many bytes together. */
export function makeTickets(folder: string, count: number, bytes: number): Tickets {
  const own = `${folder}/tickets-${count}-${bytes}`;
  mkdirSync(own, { recursive: true });
  const made = Array.from({ length: count }, (_, at) => {
    const name = `ticket-${String(at + 1).padStart(5, '0')}`;
    return makeJoint(own, bytes, { ...TICKET, name }, at + 1).truth.hits;
  });
  return { folder: own, hits: made.reduce((sum, hits) => sum + hits, 0) };
}
