import { base, explained } from './flow-base.js';
import type { FlowHead, Message } from './message.js';

/** Messages about the session of a packet, and about sessions that the network processor takes over. */
export const flowSession: readonly Message<FlowHead>[] = [
  {
    id: 'flow.session-new',
    func: 'init_ip_session_common',
    pattern: /^allocate a new session-(?<id>[\da-fA-F]{8})\b(?:, tun_id=[\da-fA-F.:]+)?/,
    means:
      'No session and no expectation fitted this packet: the kernel began a new session, which still has to find a route and a policy.',
    samples: ['allocate a new session-026d9f42', 'allocate a new session-000013d0, tun_id=0.0.0.0'],
    event: ({ id = '' }, head) => ({ kind: 'session-new', ...base(head), sessionId: id.toLowerCase() }),
  },
  {
    id: 'flow.session-match',
    func: 'resolve_ip_tuple_fast',
    pattern: /^Find an existing session, id-(?<id>[\da-fA-F]{8}), (?<direction>original|reply) direction/,
    means:
      'The packet belongs to a session that is already open: original is the way the session was opened, reply the way back.',
    samples: [
      'Find an existing session, id-026d9f42, original direction',
      'Find an existing session, id-026d9f42, reply direction',
    ],
    event: ({ id = '', direction }, head) => ({
      kind: 'session-match',
      ...base(head),
      sessionId: id.toLowerCase(),
      direction: direction === 'reply' ? 'reply' : 'original',
    }),
  },
  {
    // Sample explicit-ftps-over-vip: 026d9f42 is allocated for port 21, and the SYN to the data port names it here.
    id: 'flow.expectation-match',
    func: 'resolve_ip_tuple_fast',
    pattern: /^Find an EXP session, id-(?<id>[\da-fA-F]{8})\b\.?/,
    means:
      'The packet matched an expectation session: the pinhole was open and this data connection used it. The id is that of the control session. No route and no policy line needs to follow.',
    samples: ['Find an EXP session, id-026d9f42.', 'Find an EXP session, id-000013d0'],
    event: ({ id = '' }, head) => ({ kind: 'expectation-match', ...base(head), sessionId: id.toLowerCase() }),
  },
  explained(
    'flow.fast-path',
    'ipv4_fast_cb',
    /^enter fast path\b/,
    'The packet of a known session took the short way through the kernel: routes and policies are not looked up again.',
    ['enter fast path'],
  ),
  explained(
    'flow.no-destination',
    'ip_session_handle_no_dst',
    /^trace\s*$/,
    'Follows a packet that was left without a destination; the record before it tells why.',
    ['trace'],
  ),
  explained(
    'flow.ingress-tunnel',
    'ip_session_core_in',
    /^dir-\d+, tun_id=/,
    'Direction of the packet in its session (0 original, 1 reply) and the tunnel it came from.',
    ['dir-0, tun_id=0.0.0.0', 'dir-1, tun_id=10.100.1.1'],
  ),
  explained(
    'flow.session-state',
    'fw_forward_dirty_handler',
    /^state=[\da-f]+, state2=[\da-f]+, npu_state=/,
    'The session was marked for a new look-up, as after a change of route or policy; its state bits follow.',
    ['state=00000200, state2=00000001, npu_state=00000000'],
  ),
  explained(
    'flow.session-auxiliary',
    'br_fw_forward_dirty_handler',
    /^auxiliary ses proto=\d+ dev=/,
    'A second path of one session: its packets come or go by other interfaces than the first.',
    ['auxiliary ses proto=6 dev=5->6 10.1.0.5/1025=>10.1.0.9/21'],
  ),
  explained(
    'flow.npu-hook',
    'ip_session_confirm_final',
    /^npu_state=0x[\da-f]+, hook=/,
    'The session is final; its state bits for the network processor follow.',
    ['npu_state=0x100, hook=4'],
  ),
  explained(
    'flow.npu-offload',
    'npu_handle_session44',
    /^Trying to offloading session from /,
    'The kernel hands the session to the network processor: flow trace and sniffer then miss its later packets.',
    [
      'Trying to offloading session from port3 to port2, skb.npu_flag=00000400 ses.state=00000200 ses.npu_state=0x00040000',
    ],
  ),
  explained(
    'flow.npu-installed',
    'ip_session_install_npu_session',
    /^npu session installation succeeded/,
    'The network processor carries the session now: flow trace and sniffer miss its later packets.',
    ['npu session installation succeeded'],
  ),
];
