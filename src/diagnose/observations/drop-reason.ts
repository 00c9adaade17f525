import { groupBy } from '../../collections.js';
import type { DropReason } from '../../events/flow.js';
import { messageOf } from '../../correlate/model/leg-queries.js';
import type { Trace } from '../../correlate/model/leg.js';

/** Drops because nothing let the packet in: neither a pinhole nor a policy. Other drops have their own causes. */
export const REFUSALS: readonly DropReason[] = ['forward-policy', 'iprope-in-check'];

type DropCode = 'POLICY_DENY' | 'LOCAL_IN_DENY' | 'RPF_DROP' | 'NO_ROUTE' | 'DATA_SYN_DROPPED';

/** The code for a data SYN that is dropped for this reason. The compiler demands an entry for a new reason. */
const RULES: Readonly<Record<DropReason, DropCode>> = {
  'forward-policy': 'POLICY_DENY',
  'iprope-in-check': 'LOCAL_IN_DENY',
  'reverse-path': 'RPF_DROP',
  'no-route': 'NO_ROUTE',
  replay: 'DATA_SYN_DROPPED',
  'ipsec-sa-not-ready': 'DATA_SYN_DROPPED',
  'ipsec-selector': 'DATA_SYN_DROPPED',
  'shaper-limit': 'DATA_SYN_DROPPED',
  'end-point-filter': 'DATA_SYN_DROPPED',
  'no-session-matched': 'DATA_SYN_DROPPED',
  'session-blocked': 'DATA_SYN_DROPPED',
  other: 'DATA_SYN_DROPPED',
};

const REASONS = groupBy(Object.keys(RULES) as DropReason[], (reason) => RULES[reason]);

export function reasonsOf(code: DropCode): readonly DropReason[] {
  return REASONS.get(code) ?? [];
}

export function isRefused(trace: Trace): boolean {
  return wasDroppedFor(trace, REFUSALS);
}

export function wasDroppedFor(trace: Trace, reasons: readonly DropReason[]): boolean {
  return messageOf(trace, 'drop', ({ reason }) => reasons.includes(reason)) !== undefined;
}

/**
 * True if the packet opens a connection. Old releases and IPv6 records print no flags; their traces begin with the
 * first packets of a connection, so those are taken for SYNs. "no session matched" is printed of a packet in the middle
 * of a connection: a SYN would make a session.
 */
export function isSyn(trace: Trace): boolean {
  const { flags } = trace;
  if (flags === undefined) return !wasDroppedFor(trace, ['no-session-matched']);
  return flags.includes('S') && !flags.includes('.');
}
