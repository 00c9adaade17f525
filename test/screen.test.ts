import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { withHyperlinks } from '../src/report/text/hyperlinks.js';
import { built, fgtrace, program } from './program.js';
import { folderOf } from './samples/folder.js';

const folder = mkdtempSync(join(tmpdir(), 'fgtrace-screen-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A pager that says that it was called, and with what. */
const PAGER = join(folder, 'pager');
writeFileSync(PAGER, `#!/bin/sh\necho "paged $LESS $*"\ncat >${folder}/shown\n`);
chmodSync(PAGER, 0o755);

const canBeTerminal = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;
const LONG = folderOf('three-transfers');

/** On a terminal of 24 rows and 80 columns. */
function onTerminal(args: string[], env: Record<string, string> = {}): string {
  const command = ['stty rows 24 cols 80;', process.execPath, program, ...args].join(' ');
  const inherited = { PATH: process.env['PATH'], TERM: 'xterm-256color', ...env };
  return spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8', env: inherited }).stdout;
}

const LINK = '\u001b]8;;';

(built && canBeTerminal ? describe : describe.skip)('on a terminal', () => {
  it('the pager that was asked for shows what is longer than the screen, and nothing else', () => {
    expect(onTerminal([LONG], { PAGER: `${PAGER} -x` })).toBe('paged FRX -x\r\n');
    expect(readFileSync(join(folder, 'shown'), 'utf8')).toContain('CONTROL SESSION');
    expect(onTerminal([LONG], { PAGER: 'false', FGTRACE_PAGER: PAGER, LESS: 'S' })).toBe('paged S \r\n');
    expect(onTerminal(['explain', '425'], { PAGER })).not.toContain('paged');
  });

  it.each([[{}], [{ PAGER: '' }], [{ PAGER: 'cat' }], [{ PAGER, FGTRACE_PAGER: '' }]])(
    'no other program is started: %j',
    (env: Record<string, string>) => {
      expect(onTerminal([LONG], env)).toContain('CONTROL SESSION');
    },
  );

  it('--no-pager goes before the environment; a missing one is told', () => {
    expect(onTerminal([LONG, '--no-pager'], { PAGER })).toContain('CONTROL SESSION');
    const said = onTerminal([LONG], { PAGER: 'no-such-pager' });
    expect(said).toMatch(/There is no pager called no-such-pager[^]*CONTROL SESSION/);
  });

  it('a pager that is left early ends the run', () => {
    const quitter = join(folder, 'quitter');
    writeFileSync(quitter, '#!/bin/sh\nhead -1\n');
    chmodSync(quitter, 0o755);
    expect(onTerminal([LONG], { PAGER: quitter })).toMatch(/^[^\n]+\n$/);
  });

  it('links lead to the files, except where they must not', () => {
    const known = { TERM: 'xterm-kitty', FORCE_HYPERLINK: '' };
    expect(onTerminal([LONG], known)).toContain(`${LINK}file://`);
    for (const env of [{ ...known, NO_HYPERLINK: '1' }, { TERM: 'dumb' }])
      expect(onTerminal([LONG], env)).not.toContain(LINK);
    expect(onTerminal([LONG, '--redact'], known)).not.toContain(LINK);
  });
});

(built ? describe : describe.skip)('in a pipe', () => {
  it('neither pager nor links, unless links are forced', () => {
    expect(fgtrace([LONG], { env: { PAGER, TERM: 'xterm-kitty' } }).stdout).not.toMatch(/paged|\u001b/);
    const { stdout } = fgtrace([LONG], { env: { FORCE_HYPERLINK: '1' } });
    expect(stdout).toContain(`${LINK}file://`);
    const plain = stdout.replaceAll(new RegExp(`${LINK}[^\u001b]*\u001b\\\\`, 'g'), '');
    expect(plain).toBe(fgtrace([LONG]).stdout);
  });
});

describe('links', () => {
  const linkTo = (file: string, line: number): string | undefined =>
    file === 'day/flow.log' ? `x:${file}#${line}` : undefined;
  const linked = (place: string, line: number): string =>
    `${LINK}x:day/flow.log#${line}\u001b\\${place}${LINK}\u001b\\`;

  it.each([
    ['  flow.log:12  text', `  ${linked('flow.log:12', 12)}  text`],
    ['(day/flow.log:3);', `(${linked('day/flow.log:3', 3)});`],
    ['\u001b[1mflow.log:3\u001b[0m', `\u001b[1m${linked('flow.log:3', 3)}\u001b[0m`],
    ['10.0.0.1:21 other.log:3 xflow.log:3', '10.0.0.1:21 other.log:3 xflow.log:3'],
  ])('%s', (line, wanted) => {
    expect(withHyperlinks(line, 'day/', linkTo)).toBe(wanted);
  });
});
