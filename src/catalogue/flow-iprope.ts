import { explained } from './flow-base.js';
import type { FlowHead, Message } from './message.js';

/**
 * The policy look-up step by step, printed after `diagnose debug flow show iprope enable`. No line of it is a verdict:
 * `ret-no-match` says that a policy was tried and did not fit, and `is matched` is also printed for the groups of DNAT,
 * local-in and NAT.
 */
export const flowIprope: readonly Message<FlowHead>[] = [
  explained(
    'flow.iprope-look-up',
    'iprope_dnat_check',
    /^in-\[[^\]]*\], out-\[/,
    'A look-up in the policy tables begins, from this interface to that one (none yet: before routing).',
    ['in-[port3], out-[]', 'in-[port3], out-[port2], skb_flags-02000000, vid-0'],
  ),
  explained(
    'flow.iprope-length',
    'iprope_dnat_tree_check',
    /^len=\d+/,
    'How many rules the look-up found to try; 0 means that no VIP comes into question.',
    ['len=0'],
  ),
  explained(
    'flow.iprope-result',
    'iprope_dnat_check',
    /^result: skb_flags-[\da-f]+, vid-\d+, ret-/,
    'The end of a look-up. Read the line of the verdict, not this one.',
    ['result: skb_flags-02000000, vid-0, ret-no-match, act-accept, flag-00000000'],
  ),
  explained(
    'flow.iprope-group',
    '__iprope_check',
    /^gnum-[\da-f]+, check-/,
    'A group of rules is tried (100004: forward policies, 10000e and 10000f: local-in).',
    ['gnum-100004, check-ffffffffa002c1b5'],
  ),
  explained(
    'flow.iprope-hash',
    '__iprope_tree_check',
    /^gnum-[\da-f]+, use (?:addr\/intf|int) hash/,
    'How the rules of a group are searched.',
    ['gnum-100004, use addr/intf hash, len=3', 'gnum-100004, use int hash, slot=37, len=2'],
  ),
  explained(
    'flow.iprope-group-result',
    '__iprope_check',
    /^gnum-[\da-f]+ check result: /,
    'The result of a group of rules.',
    ['gnum-4e20 check result: ret-no-match, act-accept, flag-00000000, flag2-00000000'],
  ),
  explained(
    'flow.iprope-checked',
    '__iprope_check_one_policy',
    /^checked gnum-[\da-f]+ policy-\d+, ret-/,
    'One rule was compared with the packet: only ret-matched fits it, and even that is not the verdict.',
    [
      'checked gnum-100004 policy-3, ret-matched, act-accept',
      'checked gnum-4e20 policy-6, ret-no-match, act-accept',
      'checked gnum-10000e policy-4294967295, ret-matched, act-drop',
    ],
  ),
  explained(
    'flow.iprope-matched',
    '__iprope_check_one_policy',
    /^policy-\d+(?!\d)(?: is matched|[^"]*\bret-(?:no-match|matched)), act-/,
    'One rule of a group fits; 4294967295 is an internal rule. The policy that takes the session is named by Allowed by Policy.',
    [
      'policy-3 is matched, act-accept',
      'policy-4294967295 is matched, act-drop',
      'policy-6, ret-no-match, act-accept',
    ],
  ),
  explained(
    'flow.iprope-after',
    'iprope_policy_group_check',
    /^after (?:check|iprope_\w+\(\)): /,
    'The result so far, after a further check.',
    [
      'after check: ret-matched, act-drop, flag-00000000, flag2-00000000',
      'after iprope_captive_check(): is_captive-0, ret-matched, act-accept, idx-1',
    ],
  ),
  explained(
    'flow.iprope-return',
    '__iprope_user_identity_check',
    /^ret-(?:no-match|matched|stop)\b/,
    'The result of a partial check, as of the user.',
    ['ret-matched', 'ret-no-match'],
  ),
  explained(
    'flow.policy-check-ipv6',
    'fw6_forward_handler',
    /^Check policy between \S+ -> \S+/,
    'Policies for IPv6 between these interfaces are looked up.',
    ['Check policy between port3 -> port2'],
  ),
];
