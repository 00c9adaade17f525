import type { Explanation } from '../document.js';

/** What a cause's `fix` may fill in; where a name is not known, a placeholder in angle brackets stands for it. */
export interface FixNames {
  readonly policy?: string;
  readonly sslProfile?: string;
  readonly protocolProfile?: string;
  readonly vip?: string;
  readonly vdom?: string;
  /** What the client dials, and what it reaches: two addresses where a VIP lies between. */
  readonly dialled?: string;
  readonly server?: string;
  readonly port?: number;
  readonly client?: string;
  readonly extintf?: string;
  /** Active mode: the server dials, and a forwarded range of the server's ports has no part in it. */
  readonly active?: boolean;
  /** No TLS: the session helper could read along. */
  readonly plain?: boolean;
  /** Behind the VIP. */
  readonly controlPort?: number;
}

type Switch = 'active' | 'plain';

export type Names = Readonly<Record<Exclude<keyof FixNames, Switch>, string> & Record<Switch, boolean>>;

/** The lines to paste, with the names that are known filled in. */
export type Fix = (names?: FixNames) => string[];

/** What a code stands for, as a rule carries it: its remedy can name the user's own objects. */
export interface Cause extends Explanation {
  readonly fix: Fix;
}
