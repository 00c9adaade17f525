import type { ConfiguredSetting } from '../events/configured-setting.js';
import type { ConfigEntry } from '../events/listing.js';

/** The tables that decide whether a data connection of FTP gets through. */
const TABLES =
  /^(?:firewall (?:policy6?|vip6?|vipgrp6?|ssl-ssh-profile|profile-protocol-options|service (?:custom|group))|system session-helper)\b/;

/** Names for people, of which nothing depends; `uuid` is another on every unit. */
const WORDS_ALONE: ReadonlySet<string> = new Set(['uuid', 'comment', 'comments', 'color']);

/** What the configuration sets in the tables that FTP depends on; a later copy of an entry overrides an earlier one. */
export function configuredSettings(entries: readonly ConfigEntry[]): ConfiguredSetting[] {
  const all = new Map<string, ConfiguredSetting>();
  for (const { path, entry, origin, settings, lines } of entries) {
    if (entry === undefined || !TABLES.test(path)) continue;
    const head = { file: origin.file, line: origin.line, text: origin.text };
    for (const [setting, values] of Object.entries(settings)) {
      if (WORDS_ALONE.has(setting)) continue;
      const evidence = { ...head, ...lines[setting] };
      const value = values.join(' ');
      all.set(`${path} ${entry} ${setting}`, { path, entry, setting, value, evidence, head });
    }
  }
  return [...all.values()];
}
