import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

const top = fileURLToPath(new URL('..', import.meta.url));
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'test/simulate/README.md'].concat(
  readdirSync(`${top}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
);

/** Paths in backquotes, or that a link leads to: those that begin in a folder of this repository. */
const PATH = /(?:`|\]\()((?:src|test|scripts|bench|docs|schema|samples|\.ci|\.github)\/[\w./*-]*)/g;

function isThere(path: string): boolean {
  if (!path.includes('*')) return existsSync(`${top}${path}`);
  const [start = '', end = ''] = basename(path).split('*');
  return readdirSync(`${top}${dirname(path)}`).some((name) => name.startsWith(start) && name.endsWith(end));
}

describe('the files that the documentation names are there:', () => {
  it.each(pages)('%s', (page) => {
    const text = readFileSync(`${top}${page}`, 'utf8');
    const named = [...text.matchAll(PATH)].flatMap(([, path = '']) => path);
    expect(named.filter((path) => !isThere(path))).toEqual([]);
  });

  it('CONTRIBUTING names some', () => {
    expect([...readFileSync(`${top}CONTRIBUTING.md`, 'utf8').matchAll(PATH)].length).toBeGreaterThan(20);
  });
});

/** `WHAT TO DO` stood in the guide as `WHAT HELPS` for weeks after the report had changed. */
it('the parts of a report that the guide names are printed by it', () => {
  const named = [...readFileSync(`${top}docs/guide.md`, 'utf8').matchAll(/`([A-Z]+(?: [A-Z]+)+)`/g)];
  const words = named.map(([, heading = '']) => heading);
  expect(words).toContain('WHAT TO DO');
  const sources = readdirSync(`${top}src/report`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${top}src/report/${file}`, 'utf8'));
  expect(words.filter((heading) => !sources.some((text) => text.includes(heading)))).toEqual([]);
});
