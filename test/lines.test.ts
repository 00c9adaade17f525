// @long Long lines in small pieces, and what they cost in memory.
import { describe, expect, it } from '@jest/globals';

import { MAX_LINE_LENGTH, newlineOf, readLines } from '../src/input/lines.js';
import { createDecoder, type Encoding } from '../src/input/decode.js';

interface Read {
  lines: string[];
  damage: [kind: string, line: number][];
  count: number;
}

/** What comes out of these bytes, cut as given. */
async function read(
  cuts: Iterable<Buffer>,
  encoding: Encoding = 'utf-8',
  newline: '\n' | '\r' = '\n',
): Promise<Read> {
  const decoder = createDecoder(encoding);
  // eslint-disable-next-line @typescript-eslint/require-await
  async function* pieces(): AsyncGenerator<string> {
    for (const cut of cuts) yield decoder.text(cut);
    yield decoder.end();
  }
  const lines: string[] = [];
  const damage: Read['damage'] = [];
  const sink = {
    line: (text: string) => void lines.push(text),
    damaged: (kind: string, line: number) => void damage.push([kind, line]),
  };
  const count = await readLines(pieces(), sink, newline);
  return { lines, damage, count };
}

/** Every way to cut the bytes in two, and one byte at a time. */
function everyCut(bytes: Buffer): Buffer[][] {
  const twos = Array.from(bytes.keys(), (at) => [bytes.subarray(0, at), bytes.subarray(at)]);
  return [...twos, Array.from(bytes.keys(), (at) => bytes.subarray(at, at + 1))];
}

const big = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('the same lines however the bytes are cut', () => {
  const cases: [name: string, bytes: Buffer, lines: string[], encoding?: Encoding][] = [
    ['plain', Buffer.from('one\ntwo\n\nthree'), ['one', 'two', '', 'three']],
    ['CRLF and CR CR LF', Buffer.from('one\r\ntwo\r\r\n\r\nthree\r'), ['one', 'two', '', 'three']],
    ['two to four bytes a letter', Buffer.from('é\n€–\n🔥x'), ['é', '€–', '🔥x']],
    ['a BOM, also within', Buffer.from('\ufeffone\n\ufefftwo\n'), ['one', 'two']],
    ['Windows-1252', Buffer.from('caf\xe9 \x93x\x94\n\x80', 'latin1'), ['café “x”', '€']],
    ['Windows-1252 among UTF-8', Buffer.from('\xc3\xa9\xe9\n\xe2\x82\xac\x96', 'latin1'), ['éé', '€–']],
    ['broken UTF-8', Buffer.from('\xe2\x82\n\xf0\x9f\x94', 'latin1'), ['â‚', 'ðŸ”']],
    ['a surrogate in UTF-8 form', Buffer.from('\xed\xa0\x80', 'latin1'), ['í\u00a0€']],
    ['NUL, form feed, escapes', Buffer.from('a\0b\f\x1b[K\n\v'), ['a\0b\f\x1b[K', '\v']],
    ['UTF-16 LE', Buffer.from('\ufeffné🔥\r\ntwo', 'utf16le'), ['né🔥', 'two'], 'utf-16le'],
    ['UTF-16 BE', big('né🔥\r\ntwo\n'), ['né🔥', 'two'], 'utf-16be'],
  ];
  it.each(cases)('%s', async (...[, bytes, lines, encoding]) => {
    for (const cuts of everyCut(bytes)) {
      expect(await read(cuts, encoding)).toEqual({ lines, damage: [], count: lines.length });
    }
  });

  it('old Mac', async () => {
    const bytes = Buffer.from('one\rtwo\r\rthree');
    expect(newlineOf(bytes.toString())).toBe('\r');
    for (const cuts of everyCut(bytes)) {
      expect((await read(cuts, 'utf-8', '\r')).lines).toEqual(['one', 'two', '', 'three']);
    }
  });
});

it('takes a terminal that overwrites its line for no old Mac', () => {
  expect(newlineOf('--More--\r        \rone\r\ntwo')).toBe('\n');
});

describe('a line without an end', () => {
  const long = 'x'.repeat(MAX_LINE_LENGTH);
  it.each([1000, 65_536, 3 * MAX_LINE_LENGTH])(
    'is cut and told, the next is whole (pieces of %d)',
    async (size) => {
      const bytes = Buffer.from(`first\n${long}${long}tail\r\nnext\n${long}\n${long}y`);
      const cuts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      const { lines, damage, count } = await read(cuts);
      expect(lines.map((line) => line.length)).toEqual([
        5,
        MAX_LINE_LENGTH,
        4,
        MAX_LINE_LENGTH,
        MAX_LINE_LENGTH,
      ]);
      expect(lines[2]).toBe('next');
      expect({ damage, count }).toEqual({
        damage: [
          ['overlong-line', 2],
          ['overlong-line', 5],
        ],
        count: 5,
      });
    },
  );

  it('takes no more memory the longer it gets', async () => {
    const chunk = Buffer.alloc(65_536, 'x');
    function* chunks(): Generator<Buffer> {
      for (let i = 0; i < 16_384; i++) yield chunk;
    }
    const before = process.memoryUsage().rss;
    const { lines, damage } = await read(chunks());
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
    expect(lines.map((line) => line.length)).toEqual([MAX_LINE_LENGTH]);
    expect(damage).toEqual([['overlong-line', 1]]);
  });
});

it('fails as the sink fails', async () => {
  // eslint-disable-next-line @typescript-eslint/require-await
  async function* pieces(): AsyncGenerator<string> {
    yield 'one\ntwo\n';
  }
  const sink = {
    line: () => {
      throw new Error('full');
    },
    damaged: () => undefined,
  };
  await expect(readLines(pieces(), sink)).rejects.toThrow('full');
});
