import { describe, expect, it } from '@jest/globals';

import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';

/** Two PASV of one proxied session: the second frees the pinhole of the first, ten seconds after it here. */
const { 'wad.log': wad, 'flow.log': flow } = Object.fromEntries(
  Object.entries(stored('proxy-superseded')).map(([name, text]) => [
    name,
    text.replaceAll('14:38:54', '14:39:02'),
  ]),
) as { 'wad.log': string; 'flow.log': string };

/** A SYN to the port of the first offer, denied at this time. */
const denied = (time: string, trace: number): string =>
  [
    'func=print_pkt_detail line=5723 msg="vd-root:0 received a packet(proto=6, 10.217.6.81:58777->10.217.6.79:50493) from vlan-120. flag [S], seq 7711, ack 0, win 64240"',
    'func=init_ip_session_common line=5894 msg="allocate a new session-11480999"',
    'func=fw_forward_handler line=640 msg="Denied by forward policy check (policy 0)"',
  ]
    .map((text) => `2021-07-26 ${time} id=20085 trace_id=${trace} ${text}\n`)
    .join('');

function verdicts(first: string, last: string): string[] {
  const { offers } = analyse({ 'wad.log': wad, 'flow.log': first + flow + last });
  return offers.map(({ verdict, code }) => `${verdict} ${code}`);
}

describe('a denied SYN to an offer whose pinhole was freed later', () => {
  it('was denied for a reason of its own if the pinhole still stood', () => {
    const [first, second] = verdicts(denied('14:38:55', 99001) + denied('14:38:56', 99002), '');
    expect(first).toMatch(/^failed (?!REPLY|OFFER)/);
    expect(second).toBe('worked PINHOLE_WORKED');
  });

  it('was denied because of that if it came after it', () => {
    const last = denied('14:39:12', 99991) + denied('14:39:13', 99992);
    expect(verdicts('', last)[0]).toBe('unused OFFER_SUPERSEDED');
  });

  it('proves neither where it may have come before or after', () => {
    const [first] = verdicts(denied('14:39:02', 99001), '');
    expect(first).toMatch(/^inconclusive /);
  });
});
