import type { ConfiguredSetting } from '../events/configured-setting.js';
import { isTableOfFtp, isWordAlone } from '../configuration/tables.js';
import type { ConfigEntry } from '../events/listing.js';

/** What the configuration sets in the tables that FTP depends on; a later copy of an entry overrides an earlier one. */
export function configuredSettings(entries: readonly ConfigEntry[]): ConfiguredSetting[] {
  const all = new Map<string, ConfiguredSetting>();
  for (const { path, entry, origin, settings, lines } of entries) {
    if (entry === undefined || !isTableOfFtp(path)) continue;
    const head = { file: origin.file, line: origin.line, text: origin.text };
    for (const [setting, values] of Object.entries(settings)) {
      if (isWordAlone(setting)) continue;
      const evidence = { ...head, ...lines[setting] };
      const value = values.join(' ');
      all.set(`${path} ${entry} ${setting}`, { path, entry, setting, value, evidence, head });
    }
  }
  return [...all.values()];
}
