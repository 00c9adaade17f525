import { isSecretCommand } from '../events/words.js';
import { PASSIVE_REPLY_CODES, type OfferCommand } from '../ftp.js';
import { address, endpoint, type Endpoint } from '../net.js';

/** A data connection that was offered; `endpoint` is null where the text gives no address and port to connect to. */
export interface FtpOffer {
  readonly command: OfferCommand;
  readonly endpoint: Endpoint | null;
}

export interface FtpCommandLine {
  readonly command: string;
  readonly argument: string | undefined;
}

export interface ReplyLine {
  readonly code: number;
  /** False for `220-…`: more lines follow, up to one with the same code and a blank. */
  readonly last: boolean;
  readonly text: string;
}

/** RFC 959, 2228, 2389, 2428, 2640, 3659, 7151 and what clients in the field send besides. */
const KNOWN_COMMANDS = new Set(
  (
    'ABOR ACCT ADAT ALLO APPE AUTH CCC CDUP CLNT CONF CWD DELE ENC EPRT EPSV FEAT HASH HELP HOST LANG LIST LPRT LPSV ' +
    'MDTM MFF MFMT MIC MKD MLSD MLST MODE NLST NOOP OPTS PASS PASV PBSZ PORT PROT PWD QUIT RANG REIN REST RETR RMD ' +
    'RNFR RNTO SIZE SITE SMNT SPSV STAT STOR STOU STRU SYST TYPE USER XCRC XCUP XCWD XMKD XPWD XRMD'
  ).split(' '),
);

export function isKnownCommand(command: string): boolean {
  return KNOWN_COMMANDS.has(command);
}

/** An argument that is a secret never leaves this function. */
export function readCommand(line: string): FtpCommandLine | null {
  const match = /^([A-Za-z]{3,8})(?:[ \t]+(.*))?$/.exec(line);
  if (match?.[1] === undefined) return null;
  const command = match[1].toUpperCase();
  const argument = match[2]?.trim();
  return { command, argument: isSecretCommand(command, argument) || argument === '' ? undefined : argument };
}

export function readReplyLine(line: string): ReplyLine | null {
  const match = /^([1-6]\d\d)(?:([ -])(.*))?$/.exec(line);
  if (match === null) return null;
  return { code: Number(match[1]), last: match[2] !== '-', text: (match[3] ?? '').trim() };
}

/** What a 227 or 229 offers; null for every other reply. `server` is the address that a 229 means. */
export function offerInReply(code: number, text: string, server: string): FtpOffer | null {
  if (code === PASSIVE_REPLY_CODES.PASV) return { command: 'PASV', endpoint: sixNumbers(text) };
  if (code === PASSIVE_REPLY_CODES.EPSV) return { command: 'EPSV', endpoint: extendedPort(text, server) };
  return null;
}

/** What a PORT or EPRT offers, refused or not; null for every other command. */
export function offerInCommand({ command, argument = '' }: FtpCommandLine): FtpOffer | null {
  if (command === 'PORT') return { command, endpoint: sixNumbers(argument) };
  if (command === 'EPRT') return { command, endpoint: extendedAddress(argument) };
  return null;
}

/** `h1,h2,h3,h4,p1,p2` anywhere in the text, with or without parentheses: RFC 1123 tells clients to look for digits. */
function sixNumbers(text: string): Endpoint | null {
  const match =
    /(?<![\d,.-])(\d{1,3}), ?(\d{1,3}), ?(\d{1,3}), ?(\d{1,3}), ?(\d{1,3}), ?(\d{1,3})(?!,? ?\d)/.exec(text);
  if (match === null) return null;
  const [a, b, c, d, high, low] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return high > 255 || low > 255 ? null : dialled(`${a}.${b}.${c}.${d}`, high * 256 + low);
}

/** `(|||50756|)`: the delimiter may be anything; protocol and address are empty, or ignored where a server fills them. */
function extendedPort(text: string, server: string): Endpoint | null {
  const match = /([!-/:-~])[12]?\1[^\s()]{0,45}?\1(\d{1,5})\1/.exec(text);
  return match === null ? null : dialled(server, Number(match[2]));
}

/** `|1|10.0.0.1|50756|`, `|2|2001:db8::1|50756|`. */
function extendedAddress(text: string): Endpoint | null {
  const match = /^([!-~])([12])\1([^\s]{2,45})\1(\d{1,5})\1?$/.exec(text);
  return match === null ? null : dialled(match[3] ?? '', Number(match[4]));
}

function dialled(host: string, port: number): Endpoint | null {
  const known = address(host);
  return known === null || port === 0 || port > 65_535 ? null : endpoint(known, port);
}
