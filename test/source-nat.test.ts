import { describe, expect, it } from '@jest/globals';

import { analyse } from './samples/run.js';

const CLIENT = '10.31.7.20';
const OUTSIDE = '198.51.100.20';
const SERVER = '203.0.113.77';

/** A place where the sniffer prints a packet, as it goes from the client to the server. */
type Place = readonly [name: string, way: 'in' | 'out'];
const CLIENT_SIDE: readonly Place[] = [['port1', 'in']];
const FAR_SIDE: readonly Place[] = [['port2', 'out']];
/** Through a VDOM link and another VDOM. */
const FAR_SIDE_OF_CHAIN: readonly Place[] = [['vlink0', 'out'], ['vlink1', 'in'], ...FAR_SIDE];

const stamp = (second: number, micros: number): string =>
  `2025-03-01 10:00:${String(second).padStart(2, '0')}.${String(micros).padStart(6, '0')}`;

/** SYN, SYN-ACK and ACK of one of the two connections that a proxy has for one control session. */
function opened(at: number, from: string, port: number, places: readonly Place[], isn: number): string[] {
  const [mine, yours] = [`${from}.${port}`, `${SERVER}.21`];
  const back = places.map(([name, way]) => [name, way === 'in' ? 'out' : 'in'] as const).toReversed();
  const packets = [
    [places, `${mine} -> ${yours}: syn ${isn}`],
    [back, `${yours} -> ${mine}: syn ${isn + 5000} ack ${isn + 1}`],
    [places, `${mine} -> ${yours}: ack ${isn + 5001}`],
  ] as const;
  return packets.flatMap(([shown, words], nth) =>
    shown.map(([name, way], hop) => `${stamp(at, nth * 900 + hop * 60)} ${name} ${way} ${words}`),
  );
}

/** Sessions that begin in the same second: the unit answers both clients before it asks their server. */
function proxied(ports: readonly number[], far: readonly Place[]): string[] {
  const near = ports.flatMap((port, nth) => opened(1, CLIENT, port, CLIENT_SIDE, 1000 * (nth + 1)));
  return [...near, ...ports.flatMap((port, nth) => opened(3, OUTSIDE, port, far, 90_000 * (nth + 1)))];
}

const clients = (lines: readonly string[]): (string | null)[] =>
  analyse({
    'sniff.txt': ['interfaces=[any]', `filters=[host ${SERVER}]`, ...lines, ''].join('\n'),
  }).controlSessions.map(({ client }) => client);

describe.each([
  ['of one VDOM', FAR_SIDE],
  ['of the first VDOM of a chain', FAR_SIDE_OF_CHAIN],
])('a proxy with source NAT %s', (_, far) => {
  it('has one session of each client, with both of its connections', () => {
    expect(clients(proxied([40001], far))).toEqual([`${CLIENT}:40001`]);
  });

  it('is known by the port that it keeps where a client has several sessions', () => {
    expect(clients(proxied([40001, 40002, 40003], far))).toEqual(
      [40001, 40002, 40003].map((port) => `${CLIENT}:${port}`),
    );
  });
});

it('a denied client does not take the connection that was opened for another port', () => {
  const denied = [1, 2, 4].map(
    (second) => `${stamp(second, 7)} port1 in ${CLIENT}.41999 -> ${SERVER}.21: syn 77`,
  );
  const { controlSessions } = analyse({
    'sniff.txt': [
      'interfaces=[any]',
      `filters=[host ${SERVER}]`,
      ...denied.slice(0, 2),
      ...proxied([40001], FAR_SIDE),
      ...denied.slice(2),
      '',
    ].join('\n'),
  });
  expect(controlSessions.map(({ client, verdict }) => `${client} ${verdict}`).toSorted()).toEqual([
    `${CLIENT}:40001 worked`,
    expect.stringMatching(new RegExp(`^${CLIENT}:41999 (?!worked)`)),
  ]);
});

describe('a client whose server answers it by its own address', () => {
  it('has not the connection of the next client for its far side', () => {
    const traced = (id: number, way: string, port: string, flag: string, says: string): string =>
      [
        `func=print_pkt_detail line=5862 msg="vd-root:0 received a packet(proto=6, ${way}) tun_id=0.0.0.0 from ${port}. flag [${flag}], seq ${id}000, ack ${id - 1}001, win 64240"`,
        `func=resolve_ip_tuple_fast line=621 msg="${says}"`,
      ]
        .map((message) => `2025-03-01 10:00:01 id=65308 trace_id=${id} ${message}\n`)
        .join('');
    const flow = [
      traced(1, `${CLIENT}:40001->${SERVER}:21`, 'port1', 'S', 'allocate a new session-00000a01'),
      traced(
        2,
        `${SERVER}:21->${CLIENT}:40001`,
        'port2',
        'S.',
        'Find an existing session, id-00000a01, reply direction',
      ),
    ];
    const next = '10.31.7.21.40002';
    const packets = [`${next} -> ${SERVER}.21: syn 7000`, `${SERVER}.21 -> ${next}: syn 9000 ack 7001`];
    const sniff = [
      'interfaces=[port1]',
      ...packets.map((one, nth) => `${stamp(30, nth)} port1 -- ${one}`),
      '',
    ];
    const { controlSessions } = analyse({ 'flow.log': flow.join(''), 'sniff.txt': sniff.join('\n') });
    expect(controlSessions.map(({ client }) => client)).toEqual([`${CLIENT}:40001`, '10.31.7.21:40002']);
  });
});
