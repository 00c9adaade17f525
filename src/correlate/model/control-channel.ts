import type { OfferCommand } from '../../events/record.js';
import type { Moment } from './moment.js';

/** What server and client said on the control connection. */
export interface FtpReply extends Moment {
  readonly command: string | undefined;
  readonly code: number;
  readonly text: string;
  /** What the server had said, where a proxy told the client this in its place. */
  readonly insteadOf?: FtpReply | undefined;
}

export interface FtpCommand extends Moment {
  readonly command: string;
  readonly argument: string | undefined;
}

export const OFFERS: ReadonlySet<string> = new Set(['PASV', 'EPSV', 'PORT', 'EPRT']);
export const TRANSFERS: ReadonlySet<string> = new Set([
  'RETR',
  'STOR',
  'STOU',
  'APPE',
  'LIST',
  'NLST',
  'MLSD',
]);
/** A command that needs a data connection. */
export function isTransfer(command: string): boolean {
  return TRANSFERS.has(command);
}

export function isOfferCommand(command: string | undefined): command is OfferCommand {
  return command !== undefined && OFFERS.has(command);
}

export function isPassiveCommand(command: string | undefined): command is 'PASV' | 'EPSV' {
  return command === 'PASV' || command === 'EPSV';
}
