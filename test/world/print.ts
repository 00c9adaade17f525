import type { Sight, SniffedPacket, TracedPacket, WadBlock, World } from './model.js';
import { chance } from './random.js';
import { hexDump, words } from './print-sniffer.js';
import { hexId } from './connection.js';

interface Span {
  readonly from: number;
  readonly to: number;
}
/** How somebody captured the world: what each source covers, and by which clock it stamps. */
export interface WadView extends Span {
  readonly source: 'wad';
  readonly clock: number;
  /** Two workers' blocks of the same moment are printed through each other. */
  readonly interleaved: boolean;
}
export interface FlowView extends Span {
  readonly source: 'flow';
  readonly clock: number;
  readonly hosts: readonly string[];
  readonly count: number;
}
export interface SnifferView extends Span {
  readonly source: 'sniffer';
  readonly clock: number;
  readonly relative: boolean;
  readonly hosts: readonly string[];
  /** `any`, or the one interface. */
  readonly interface: string;
  /** Only packets of this source address: a capture of one direction. */
  readonly only: string | null;
  readonly hex: boolean;
  readonly summary: boolean;
  readonly loss: number;
}
export interface SessionView extends Span {
  readonly source: 'session';
}
export type View = WadView | FlowView | SnifferView | SessionView;

export interface Printed {
  readonly text: string;
  /** The sight that each line shows, by its index; none for what is around them. */
  readonly sights: readonly (Sight | null)[];
}

const START = Date.UTC(2026, 2, 10, 10, 0, 0);

function stamp(time: number, digits: 0 | 6): string {
  const micros = Math.round(time * 1e6);
  const whole = new Date(START + Math.floor(micros / 1e6) * 1000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');
  return digits === 0 ? whole : `${whole}.${String(((micros % 1e6) + 1e6) % 1e6).padStart(6, '0')}`;
}

const within =
  (view: Span) =>
  (sight: Sight): boolean =>
    sight.time >= view.from && sight.time < view.to;

function hostsShown(hosts: readonly string[], { packet }: SniffedPacket | TracedPacket): boolean {
  return hosts.includes(packet.src.ip) || hosts.includes(packet.dst.ip);
}

interface Sheet {
  readonly lines: string[];
  readonly sights: (Sight | null)[];
}
function put(sheet: Sheet, sight: Sight | null, ...lines: string[]): void {
  for (const line of lines) {
    sheet.lines.push(line);
    sheet.sights.push(sight);
  }
}

/** What a view prints of a world; `lost` are sights that it missed. */
export function print(world: World, view: View, lost: ReadonlySet<Sight>): Printed {
  const sights = world.sights.filter(
    (sight) => sight.source === view.source && within(view)(sight) && !lost.has(sight),
  );
  const sheet: Sheet = { lines: [], sights: [] };
  if (view.source === 'flow') printFlow(view, sights as TracedPacket[], sheet, world.seed);
  else if (view.source === 'wad') printWad(view, sights as WadBlock[], sheet, world.seed);
  else if (view.source === 'sniffer') printSniffer(view, sights as SniffedPacket[], sheet, world.seed);
  else for (const sight of sights) if (sight.source === 'session') put(sheet, sight, ...sight.lines);
  return { text: sheet.lines.map((line) => `${line}\n`).join(''), sights: sheet.sights };
}

function printFlow(view: FlowView, sights: readonly TracedPacket[], sheet: Sheet, seed: number): void {
  let id = 1000 + (seed % 500);
  const shown = sights.filter((sight) => hostsShown(view.hosts, sight)).slice(0, view.count);
  for (const sight of shown) {
    id += 1;
    const { packet, hop, records } = sight;
    const head = `${stamp(sight.time + view.clock, 0)} id=65308 trace_id=${id} `;
    const { flags, seq, ack } = packet.tcp!;
    const tuple = `${packet.src.ip}:${packet.src.port}->${packet.dst.ip}:${packet.dst.port}`;
    const detail = packet.src.ip.includes(':') ? '' : ` flag [${flags}], seq ${seq}, ack ${ack}, win 64240`;
    const received = `vd-${hop.vdom}:0 received a packet(proto=6, ${tuple}) tun_id=0.0.0.0 from ${sight.interface}.${detail}`;
    const receiver = packet.src.ip.includes(':') ? 'resolve_ip6_tuple_fast' : 'print_pkt_detail';
    put(sheet, sight, `${head}func=${receiver} line=5862 msg="${received}"`);
    for (const [name, text] of records) {
      const func = name === '' ? '' : `func=${name} line=${600 + name.length} `;
      put(sheet, sight, `${head}${func}msg="${text}"`);
    }
  }
}

function wadLines(block: WadBlock, clock: number): string[] {
  return block.lines.map((line, at) => {
    if (typeof line === 'string') return line;
    const head = `${stamp(block.time + clock + at * 41e-6, 6)} [p:${block.pid}][s:${block.session}]`;
    return `${head} ${line[0]}(${100 + line[0].length * 7}): ${line[1]}`;
  });
}

function printWad(view: WadView, blocks: readonly WadBlock[], sheet: Sheet, seed: number): void {
  const random = chance(seed + 77);
  for (let at = 0; at < blocks.length; at += 1) {
    const [one, two] = [blocks[at]!, blocks[at + 1]];
    if (!view.interleaved || two === undefined || two.pid === one.pid || two.time - one.time > 0.002) {
      put(sheet, one, ...wadLines(one, view.clock));
      continue;
    }
    at += 1;
    const queues = [one, two].map((block) => ({ block, lines: wadLines(block, view.clock) }));
    while (queues.some(({ lines }) => lines.length > 0)) {
      const full = queues.filter(({ lines }) => lines.length > 0);
      const { block, lines } = random.of(full);
      put(sheet, block, lines.shift()!);
    }
  }
}

function printSniffer(view: SnifferView, sights: readonly SniffedPacket[], sheet: Sheet, seed: number): void {
  const random = chance(seed + 99);
  const filter =
    view.only === null ? view.hosts.map((host) => `host ${host}`).join(' or ') : `src host ${view.only}`;
  put(sheet, null, `interfaces=[${view.interface}]`, `filters=[${filter}]`);
  let missed = 0;
  const wanted = sights.filter(
    (sight) =>
      (view.interface === 'any' || view.interface === sight.interface) &&
      (view.only === null ? hostsShown(view.hosts, sight) : sight.packet.src.ip === view.only),
  );
  for (const sight of wanted) {
    if (random.happens(view.loss)) {
      missed += 1;
      continue;
    }
    const when = view.relative ? (sight.time - view.from).toFixed(6) : stamp(sight.time + view.clock, 6);
    const direction = view.interface === 'any' ? sight.direction : '--';
    put(sheet, sight, `${when} ${sight.interface} ${direction} ${words(sight.packet)}`);
    if (view.hex) put(sheet, sight, ...hexDump(sight));
  }
  if (view.summary)
    put(
      sheet,
      null,
      '',
      `${wanted.length} packets received by filter`,
      `${missed} packets dropped by kernel`,
    );
}

/** One entry of a session list. */
export function sessionEntry(options: {
  id: number;
  state: string;
  expectation?: boolean;
  helper?: boolean;
  hooks: readonly string[];
  policy: number;
  vdom: number;
}): string[] {
  return [
    `session info: proto=6 proto_state=${options.state} duration=6 expire=${options.expectation === true ? 23 : 3597} timeout=3600 flags=00000000 socktype=0 sockport=0 av_idx=0 use=4`,
    'origin-shaper=',
    'reply-shaper=',
    'per_ip_shaper=',
    `class_id=0 ha_id=0 policy_dir=0 tunnel=/ ${options.helper === true ? 'helper=ftp ' : ''}vlan_cos=0/255`,
    options.expectation === true ? 'state=new complex ' : 'state=log may_dirty ',
    options.expectation === true
      ? 'statistic(bytes/packets/allow_err): org=0/0/0 reply=0/0/0 tuples=2'
      : 'statistic(bytes/packets/allow_err): org=1200/14/1 reply=2400/12/1 tuples=2',
    'tx speed(Bps/kbps): 0/0 rx speed(Bps/kbps): 0/0',
    'orgin->sink: org pre->post, reply pre->post dev=5->4/4->5 gwy=0.0.0.0/0.0.0.0',
    ...options.hooks,
    'pos/(before,after) 0/(0,0), 0/(0,0)',
    `misc=0 policy_id=${options.policy} auth_info=0 chk_client_info=0 vd=${options.vdom}`,
    `serial=${hexId(options.id)} tos=ff/ff app_list=0 app=0 url_cat=0`,
    '',
  ];
}
