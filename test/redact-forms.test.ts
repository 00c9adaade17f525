import { describe, expect, it } from '@jest/globals';

import { NAMED, SPELLED } from './canaries/names.js';
import { redactedTexts } from './redact/run.js';

const redacted = (...lines: string[]): string =>
  redactedTexts({ 'a.txt': lines.join('\n') }).texts['a.txt'] ?? '';

describe.each(NAMED)('$what', ({ original, forms }) => {
  it.each(forms)('is not left in %s', (form) => {
    expect(form).toMatch(form.startsWith('0313') ? /0313/ : original);
    expect(redacted(form)).not.toMatch(original);
  });

  it('is not left in lines that stand together, in any order', () => {
    const all = redacted(...forms);
    expect(all).not.toMatch(original);
    expect(
      redacted(...forms.toReversed())
        .split('\n')
        .toReversed(),
    ).toEqual(all.split('\n'));
  });
});

describe.each(SPELLED)('what stands elsewhere as %s', (plain, original, ...forms) => {
  it.each(forms)('is not left in %s', (form) => {
    expect(redacted(plain, form)).not.toMatch(original);
    expect(redacted(form, plain).split('\n').toReversed()).toEqual(redacted(plain, form).split('\n'));
  });
});

describe('what is left of an address', () => {
  it.each(['203.0.113.*', '203.0.113.xxx', '203.0.113/24', '203.0.x.x'])(
    'keeps its prefix, and no other one: %s',
    (form) => {
      const [whole = '', part = ''] = redacted('203.0.113.9', form).split('\n');
      const known = /^[\d.]+\d/.exec(part)?.[0] ?? 'none';
      expect(whole.startsWith(`${known}.`)).toBe(true);
      expect(part).not.toMatch(/203\.0/);
    },
  );
});

describe('what only looks like one', () => {
  it.each([
    'Version: FortiGate-VM64 v7.0.1,build0157,210714 (GA)',
    'snmp OID 1.3.6.1.4.1.12356.101',
    'session-026d9f42 seq 1747348908 ack 3571380554 mark 0xcb00714d',
    'release 7.2.4/10 build 1157 v7.0.1/24',
    'OK\\nUSER anonymous',
    '114 packets received by filter',
    'a transfer to the server failed for the user',
    '255.255.255.0 0.0.0.0 127.0.0.1 ff:ff:ff:ff:ff:ff',
  ])('stays: %s', (line) => {
    expect(redacted(line)).toBe(line);
  });
});
