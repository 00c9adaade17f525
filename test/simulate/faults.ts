import type { Command, Verdict } from './types.js';

type Pinhole = 'hit' | 'opened' | 'not-opened' | 'not-needed' | 'unknown';

export interface FaultTruth {
  verdict: Verdict;
  code: string;
  pinhole: Pinhole;
  remarks?: string[];
  /** Codes which the documents allow as well. */
  alsoCodes?: string[];
  alsoVerdicts?: Verdict[];
  /** What shows the deciding line; without it the verdict stays open. */
  shownBy:
    | 'success'
    | 'flow'
    | 'far-leg'
    | 'near-leg'
    | 'both-legs'
    | 'silence'
    | 'reply'
    | 'bytes'
    | 'nothing-more';
}

type More = Pick<FaultTruth, 'remarks' | 'alsoCodes' | 'alsoVerdicts'>;

const worked = (code: string, pinhole: Pinhole, more: More = {}): FaultTruth => ({
  verdict: 'worked',
  code,
  pinhole,
  shownBy: 'success',
  ...more,
});

const failed = (
  code: string,
  shownBy: FaultTruth['shownBy'],
  pinhole: Pinhole,
  more: More = {},
): FaultTruth => ({
  verdict: 'failed',
  code,
  pinhole,
  shownBy,
  ...more,
});

const unused = (code: string, pinhole: Pinhole): FaultTruth => ({
  verdict: 'unused',
  code,
  pinhole,
  shownBy: 'nothing-more',
});

/** Named after what happens; one code may have several. */
const table = {
  none: worked('PINHOLE_WORKED', 'hit'),
  'static-range': worked('STATIC_FORWARD_USED', 'not-needed'),
  'static-range-with-expectation': worked('STATIC_FORWARD_USED', 'opened'),
  offloaded: worked('PINHOLE_WORKED', 'hit', { remarks: ['NPU_OFFLOAD_HIDES_PACKETS'] }),
  'early-syn': worked('PINHOLE_WORKED', 'hit', { remarks: ['SYN_BEFORE_EXPECTATION'] }),
  'late-hit': worked('PINHOLE_WORKED', 'hit'),
  'bind-failed': failed('EXPECTATION_OPEN_FAILED', 'flow', 'not-opened'),
  'no-tuple': failed('EXPECTATION_OPEN_FAILED', 'flow', 'not-opened'),
  'not-opened': failed('PINHOLE_NOT_OPENED', 'flow', 'not-opened', {
    alsoCodes: [
      ...['HELPER_MISSING', 'HELPER_NOT_ON_PORT', 'EPSV_NOT_TRACKED', 'PASV_PRIVATE_ADDRESS_LEAKED'],
    ],
  }),
  'never-used': unused('PROXY_CLIENT_NEVER_USED', 'opened'),
  abandoned: unused('OFFER_ABANDONED', 'not-opened'),
  superseded: unused('OFFER_SUPERSEDED', 'opened'),
  'policy-deny': failed('POLICY_DENY', 'flow', 'opened'),
  'policy-deny-after-hit': failed('POLICY_DENY', 'flow', 'hit'),
  'tunnel-down': failed('DATA_SYN_DROPPED', 'flow', 'hit'),
  'local-in-deny': failed('LOCAL_IN_DENY', 'flow', 'opened'),
  'server-no-answer': failed('SERVER_NO_ANSWER', 'far-leg', 'hit'),
  'server-rst': failed('SERVER_RST', 'far-leg', 'hit'),
  'server-leg-failed': failed('SERVER_NO_ANSWER', 'far-leg', 'hit'),
  'icmp-unreachable': failed('ICMP_UNREACHABLE', 'far-leg', 'hit'),
  'arp-unresolved': failed('ARP_UNRESOLVED', 'far-leg', 'hit'),
  'client-no-ack': failed('CLIENT_NO_ACK', 'near-leg', 'hit'),
  'client-no-ack-repeats': failed('CLIENT_NO_ACK', 'near-leg', 'hit'),
  'syn-not-seen': failed('DATA_SYN_NOT_SEEN', 'silence', 'opened'),
  'other-port': failed('DATA_SYN_NOT_SEEN', 'flow', 'opened', { alsoCodes: ['REPLY_425'] }),
  expired: failed('EXPECTATION_EXPIRED', 'flow', 'opened'),
  'source-mismatch': failed('EXPECTATION_SOURCE_MISMATCH', 'flow', 'opened'),
  'used-twice': worked('PINHOLE_WORKED', 'hit', {
    remarks: ['EXPECTATION_USED_TWICE'],
    alsoCodes: ['EXPECTATION_USED_TWICE'],
    alsoVerdicts: ['failed'],
  }),
  'control-closed': failed('CONTROL_CLOSED_BEFORE_DATA', 'flow', 'opened'),
  'wrong-vdom': failed('WRONG_VDOM', 'flow', 'opened'),
  'rpf-drop': failed('RPF_DROP', 'flow', 'opened', { alsoCodes: ['WRONG_INTERFACE'] }),
  'snat-differs': failed('SNAT_DIFFERS', 'both-legs', 'hit', {
    alsoCodes: ['SERVER_PEER_CHECK', 'REPLY_425'],
  }),
  'prot-mismatch': failed('PROT_MISMATCH', 'bytes', 'hit', { alsoCodes: ['REPLY_426'] }),
  'mtu-blackhole': failed('MTU_BLACKHOLE', 'bytes', 'hit', {
    alsoCodes: ['REPLY_426', 'DATA_CONNECTION_RESET'],
  }),
  'wrong-interface': failed('WRONG_INTERFACE', 'flow', 'opened'),
  'taken-by-other': failed('EXPECTATION_TAKEN_BY_OTHER', 'flow', 'hit', { alsoCodes: ['REPLY_425'] }),
  'port-reused': failed('OFFER_PORT_REUSED', 'flow', 'opened', { alsoCodes: ['REPLY_425'] }),
  'other-way-back': failed('ASYMMETRIC_ROUTE', 'flow', 'hit', {
    alsoCodes: ['SERVER_NO_ANSWER', 'REPLY_425'],
  }),
  'translated-port': failed('VIP_PORT_TRANSLATED', 'far-leg', 'not-needed', {
    alsoCodes: ['SERVER_RST', 'EXPECTATION_OPEN_FAILED'],
  }),
  refused: failed('OFFER_REFUSED', 'reply', 'not-opened'),
  'low-port': failed('ACTIVE_LOW_PORT', 'reply', 'opened'),
  'no-route': failed('NO_ROUTE', 'flow', 'hit', { alsoCodes: ['REPLY_425'] }),
  'active-server-silent': failed('ACTIVE_SERVER_SYN_NOT_SEEN', 'silence', 'opened'),
  'active-client-no-answer': failed('ACTIVE_CLIENT_NO_ANSWER', 'far-leg', 'hit'),
  'active-server-no-ack': failed('ACTIVE_SERVER_NO_ACK', 'near-leg', 'hit'),
  'active-client-refused': failed('ACTIVE_CLIENT_REFUSED', 'far-leg', 'hit'),
  'active-source-port': failed('ACTIVE_SOURCE_PORT', 'flow', 'opened'),
  'client-behind-nat': failed('CLIENT_BEHIND_OTHER_NAT', 'flow', 'opened', {
    alsoCodes: ['OFFER_FOREIGN_ADDRESS', 'POLICY_DENY'],
  }),
} satisfies Record<string, FaultTruth>;

export type Fault = keyof typeof table;

export const faults: Record<Fault, FaultTruth> = table;

const ACTIVE_ONLY = [
  'low-port',
  'no-route',
  'active-server-silent',
  'active-client-no-answer',
  'active-server-no-ack',
  'active-client-refused',
  'active-source-port',
  'client-behind-nat',
] as const;

const BOTH = [
  'mtu-blackhole',
  'arp-unresolved',
  'none',
  'offloaded',
  'bind-failed',
  'no-tuple',
  'not-opened',
  'never-used',
  'policy-deny',
  'policy-deny-after-hit',
  'tunnel-down',
  'expired',
  'prot-mismatch',
  'refused',
] as const;

export type ActiveFault = (typeof ACTIVE_ONLY)[number] | (typeof BOTH)[number];
export type PassiveFault = Exclude<Fault, (typeof ACTIVE_ONLY)[number]>;

export const isActive = (command: Command): boolean => command === 'PORT' || command === 'EPRT';

export const fitsActive = (fault: Fault): fault is ActiveFault =>
  [...ACTIVE_ONLY, ...BOTH].some((name) => name === fault);

export const fitsPassive = (fault: Fault): fault is PassiveFault =>
  !ACTIVE_ONLY.some((name) => name === fault);

/** The same innocent story has another name in active mode and with the kernel helper. */
export function truthOfFault(fault: Fault, command: Command, inspection: string): FaultTruth {
  const base = faults[fault];
  if (base.code === 'PINHOLE_WORKED') {
    if (isActive(command)) return { ...base, code: 'ACTIVE_PINHOLE_WORKED' };
    if (inspection === 'helper') return { ...base, code: 'HELPER_PINHOLE_WORKED' };
  }
  // WAD makes the expectation when it reads PORT, before the server can refuse.
  return fault === 'refused' && isActive(command) ? { ...base, pinhole: 'opened' } : base;
}
