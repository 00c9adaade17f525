/** The tables that decide whether a data connection of FTP gets through. */
const OF_FTP =
  /^(?:firewall (?:policy6?|vip6?|vipgrp6?|ssl-ssh-profile|profile-protocol-options|service (?:custom|group))|system session-helper)\b/;

/** Names for people, of which nothing depends; `uuid` is another on every unit. */
const WORDS_ALONE: ReadonlySet<string> = new Set(['uuid', 'comment', 'comments', 'color']);

export function isTableOfFtp(path: string): boolean {
  return OF_FTP.test(path);
}

/** Of those tables, or what says which unit it is and of which release. */
export function isEverRead(path: string): boolean {
  return isTableOfFtp(path) || path === 'system status' || path === 'config-version';
}

export function isWordAlone(setting: string): boolean {
  return WORDS_ALONE.has(setting);
}
