const DAY_MS = 86_400_000;

/**
 * The week of a time in ISO 8601, `2021-W30`, on the day that is printed: the week belongs to the year that has its
 * Thursday. Null where there is no time.
 */
export function weekOf(time: string | null): string | null {
  const day = time === null ? NaN : Date.parse(`${time.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day)) return null;
  const weekday = (new Date(day).getUTCDay() + 6) % 7;
  const thursday = day + (3 - weekday) * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const week = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS));
  return `${year}-W${String(week).padStart(2, '0')}`;
}
