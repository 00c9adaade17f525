import { describe, expect, it } from '@jest/globals';

import { analysed } from './tools/ftpwire.js';

const [CLIENT, SERVER] = ['203.0.113.200', '198.51.100.186'];
const stamp = (seconds: number): string => new Date(1708271400000 + seconds * 1000).toISOString();

/** The flow trace's print of a SYN, in whole seconds. */
const traced = (seconds: number, { port = 51_275, seq = 640_338_935 } = {}): string => {
  const at = stamp(seconds).slice(0, 19).replace('T', ' ');
  return `${at} id=20085 trace_id=${Math.floor(seconds)} func=print_pkt_detail line=1 msg="vd-root:0 received a packet(proto=6, ${CLIENT}:${port}->${SERVER}:60407) from port3. flag [S], seq ${seq}, ack 0, win 64240"`;
};
/** The sniffer's, at a moment of its own clock. */
const sniffed = (seconds: number, { port = 51_275, seq = 640_338_935, way = 'in' } = {}): string => {
  const at = stamp(seconds).slice(0, 23).replace('T', ' ');
  return `${at}000 port3 ${way} ${CLIENT}.${port} -> ${SERVER}.60407: syn ${seq}`;
};

interface Prints {
  flow: readonly number[];
  sniffer: readonly number[];
  ahead?: number;
}
function clockOf({ flow, sniffer, ahead = 0 }: Prints, options = {}) {
  const report = analysed(
    flow.map((at) => traced(at, options)).join('\n'),
    ['interfaces=[any]', 'filters=[tcp]', ...sniffer.map((at) => sniffed(at + ahead, options))].join('\n'),
  );
  const clock = report.clocks.find(({ source }) => source === 'sniffer');
  if (clock === undefined) throw new Error('the sniffer has no clock');
  return clock;
}

/** A SYN and its retransmissions after 1, 2, and 4 seconds, and so on. */
const SENT = [32.6, 33.6, 35.6, 39.6, 47.6];

describe('the clock of a sniffer whose SYNs were sent again', () => {
  it.each([
    ['same', 0],
    ['two hours behind', -7200],
    ['half an hour ahead', 1800],
  ])('pairs the k-th print with the k-th: %s', (_, ahead) => {
    const clock = clockOf({ flow: SENT, sniffer: SENT, ahead });
    expect(clock.offsetSeconds).toBe(ahead);
    expect(clock.zoneSeconds).toBe(ahead);
    expect(clock.uncertaintySeconds).toBeLessThan(1);
    expect(clock.proof[0]?.map(({ line }) => line)).toEqual([1, 3]);
  });

  it.each([0, 1, 2, 3, 4])('and finds the pairs that agree where one side lost print %i', (lost) => {
    const others = SENT.filter((_, at) => at !== lost);
    expect(clockOf({ flow: SENT, sniffer: others }).offsetSeconds).toBe(0);
    expect(clockOf({ flow: others, sniffer: SENT, ahead: -3600 }).offsetSeconds).toBe(-3600);
  });

  it('and where each lost another: the sniffer the last, the flow trace the first', () => {
    expect(clockOf({ flow: SENT.slice(1), sniffer: SENT.slice(0, -1) }).offsetSeconds).toBe(0);
  });

  it('is in doubt by the pause where equal pauses leave two answers, and keeps the one that is a zone', () => {
    const equal = [10.5, 13.5, 16.5, 19.5];
    const clock = clockOf({ flow: equal, sniffer: equal.slice(1) });
    expect(clock.offsetSeconds).toBe(0);
    expect(clock.uncertaintySeconds).toBeGreaterThan(3);
  });

  it('stays skewed where all pairs agree on a skew', () => {
    const clock = clockOf({ flow: SENT, sniffer: SENT, ahead: 7 });
    expect(Math.abs(clock.offsetSeconds - 7)).toBeLessThan(1);
    expect(clock.zoneSeconds).toBe(0);
  });

  it('is narrowed by every pair: stamps of different fractions leave less doubt than one', () => {
    const sent = [32.05, 33.95, 36.5, 40.2];
    const many = clockOf({ flow: sent, sniffer: sent });
    const one = clockOf({ flow: sent.slice(0, 1), sniffer: sent.slice(0, 1) });
    expect(many.uncertaintySeconds).toBeLessThan(one.uncertaintySeconds / 2);
  });
});

describe('the clock of a sniffer beside a WAD log alone', () => {
  const UNIT = ['198.51.100.99', '10.5.5.21'];
  const opens = (seconds: number, port: number): string =>
    [
      `${stamp(seconds).slice(0, 23).replace('T', ' ')}000 [p:301][s:77001] wad_ftp_pasv_reply_handler(1180): offer_ip=${UNIT[1]} offer_port=${port}`,
      `Control session tuple: ${CLIENT}:41000 -> ${UNIT[0]}:21 vf 0 vrf 0`,
      `Expect session tuple: ${CLIENT}:0 -> ${UNIT[0]}:${port}(${UNIT[1]}:${port}) vf 0 vrf 0`,
      '                     dir 0  act 2  hook 0 state 0 ops 0  skip 0',
    ].join('\n');
  const dials = (seconds: number, from: number, port: number): string =>
    `${stamp(seconds).slice(0, 23).replace('T', ' ')}000 port1 in ${CLIENT}.${from} -> ${UNIT[0]}.${port}: syn ${from}`;

  /** An endpoint opened at 0 and 20 s and dialled half a second after each, on a clock that is so far ahead. */
  function offsetOf(ahead: number): number | undefined {
    const wad = [opens(0, 50000), opens(20, 50000), ''].join('\n');
    const prints = [0.5, 20.5].map((at, nth) => dials(at + ahead, 51000 + nth, 50000));
    const sniff = ['interfaces=[any]', `filters=[host ${CLIENT}]`, ...prints, ''].join('\n');
    return analysed(wad, sniff).clocks.find(({ source }) => source === 'sniffer')?.offsetSeconds;
  }

  it.each([0, 3600, -7200])('is no quarter hour off for an endpoint that was opened twice: %i s', (ahead) => {
    expect(offsetOf(ahead)).toBe(ahead);
  });
});
