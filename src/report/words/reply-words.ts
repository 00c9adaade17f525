import { EXIT } from '../../failure.js';
import { meaningsIn, type ReportWord } from './word-list.js';

/** The replies of FTP and its extensions (RFC 959, 2228, 2428, 4217). */
const REPLIES: Readonly<Record<string, string>> = {
  110: 'A restart marker.',
  120: 'The service will be ready in some minutes.',
  125: 'The data connection is open already; the transfer begins.',
  150: 'The file is there; the server is about to open the data connection. The transfer ends with 226, or with 4xx or 5xx.',
  200: 'The command is done.',
  202: 'The command does nothing on this server.',
  211: 'Status of the system, or the list of its features.',
  212: 'Status of a folder.',
  213: 'Status of a file: its size or time.',
  214: 'Help, in the server’s own words.',
  215: 'The kind of system.',
  220: 'The server is ready.',
  221: 'The server closes the control connection, as the client asked.',
  225: 'The data connection is open, and no transfer is under way; after ABOR: it was broken off.',
  226: 'The transfer is complete, and the data connection is closed.',
  227: 'Entering passive mode: the answer to PASV, with address and port.',
  228: 'Entering long passive mode: the answer to LPSV.',
  229: 'Entering extended passive mode: the answer to EPSV, with the port.',
  230: 'The user is logged in.',
  232: 'The user is logged in by his certificate.',
  234: 'AUTH is accepted: TLS begins.',
  235: 'The exchange of security data is complete.',
  250: 'The file command is done; some servers end a transfer with it.',
  257: 'The name of a folder.',
  331: 'The user is known; a password is needed.',
  332: 'An account is needed.',
  334: 'AUTH is accepted, with security data to come.',
  335: 'More security data is needed.',
  336: 'The user is known; a challenge stands in the reply.',
  350: 'More is needed: REST or RNFR wait for the next command.',
  421: 'The server closes the service: idle for too long, too many sessions, or it shuts down.',
  425: 'The server could not open the data connection.',
  426: 'The data connection was closed, and the transfer broken off.',
  430: 'User name or password is wrong.',
  431: 'A resource for the security exchange is not available.',
  434: 'The host is not available.',
  450: 'The file is busy or not available for now.',
  451: 'The server broke the transfer off, by an error of its own.',
  452: 'The server has no room left.',
  500: 'The server does not know the command.',
  501: 'The arguments of the command are wrong.',
  502: 'The server has not got this command.',
  503: 'The commands came in a wrong order.',
  504: 'The server has not got this command with this argument.',
  521: 'The data connection cannot be protected, or not left unprotected, as PROT asks.',
  522: 'To EPRT and EPSV: the address family is not supported. To a transfer: the server wants the TLS session reused, or protection.',
  530: 'Not logged in.',
  532: 'An account is needed to store files.',
  533: 'The command must be protected: for CCC, going back to clear is refused.',
  534: 'Refused for reasons of policy.',
  535: 'The security check failed.',
  536: 'This level of PROT is not supported.',
  537: 'This level of protection is not supported.',
  550: 'The file is not there, or the account may not touch it.',
  551: 'The kind of page is not known.',
  552: 'More than the account may store.',
  553: 'The name of the file is not allowed.',
};

const EXITS: Readonly<Record<keyof typeof EXIT, string>> = {
  asked: 'What was asked for: --fail-on met its verdict, diff found a difference, a check found something.',
  usage: 'The command line is wrong.',
  unrecognised: 'Everything was read, and nothing in it was recognised.',
  unreadable: 'An input is missing or cannot be read.',
  bug: 'A bug of fgtrace.',
  unwritable: 'The output cannot be written.',
  interrupted: 'It was interrupted.',
};

/** A test holds that no room throws another. */
const ERRORS = {
  FGT_BUG: 'A bug of fgtrace (exit code 70).',
  FGT_EVIDENCE: 'No part of the captures that can be printed comes to the same verdicts (exit code 70).',
  FGT_EXISTS: 'A file that is to be written is there already.',
  FGT_KIND: 'An input is of a kind that this command cannot take.',
  FGT_NOTHING_TO_EXPORT:
    'No packet was captured with its bytes, or none that was chosen, so that there is nothing to export.',
  FGT_NOT_PROVEN: 'The proof of a redacted copy failed, and nothing was written (exit code 70).',
  FGT_NOTHING_EXPLAINED: 'Nothing of what was asked is known to explain (exit code 65).',
  FGT_NOTHING_RECOGNISED: 'Nothing in the inputs was recognised (exit code 65).',
  FGT_TOO_LARGE: 'A ticket of a batch takes more memory than one may, and became a row without a verdict.',
  FGT_UNREADABLE: 'An input is missing or cannot be read (exit code 66).',
  FGT_NO_SESSION:
    'The ssh of this machine came to no prompt of the unit, or the unit took no command (exit code 66).',
  FGT_LEFT_ON: 'A capture by ssh ended, and debugging may still be on at the unit (exit code 66).',
  FGT_UNWRITABLE: 'The output cannot be written (exit code 73).',
  FGT_USAGE: 'The command line is wrong (exit code 2).',
} as const;

const byNumber = Object.fromEntries([
  ['0', 'It ran. The verdict stands in the report.'],
  ...Object.entries(EXIT).map(([name, number]) => [String(number), EXITS[name as keyof typeof EXIT]]),
]) as Readonly<Record<string, string>>;

const exitCode = (number: string): [string, string] => [number, `exit ${number}`];

export const REPLY_WORDS: readonly ReportWord[] = [
  ...meaningsIn('a reply of FTP', REPLIES),
  ...meaningsIn('an exit code', byNumber, Object.fromEntries(Object.keys(byNumber).map(exitCode))),
  ...meaningsIn('an error', ERRORS),
];
