import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { fgtrace } from './program.js';
import type { Source } from '../src/events/record.js';
import { folderOf, stored } from './samples/folder.js';
import { analyse } from './samples/run.js';

/** `FGTRACE_LNAV` names it, and then it has to be there: `.ci/run` sets it. */
const LNAV = process.env['FGTRACE_LNAV'] ?? (existsSync('/usr/bin/lnav') ? '/usr/bin/lnav' : undefined);
const TITLE = 'the formats for lnav (skipped without it: install lnav, or name it by FGTRACE_LNAV)';

const SAMPLE = 'proxy-policy-deny';
/** How many records fgtrace counts. */
const recordsOf = (source: Source): number =>
  analyse(stored(SAMPLE)).sources.reduce((sum, { records }) => sum + records[source], 0);

const files = ['wad.log', 'flow.log', 'sniff.txt'].map((name) => join(folderOf(SAMPLE), name));

(LNAV === undefined ? describe.skip : describe)(TITLE, () => {
  const home = mkdtempSync(join(tmpdir(), 'fgtrace-lnav-'));
  beforeAll(() => {
    mkdirSync(join(home, 'formats/fgtrace'), { recursive: true });
    const format = fileURLToPath(new URL('../docs/lnav/fgtrace.json', import.meta.url));
    copyFileSync(format, join(home, 'formats/fgtrace/format.json'));
  });
  afterAll(() => {
    rmSync(home, { recursive: true, force: true });
  });

  /** The rows that answer a question, without their heading. */
  function asked(question: string, ...logs: string[]): string[] {
    const args = ['-n', '-I', home, '-c', `;${question}`, '-c', ':write-csv-to -', ...logs];
    const env = { ...process.env, HOME: home };
    const { status, stdout, stderr } = spawnSync(LNAV ?? '', args, {
      encoding: 'utf8',
      env,
      timeout: 20_000,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return stdout.trim().split('\n').slice(1);
  }

  // Lines that are no record, such as those about the filter, are rows without columns.
  it.each([
    ['wad', 'func'],
    ['flow', 'func'],
    ['sniffer', 'src'],
  ] as const)('finds each record: %s', (source, column) => {
    const [count] = asked(`select count(${column}) as n from fortios_${source}`, ...files);
    expect(Number(count)).toBe(recordsOf(source));
  });

  it('has the columns of the captures', () => {
    expect(
      asked("select distinct wad_session from fortios_wad where log_body like '%offer_port%'", ...files),
    ).toHaveLength(1);
    expect(asked("select trace_id from fortios_flow where log_body like '%Denied%'", ...files)[0]).toMatch(
      /^\d+$/,
    );
    expect(
      asked("select interface, direction from fortios_sniffer where log_body like 'syn %' limit 1", ...files),
    ).toEqual([expect.stringMatching(/^[\w.-]+,(in|out)$/)]);
  });

  it('reads events', () => {
    const lines = fgtrace(['events', ...files]).stdout.split('\n');
    const timed = lines.filter((line) => line.includes('"time":'));
    const events = join(home, 'events.ndjson');
    writeFileSync(events, `${timed.join('\n')}\n`);
    expect(asked('select count(*) as n from fgtrace_event', events)).toEqual([String(timed.length)]);
    expect(asked("select endpoint from fgtrace_event where kind = 'ftp-offer'", events)).toEqual([
      '10.134.7.214:50493',
    ]);
    expect(asked("select reason, policy from fgtrace_event where kind = 'drop' limit 1", events)).toEqual([
      'forward-policy,0',
    ]);
  });
});
