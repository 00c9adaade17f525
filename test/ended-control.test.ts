import { describe, expect, it } from '@jest/globals';

import { analyse } from './samples/run.js';

/** A reset of the server, as the capture of both sides prints it. */
const reset = (numbers: string): string =>
  ['43.011355 port2 in', '43.011362 port3 out']
    .map((print) => `2026-11-29 23:49:${print} 10.20.30.40.21 -> 203.0.113.10.59820: rst ${numbers}\n`)
    .join('');
const control = (text: string) =>
  analyse({ 'sniff.txt': `interfaces=[any]\nfilters=[none]\n${text}` }).controlSessions[0];

describe('a capture that begins behind the SYN of a control connection', () => {
  it('shows by the number of a reset that the connection had been open', () => {
    expect(control(reset('3461734156'))).toMatchObject({ verdict: 'inconclusive' });
  });

  it('shows by a reset without a number that a SYN was refused', () => {
    expect(control(reset('0 ack 711'))).toMatchObject({ verdict: 'failed', code: 'CONTROL_NEVER_OPENED' });
  });

  it('and one with its SYN shows that it was refused', () => {
    const syn = '2026-11-29 23:49:43.011000 port3 in 203.0.113.10.59820 -> 10.20.30.40.21: syn 710\n';
    expect(control(syn + reset('3461734156'))).toMatchObject({
      verdict: 'failed',
      code: 'CONTROL_NEVER_OPENED',
    });
  });
});

describe('a capture that ends behind the SYN of a control connection', () => {
  const syn = (print: string): string =>
    `2026-11-29 23:49:${print} 203.0.113.10.59820 -> 10.20.30.40.21: syn 710\n`;
  const kept = syn('41.010000 port3 in') + syn('42.011000 port3 in');

  it('may lack the answer to one that has just left, however often it had come in', () => {
    expect(control(kept + syn('42.011063 port2 out'))).toMatchObject({ verdict: 'inconclusive' });
  });

  it('shows that none came where it left once more, or where the capture goes on', () => {
    const left = kept + syn('42.011063 port2 out');
    const failed = { verdict: 'failed', code: 'CONTROL_NEVER_OPENED' };
    expect(control(left + syn('44.010000 port3 in') + syn('44.010063 port2 out'))).toMatchObject(failed);
    const later = '2026-11-29 23:49:59.010000 port3 in 203.0.113.10.40000 -> 10.20.30.40.80: syn 1\n';
    expect(control(left + later)).toMatchObject(failed);
  });
});
