import type { DropsOfReason, DroppedPacket } from '../../correlate/model/dropped-packets.js';
import type { DropReason } from '../../events/flow.js';
import { addressOf, portOf } from '../../net.js';

interface Advice {
  /** A clause: what it means for any service. */
  readonly means: string;
  /** What to look at, as comments and commands. */
  readonly check: readonly string[];
}

type Of = Pick<DropsOfReason, 'policy' | 'words'>;

/** What a drop means where nothing shows FTP, and what to look at. The compiler demands an entry for a new reason. */
const ADVICE: Readonly<Record<DropReason, (of: Of, packet: DroppedPacket | null) => Advice>> = {
  'forward-policy': ({ policy = '0' }, packet) =>
    policy === '0'
      ? {
          means: 'no firewall policy allows this connection, so the implicit deny (policy 0) took it',
          check: [
            '# Which policy does the unit find? Behind a VIP ask for the mapped address and port.',
            ...lookUp(packet),
            '# Interfaces, source, destination, service and schedule of a policy must all fit:',
            'show firewall policy',
          ],
        }
      : {
          means: `policy ${policy} took this connection and denies it`,
          check: [
            '# Its action, and what stands in front of it; of a policy with users: is the user logged in?',
            `show full-configuration firewall policy ${policy}`,
          ],
        },
  'iprope-in-check': (_, packet) => ({
    means:
      'it was taken for traffic to the unit itself, and the unit accepts none there: no VIP covers this address and port, or the access of the interface, a trusted host or a local-in policy keeps it out',
    check: [
      '# Is it meant for a server behind a VIP? The VIP needs this port, and a policy that names it:',
      'show firewall vip',
      '# Is it meant for the unit? Its access, local-in policies and trusted hosts:',
      `show system interface ${packet?.interface ?? '<interface>'}`,
      'show firewall local-in-policy',
      'show system admin',
    ],
  }),
  'reverse-path': (_, packet) => ({
    means: `the unit has no route back to ${packet === null ? 'its source' : addressOf(packet.src)} by the interface it came in by, so the source counts as spoofed`,
    check: [
      '# By which interface does the unit reach the source? A route there through the other one, even with a higher priority number, is enough.',
      `get router info routing-table details ${packet === null ? '<source>' : addressOf(packet.src)}`,
      'show router static',
    ],
  }),
  'no-route': (_, packet) => ({
    means: `the unit has no route to ${packet === null ? 'its destination' : addressOf(packet.dst)}`,
    check: [
      `get router info routing-table details ${packet === null ? '<destination>' : addressOf(packet.dst)}`,
      'show router static',
    ],
  }),
  replay: () => ({
    means: 'its TCP sequence number or IPsec counter was seen before or lies outside of the window',
    check: [
      '# Does only one direction pass the unit, or is the packet duplicated on the way? The check itself:',
      'show full-configuration system global | grep anti-replay',
      '# Inside of a tunnel:',
      'diagnose vpn tunnel list',
    ],
  }),
  'ipsec-sa-not-ready': () => ({
    means: 'it belongs into an IPsec tunnel that is not up',
    check: ['diagnose vpn ike gateway list', 'diagnose vpn tunnel list'],
  }),
  'ipsec-selector': () => ({
    means: 'it was routed into an IPsec tunnel whose phase 2 does not cover its addresses',
    check: [
      '# Do the selectors cover source and destination, after source NAT if the policy has it?',
      'show vpn ipsec phase2-interface',
      'diagnose vpn tunnel list',
    ],
  }),
  'shaper-limit': () => ({
    means: 'a traffic shaper had no bandwidth left for it',
    check: ['diagnose firewall shaper traffic-shaper list', 'diagnose firewall shaper per-ip-shaper list'],
  }),
  'end-point-filter': () => ({
    means: 'the endpoint control of the unit does not let this host pass',
    check: ['# Which policy asks for endpoint compliance?', 'show firewall policy'],
  }),
  'no-session-matched': (_, packet) => ({
    means:
      'it opens no connection and fits no session: the session ended or was cleared before, or the SYN never passed this unit (another way there than back)',
    check: [
      '# Is the session there, and when does it end?',
      ...sessionsOf(packet),
      '# Does a quiet session end too early?',
      'show system session-ttl',
    ],
  }),
  'session-blocked': (_, packet) => ({
    means: 'its session was refused after a change of route or policy, and stays blocked until it ends',
    check: ['# Its state, policy and interfaces:', ...sessionsOf(packet)],
  }),
  other: ({ words }) => ({
    means: `the kernel’s own words are “${words ?? 'drop'}”, which no list explains`,
    check: [
      '# A trace with the steps of the policy look-up shows more:',
      'diagnose debug flow show iprope enable',
    ],
  }),
};

export function adviceOnDrop(
  { reason, policy, words }: Of & Pick<DropsOfReason, 'reason'>,
  packet: DroppedPacket | null,
): Advice {
  return ADVICE[reason]({ policy, words }, packet);
}

function lookUp(packet: DroppedPacket | null): string[] {
  if (packet === null || packet.src.startsWith('[') || packet.src.includes('::')) return [];
  const { src, dst, proto, interface: name = '<interface>' } = packet;
  return [
    `diagnose firewall iprope lookup ${addressOf(src)} ${portOf(src) ?? 0} ${addressOf(dst)} ${portOf(dst) ?? 0} ${proto} ${name}`,
  ];
}

function sessionsOf(packet: DroppedPacket | null): string[] {
  const filters =
    packet === null
      ? []
      : [
          `diagnose sys session filter src ${addressOf(packet.src)}`,
          `diagnose sys session filter dst ${addressOf(packet.dst)}`,
        ];
  return [...filters, 'diagnose sys session list'];
}
