import type { ControlSessionReport } from '../document.js';
import type { RemedyStep } from '../remedy.js';
import type { Explanation } from '../explanation.js';

/** What a cause's steps may fill in. For a name that is not known it prints a placeholder in angle brackets. */
export interface StepNames {
  readonly policy?: string;
  /** The SSL profile of the policy. */
  readonly sslProfile?: string;
  readonly protocolProfile?: string;
  readonly vip?: string;
  readonly vdom?: string;
  /** What the client dials and the server's own address; they differ if a VIP lies between. */
  readonly dialled?: string;
  readonly server?: string;
  readonly port?: number;
  readonly client?: string;
  readonly extintf?: string;
  /** Active mode: the server dials, so forwarding a range of the server's ports would not help. */
  readonly active?: boolean;
  /** Of the control channel: without it the session helper could read the offers. */
  readonly tls?: ControlSessionReport['tls'];
  /** The control port behind the VIP. */
  readonly controlPort?: number;
}

/** `isReadOnly`: the SSL profile is one that FortiOS brings along, and nobody can edit it. */
type Switch = 'active' | 'isReadOnly';

export type Names = Readonly<Record<Exclude<keyof StepNames, Switch>, string> & Record<Switch, boolean>>;

/** Makes the steps, with the known names filled in. */
export type Remedy = (names?: StepNames) => RemedyStep[];

/** What a code means, as a rule carries it. Its steps can name the user's own objects. */
export interface Cause extends Explanation {
  readonly steps: Remedy;
}
