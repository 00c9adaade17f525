import type { Endpoint } from '../net.js';

/** Two endpoints, in either direction. One object serves many packets; its strings are copies. */
export interface Peers {
  readonly one: Endpoint;
  readonly other: Endpoint;
  /** Free for the consumer, to store what it knows of the two endpoints. */
  known: unknown;
}
