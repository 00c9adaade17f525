import type { Cause } from '../cause.js';
import { withNames } from '../wording/named-fixes.js';

/** Closing replies that speak of the file or the command: the data connection had no part in them. */
const WORDS: Readonly<Record<number, readonly [title: string, mechanism: string]>> = {
  450: ['the file is busy or not available', 'Another process holds the file, or it is not available now.'],
  451: ['an error in the server', 'The server met an error of its own while it worked on the file.'],
  452: ['no room on the server', 'The server has no room for the file.'],
  500: ['the command is not known', 'The server does not know the transfer command.'],
  501: ['the arguments are not understood', 'The server does not understand the arguments of the command.'],
  502: ['the command is not offered', 'The server knows the transfer command and does not offer it.'],
  503: ['another command was expected', 'The server expected another command before this one.'],
  504: ['the form of the command is not offered', 'The server does not offer the command in this form.'],
  530: ['not logged in', 'The server takes the account for not logged in, or it may not transfer.'],
  532: ['an account is wanted', 'The server wants an ACCT command before it stores files.'],
  551: ['the page type is not known', 'The server does not know the page type.'],
  552: ['the storage is used up', 'The quota of the account, or the storage of the server, is used up.'],
  553: [
    'the file name is not allowed',
    'The server does not allow a file of this name, or not at this place.',
  ],
};

export const replyCodes: readonly Cause[] = Object.entries(WORDS).map(([code, [title, mechanism]]) => ({
  code: `REPLY_${code}`,
  stage: 'transfer',
  verdict: 'failed',
  grade: 'A',
  title: `${code}: ${title}`,
  mechanism: `${mechanism} The data connection had no part in it.`,
  evidence: `Reply ${code} to a transfer command.`,
  neighbours: {
    AV_BLOCK: 'the text of the reply names a virus',
    FILE_BLOCK_OR_OVERSIZE: 'the text of the reply names a filter or a limit',
  },
  fix: withNames(() => ['# On the server: its log for that second names the file and the reason.']),
  source: 'RFC 959',
}));
