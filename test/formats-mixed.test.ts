// @long Random mixtures of all formats.
import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { eventLine } from '../src/report/text/event-json.js';
import { read } from './read.js';

const FOLDER = new URL('./formats/', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));
const texts = files
  .flatMap((file) => readFileSync(new URL(file, FOLDER), 'utf8').split(/^=== /m).slice(1))
  .map((block) => block.slice(block.indexOf('\n') + 1, block.indexOf('\n---')))
  .map((text) =>
    text.replace(/\\x([\da-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );

/** The events as a program gets them, each with its line moved down. */
function printed(text: string, moved = 0): string[] {
  return read(text).events.map((event) => {
    const { origin } = event;
    return eventLine({ ...event, origin: { ...origin, line: origin.line + moved } });
  });
}

function addsUp(text: string): void {
  const { tally, summary } = read(text);
  expect(tally.lines).toBe(text.split('\n').length);
  expect(tally.lines).toBe(tally.claimed + tally.blank + tally.unrecognised);
  expect([summary.lines, summary.unrecognised]).toEqual([tally.lines, tally.unrecognised]);
}

const any = fc.constantFrom(...texts);

describe('any format', () => {
  it.each(texts)('has the same events with the line ends of other systems: %#', (text) => {
    expect(printed(text.replaceAll('\n', '\r\n'))).toEqual(printed(text));
    expect(printed(text.replaceAll('\n', '\r\r\n'))).toEqual(printed(text));
  });

  it('cut anywhere, says nothing that the whole does not, but of the record that was cut', () => {
    fc.assert(
      fc.property(any, fc.nat(), (text, at) => {
        const part = text.slice(0, at % (text.length + 1));
        addsUp(part);
        const whole = new Set(printed(text));
        const others = printed(part).filter((event) => !whole.has(event));
        // Two may be open: an entry and the one around it, or a dump and the record of another output.
        expect(others.length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 1000 },
    );
  });

  it('after another is read as if it stood alone', () => {
    fc.assert(
      fc.property(any, any, (first, second) => {
        const text = `${first}\n\n\n\n\n\n\n\n\n${second}`;
        addsUp(text);
        const alone = [
          ...printed(first),
          ...printed(second, text.split('\n').length - second.split('\n').length),
        ];
        expect(printed(text).sort()).toEqual(alone.sort());
      }),
      { numRuns: 1000 },
    );
  });

  it('line by line among the lines of another, loses none of its counts', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 4 }), fc.infiniteStream(fc.nat(3)), (some, turns) => {
        const left = some.map((text) => text.split('\n'));
        const mixed: string[] = [];
        while (left.some((lines) => lines.length > 0)) {
          const line = left[turns.next().value! % left.length]?.shift();
          if (line !== undefined) mixed.push(line);
        }
        addsUp(mixed.join('\n'));
      }),
      { numRuns: 300 },
    );
  });
});
