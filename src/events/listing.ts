import type { Endpoint } from '../net.js';
import type { Base } from './record.js';

export interface SessionHook {
  readonly hook: string;
  readonly dir: string;
  readonly act: string;
  readonly src: Endpoint;
  readonly dst: Endpoint;
  /** `0.0.0.0:0` as printed = none = null. */
  readonly nat: Endpoint | null;
}

export interface SessionEntry extends Base<'session', 'session'> {
  readonly proto: number;
  readonly sessionId: string | undefined;
  readonly protoState: string | undefined;
  readonly policy: string | undefined;
  readonly expire: number | undefined;
  readonly state: string[];
  readonly helper: string | undefined;
  readonly expectation: boolean;
  readonly hooks: SessionHook[];
  /** VDOM index (`vd=`), seconds since creation, and whether the network processor carries it. */
  readonly vdomIndex: number | undefined;
  readonly duration: number | undefined;
  readonly offloaded: boolean | undefined;
}

/** Stands alone among the settings of an entry that `delete` took away. */
export const DELETED = 'delete';

export interface ConfigEntry extends Base<'config', 'config'> {
  /** Nested paths joined by blanks: `firewall ssl-ssh-profile ftps`; `entry` is then the outer `edit`. */
  readonly path: string;
  readonly entry: string | undefined;
  readonly settings: Readonly<Record<string, string[]>>;
  /** Line of each setting, for evidence: `inspection-mode` -> 41. */
  readonly lines: Readonly<Record<string, { line: number; text: string }>>;
  readonly vdom: string | undefined;
  /** The copy leaves something out inside of it (`...`): what it does not show is not known to be unset. */
  readonly elided: boolean;
}
