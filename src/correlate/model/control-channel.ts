import type { Moment } from './moment.js';

/** What server and client said on the control connection. */
export interface FtpReply extends Moment {
  readonly command: string | undefined;
  readonly code: number;
  readonly text: string;
  /** What it answers by the order of commands and replies; null: nothing, undefined: nobody can tell. */
  readonly answers?: FtpCommand | null | undefined;
  /** What the server had said, where a proxy told the client this in its place. */
  readonly insteadOf?: FtpReply | undefined;
}

export interface FtpCommand extends Moment {
  readonly command: string;
  readonly argument: string | undefined;
}
