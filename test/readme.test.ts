import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { fgtrace } from './program.js';

const top = fileURLToPath(new URL('..', import.meta.url));
const README = `${top}README.md`;
const update = process.env['UPDATE_SAMPLES'] !== undefined;

/** `$ fgtrace …` and what it prints; a line `…` says that more follows. */
const EXAMPLE = /```text\n\$ fgtrace ([^\n]+)\n([\s\S]*?)\n(…\n)?```/g;

describe('the examples of the README', () => {
  const text = readFileSync(README, 'utf8');
  const examples = [...text.matchAll(EXAMPLE)].map(([whole, words = '', shown = '', more]) => ({
    whole,
    words,
    shown,
    more: more !== undefined,
  }));

  it('are there', () => {
    expect(examples.length).toBeGreaterThanOrEqual(2);
  });

  it.each(examples)('fgtrace $words', ({ whole, words, shown, more }) => {
    const { stdout } = fgtrace(words.split(' '), { cwd: top });
    const said = stdout.trimEnd();
    if (update) {
      const length = more ? said.indexOf('\n\nCONTROL SESSION') : said.length;
      const printed = said.slice(0, length < 0 ? undefined : length);
      const fresh = `\`\`\`text\n$ fgtrace ${words}\n${printed}\n${more ? '…\n' : ''}\`\`\``;
      writeFileSync(
        README,
        readFileSync(README, 'utf8').replace(whole, () => fresh),
      );
    } else if (more) expect(said.startsWith(shown)).toBe(true);
    else expect(said).toBe(shown);
  });
});
