import type { ConfigEntry } from '../../events/listing.js';
import type { Origin } from '../../events/record.js';
import { own } from '../../intern.js';

/** What a line says of the unit, by name; what it does not say is undefined. */
export type Said = Readonly<Record<string, string | undefined>>;

/** The same as settings of one line. */
export function saidOfUnit(said: Said, origin: Origin): Pick<ConfigEntry, 'settings' | 'lines'> {
  const line = { line: origin.line, text: own(origin.text) };
  const told = Object.entries(said).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
  return {
    settings: Object.fromEntries(told.map(({ name, value }) => [name, [own(value)]])),
    lines: Object.fromEntries(told.map(({ name }) => [name, line])),
  };
}
