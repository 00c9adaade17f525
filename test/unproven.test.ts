import { describe, expect, it } from '@jest/globals';

import { analysed, codesOf, ftpWire, login } from './tools/ftpwire.js';

const bare = (id: number, route: string, flags: string, seq: number, ...messages: string[]): string =>
  [
    `vd-root:0 received a packet(proto=6, ${route}) from port1. flag [${flags}], seq ${seq}, ack 1, win 502`,
    ...messages,
  ]
    .map((text) => `id=20085 trace_id=${id} func=x line=1 msg="${text}"`)
    .join('\n');

describe('a flow trace without stamps', () => {
  const [client, server] = ['198.51.100.7:40000', '203.0.113.9:21'];
  const flow = [
    bare(1, `${client}->${server}`, 'S', 40_000_000, 'allocate a new session-0000002a'),
    bare(2, `${server}->${client}`, '.', 21_500, 'no session matched'),
  ].join('\n');
  const said = (...end: string[]): string[] =>
    codesOf(analysed(flow, ftpWire([...login, '> RETR f', '< 150 here', ...end])), 'C1');

  it('CONTROL_IDLE_TIMEOUT: the sniffer tells how long it was silent before its packet fitted no session', () => {
    expect(said('wait 4800', '< 226 done')).toEqual(['CONTROL_IDLE_TIMEOUT']);
    expect(said('wait 1200', '< 226 done')).toEqual([]);
    // The client heard it: that was not the packet that fitted none.
    expect(said('wait 4800', '< 226 done', '> NOOP')).toEqual([]);
  });
});
