import { describe, expect, it } from '@jest/globals';

import { redactedTexts } from './redact/run.js';

const redacted = (...lines: string[]): string[] =>
  (redactedTexts({ 'a.txt': lines.join('\n') }).texts['a.txt'] ?? '').split('\n');

describe('the author of a page that a capture was copied from', () => {
  it('is named nowhere', () => {
    const [name, rank, said] = redacted('jqsmith', 'New Contributor', 'Thanks, jqsmith!');
    expect([name?.length, rank]).toEqual([7, 'New Contributor']);
    expect(said).toBe(`Thanks, ${name}!`);
    expect(name).not.toBe('jqsmith');
  });

  it('is nobody where no rank follows', () => {
    expect(redacted('Diagram.', 'Staff meeting')).toEqual(['Diagram.', 'Staff meeting']);
  });
});
