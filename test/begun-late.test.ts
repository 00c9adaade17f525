import { describe, expect, it } from '@jest/globals';

import { analyse } from './samples/run.js';

/** The unit masquerades the client; the capture begins behind the handshake of the control connection. */
const said = (at: number, seq: number, direction: 'forth' | 'back', far: string): string => {
  const [client, nat, server] = ['192.168.1.10.61769', far, '192.0.2.80.21'];
  const stamp = (micros: number): string => `2025-10-27 04:31:${40 + at}.${String(micros).padStart(6, '0')}`;
  return direction === 'forth'
    ? `${stamp(100)} lan in ${client} -> ${server}: psh ${seq} ack 9\n${stamp(140)} wan1 out ${nat} -> ${server}: psh ${seq} ack 9\n`
    : `${stamp(100)} wan1 in ${server} -> ${nat}: psh ${seq} ack 9\n${stamp(140)} lan out ${server} -> ${client}: psh ${seq} ack 9\n`;
};
const sessions = (text: string): number =>
  analyse({ 'sniff.txt': `interfaces=[any]\nfilters=[none]\n${text}` }).controlSessions.length;

describe('a control connection that began before the capture', () => {
  const nat = '198.51.100.7.49510';
  it.each(['forth', 'back'] as const)('is one where a segment goes on with its number: %s', (way) => {
    expect(sessions(said(1, 1000, way, nat) + said(2, 1020, way, nat))).toBe(1);
  });

  it('is another one where the numbers differ', () => {
    const text = said(1, 1000, 'forth', nat).replace(/(wan1 out.*psh )1000/, '$15000');
    expect(sessions(text)).toBe(2);
  });
});
