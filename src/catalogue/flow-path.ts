import { address, colonEndpoint, type Endpoint } from '../net.js';
import { base, explained } from './flow-base.js';
import type { FlowHead, Groups, Message } from './message.js';
import type { FlowNat, FlowRoute } from '../events/flow.js';

/** Messages about the route of a packet and the translation of its addresses. */
export const flowPath: readonly Message<FlowHead>[] = [
  {
    // FortiOS 5.0 prints `gw-` alone or behind `flags=`, 5.2 `flags=`, 5.4 and later `flag=`.
    id: 'flow.route',
    func: 'vf_ip_route_input_common',
    pattern: /^find a route: (?:flags?=[\da-f]+ )?gw-(?<gateway>[\d.]+) via (?<interface>\S.*)/,
    means:
      'The kernel knows a route to the (translated) destination: next hop and outgoing interface. Via root means that the unit itself is the destination.',
    samples: [
      'find a route: gw-10.1.0.1 via wan1',
      'find a route: flags=00000000 gw-10.1.0.1 via internal',
      'find a route: flag=04000000 gw-10.220.3.202 via port2',
      'find a route: flag=80000000 gw-0.0.0.0 via root',
    ],
    event: route,
  },
  {
    id: 'flow.route-ipv6',
    func: 'vf_ip6_route_input',
    pattern:
      /^find a route: gw-(?<gateway>[\da-fA-F]*:[\da-fA-F:.]*) via (?<interface>\S+)(?: err -?\d+(?: flags [\da-f]+)?)?/,
    means: 'The kernel knows an IPv6 route to the destination: next hop and outgoing interface.',
    samples: [
      'find a route: gw-2001:db8::2 via port2 err 0 flags 01000001',
      'find a route: gw-:: via port2 err 0 flags 1',
    ],
    event: route,
  },
  {
    // Ids from 0x7e000000 (2113929216) on are rules of SD-WAN or of an internet service; smaller ones are policy
    // routes.
    id: 'flow.policy-route',
    func: 'rpdb_srv_match_input',
    pattern: /^Match policy routing id=(?<id>\d+): to (?<gateway>\S+) via ifindex-(?<index>\d+)/,
    means:
      'A policy route or an SD-WAN rule sends the packet its own way, whatever the routing table says. Replies or data connections may then take another interface than the control connection.',
    samples: ['Match policy routing id=2131230721: to 10.1.0.9 via ifindex-7'],
    // The line gives the interface's index, and nothing in the trace tells its name.
    event: ({ gateway = '' }, head) =>
      address(gateway) === null
        ? null
        : { kind: 'policy-route', ...base(head), gateway, interface: undefined },
  },
  {
    id: 'flow.vip',
    func: 'fw_pre_route_handler',
    pattern: /^VIP-(?<mapped>[\da-fA-F.:]+), outdev-(?<interface>\S+)/,
    means:
      'A virtual IP covers this destination: the packet will go to the mapped address and port. On a data connection it means that a VIP, not a pinhole, covers the port.',
    samples: ['VIP-10.220.3.202:21, outdev-port3', 'VIP-10.0.0.7:50300, outdev-unknown'],
    event: (groups, head) => {
      const mapped = end(groups['mapped']);
      return mapped === null ? null : { kind: 'vip', ...base(head), mapped, interface: groups['interface'] };
    },
  },
  {
    id: 'flow.nat-destination',
    func: '__ip_session_run_tuple',
    pattern: /^DNAT (?<from>[\da-fA-F.:]+)->(?<to>[\da-fA-F.:]+)/,
    means:
      "The destination was translated: by a VIP or an expectation, or, on a reply, back to the client's own address behind a source NAT.",
    samples: ['DNAT 10.230.4.72:50756->10.220.3.202:50756'],
    event: (groups, head) => nat('dnat', groups, head),
  },
  {
    id: 'flow.nat-source',
    func: '__ip_session_run_tuple',
    pattern: /^SNAT (?<from>[\da-fA-F.:]+)->(?<to>[\da-fA-F.:]+)/,
    means:
      'The source was translated: the next host sees this address. On a reply behind a VIP it is the server that becomes the external address again.',
    samples: ['SNAT 10.1.0.5->198.51.100.7:61001'],
    event: (groups, head) => nat('snat', groups, head),
  },
  explained(
    'flow.nat-choice',
    'get_new_addr',
    /^find [SD]NAT: IP-/,
    'The kernel chose the address (and pool) and the port for a translation; the line SNAT or DNAT tells when it is applied.',
    ['find SNAT: IP-198.51.100.7(from IPPOOL), port-61001', 'find DNAT: IP-10.0.0.7, port-0'],
  ),
  explained(
    'flow.nat-disabled',
    'fw_snat_check',
    /^NAT disabled by central SNAT policy/,
    'A central SNAT rule says that this connection keeps its source address.',
    ['NAT disabled by central SNAT policy!'],
  ),
  {
    id: 'flow.helper',
    func: undefined,
    pattern: /^run helper-(?<helper>[\w-]+)\(dir=(?<direction>original|reply)\)/,
    means:
      'A session helper reads this packet: for ftp it looks for PORT, PASV and 227 in plain text and opens the pinhole. It cannot read an encrypted control channel.',
    samples: ['run helper-ftp(dir=original)', 'run helper-ftp(dir=reply)'],
    event: ({ helper = '', direction }, head) => ({
      kind: 'helper',
      ...base(head),
      helper,
      direction: direction === 'reply' ? 'reply' : 'original',
    }),
  },
  {
    id: 'flow.inspect-ips',
    func: 'ids_receive',
    pattern: /^send to ips\b/,
    means: 'The packet goes through the IPS engine. It reads no encrypted FTP and opens no pinhole for it.',
    samples: ['send to ips'],
    event: (_, head) => ({ kind: 'inspect', ...base(head), by: 'ips' }),
  },
  {
    id: 'flow.inspect-proxy',
    func: 'av_receive',
    pattern: /^send to application layer\b/,
    means:
      'The packet goes to the proxy (WAD), which can decrypt FTPS and open the pinhole for the data connection.',
    samples: ['send to application layer'],
    event: (_, head) => ({ kind: 'inspect', ...base(head), by: 'proxy' }),
  },
  explained(
    'flow.send-out',
    '__if_queue_push_xmit',
    /^send out via dev-[^,\s]+, dst-mac-/,
    'The packet left by this interface, to this hardware address.',
    ['send out via dev-port2, dst-mac-00:09:0f:aa:bb:01'],
  ),
];

function end(text: string | undefined): Endpoint | null {
  return text === undefined ? null : (colonEndpoint(text) ?? address(text));
}

function route(groups: Groups, head: FlowHead): FlowRoute | null {
  const gateway = address(groups['gateway'] ?? '');
  return gateway === null
    ? null
    : { kind: 'route', ...base(head), gateway, interface: groups['interface']?.trimEnd() };
}

/** The translation of one end. The line may print the source without its port; the translated end always has one. */
function nat(kind: 'dnat' | 'snat', groups: Groups, head: FlowHead): FlowNat | null {
  const from = kind === 'dnat' ? colonEndpoint(groups['from'] ?? '') : end(groups['from']);
  const to = colonEndpoint(groups['to'] ?? '');
  return from === null || to === null ? null : { kind: 'nat', ...base(head), nat: kind, from, to };
}
