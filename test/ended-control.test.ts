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
