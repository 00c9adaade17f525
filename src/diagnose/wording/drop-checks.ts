import type { DropsOfReason, DroppedPacket } from '../../correlate/model/dropped-packets.js';
import type { DropReason } from '../../events/flow.js';
import type { RemedyStep } from '../../remedy.js';
import { addressOf, portOf } from '../../net.js';
import { check, numbered, type Draft } from './steps.js';

interface Advice {
  /** A clause: what it means for any service. */
  readonly means: string;
  readonly check: readonly Draft[];
}

type Of = Pick<DropsOfReason, 'policy' | 'words'>;

/** What a drop means where nothing shows FTP, and what to look at. The compiler demands an entry for a new reason. */
const ADVICE: Readonly<Record<DropReason, (of: Of, packet: DroppedPacket | null) => Advice>> = {
  'forward-policy': ({ policy = '0' }, packet) =>
    policy === '0'
      ? {
          means: 'no firewall policy allows this connection, so the implicit deny (policy 0) took it',
          check: [
            check(
              'Ask which policy the unit finds; behind a VIP for the mapped address and port',
              lookUp(packet),
            ),
            check(
              'Look for a policy of which interfaces, source, destination, service and schedule all fit',
              'show firewall policy',
            ),
          ],
        }
      : {
          means: `policy ${policy} took this connection and denies it`,
          check: [
            check(
              `See the action of policy ${policy}, and what stands in front of it; of a policy with users, whether the user is logged in`,
              `show full-configuration firewall policy ${policy}`,
            ),
          ],
        },
  'iprope-in-check': (_, packet) => ({
    means:
      'it was taken for traffic to the unit itself, and the unit accepts none there: no VIP covers this address and port, or the access of the interface, a trusted host or a local-in policy keeps it out',
    check: [
      check(
        'If it is meant for a server behind a VIP: see whether the VIP has this port, and a policy that names it',
        'show firewall vip',
      ),
      check(
        'If it is meant for the unit: see its access, local-in policies and trusted hosts',
        `show system interface ${packet?.interface ?? '<interface>'}`,
        'show firewall local-in-policy',
        'show system admin',
      ),
    ],
  }),
  'reverse-path': (_, packet) => ({
    means: `the unit has no route back to ${packet === null ? 'its source' : addressOf(packet.src)} by the interface it came in by, so the source counts as spoofed`,
    check: [
      check(
        'See by which interface the unit reaches the source; a route there through the other one, even with a higher priority number, is enough',
        `get router info routing-table details ${packet === null ? '<source>' : addressOf(packet.src)}`,
        'show router static',
      ),
    ],
  }),
  'no-route': (_, packet) => ({
    means: `the unit has no route to ${packet === null ? 'its destination' : addressOf(packet.dst)}`,
    check: [
      check(
        'See which routes there are to the destination',
        `get router info routing-table details ${packet === null ? '<destination>' : addressOf(packet.dst)}`,
        'show router static',
      ),
    ],
  }),
  replay: () => ({
    means: 'its TCP sequence number or IPsec counter was seen before or lies outside of the window',
    check: [
      check(
        'See whether only one direction passes the unit, or the packet is duplicated on the way; the check itself',
        'show full-configuration system global | grep anti-replay',
      ),
      check('Inside of a tunnel', 'diagnose vpn tunnel list'),
    ],
  }),
  'ipsec-sa-not-ready': () => ({
    means: 'it belongs into an IPsec tunnel that is not up',
    check: [check('See why the tunnel is down', 'diagnose vpn ike gateway list', 'diagnose vpn tunnel list')],
  }),
  'ipsec-selector': () => ({
    means: 'it was routed into an IPsec tunnel whose phase 2 does not cover its addresses',
    check: [
      check(
        'See whether the selectors cover source and destination, after source NAT if the policy has it',
        'show vpn ipsec phase2-interface',
        'diagnose vpn tunnel list',
      ),
    ],
  }),
  'shaper-limit': () => ({
    means: 'a traffic shaper had no bandwidth left for it',
    check: [
      check(
        'See what the shapers have left',
        'diagnose firewall shaper traffic-shaper list',
        'diagnose firewall shaper per-ip-shaper list',
      ),
    ],
  }),
  'end-point-filter': () => ({
    means: 'the endpoint control of the unit does not let this host pass',
    check: [check('See which policy asks for endpoint compliance', 'show firewall policy')],
  }),
  'no-session-matched': (_, packet) => ({
    means:
      'it opens no connection and fits no session: the session ended or was cleared before, or the SYN never passed this unit (another way there than back)',
    check: [
      check('See whether the session is there, and when it ends', sessionsOf(packet)),
      check('See whether a quiet session ends too early', 'show system session-ttl'),
    ],
  }),
  'session-blocked': (_, packet) => ({
    means: 'its session was refused after a change of route or policy, and stays blocked until it ends',
    check: [check('See its state, policy and interfaces', sessionsOf(packet))],
  }),
  other: ({ words }) => ({
    means: `the kernel’s own words are “${words ?? 'drop'}”, which no list explains`,
    check: [
      check(
        'Trace with the steps of the policy look-up, which shows more',
        'diagnose debug flow show iprope enable',
      ),
    ],
  }),
};

export function adviceOnDrop(
  { reason, policy, words }: Of & Pick<DropsOfReason, 'reason'>,
  packet: DroppedPacket | null,
): { readonly means: string; readonly steps: RemedyStep[] } {
  const { means, check: checks } = ADVICE[reason]({ policy, words }, packet);
  return { means, steps: numbered(...checks) };
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
