import { Flags } from '@oclif/core';

import type { Choice } from '../../assemble/choice.js';
import { causeOf, nearestCodes } from '../../diagnose/code-lookup.js';
import { OFFER_OUTCOMES, type OfferOutcome } from '../../document.js';
import { EXIT, Failure } from '../../failure.js';
import { addressRange } from '../../net.js';
import type { Zone } from '../../report/zone.js';
import { parseTime } from './parse-time.js';

const list = (description: string, helpValue: string) =>
  Flags.string({ multiple: true, multipleNonGreedy: true, description, helpValue, helpGroup: 'CHOOSING' });

/** What to tell of the captures: the same flags for every command that judges. Several of them must all fit. */
export const choiceFlags = {
  session: list('only these control sessions, with their offers; ids as in a report of the same files', 'C3'),
  offer: list('only these offers, with their control sessions', 'O2'),
  host: list('only sessions with this client, VIP or server, on either side of the unit', 'IP[/LEN]'),
  port: list('only sessions and offers with this port, on either side of the unit', 'N'),
  verdict: list('only offers with this verdict: failed, inconclusive, worked, unused', 'VERDICT'),
  code: list('only what has this code as its cause or beside it', 'CODE'),
  since: Flags.string({
    description:
      'only what goes on at this time or later: 2021-07-26T21:42:05, 21:42, or -10m (before the end)',
    helpValue: 'TIME',
    helpGroup: 'CHOOSING',
  }),
  until: Flags.string({
    description: 'only what begins by this time',
    helpValue: 'TIME',
    helpGroup: 'CHOOSING',
  }),
};
export const CHOICE_FLAGS = Object.keys(choiceFlags) as (keyof typeof choiceFlags)[];

export const timezoneFlag = {
  timezone: Flags.string({
    description:
      'the zone of the unit’s clock, such as Europe/Berlin or +02:00; times are printed with its offset',
    helpValue: 'ZONE',
    helpGroup: 'TIME',
  }),
};

type Given = {
  readonly [K in keyof typeof choiceFlags]?: (K extends 'since' | 'until' ? string : string[]) | undefined;
};

/** Undefined where nothing was asked for. `--session C3,C4` and `--session C3 --session C4` are the same. */
export function parseChoice(given: Given, zone: Zone | undefined): Choice | undefined {
  const by: Record<string, readonly string[]> = {};
  const each = <T>(
    flag: keyof Given,
    read: (text: string) => T | null,
    noun = '',
    help = '',
  ): T[] | undefined => {
    const words = [given[flag] ?? []].flat().flatMap((text) => text.split(',').map((one) => one.trim()));
    if (words.length === 0) return undefined;
    by[flag] = words;
    return words.map((word) => read(word) ?? fail(flag, word, noun, help));
  };
  const ids = (flag: keyof Given, letter: string): Set<string> | undefined =>
    asSet(each(flag, (text) => idOf(text, letter), 'id', `Write it as in a report: ${letter}1.`));

  const session = ids('session', 'C');
  const offer = ids('offer', 'O');
  const ranges = each(
    'host',
    addressRange,
    'address',
    'Write an address, IPv4 or IPv6, or a range such as 10.0.0.0/24.',
  );
  const port = asSet(each('port', portFrom, 'port', 'A port is a number from 1 to 65535.'));
  const verdict = asSet(
    each('verdict', verdictFrom, 'verdict', `A verdict is one of ${OFFER_OUTCOMES.join(', ')}.`),
  );
  const code = asSet(each('code', codeFrom));
  const [since] = each('since', (text) => parseTime('since', text, zone)) ?? [];
  const [until] = each('until', (text) => parseTime('until', text, zone)) ?? [];
  if (Object.keys(by).length === 0) return undefined;
  return {
    by,
    ...(session && { session }),
    ...(offer && { offer }),
    ...(ranges && { host: (address: string) => ranges.some((has) => has(address)) }),
    ...(port && { port }),
    ...(verdict && { verdict }),
    ...(code && { code }),
    ...(since && { since }),
    ...(until && { until }),
  };
}

const asSet = <T>(all: T[] | undefined): Set<T> | undefined => all && new Set(all);

function fail(flag: string, word: string, noun: string, help: string): never {
  throw new Failure('FGT_USAGE', EXIT.usage, `--${flag} ${word === '' ? '""' : word} is no ${noun}`, [help]);
}

function idOf(text: string, letter: string): string | null {
  const [, digits] =
    /^([1-9]\d{0,8})$/.exec(text.toUpperCase().startsWith(letter) ? text.slice(1) : text) ?? [];
  return digits === undefined ? null : `${letter}${digits}`;
}

function portFrom(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

const verdictFrom = (text: string): OfferOutcome | null =>
  OFFER_OUTCOMES.find((one) => one === text.toLowerCase()) ?? null;

function codeFrom(text: string): string {
  const known = causeOf(text);
  if (known !== undefined) return known.code;
  const near = nearestCodes(text).map((one) => `Did you mean ${one}?`);
  throw new Failure('FGT_USAGE', EXIT.usage, `There is no code ${text}`, [
    ...near,
    'See fgtrace explain --list',
  ]);
}
