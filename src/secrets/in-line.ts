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
 * A part of each of them. No word of WAD or of a session list is among them: these make most of the lines. Nor are the
 * two lines that WAD prints at every login, which name the command PASS alone.
 */
const MAY_HOLD =
  /pass(?<!removed command pass(?= from cmd queue)|cmd=pass(?=, reply code=))|p[sw]w?d\b|pwd|pw\b|secret|token|key|psk|auth(?:orization|server|-string)|keytab|activation|license|\buri\b|cookie|communit|cred|sess(?:ion)?[_-]?id|s_?id["']?[=:]|jwt|otp|pin\b|sig|hash|csrf|xsrf|saml|assert|chap|relaystate|\b(?:enc|dec)\s|log ?[io]n[ :]|magic=|(?:verification|security|one-time) code|2fa|assword|sudo|accou?nt|access|passwort|kennwort|contrase|wachtwoord|senha|пароль|AK1|SH2|SK_|----(?= ?(?:BEGIN|END))|:\/\/|[?&]\w{2,20}=|port tftp|bearer|basic|ntlm|negotiate|digest|ACCT|ADAT|PSWD|(?:ftp> ?|^|;)\s{0,8}(?:quote )?user|exe.{0,6} (?:backup|restore|log|fo|fa)|vm-license|register-device|fctems|(?:^|\s)-u|-U|--(?:proxy-)?user|zip|net use|md5 |\b7z|snmp|lftp|ncftp|mysql|eyj|A[KS]IA|gh[opsru]_|github_|glpat|xox|_(?:live|test)_|AIza|SG\.|npm_|dop_|hvs\.|ssh-(?:rsa|dss|ed)|ecdsa-|sk-|hf_|pypi-|glsa_|shpat_|whsec_|ya29|ATATT|xapp-|SHA256:|MD5:|\$\w{1,8}\$|:::|:[^\s@:/]{1,128}@|contract|registr|licen[cs]e|entitle|(?:finger|thumb)print|serial.{0,12}?[:=]\s{0,3}[\da-f]{2}:|serial number|createuser|community|com2sec|sink |priv\w{0,4} (?:3?des|aes)|\bsend|^\s{0,20}(?:[-*>] )?[a-z]\w{0,24}(?: \/ |:)\S+\s*(?:$|\(|on |at |@)|(?:admin\w{0,9}|user\d{0,4}|ftp\w{0,20}|fortinet) \/ |open \S+ \S+ \S|(?:^\s{0,8}(?:[<>]{1,2} ?)?|: |=")[\da-f]{4,8}(?: - |: {1,2}| {2})[\da-f]{2}|\/(?:reset|activate|verify|invite|confirm|unsubscribe|share|magic)\//i;

/** The cheap look that nearly every line passes. */
export function mayHoldSecret(text: string): boolean {
  return MAY_HOLD.test(text);
}

export function secretsInLine(text: string): TextSpan[] {
  if (!MAY_HOLD.test(text)) return [];
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
