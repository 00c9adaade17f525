import type { End, Leg, Packet, Wad } from './traffic.js';

/** `2021-07-26 21:42:05.094442` of microseconds; the flow trace prints it to the second. */
export function stampOf(micros: number): string {
  const iso = new Date(Math.floor(micros / 1000)).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}${String(Math.floor(micros) % 1000).padStart(3, '0')}`;
}

export interface Sight {
  readonly interface: 'port2' | 'port3';
  readonly direction: 'in' | 'out';
}

const IN: Sight = { interface: 'port3', direction: 'in' };
const OUT: Sight = { interface: 'port3', direction: 'out' };
const FAR_IN: Sight = { interface: 'port2', direction: 'in' };
const FAR_OUT: Sight = { interface: 'port2', direction: 'out' };

/** Where the sniffer shows a packet: one that the unit passes on, twice. */
export function sights({ leg, from }: Packet): readonly Sight[] {
  if (leg.role === 'near') return from === 'client' ? [IN] : [OUT];
  if (leg.role === 'far') return from === 'client' ? [FAR_OUT] : [FAR_IN];
  return from === 'client' ? [IN, FAR_OUT] : [FAR_IN, OUT];
}

const NEVER_BOTH = { S: 'syn', 'S.': 'syn', 'F.': 'fin', 'P.': 'psh', '.': '' };

export function sniffed(packet: Packet, { interface: name, direction }: Sight, stamp: string): string {
  const { from, leg, flags, seq, ack } = packet;
  const [src, dst] = from === 'client' ? [leg.client, leg.server] : [leg.server, leg.client];
  const numbers = flags === '.' ? '' : `${NEVER_BOTH[flags]} ${seq}`;
  const acked = flags === 'S' ? '' : `${numbers === '' ? '' : ' '}ack ${ack}`;
  return `${stamp} ${name} ${direction} ${src.address}.${src.port} -> ${dst.address}.${dst.port}: ${numbers}${acked}`;
}

const text = ({ address, port }: End): string => `${address}:${port}`;

/** What the kernel says of a packet that arrives; it says nothing of one that the unit itself sends. */
export function traced(packet: Packet, stamp: string, id: number): string[] {
  const { leg, from, flags, seq, ack } = packet;
  const arrives = sights(packet).find(({ direction }) => direction === 'in');
  if (arrives === undefined) return [];
  const [src, dst] = from === 'client' ? [leg.client, leg.server] : [leg.server, leg.client];
  const head = `${stamp.slice(0, 19)} id=20085 trace_id=${id} func=`;
  const tuple = `proto=6, ${text(src)}->${text(dst)}`;
  return [
    `print_pkt_detail line=5723 msg="vd-root:0 received a packet(${tuple}) from ${arrives.interface}. flag [${flags}], seq ${seq}, ack ${ack}, win 64240"`,
    ...(flags === 'S' ? first(leg) : later(leg, from)),
  ].map((line) => head + line);
}

function first({ session, pinhole, server, mapped }: Leg): string[] {
  const id = session.toString(16).padStart(8, '0');
  if (pinhole && mapped !== null) {
    return [
      `resolve_ip_tuple_fast line=5819 msg="Find an EXP session, id-${id}."`,
      `__ip_session_run_tuple line=3503 msg="DNAT ${text(server)}->${text(mapped)}"`,
    ];
  }
  const vip =
    mapped === null
      ? []
      : [
          `fw_pre_route_handler line=184 msg="VIP-${text(mapped)}, outdev-port3"`,
          `__ip_session_run_tuple line=3503 msg="DNAT ${text(server)}->${text(mapped)}"`,
        ];
  return [
    `init_ip_session_common line=5894 msg="allocate a new session-${id}"`,
    ...vip,
    `vf_ip_route_input_common line=2621 msg="find a route: flag=04000000 gw-${(mapped ?? server).address} via port2"`,
    `fw_forward_handler line=819 msg="Allowed by Policy-3: AV"`,
    `ids_receive line=298 msg="send to ips"`,
    ...(mapped === null ? [] : [`av_receive line=314 msg="send to application layer"`]),
  ];
}

function later({ session, mapped, server }: Leg, from: Packet['from']): string[] {
  const id = session.toString(16).padStart(8, '0');
  const way = from === 'client' ? 'original' : 'reply';
  const found = `resolve_ip_tuple_fast line=5819 msg="Find an existing session, id-${id}, ${way} direction"`;
  return mapped === null || from === 'server'
    ? [found]
    : [found, `__ip_session_run_tuple line=3503 msg="DNAT ${text(server)}->${text(mapped)}"`];
}

export function logged({ session, lines }: Wad, stamp: string): string[] {
  return lines.map((line) =>
    line.startsWith(' ') ? line.slice(1) : `${stamp} [p:508][s:${session}] ${line}`,
  );
}
