import type { PointInTime } from '../../assemble/choice.js';
import { EXIT, Failure } from '../../failure.js';
import type { Zone } from '../../report/zone.js';

const BEFORE_END = /^-(?=\d)(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s)?$/;
const OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6})\d*)?)?$/;
const WITH_DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/i;
/** Microseconds of a day, an hour, a minute and a second. */
const UNITS = [86_400e6, 3600e6, 60e6, 1e6] as const;

/** Reads `2021-07-26T21:42:05`, `21:42` or `-10m`. A time with an offset needs the zone of the unit's clock. */
export function parseTime(flag: 'since' | 'until', text: string, zone: Zone | undefined): PointInTime {
  const before = BEFORE_END.exec(text);
  if (before !== null) return { beforeEnd: sumOf(before.slice(1)) };
  const ofDay = microsOfDay(text);
  if (ofDay !== null) return { ofDay };
  const [, date, time = '00:00', offset] = WITH_DATE.exec(text) ?? [];
  const midnight = date === undefined ? NaN : Date.parse(`${date}T00:00:00Z`) * 1000;
  const rest = microsOfDay(time);
  // Date.parse takes 31 June for 1 July.
  const isDay = !Number.isNaN(midnight) && new Date(midnight / 1000).toISOString().startsWith(date ?? '');
  if (!isDay || rest === null) throw wrongTime(flag, text);
  if (offset === undefined) return { at: midnight + rest };
  if (zone === undefined) throw noZone(flag, text);
  return { at: zone.clockAt(midnight + rest - microsOfOffset(offset)) };
}

function sumOf(counts: readonly (string | undefined)[]): number {
  return counts.reduce((sum, count, at) => sum + Number(count ?? 0) * (UNITS[at] ?? 0), 0);
}

function microsOfDay(text: string): number | null {
  const match = OF_DAY.exec(text);
  if (match === null) return null;
  const [, hours, minutes, seconds, fraction = ''] = match;
  return sumOf([undefined, hours, minutes, seconds]) + Number(fraction.padEnd(6, '0'));
}

function microsOfOffset(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const micros = sumOf([undefined, hours, minutes]);
  return sign === '-' ? -micros : micros;
}

function wrongTime(flag: string, text: string): Failure {
  return new Failure('FGT_USAGE', EXIT.usage, `--${flag} ${text} is no time`, [
    'Write 2021-07-26T21:42:05, 21:42 (on the day of the capture), or -10m (before its end).',
  ]);
}

function noZone(flag: string, text: string): Failure {
  return new Failure(
    'FGT_USAGE',
    EXIT.usage,
    `--${flag} ${text} names an offset from UTC, and no capture says in which zone its times are`,
    ['Name the zone of the unit’s clock with --timezone, or leave the offset out.'],
  );
}
