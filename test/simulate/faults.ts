import type { Command, Verdict } from './types.js';

export interface FaultTruth {
  verdict: Verdict;
  code: string;
  pinhole: 'hit' | 'opened' | 'not-opened' | 'not-needed' | 'unknown';
  remarks?: string[];
  alsoCodes?: string[];
  /** The source that alone shows the deciding line; others leave the verdict open. */
  shownBy: 'flow' | 'far-leg' | 'wad' | 'control-capture' | 'near-leg' | 'success';
  active?: boolean;
}

const worked = (code: string, pinhole: FaultTruth['pinhole'], remarks: string[] = []): FaultTruth => ({
  verdict: 'worked',
  code,
  pinhole,
  remarks,
  shownBy: 'success',
});

const denied = (code: string, pinhole: FaultTruth['pinhole'], alsoCodes: string[] = []): FaultTruth => ({
  verdict: 'failed',
  code,
  pinhole,
  alsoCodes,
  shownBy: 'flow',
});

const unused = (code: string, pinhole: FaultTruth['pinhole']): FaultTruth => ({
  verdict: 'unused',
  code,
  pinhole,
  shownBy: 'wad',
});

const farLeg = (code: string, alsoCodes: string[] = []): FaultTruth => ({
  verdict: 'failed',
  code,
  pinhole: 'hit',
  alsoCodes,
  shownBy: 'far-leg',
});

const table = {
  none: worked('PINHOLE_WORKED', 'hit'),
  'static-range': worked('STATIC_FORWARD_USED', 'not-needed'),
  'static-range-with-expectation': worked('STATIC_FORWARD_USED', 'opened'),
  'early-syn': worked('PINHOLE_WORKED', 'hit', ['SYN_BEFORE_EXPECTATION']),
  'bind-failed': denied('EXPECTATION_OPEN_FAILED', 'not-opened'),
  'no-tuple': denied('EXPECTATION_OPEN_FAILED', 'not-opened'),
  'not-opened': denied('PINHOLE_NOT_OPENED', 'not-opened'),
  'never-used': unused('PROXY_CLIENT_NEVER_USED', 'opened'),
  abandoned: unused('OFFER_ABANDONED', 'not-opened'),
  'policy-deny': denied('POLICY_DENY', 'opened'),
  'policy-deny-after-hit': denied('POLICY_DENY', 'hit'),
  'local-in-deny': denied('LOCAL_IN_DENY', 'opened'),
  'server-no-answer': farLeg('SERVER_NO_ANSWER'),
  'server-rst': farLeg('SERVER_RST'),
  'server-leg-failed': farLeg('SERVER_NO_ANSWER'),
  'syn-not-seen': { ...denied('DATA_SYN_NOT_SEEN', 'opened'), shownBy: 'control-capture' },
} satisfies Record<string, FaultTruth>;

export type Fault = keyof typeof table;

export const faults: Record<Fault, FaultTruth> = table;

export const isActive = (command: Command): boolean => command === 'PORT' || command === 'EPRT';
