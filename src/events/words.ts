import type { PayloadTls } from './payload.js';

/** A word of the control channel, as people write it: `PASV`, `227 Entering Passive Mode (10,1,2,3,195,91)`. */
export interface Word {
  readonly command?: string;
  readonly code?: number;
  readonly said: string;
}

/** `client: PASV`, `server: 227 Entering Passive Mode (10,1,2,3,195,91)`; of TLS the record itself tells. */
export function whoSaid({ command, code, said }: Partial<Word>): string | undefined {
  if (said === undefined) return undefined;
  if (code !== undefined) return `server: ${said}`;
  return command === undefined ? said : `client: ${said}`;
}

/** Their arguments never leave the reading of bytes, so that none can be printed. */
const SECRET: ReadonlySet<string> = new Set(['PASS', 'ACCT', 'ADAT']);
const MASKED = '****';

/** Whether the argument of a command is a password or a token. `SITE PSWD old new` changes a password (NcFTPd, Serv-U). */
export function isSecretCommand(command: string, argument = ''): boolean {
  return SECRET.has(command) || (command === 'SITE' && /^(?:PSWD|PASS)/i.test(argument));
}

export function commandWord(command: string, argument: string | undefined): Word {
  const shown = isSecretCommand(command, argument) ? MASKED : argument;
  return { command, said: shown === undefined ? command : `${command} ${shown}` };
}

/** The words of a reply of several lines stand in one. */
export function replyWord(code: number, text: string, command?: string): Word {
  const said = `${code} ${text.replace(/\s+/g, ' ')}`.trim();
  return command === undefined ? { code, said } : { command, code, said };
}

export function tlsWord({ record, alert, serverName }: PayloadTls): Word {
  if (record !== 'alert')
    return { said: serverName === undefined ? RECORDS[record] : `${RECORDS[record]} for ${serverName}` };
  if (alert === undefined) return { said: 'TLS alert, encrypted' };
  const name = ALERTS.get(alert);
  return { said: name === undefined ? `TLS alert ${alert}` : `TLS alert ${name} (${alert})` };
}

const RECORDS = {
  'client-hello': 'TLS ClientHello',
  'server-hello': 'TLS ServerHello',
  'certificate-request': 'TLS CertificateRequest',
  application: 'TLS application data',
} as const;

/** RFC 8446, 6: what each number of an alert means. */
const ALERTS: ReadonlyMap<number, string> = new Map([
  [0, 'close_notify'],
  [10, 'unexpected_message'],
  [20, 'bad_record_mac'],
  [22, 'record_overflow'],
  [40, 'handshake_failure'],
  [42, 'bad_certificate'],
  [43, 'unsupported_certificate'],
  [44, 'certificate_revoked'],
  [45, 'certificate_expired'],
  [46, 'certificate_unknown'],
  [47, 'illegal_parameter'],
  [48, 'unknown_ca'],
  [49, 'access_denied'],
  [50, 'decode_error'],
  [51, 'decrypt_error'],
  [70, 'protocol_version'],
  [71, 'insufficient_security'],
  [80, 'internal_error'],
  [86, 'inappropriate_fallback'],
  [90, 'user_canceled'],
  [109, 'missing_extension'],
  [110, 'unsupported_extension'],
  [112, 'unrecognized_name'],
  [113, 'bad_certificate_status_response'],
  [115, 'unknown_psk_identity'],
  [116, 'certificate_required'],
  [120, 'no_application_protocol'],
]);
