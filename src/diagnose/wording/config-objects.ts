import type { Named, Policy, Vip } from '../../configuration/configuration.js';
import type { PortRange } from '../../configuration/settings.js';
import { quoted } from './fortios-lines.js';

export function aPolicy({ name }: Pick<Policy, 'name'>): string {
  return `policy ${name}`;
}

export function aVip({ name }: Pick<Vip, 'name'>): string {
  return `VIP ${quoted(name)}`;
}

export function aProfile({ name }: Pick<Named, 'name'>): string {
  return `profile ${quoted(name)}`;
}

/** `21, 2121 and 50000-51000` */
export function inWords(ranges: readonly PortRange[]): string {
  const all = ranges.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`));
  return all.length < 2 ? (all[0] ?? 'none') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}
