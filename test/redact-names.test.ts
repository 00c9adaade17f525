import { describe, expect, it } from '@jest/globals';

import { createLiveRedaction } from '../src/redact/live.js';
import { redactedTexts, TEST_SECRET } from './redact/run.js';

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

describe('an address that a terminal cut', () => {
  const record =
    '2021-07-26 21:41:53 id=20085 trace_id=1 func=vf_ip_route_input_common line=2621 msg="find a route: flag=04000000 gw-10.220.3.202 via port2"';
  const wide = record.indexOf('20.3.202');
  const filled = `${record.slice(0, 40)}${'x'.repeat(120 - wide)}${record.slice(40)}`;

  it('is replaced in both lines, which stay as wide', () => {
    const [above = '', below = ''] = redacted(filled.slice(0, 120), filled.slice(120));
    const [whole] = redacted(filled);
    expect(above).toHaveLength(120);
    expect(above + below).toBe(whole);
    expect(whole).not.toContain('10.220.3.202');
  });

  it('is replaced in both lines of what is followed, and waits no longer than it has to', () => {
    const input = createLiveRedaction(TEST_SECRET, 0).input();
    const [above, below, next] = [filled.slice(0, 120), filled.slice(120), 'x'.repeat(80)];
    expect(input.line(above)).toEqual([]);
    const cut = input.line(below).join('\n').split('\n');
    expect(cut).toHaveLength(2);
    expect(cut.join('')).not.toContain('10.220.3.202');
    expect([input.line(next), input.pause(), input.end()]).toEqual([[], [next], []]);
  });

  it('is none where the next line is a record of its own', () => {
    const lines = ['x'.repeat(79) + '1', `10.0.0.1`, '', `${'y'.repeat(71)} 10.0.0.1`, record];
    expect(redacted(...lines)[4]?.slice(0, 40)).toBe(record.slice(0, 40));
  });

  it('is no name that the stamp of the next line ends', () => {
    const said = '1796006258915 * Failed to connect to';
    const lines = [`${said.padEnd(62, ' ')} connect to server`, '1796006258916 * Closing connection 0'];
    const [above = ''] = redacted(...lines);
    expect(above).toHaveLength(80);
    expect(above).toMatch(/ connect to server$/);
  });
});
