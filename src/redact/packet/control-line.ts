import { isKnownCommand } from '../../dissect/ftp.js';
import { isSecretCommand } from '../../events/words.js';
import { apart, overlap, withReplaced } from '../../secrets/span.js';
import { addressesIn } from '../find/addresses.js';
import { nameText } from '../find/composite.js';
import { ftpWordsIn } from '../find/ftp-words.js';
import type { Mention } from '../find/mention.js';
import { isKnownReplyWord } from '../find/reply-words.js';
import { isShipped } from '../find/shipped.js';
import { webNamesIn } from '../find/web-names.js';
import type { Pseudonyms } from '../pseudonym/pseudonyms.js';

const COMMAND = /^([A-Za-z]{3,8})(?:([ \t]+)(.*))?$/;
const USER = new Set(['USER']);
const HOST = new Set(['HOST']);
const PATH = new Set(
  (
    'RETR STOR STOU APPE CWD XCWD MKD XMKD RMD XRMD DELE SIZE MDTM RNFR RNTO MLST MLSD LIST NLST STAT SMNT XCRC XMD5 ' +
    'HASH AVBL XSHA1 XSHA256'
  ).split(' '),
);
const WORD = /[\p{L}\d_][\p{L}\d_'-]*/gu;

/** A line of a control channel, as long as it was: verbs, numbers of replies and what servers say stay. */
export function redactedControlLine(line: string, pseudonyms: Pseudonyms): string {
  const [, verb = '', blank = '', argument = ''] = COMMAND.exec(line) ?? [];
  const command = verb.toUpperCase();
  if (!isKnownCommand(command)) return redactedWords(line, pseudonyms);
  const written = argumentOf(command, argument, pseudonyms);
  return `${verb}${blank}${written ?? redactedWords(argument, pseudonyms)}`;
}

function argumentOf(command: string, argument: string, pseudonyms: Pseudonyms): string | undefined {
  if (isSecretCommand(command, argument)) return 'x'.repeat(argument.length);
  if (USER.has(command)) return nameOr(argument, 'user', pseudonyms);
  // RFC 7151 lets a host be named by its address, too.
  if (HOST.has(command) && addressesIn(argument, pseudonyms).length === 0)
    return nameOr(argument, 'host', pseudonyms);
  return PATH.has(command) ? nameOr(argument, 'file', pseudonyms) : undefined;
}

function nameOr(value: string, kind: 'user' | 'host' | 'file', pseudonyms: Pseudonyms): string {
  return isShipped({ kind, value }) ? value : nameText({ kind, value }, pseudonyms);
}

/** Whatever else is said: names that their place shows, addresses, and every word that is not known to name nobody. */
function redactedWords(text: string, pseudonyms: Pseudonyms): string {
  const names = [...ftpWordsIn(text), ...webNamesIn(text)]
    .filter((name) => !isShipped(name))
    .map((name): Mention => ({ ...name, text: nameText(name, pseudonyms) }));
  const addresses = addressesIn(text, pseudonyms).map((one): Mention => ({ ...one, text: fitted(one) }));
  const taken = apart([...names, ...addresses.filter((one) => !names.some((name) => overlap(name, one)))]);
  const words = [...text.matchAll(WORD)].flatMap(({ 0: word, index }): Mention[] => {
    const place = { from: index, to: index + word.length };
    const free =
      !/^\d+$/.test(word) && !word.split(/['-]/).every(isKnownReplyWord) && !isKnownReplyWord(word);
    return free && !taken.some((other) => overlap(other, place))
      ? [{ ...place, text: word.length < 3 ? 'x' : pseudonyms.word('word', word) }]
      : [];
  });
  return withReplaced(text, apart([...taken, ...words]), ({ from, to, text: instead }) =>
    instead.padEnd(to - from, 'x').slice(0, to - from),
  );
}

/** Zeros in front make an address as long as the one it stands for. */
function fitted({ from, to, text }: Mention): string {
  const missing = to - from - text.length;
  if (missing <= 0 || text.includes(':')) return text;
  const sign = text.includes(',') ? ',' : '.';
  let left = missing;
  return text
    .split(sign)
    .map((octet) => {
      const zeros = Math.min(left, 3 - octet.trim().length);
      left -= Math.max(0, zeros);
      return `${'0'.repeat(Math.max(0, zeros))}${octet}`;
    })
    .join(sign);
}
