import { expect, it } from '@jest/globals';

import { memoryStore } from '../src/correlate/fold/evidence-store.js';
import { createFold } from '../src/correlate/fold/fold.js';
import { readLines } from '../src/input/lines.js';
import { createReader } from '../src/parsers/reader.js';

const head = (at: number, id: number): string =>
  `2021-07-26 14:51:0${at}.100000 [p:1365][s:${id}] __wad_ftp_session_proc_reply(706):`;
const text = [
  `${head(1, 7)} forwarded reply to client: ftp cmd=USER, reply code=331`,
  `${head(2, 8)} forwarded reply to client: ftp cmd=USER, reply code=331`,
  `${head(3, 7)} sent on with password=hunter2 by the client`,
  `${head(4, 8)} sent on by the client`,
  '',
].join('\n');

it('takes secrets out of the last line of a session, which is looked at only when it is read', async () => {
  const fold = createFold(memoryStore());
  const { line, quick, damaged } = createReader('wad.log', fold.event, fold.interest);
  // eslint-disable-next-line @typescript-eslint/require-await
  async function* pieces(): AsyncGenerator<string> {
    yield text;
  }
  let quickly = 0;
  await readLines(pieces(), {
    line,
    damaged,
    quick: (block) => {
      const lines = quick(block);
      quickly += lines;
      return lines;
    },
  });
  expect(quickly).toBeGreaterThan(2);
  const last = (): string[] => fold.facts().wad.map((session) => session.last.line.text);
  const told = [
    `${head(3, 7)} sent on with password=*** by the client`,
    `${head(4, 8)} sent on by the client`,
  ];
  expect(last()).toEqual(told);
  expect(last()).toEqual(told);
});
