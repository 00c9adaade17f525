import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { built, fgtrace } from './program.js';

const top = fileURLToPath(new URL('..', import.meta.url));
const PAGES = ['README.md', ...readdirSync(`${top}docs`).map((name) => `docs/${name}`)].filter(
  (name) => name.endsWith('.md') && !/codes|messages|api/.test(name),
);

/** Lines of blocks for a shell that start fgtrace and nothing else. */
const BLOCK = /```sh\n([^`]*)```/g;
const commandsOf = (page: string): string[] =>
  [...readFileSync(`${top}${page}`, 'utf8').matchAll(BLOCK)]
    .flatMap(([, block = '']) => block.split('\n'))
    .filter((line) => /^fgtrace [^|;&>]*$/.test(line));

const folder = mkdtempSync(join(tmpdir(), 'fgtrace-docs-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the pages take for granted: captures of a ticket, before and after, and the samples. */
beforeAll(() => {
  const sample = (name: string): string => `${top}samples/${name}`;
  const captures = ['wad.log', 'flow.log', 'sniff.txt'];
  for (const name of captures) cpSync(`${sample('proxy-policy-deny')}/${name}`, join(folder, name));
  mkdirSync(join(folder, 'tickets'));
  cpSync(sample('proxy-policy-deny'), join(folder, 'before'), { recursive: true });
  cpSync(sample('proxy-worked'), join(folder, 'after'), { recursive: true });
  cpSync(sample('proxy-worked'), join(folder, 'tickets/4711'), { recursive: true });
  const [conf = ''] = readdirSync(sample('configuration-alone')).filter((name) => name.endsWith('.conf'));
  cpSync(`${sample('configuration-alone')}/${conf}`, join(folder, 'fortigate.conf'));
  symlinkSync(`${top}samples`, join(folder, 'samples'));
});

(built ? describe : describe.skip)('the commands of', () => {
  it.each(PAGES)('%s', (page) => {
    for (const line of commandsOf(page)) {
      const { status, stderr } = fgtrace(line.split(/\s+/).slice(1), { cwd: folder });
      // 1 is asked for: diff found a difference.
      expect({ line, status, stderr }).toEqual({
        line,
        status: expect.any(Number),
        stderr: expect.any(String),
      });
      expect({ line, stderr, ran: status === 0 || (status === 1 && line.includes(' diff ')) }).toEqual({
        line,
        stderr,
        ran: true,
      });
    }
  });

  it('the guide are many', () => {
    expect(commandsOf('docs/guide.md').length).toBeGreaterThan(10);
  });
});

(built ? describe : describe.skip)('what is collected from the sources', () => {
  it('is fresh', () => {
    const env = { ...process.env, NODE_OPTIONS: '' };
    const { status, stderr } = spawnSync(process.execPath, [`${top}scripts/docs.js`, '--check'], {
      encoding: 'utf8',
      env,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('links between pages', () => {
  it.each(PAGES)('of %s lead somewhere', (page) => {
    const text = readFileSync(`${top}${page}`, 'utf8');
    const links = [...text.matchAll(/(?:\]\((?!\w+:|#)|src(?:set)?=")([^)#"]+)/g)].map(
      ([, path = '']) => path,
    );
    const base = page.startsWith('docs/') ? `${top}docs/` : top;
    expect(links.filter((path) => readPath(base + path) === undefined)).toEqual([]);
  });
});

function readPath(path: string): string | undefined {
  try {
    return readdirSync(path).join();
  } catch {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  }
}
