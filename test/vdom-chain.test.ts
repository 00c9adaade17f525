import { describe, expect, it } from '@jest/globals';

import type { ReportDocument } from '../src/document.js';
import { analyse } from './samples/run.js';

const CLIENT = '198.51.100.55';
const OUTSIDE = '203.0.113.90';
const INSIDE = '10.102.1.9';

/** A packet as the flow trace of one VDOM prints it, and what the kernel says of it. */
interface Hop {
  readonly vdom: string;
  readonly from: string;
  readonly to: string;
  readonly tuple: string;
  readonly says: readonly string[];
}

let nth = 0;
function trace(second: number, seq: number, { vdom, from, tuple, says }: Hop): string {
  nth += 1;
  const head = `2025-03-01 10:00:${String(second).padStart(2, '0')} id=65308 trace_id=${nth}`;
  const packet = `func=print_pkt_detail line=5894 msg="vd-${vdom}:0 received a packet(proto=6, ${tuple}) tun_id=0.0.0.0 from ${from}. flag [S], seq ${seq}, ack 0, win 64240"`;
  return [packet, ...says.map((msg) => `msg="${msg}"`)].map((line) => `${head} ${line}\n`).join('');
}

function sniffed(second: number, seq: number, hops: readonly Hop[], isDropped: boolean): string {
  const prints = hops.flatMap(({ from, to, tuple }, at) => {
    const after = hops[at + 1]?.tuple ?? tuple;
    const last = at === hops.length - 1;
    return last && isDropped
      ? [[from, 'in', tuple]]
      : [
          [from, 'in', tuple],
          [to, 'out', after],
        ];
  });
  return prints
    .map(([name, way, tuple], at) => {
      const ends = tuple!.replace(/:(\d+)->/, '.$1 -> ').replace(/:(\d+)$/, '.$1');
      return `2025-03-01 10:00:${String(second).padStart(2, '0')}.300${String(at * 70).padStart(3, '0')} ${name} ${way} ${ends}: syn ${seq}\n`;
    })
    .join('');
}

/** A connection from VDOM to VDOM; the one at `translates` maps the server's address. */
function hops(
  port: number,
  to: number,
  vdoms: number,
  translates: number,
  says: (at: number) => string[],
): Hop[] {
  return Array.from({ length: vdoms }, (_, at) => ({
    vdom: `V${at}`,
    from: at === 0 ? 'port3' : `link${at}1`,
    to: at === vdoms - 1 ? 'port7' : `link${at + 1}0`,
    tuple: `${CLIENT}:${port}->${at > translates ? INSIDE : OUTSIDE}:${to}`,
    says: at === translates ? [`DNAT ${OUTSIDE}:${to}->${INSIDE}:${to}`, ...says(at)] : says(at),
  }));
}

const DENIED = ['allocate a new session-00000099', 'Denied by forward policy check (policy 0)'];

/** A control session, and a data connection that the last VDOM denies, twice. */
function chain(vdoms: number, translates: number): { flow: string; sniff: string } {
  nth = 0;
  const control = hops(41000, 21, vdoms, translates, (at) => [
    `allocate a new session-0000000${at + 1}`,
    `Allowed by Policy-${at + 4}:`,
    ...(at === translates ? ['run helper-ftp(dir=original)'] : []),
  ]);
  const data = hops(41001, 50055, vdoms, translates, (at) => {
    if (at === vdoms - 1) return DENIED;
    return at === translates
      ? [`Find an EXP session, id-0000000${at + 1}.`]
      : ['allocate a new session-00000088', `Allowed by Policy-${at + 4}:`];
  });
  const tries = [5, 6, 8];
  const answer = `2025-03-01 10:00:01.310000 port7 in ${INSIDE}.21 -> ${CLIENT}.41000: syn 7000 ack 1001\n`;
  const header = 'interfaces=[any]\nfilters=[host 198.51.100.55]\n';
  return {
    flow:
      control.map((hop) => trace(1, 1000, hop)).join('') +
      tries.map((second) => data.map((hop) => trace(second, 2000, hop)).join('')).join(''),
    sniff:
      header +
      sniffed(1, 1000, control, false) +
      answer +
      tries.map((second) => sniffed(second, 2000, data, true)).join(''),
  };
}

const told = ({ controlSessions, offers }: ReportDocument): unknown => ({
  controls: controlSessions.map(({ client, mappedServer }) => `${client} ${mappedServer}`),
  offers: offers.map(({ verdict, code }) => `${verdict} ${code}`),
});

/** VDOMs on the way, and the one that maps the address; where it is the last one the tuple never changes before. */
const CHAINS = [
  [2, 0],
  [2, 1],
  [3, 0],
  [3, 1],
] as const;

describe.each(CHAINS)('a connection through %i VDOMs, mapped in VDOM %i', (vdoms, translates) => {
  const { flow, sniff } = chain(vdoms, translates);
  const isHit = translates < vdoms - 1;

  it('is one session whose inner denial is the cause', () => {
    for (const files of [{ 'flow.log': flow }, { 'flow.log': flow, 'sniff.txt': sniff }] as const) {
      const report = analyse(files);
      expect(report.controlSessions).toHaveLength(1);
      expect(report.controlSessions[0]).toMatchObject({
        client: `${CLIENT}:41000`,
        server: `${OUTSIDE}:21`,
        mappedServer: `${INSIDE}:21`,
        vdom: `V${translates}`,
        policy: String(translates + 4),
      });
      const [flowOf] = report.dataFlows;
      expect(report.verdict).toBe('failed');
      expect(report.findings.map(({ code }) => code)).not.toContain('SERVER_NO_ANSWER');
      if (!isHit) continue;
      expect(told(report)).toMatchObject({ offers: ['failed POLICY_DENY'] });
      expect(flowOf).toMatchObject({ admittedBy: 'denied', serverLeg: { state: 'not-captured' } });
    }
  });

  it('was not sent to the server where a sniffer alone shows it at the links', () => {
    const report = analyse({ 'sniff.txt': sniff });
    expect(report.controlSessions).toHaveLength(1);
    expect(report.findings.map(({ code }) => code)).not.toContain('SERVER_NO_ANSWER');
  });
});

describe('a SYN that left the last VDOM', () => {
  it('was sent to the server', () => {
    const { sniff } = chain(2, 0);
    const left = sniff.replace(
      /^(.*:0[568]\.300)140 link11 in (.*)$/gm,
      '$1140 link11 in $2\n$1210 port7 out $2',
    );
    expect(left).toContain('300210 port7 out');
    const [flow] = analyse({ 'sniff.txt': left }).dataFlows;
    expect(flow).toMatchObject({ serverLeg: { interface: 'port7', state: 'syn-only' } });
  });
});
