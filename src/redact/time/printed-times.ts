import { apart, withReplaced } from '../../secrets/span.js';
import type { Mention } from '../find/mention.js';
import { DAY_OF_WEEK, MONTH, moved, type Printed } from './calendar.js';

const TIME = String.raw`(?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d))?`;
const YEAR = String.raw`(?<year>(?:19|20)\d\d)`;

/**
 * How times are written. What a group holds is written anew, and all else stays. The date of a signature database
 * (`1.00000(2018-04-09 18:07)`) is Fortinet's: who knows it would learn by how much everything was moved.
 */
const FORMS: readonly RegExp[] = [
  String.raw`(?<![\d.]|\d\()${YEAR}[-/.](?<month>\d\d)[-/.](?<day>\d\d)(?:[T_ ]| time=|, )"?${TIME}(?![\d:])`,
  String.raw`(?<![\d:])${TIME} ${YEAR}/(?<month>\d\d)/(?<day>\d\d)(?!\d)`,
  String.raw`(?<![\w./-]|\d\()${YEAR}(?<sign>[-/])(?<month>\d\d)\k<sign>(?<day>\d\d)(?![\w./-]|:)`,
  String.raw`(?:\b(?<weekday>${DAY_OF_WEEK}),? )?\b(?<month>${MONTH}) (?<day>[ \d]\d) ${TIME}(?:(?:\.\d{1,9})?(?: [A-Z]{3,5})? ${YEAR}\b)?(?![\d:])`,
  String.raw`(?:\b(?<weekday>${DAY_OF_WEEK}),? )?(?<!\d)(?<day>\d{1,2})[ /-](?<month>${MONTH})[ /-]${YEAR}[ :]${TIME}(?![\d:])`,
  String.raw`(?<![\d./])(?<day>\d\d)\.(?<month>\d\d)\.${YEAR},? ${TIME}(?![\d:])`,
  String.raw`(?<![\d./])(?<month>\d{1,2})/(?<day>\d{1,2})/${YEAR},? ${TIME}(?![\d:]| [AP]M)`,
  String.raw`(?<!\d)${YEAR}(?<month>\d\d)(?<day>\d\d)[_T-]?(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)(?!\d)`,
  String.raw`(?<![\w:.-])(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?![\w:])`,
  String.raw`\btime is(?: now)? (?<hour>\d\d):(?<minute>\d\d)(?![\d:])`,
].map((form) => new RegExp(form, 'dg'));

/** Seconds since 1970, perhaps with parts of them. */
const EPOCH =
  /\b(?:eventtime|timestamp|epoch|ts|time)["']?[=:]\s?"?(?<epoch>[12]\d{9})(?:\d{3}|\d{6}|\d{9})?(?!\d)/dg;

/** How long something takes or goes on is no time of day. */
const DURATION =
  /(?:up ?time|duration|elapsed|age|idle|expires? in|lifetime|timeout|took|after|for)\W{0,4}$/i;

/** The text with all times in it moved. */
export function withTimesMoved(text: string, seconds: number): string {
  if (seconds === 0 || !/\d:\d\d|\d{10}|\d[-/]\d\d/.test(text)) return text;
  const found = FORMS.flatMap((form) => [...text.matchAll(form)].map((match) => written(match, seconds)));
  const epochs = [...text.matchAll(EPOCH)].map((match) => epochMoved(match, seconds));
  return withReplaced(
    text,
    apart([...found.filter((one) => one !== null), ...epochs]),
    ({ text: instead }) => instead,
  );
}

function written(match: RegExpExecArray, seconds: number): Mention | null {
  const { 0: all, index, input, groups = {}, indices } = match;
  if (
    groups['year'] === undefined &&
    groups['month'] === undefined &&
    DURATION.test(input.slice(Math.max(0, index - 24), index))
  )
    return null;
  // `Jul  6`, but `06 Jul`.
  const isAmerican = /[A-Z]/.test(groups['month'] ?? '') && startOf(match, 'month') < startOf(match, 'day');
  const then = moved(groups, seconds, isAmerican ? ' ' : '0');
  if (then === null) return null;
  const places = (Object.keys(then) as (keyof Printed)[]).flatMap((name) => {
    const [from, to] = indices?.groups?.[name] ?? [-1, -1];
    return from < 0 ? [] : [{ from: from - index, to: to - index, text: then[name] }];
  });
  const text = withReplaced(all, apart(places), ({ text: instead }) => instead);
  return { from: index, to: index + all.length, text };
}

function startOf({ indices }: RegExpExecArray, group: string): number {
  return indices?.groups?.[group]?.[0] ?? -1;
}

function epochMoved({ groups, indices }: RegExpExecArray, seconds: number): Mention {
  const [from, to] = indices?.groups?.['epoch'] ?? [0, 0];
  return { from, to, text: String(Number(groups?.['epoch'] ?? 0) + seconds) };
}
