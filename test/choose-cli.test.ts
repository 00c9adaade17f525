import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { built, fgtrace } from './program.js';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const run = (words: string) => fgtrace(words.split(' '), { cwd });
const ifBuilt = built ? describe : describe.skip;

ifBuilt('fgtrace sessions', () => {
  it('lists sessions and offers, one line each, and nothing is cut in a pipe', () => {
    const { stdout, stderr, status } = run('sessions samples/shared-address');
    const lines = stdout.split('\n');
    expect([status, stderr]).toEqual([0, '']);
    expect(lines.slice(0, 4).map((line) => line.slice(0, 2))).toEqual(['C1', 'O1', 'C2', 'O2']);
    expect(lines[3]).toMatch(/10\.119\.1\.230:50844.*FAILED +SERVER_RST$/);
    expect(stdout).not.toContain('…');
  });

  it('takes what analyze takes, and its ids are those of analyze', () => {
    const { stdout } = run('sessions samples/shared-address --verdict failed --format json');
    const [session] = JSON.parse(stdout).sessions;
    const [offer] = session.offers;
    const report = JSON.parse(run(`analyze samples/shared-address --offer ${offer.id} --format json`).stdout);
    expect(report.offers.map(({ id, code }: { id: string; code: string }) => [id, code])).toEqual([
      [offer.id, offer.code],
    ]);
    expect(report.controlSessions.map(({ id }: { id: string }) => id)).toEqual([session.id]);
  });
});

ifBuilt('choosing on the command line', () => {
  it('says in the report what was chosen, and --fail-on asks that part alone', () => {
    const good = run('analyze samples/three-transfers --offer O1 --fail-on failed');
    expect(good.status).toBe(0);
    expect(good.stdout).toMatch(/Chosen by --offer O1: 1 of 1 control session, 1 of\s+3 offers\./);
    expect(run('analyze samples/three-transfers --since -1m --fail-on failed').status).toBe(1);
  });

  it('where nothing fits: a sentence on stderr, an empty report, and 0', () => {
    for (const command of ['analyze', 'sessions']) {
      const { stdout, stderr, status } = run(
        `${command} samples/three-transfers --host 192.0.2.1 --format json`,
      );
      expect([status, JSON.parse(stdout).totals.offers]).toEqual([0, 0]);
      expect(stderr).toMatch(
        /^Nothing was chosen: of 1 control session and 3 offers none fits --host 192\.0\.2\.1\./,
      );
      expect(stderr.trimEnd()).not.toContain('\n');
    }
    expect(run('analyze samples/three-transfers --host 192.0.2.1 --fail-on inconclusive').status).toBe(1);
  });

  it.each([
    ['--session C9', /no control session C9: these captures have only C1/],
    ['--offer O4', /no offer O4: these captures have O1 to O3/],
    ['--offer O3,O44', /no offer O44/],
    ['--host 10.0.0.0/40', /--host 10\.0\.0\.0\/40 is no address/],
    ['--since 9', /--since 9 is no time/],
    ['--since 2021-07-26T21:42:05Z', /names an offset from UTC/],
    ['--timezone Europe/Atlantis', /is no time zone/],
    ['--code NO_SUCH_CODE', /There is no code/],
    ['--follow --session C1', /follow/],
    ['--unrecognised --host 10.0.0.1', /unrecognised/],
  ])('%s is a wrong argument', (words, sentence) => {
    const { stdout, stderr, status } = run(`analyze samples/three-transfers ${words}`);
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr.replace(/\s+/g, ' ')).toMatch(sentence);
  });

  it('prints times with the offset of the zone', () => {
    const { stdout } = run(
      'analyze samples/three-transfers --timezone Europe/Berlin --since 2021-07-26T18:57:00Z --format json',
    );
    const { chosen, timeline } = JSON.parse(stdout);
    expect(chosen.since).toBe('2021-07-26T20:57:00.000000+02:00');
    expect(timeline[0].time).toMatch(/\+02:00$/);
    expect(run('analyze samples/three-transfers --timezone Europe/Berlin').stdout).toMatch(
      /^ +2021-07-26 \+02:00$/m,
    );
  });

  it('standard input serves as well as files', () => {
    const input = readFileSync(join(cwd, 'samples/three-transfers/wad.log'), 'utf8');
    const { stdout } = fgtrace(['sessions', '-', '--since', '-20s'], { cwd, input });
    expect(stdout).toMatch(/^O3 /m);
    expect(stdout).not.toMatch(/^O1 /m);
  });
});
