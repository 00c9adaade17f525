import { isSecretSetting, isFreeText } from './setting.js';
import { groupSpan, type TextSpan } from './span.js';

/**
 * How a secret is written, whoever prints the line: each expression has a group `secret`. They look for what introduces
 * a secret, never for what one looks like.
 */
const WRITTEN: readonly RegExp[] = [
  // FTP. `removed command PASS from cmd queue` and `cmd=PASS, reply code=230` tell none; anything else after it may.
  /\b(?:PASS|ACCT|ADAT|SITE PSWD|SITE PASS)\b(?! from cmd queue|, reply code=)[^\w\n*]{1,8}(?<secret>\S.*)/dg,
  /(?:^|[:"'>]|ftp> ?|---> ?|cmd[ :=]{1,3}|quote |literal )\s{0,8}(?:pass|acct|adat|site (?:pass|pswd))\s{1,8}(?<secret>\S.*)/dgi,
  /ftp> ?user \S+ (?<secret>\S+)/dgi,
  // Headers of HTTP: whatever follows, to the end of the line.
  /\b(?:proxy-)?authorization["']?\s{0,3}[:=]\s{0,3}(?<secret>\S.*)/dgi,
  /\b(?:set-)?cookie2?["']?\s{0,3}[:=]\s{0,3}(?<secret>\S.*)/dgi,
  /\b(?:bearer|basic|ntlm|negotiate|digest)\s{1,3}(?<secret>[\w+/=.~-]{8,}.*)/dgi,
  // token=…, "password": "…", X-Api-Key: …
  /(?<![a-z0-9])(?:[a-z0-9]{1,20}[-_.]){0,3}(?:pass|password|passwd|passphrase|passcode|pwd|pw|secret|secretkey|token|key|apikey|authkey|enckey|psk|psksecret|community|credentials?|sessid|jsessionid|phpsessid|jwt|otp|pin|sig|signature|hash)(?:[-_](?:id|key|string|value|hash|remote|\d{1,3})){0,2}["']?\s{0,3}[:=]{1,2}\s{0,3}(?<secret>"[^"\\]*(?:\\.[^"\\]*)*"?|'[^']*'?|[^\s,;&"')\]}|]+)/dgi,
  // user:password@ in an address.
  /:\/\/[^\s/:@"']{0,64}:(?<secret>[^\s/@"']+)@/dg,
  // Its end may stand in the next line; a number is a port.
  /:\/\/[^\s/:@"'[]{1,64}:(?!\d{1,5}$)(?<secret>[^\s/@"']+)$/dg,
  // What FortiOS itself calls encoded, and the hashes of its administrators.
  /\bENC\s{1,4}(?<secret>[^\s"]+)/dg,
  /(?<![\w+/=])(?<secret>(?:AK1|SH2)[\w+/=]{24,})/dg,
  // Commands that take one.
  /\bexec?\w{0,5} (?:backup|restore) .{0,80}?\b(?:s?ftp|tftp|usb|flash|scp|management-station)\s+\S+\s+(?<secret>\S.*)/dgi,
  /\btest authserver \S+ \S+ (?:(?:pap|chap|mschap2?|auto) )?\S+ (?<secret>\S.*)/dgi,
  /(?:^|\s)(?:-u|--user|--proxy-user)[ =]?["']?[^\s:,"']{1,64}[:,](?<secret>[^\s"']+)/dg,
  /\b(?:sshpass|lftp|mysql|ncftp\w*|snmp\w+)\b.{0,80}?\s-[pcAX] ?(?<secret>[^\s-]\S*)/dg,
  /(?:^|\s)--?(?:[a-z]{1,20}-){0,3}(?:password|passwd|pass|passin|passout|token|secret)(?:=|\s{1,3})(?:pass:)?["']?(?<secret>[^\s"']+)/dgi,
  // A line of .netrc.
  /\blogin \S+ password (?<secret>\S+)/dgi,
  /\bcertificate (?:local|remote|ca) import tftp (?:\S+ ){3}(?<secret>\S+)/dg,
  /-----BEGIN [A-Z ]{1,40}-----(?<secret>[^-]+)/dg,
];

/**
 * A part of each of them. No word of WAD or of a session list is among them: these make most of the lines. Nor are the
 * two lines that WAD prints at every login, which name the command PASS alone.
 */
const MAY_HOLD =
  /pass(?<!removed command pass(?= from cmd queue)|cmd=pass(?=, reply code=))|p[sw]w?d\b|pwd|pw\b|secret|token|key|psk|auth(?:orization|server)|cookie|communit|credential|sess(?:ion)?id|jwt|otp|pin\b|sig|hash|\benc\s|AK1|SH2|-----|:\/\/|import tftp|bearer|basic|ntlm|negotiate|digest|ACCT|ADAT|PSWD|ftp> ?user|exe.{0,6} (?:backup|restore)|(?:^|\s)-u|--(?:proxy-)?user|snmp|lftp|ncftp|mysql/i;

/** The cheap look that nearly every line passes. */
export function mayHoldSecret(text: string): boolean {
  return MAY_HOLD.test(text);
}

export function secretsInLine(text: string): TextSpan[] {
  if (!MAY_HOLD.test(text)) return [];
  return WRITTEN.flatMap((written) => [...text.matchAll(written)].map(secretOf));
}

function secretOf(match: RegExpExecArray): TextSpan {
  const { from, to } = groupSpan(match, 'secret');
  return { from, to: to === match.input.length ? beforeQuote(match.input, from) : to };
}

/** What goes on to the end of a quoted message (`msg="PASS x"`) leaves the quote, for without it the record is open. */
function beforeQuote(text: string, from: number): number {
  const quote = text.lastIndexOf('"');
  const isInside = (text.slice(0, from).match(/"/g)?.length ?? 0) % 2 === 1;
  return isInside && quote > from ? quote : text.length;
}

/** A setting with all that belongs to its value, up to the next keyword of a line that holds several. */
const SETTING =
  /(?<![\w-])(?:s?et|append|select)\s{1,20}(?<key>[a-z][\w-]*)\s{1,20}(?<value>(?:"[^"\\]*(?:\\.[^"\\]*)*(?:"|$)|[^\s"]\S*)(?:\s+(?!(?:config|edit|set|append|unset|next|end)\b)(?:"[^"\\]*(?:\\.[^"\\]*)*(?:"|$)|\S+))*)/dgi;

export interface SettingSpan extends TextSpan {
  readonly key: string;
  /** A quote is still open at the end: the value goes on in the next lines. */
  readonly isOpen: boolean;
}

/** Values of settings that are secrets, or may hold them, by what the setting is for. */
export function secretSettings(text: string, table: string): SettingSpan[] {
  if (!/(?:et|append|select)\s/i.test(text)) return [];
  return [...text.matchAll(SETTING)].flatMap((match) => {
    const { key = '', value = '' } = match.groups ?? {};
    if (!isSecretSetting(key, table) && !isFreeText(key)) return [];
    return [{ ...groupSpan(match, 'value'), key, isOpen: isOpen(value) }];
  });
}

function isOpen(value: string): boolean {
  return (value.replace(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1;
}
