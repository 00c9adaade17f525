import { isTerminalWidth } from '../events/terminal-width.js';
import { ISSUED } from './issued.js';
import { LABELLED } from './labelled.js';
import { LOGINS } from './logins.js';
import { isSecretSetting, isFreeText } from './setting.js';
import { groupSpan, type TextSpan } from './span.js';
import { TYPED } from './typed.js';

/** How a secret is written. */
const WRITTEN: readonly RegExp[] = [...LABELLED, ...TYPED, ...LOGINS, ...ISSUED];

/**
 * A part of each of them. No word of WAD or of a session list is among them: these make most of the lines. Of words alone
 * V8 looks at all that begin alike together.
 */
const WORDS =
  /pwd|secret|token|key|psk|activation|license|cookie|communit|cred|jwt|otp|sig|hash|csrf|xsrf|saml|assert|chap|relaystate|magic=|2fa|assword|sudo|access|passwort|kennwort|contrase|wachtwoord|senha|пароль|AK1|SH2|SK_|port tftp|bearer|basic|ntlm|negotiate|digest|ACCT|ADAT|PSWD|register-device|fctems|-U|zip|net use|md5 |snmp|lftp|ncftp|mysql|eyj|github_|glpat|xox|AIza|npm_|dop_|ecdsa-|sk-|hf_|pypi-|glsa_|shpat_|whsec_|ya29|ATATT|xapp-|SHA256:|MD5:|:::|contract|registr|entitle|serial number|createuser|com2sec|sink /i;

/** The others, by their first letter. The two lines that WAD prints at every login name the command PASS alone. */
const FORMS =
  /p(?:ass(?<!removed command pass(?= from cmd queue)|cmd=pass(?=, reply code=))|[sw]w?d\b|w\b|in\b|riv\w{0,4} (?:3?des|aes))|a(?:uth(?:orization|server|-string)|ccou?nt|[KS]IA)|s(?:ess(?:ion)?[_-]?id|_?id["']?[=:]|G\.|sh-(?:rsa|dss|ed)|erial.{0,12}?[:=]\s{0,3}[\da-f]{2}:)|l(?:og ?[io]n[ :]|icen[cs]e)|exe.{0,6} (?:backup|restore|log|fo|fa)|gh[opsru]_|hvs\.|open \S+ \S+ \S|\buri\b|\b(?:enc|dec)\s|(?:verification|security|one-time) code|----(?= ?(?:BEGIN|END))|:\/\/|[?&]\w{2,20}=|(?:ftp> ?|^|;)\s{0,8}(?:quote )?user|(?:^|\s)-u|--(?:proxy-)?user|\b7z|_(?:live|test)_|\$\w{1,8}\$|:[^\s@:/]{1,128}@|(?:finger|thumb)print|\bsend(?:line|_slow|_human)?(?:\s(?:-[\w-]{0,3} ){0,2}|\()\s{0,4}["']|^\s{0,20}(?:[-*>] )?[a-z]\w{0,24}(?: \/ |:)\S+\s*(?:$|\(|on |at |@)|(?:admin\w{0,9}|user\d{0,4}|ftp\w{0,20}|fortinet) \/ |(?:^\s{0,8}(?:[<>]{1,2} ?)?|: |=")[\da-f]{4,8}(?: - |: {1,2}| {2})[\da-f]{2}|\/(?:reset|activate|verify|invite|confirm|unsubscribe|share|magic)\//i;

/** The cheap look that nearly every line passes. */
export function mayHoldSecret(text: string): boolean {
  return WORDS.test(text) || FORMS.test(text);
}

export function secretsInLine(text: string): TextSpan[] {
  if (!mayHoldSecret(text)) return [];
  return [...WRITTEN.flatMap((written) => [...text.matchAll(written)].map(secretOf)), ...openUrl(text)];
}

/** `ftp://jsmith:pass` where the line ends: the rest may stand in the next one. */
const OPEN_URL = /:\/\/[^\s/:@"'[]{1,64}:(?<secret>[^\s/@"']+)$/d;

/** A number there is a port, unless the line is as wide as a terminal and may go on. */
function openUrl(text: string): TextSpan[] {
  const match = OPEN_URL.exec(text);
  if (match === null) return [];
  const isPort = /^\d{1,5}$/.test(match.groups?.['secret'] ?? '') && !isTerminalWidth(text.length);
  return isPort ? [] : [groupSpan(match, 'secret')];
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
