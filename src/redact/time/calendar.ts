const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
/** Names of months and days, for expressions. */
export const MONTH = MONTHS.join('|');
export const DAY_OF_WEEK = DAYS.join('|');

/** A date and a time of day as they are printed, each number with as many digits as the original. */
export interface Printed {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  readonly weekday: string;
}

type Numbers = Readonly<Partial<Record<keyof Printed, string | undefined>>>;

/** A year that is not printed: the days of a month and of a week then count as in this one. */
const SOME_YEAR = '2021';

/** The same place in time so many seconds later; null where the digits are no time. `dayPad` fills a day of one digit. */
export function moved(given: Numbers, seconds: number, dayPad: ' ' | '0'): Printed | null {
  const { year = SOME_YEAR, month = '01', day = '01', hour = '00', minute = '00', second = '00' } = given;
  if (!isTimeOfDay(hour, minute, second)) return null;
  const named = MONTHS.findIndex((name) => name === month);
  const date = [Number(year), named < 0 ? Number(month) - 1 : named, Number(day)] as const;
  const isDate = new Date(Date.UTC(...date));
  if (isDate.getUTCMonth() !== date[1] || isDate.getUTCDate() !== date[2]) return null;
  const then = new Date(Date.UTC(...date, Number(hour), Number(minute), Number(second)) + seconds * 1000);
  const digits = (value: number, like: string): string => String(value).padStart(like.length, '0');
  return {
    year: String(then.getUTCFullYear()),
    month: named < 0 ? digits(then.getUTCMonth() + 1, month) : (MONTHS[then.getUTCMonth()] ?? month),
    day: String(then.getUTCDate()).padStart(day.length, dayPad),
    hour: digits(then.getUTCHours(), hour),
    minute: digits(then.getUTCMinutes(), minute),
    second: digits(then.getUTCSeconds(), second),
    weekday: DAYS[then.getUTCDay()] ?? '',
  };
}

function isTimeOfDay(hour: string, minute: string, second: string): boolean {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60;
}
