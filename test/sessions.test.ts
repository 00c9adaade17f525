import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

import { sessionJson } from '../src/report/sections/session-json.js';
import { sessionList } from '../src/report/sections/session-list.js';
import { widthOf } from '../src/report/text/width.js';
import { failed, hostile, HOSTILE, inconclusive, many, unused, worked } from './documents.js';

const validate = new Ajv2020({ strict: true, allErrors: true, strictTypes: false }).compile(
  JSON.parse(readFileSync(new URL('../schema/sessions-1.json', import.meta.url), 'utf8')),
);
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- broken on purpose, key by key
type Loose = any;
const json = (document: typeof worked): Loose => JSON.parse([...sessionJson(document)].join(''));
const list = (document: typeof worked, width = Infinity, colour = false): string[] =>
  [...sessionList(document, { width, colour, detail: 0 })].join('').split('\n');

const documents: [string, typeof worked][] = [
  ...Object.entries({ worked, failed, inconclusive, unused, many: many() }),
  ...HOSTILE.map((text, at): [string, typeof worked] => [`hostile ${at}`, hostile(text)]),
];

describe('schema/sessions-1.json', () => {
  it.each(documents)('takes the list of the document that %s', (_, document) => {
    const printed = json(document);
    expect(validate(printed) ? [] : validate.errors).toEqual([]);
    const offers = [...printed.sessions.flatMap((one: Loose) => one.offers), ...printed.offers];
    expect(offers.map(({ id }: Loose) => id).sort()).toEqual(document.offers.map(({ id }) => id).sort());
  });

  it('refuses a session or an offer that lacks one of its keys', () => {
    for (const key of Object.keys(json(worked).sessions[0])) {
      const printed = json(worked);
      Reflect.deleteProperty(printed.sessions[0], key);
      expect([key, validate(printed)]).toEqual([key, false]);
    }
    for (const key of Object.keys(json(worked).sessions[0].offers[0])) {
      const printed = json(worked);
      Reflect.deleteProperty(printed.sessions[0].offers[0], key);
      expect([key, validate(printed)]).toEqual([key, false]);
    }
  });

  it('an offer of no known session stands by itself', () => {
    const [offer] = worked.offers;
    const alone = offer && { ...offer, id: 'O2', control: null };
    const printed = json({ ...worked, offers: [...worked.offers, ...(alone ? [alone] : [])] });
    expect(printed.offers.map(({ id }: Loose) => id)).toEqual(['O2']);
    expect(validate(printed)).toBe(true);
  });
});

describe('the list for people', () => {
  it('is whole without a width: both addresses, date and microseconds', () => {
    expect(list(worked).slice(0, 2)).toEqual([
      'C1  2021-07-26 21:41:53.000000  10.230.4.86:60919 -> 10.230.4.72:21 (10.220.3.202:21)     WORKED  CONTROL_OPENED',
      'O1  2021-07-26 21:42:05.094442    PASV 10.220.3.202:50756 (dialled as 10.230.4.72:50756)  WORKED  PINHOLE_WORKED',
    ]);
  });

  it.each(documents)('fits into 80 and 60 columns and steers no terminal: %s', (_, document) => {
    for (const width of [80, 60]) {
      const lines = list(document, width);
      expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
      expect(lines.filter((line) => /\p{Cc}/u.test(line))).toEqual([]);
    }
  });

  it('has one line for each session and offer', () => {
    const document = many();
    const { length } = list(document).slice(0, list(document).indexOf(''));
    expect(length).toBe(document.controlSessions.length + document.offers.length);
  });

  it('what failed stands out', () => {
    expect(list(failed, 80, true).filter((line) => line.includes('\u001b[1m')).length).toBeGreaterThan(0);
    expect(list(worked, 80, true).filter((line) => line.includes('\u001b[1m'))).toEqual([]);
  });
});
