/**
 * What FTP itself fixes, whoever prints it: its ports, the commands that ask for a data connection, and what the
 * number of a reply says.
 */

/** A control connection in clear, or with explicit TLS (AUTH). */
export const FTP_PORT = 21;
/** A control connection that begins with TLS: implicit FTPS. */
export const FTPS_PORT = 990;
export const CONTROL_PORTS: ReadonlySet<number> = new Set([FTP_PORT, FTPS_PORT]);
/** In active mode the server opens the data connection from the port below that of its control connection. */
export const ACTIVE_SOURCE_PORTS: ReadonlySet<number> = new Set([FTP_PORT - 1, FTPS_PORT - 1]);

export function isControlPort(port: number | null): boolean {
  return port !== null && CONTROL_PORTS.has(port);
}

export function isActiveSourcePort(port: number | null): boolean {
  return port !== null && ACTIVE_SOURCE_PORTS.has(port);
}

/** Of these, PASV and EPSV let the server name an endpoint, PORT and EPRT name the client's own. */
export type OfferCommand = 'PASV' | 'EPSV' | 'PORT' | 'EPRT';

const OFFER_COMMANDS: ReadonlySet<string> = new Set<OfferCommand>(['PASV', 'EPSV', 'PORT', 'EPRT']);

export function isOfferCommand(command: string | undefined): command is OfferCommand {
  return command !== undefined && OFFER_COMMANDS.has(command);
}

export function isPassiveCommand(command: string | null | undefined): command is 'PASV' | 'EPSV' {
  return command === 'PASV' || command === 'EPSV';
}

/** The reply of a server that listens, to the command that asked it to. */
export const PASSIVE_REPLY_CODES = { PASV: 227, EPSV: 229 } as const;

const TRANSFER_COMMANDS: ReadonlySet<string> = new Set([
  ...['RETR', 'STOR', 'STOU', 'APPE'],
  ...['LIST', 'NLST', 'MLSD'],
]);

/** A command that needs a data connection. */
export function isTransfer(command: string): boolean {
  return TRANSFER_COMMANDS.has(command);
}

/** 4yz: not now, 5yz: never; either way what was asked for is not done (RFC 959, 4.2). */
export function isRefusal(code: number): boolean {
  return code >= 400;
}

/** The transfer begins, over a connection that is open already (125) or is to be opened (150). */
export function opensTransfer(code: number): boolean {
  return code === 125 || code === 150;
}

/** The transfer is done. */
export function completesTransfer(code: number): boolean {
  return code === 226 || code === 250;
}
