import type { FlowPacket } from '../events/flow.js';
import { address, addressOf, colonEndpoint, portOf, uint32, type Endpoint } from '../net.js';
import { base } from './flow-base.js';
import type { FlowHead, Groups, Message } from './message.js';

const ICMP = new Set([1, 58]);
const WITH_PORTS = new Set([6, 17, 33, 132, 136]);
/** IP has one byte for the protocol's number, so a line with a larger one is damaged. */
const LARGEST_PROTOCOL = 255;

/**
 * What follows the tuple: interface, then the fields of TCP or ICMP. An interface's name may contain dots and blanks,
 * so it ends only at a dot that stands before `flag`, `type` or the end of the line.
 */
const DETAIL =
  /^(?: ?(?:\.{3}|\u2026))?(?: ?from (?<interface>[^",]{1,64}?) ?\.(?= ?flag(?: |$)| ?type=| *$) ?)?(?:flag \[(?<flags>[^\]]{0,9})\](?:, seq (?<seq>\d+), ack (?<ack>\d+)(?:, win (?<win>\d+))?)?|type=(?<type>\d+), code=(?<code>\d+)(?:, id=(?<id>\d+)(?:, seq=(?<icmpSeq>\d+))?)?)?/;

/** A whole message. IPv6, UDP and FortiOS 5.0 print no flags, so their missing alone does not show that one was cut. */
const WHOLE =
  /^ *vd-[^\s:]+(?::\d+)? received a packet ?\(proto=\d+, ?[\da-fA-F.:]+-?>[\da-fA-F.:]+\)(?: tun_id=[\da-fA-F.:]+)? from [^",]{1,64}?\. ?(?:flag \[[^\]]{0,9}\], seq \d+, ack \d+, win \d+|type=\d+, code=\d+, id=\d+, seq=\d+\.)? *$/;

/** Whether the text is a whole packet message, not one that was cut. */
export function wholePacket(text: string): boolean {
  return WHOLE.test(text);
}

export const flowPacket: readonly Message<FlowHead>[] = [
  {
    id: 'flow.packet',
    func: 'print_pkt_detail',
    pattern:
      /^ *vd-(?<vdom>[^\s:]+)(?::(?<vrf>\d+))? received a packet ?\(proto=(?<proto>\d+), ?(?<src>[\da-fA-F.:]+)-?>(?<dst>[\da-fA-F.:]+)\)(?: tun_id=(?<tunnelId>[\da-fA-F.:]+)(?= ))?(?<rest>.*)/,
    means:
      'A packet came in: its VDOM, protocol, source, destination and interface. The first packet of a data connection is a TCP packet with flag [S].',
    samples: [
      'vd-root:0 received a packet(proto=6, 10.230.4.86:60919->10.230.4.72:21) from port3. flag [S], seq 1747348908, ack 0, win 64240',
      'vd-FTP_DMZ received a packet(proto=6, 192.0.2.9:21->198.51.100.7:40112) from wan1.100. flag [S.], seq 81, ack 4200000001, win 8192',
      'vd-root:0 received a packet(proto=17, 10.1.0.5:5060->10.1.0.9:5060) tun_id=0.0.0.0 from port1. ',
      'vd-root received a packet(proto=1, 10.1.0.5:512->10.1.0.9:2048) from lan_a-1. type=8, code=0, id=512, seq=3.',
      'vd-root:0 received a packet(proto=6, 2001:db8::1:10001->2001:db8::2:80) from port1.',
      'vd-root received a packet(proto=6, 10.1.0.5:1025->10.1.0.9:21) from internal.',
    ],
    event: packet,
  },
];

function packet(groups: Groups, head: FlowHead): FlowPacket | null {
  const proto = Number(groups['proto']);
  const src = colonEndpoint(groups['src'] ?? '') ?? address(groups['src'] ?? '');
  const dst = colonEndpoint(groups['dst'] ?? '') ?? address(groups['dst'] ?? '');
  if (src === null || dst === null || proto > LARGEST_PROTOCOL) return null;
  const ported = WITH_PORTS.has(proto);
  const detail = DETAIL.exec(groups['rest'] ?? '')?.groups ?? {};
  return {
    kind: 'packet',
    ...base(head),
    vdom: groups['vdom'],
    vrf: uint32(groups['vrf']),
    proto,
    src: ported ? src : addressOf(src),
    dst: ported ? dst : addressOf(dst),
    peers: undefined,
    interface: detail['interface'],
    tunnelId: groups['tunnelId'],
    tcp: proto === 6 ? tcp(detail) : undefined,
    icmp: ICMP.has(proto) ? icmp(detail, src, dst) : undefined,
  };
}

function tcp(detail: Groups): FlowPacket['tcp'] {
  const { flags } = detail;
  const [seq, ack, window] = [uint32(detail['seq']), uint32(detail['ack']), uint32(detail['win'])];
  if (flags === undefined || seq === undefined || ack === undefined || window === undefined) return undefined;
  return { flags, seq, ack, window };
}

/**
 * For ICMP the tuple prints the id as source port. The destination port is type * 256 + code since 5.4 (2048: echo
 * request), and the type alone in 4.x. A number below 256 is read as a type: as a sum it would be an echo reply with a
 * code, and echo replies have none.
 */
function icmp(detail: Groups, src: Endpoint, dst: Endpoint): FlowPacket['icmp'] {
  const printed = portOf(dst);
  const id = uint32(detail['id']) ?? portOf(src);
  if (detail['type'] === undefined && printed === null) return undefined;
  const number = printed ?? 0;
  return {
    type: uint32(detail['type']) ?? (number < 256 ? number : number >> 8),
    code: uint32(detail['code']) ?? (number < 256 ? 0 : number & 255),
    id: id ?? 0,
    seq: uint32(detail['icmpSeq']),
  };
}
