import type { DropReason, FlowDrop } from '../events/flow.js';
import { base } from './flow-base.js';
import type { FlowHead, Groups, Message } from './message.js';

const DROP = 'flow.drop-';

/**
 * Messages that decide about a packet. Of all policy messages only `Allowed by Policy-P` lets it through; `checked …`
 * and `policy-P …` (flow-iprope.ts) are steps on the way.
 */
export const flowVerdict: readonly Message<FlowHead>[] = [
  {
    id: 'flow.policy-allow',
    func: 'fw_forward_handler',
    pattern: /^Allowed by Policy-(?<policy>\d+):(?<actions>(?: +[A-Za-z][\w/-]*)*)/,
    means:
      'This firewall policy took the new session. AV: it is inspected, SNAT: its source is translated. For a data connection it means that a policy, not a pinhole, let it in.',
    samples: [
      'Allowed by Policy-3: AV',
      'Allowed by Policy-12: SNAT',
      'Allowed by Policy-7:',
      'Allowed by Policy-9: encrypt',
    ],
    event: ({ policy = '', actions = '' }, head) => ({
      kind: 'policy-allow',
      ...base(head),
      policy,
      actions: actions.split(' ').filter((word) => word !== ''),
    }),
  },
  drop(
    'forward-policy',
    'fw_forward_handler',
    /^ *Denied by forward policy check(?: \(policy (?<policy>\d+)\))?/,
    'No firewall policy allows this new session (policy 0 is the implicit deny). On a data connection: no pinhole was open for it at that moment.',
    [
      'Denied by forward policy check (policy 0)',
      ' Denied by forward policy check',
      'Denied by forward policy check',
    ],
  ),
  drop(
    'iprope-in-check',
    'fw_local_in_handler',
    /^iprope_in_check\(\) check failed(?: on policy (?<policy>\d+))?, drop/,
    'The packet was for the unit itself and no service of its own takes it. On a data connection to a VIP address: no VIP and no pinhole covers this port.',
    ['iprope_in_check() check failed on policy 0, drop', 'iprope_in_check() check failed, drop'],
  ),
  drop(
    'reverse-path',
    'ip_route_input_slow',
    /^reverse path check fail\w*, drop/,
    'The unit has no route back to this source by the interface the packet came in: anti-spoofing dropped it.',
    ['reverse path check fail, drop'],
  ),
  drop(
    'no-route',
    undefined,
    /^no route(?: to [^",]*)?, drop/i,
    'The unit knows no way to the packet’s destination.',
    ['no route, drop', 'No route to host, drop'],
  ),
  drop(
    'replay',
    undefined,
    /^replay packet(?:\([^)]*\))?, drop/,
    'The TCP sequence number or the IPsec counter was seen before or lies outside the window.',
    ['replay packet, drop ', 'replay packet, drop'],
  ),
  drop(
    'ipsec-sa-not-ready',
    undefined,
    /^SA is not ready yet, drop/,
    'The packet belongs into an IPsec tunnel that is not up.',
    ['SA is not ready yet, drop'],
  ),
  drop(
    'ipsec-selector',
    'ipsec_common_output4',
    /^No matching IPsec selector, drop/,
    'The packet was routed into an IPsec tunnel whose phase 2 does not cover its addresses.',
    ['No matching IPsec selector, drop'],
  ),
  // Known from descriptions alone, not from a real trace: the shaper, the end point filter and the missing session.
  drop('shaper-limit', undefined, /^exceeded shaper limit, drop/, 'A traffic shaper had no bandwidth left.', [
    'exceeded shaper limit, drop',
  ]),
  drop(
    'end-point-filter',
    undefined,
    /^Denied by end ?point ip filter check/,
    'The endpoint control of the unit does not let this host pass.',
    ['Denied by end point ip filter check', 'Denied by endpoint ip filter check'],
  ),
  drop(
    'no-session-matched',
    undefined,
    /^no session matched/,
    'A TCP packet that opens nothing fits no session: the session is gone, or the unit never saw its SYN.',
    ['no session matched'],
  ),
  drop(
    'session-blocked',
    'fw_post_route_handler',
    /^Session is in BLOCK state\. Drop the packet/,
    'The session was refused after a change of route or policy, and its packets are dropped until it ends.',
    ['Session is in BLOCK state. Drop the packet.'],
  ),
];

/** Those that drop the packet. */
export const flowDrops = flowVerdict.filter(({ id }) => id.startsWith(DROP));

type Listed = Exclude<DropReason, 'other'>;

function drop(
  reason: Listed,
  func: string | undefined,
  pattern: RegExp,
  means: string,
  samples: readonly string[],
): Message<FlowHead> {
  const event = (groups: Groups, head: FlowHead): FlowDrop => ({
    kind: 'drop',
    ...base(head),
    reason,
    words: undefined,
    policy: groups['policy'],
  });
  return { id: idOf(reason), func, pattern, means, samples, event };
}

function idOf(reason: DropReason): string {
  return `${DROP}${reason}`;
}

/** A sentence on why the packet was dropped. It quotes the kernel's own words where the catalogue has no entry. */
export function meaningOfDrop({ reason, words }: Pick<FlowDrop, 'reason' | 'words'>): string {
  const listed = flowVerdict.find(({ id }) => id === idOf(reason))?.means;
  return listed ?? `The kernel dropped the packet for a reason of its own: “${words ?? reason}”.`;
}

/** A message with the words that listed drops have in common: `Denied by …`, `…, drop`, `…. drop the packet`. */
const UNLISTED =
  /^ *(?<words>[Dd]enied by [^",]{3,80}|[A-Za-z][^",]{0,80}(?:, drop(?:ped)?|\. [Dd]rop the packet))[. ]*$/;

/** The drop that an unlisted message tells, with reason `other` and its own words; null if it tells none. */
export function unlistedDrop(text: string, head: FlowHead): FlowDrop | null {
  const words = UNLISTED.exec(text)?.groups?.['words'];
  return words === undefined
    ? null
    : { kind: 'drop', ...base(head), reason: 'other', words, policy: undefined };
}
