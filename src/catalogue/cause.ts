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

/** Lines to paste, the least change first; a line that begins with # says what the lines below it bring along. */
export type Fix = (names?: FixNames) => string[];

/** One thing that a code stands for: how it comes about, what shows it, what it is easily taken for, what helps. */
export interface Cause {
  /** Stable: added to, never renamed. */
  readonly code: string;
  /** The stage that it breaks; of one that works, the last that it needs. */
  readonly stage:
    | 'control'
    | 'offer'
    | 'expectation'
    | 'syn'
    | 'admission'
    | 'nat'
    | 'clientLeg'
    | 'serverLeg'
    | 'transfer';
  /** A remark leaves the verdict to others. */
  readonly verdict: 'worked' | 'failed' | 'unused' | 'inconclusive' | 'remark';
  /**
   * How sure its signature is: A stands in vendor or RFC text or was read off real output, B follows from such facts,
   * C is usual behaviour without public FortiOS output, and may only be worded as a possibility.
   */
  readonly grade: 'A' | 'B' | 'C';
  readonly title: string;
  readonly mechanism: string;
  readonly evidence: string;
  /** Codes that look alike, and how to tell them apart. */
  readonly neighbours: Readonly<Record<string, string>>;
  readonly fix: Fix;
  readonly source: string;
}
