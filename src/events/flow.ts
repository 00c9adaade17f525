import type { Endpoint } from '../net.js';
import type { Peers } from './peers.js';
import type { Base } from './record.js';

/** `trace_id` counts packets and restarts; each blade of a chassis numbers its own. */
export interface Flow<K extends string> extends Base<'flow', K> {
  readonly traceId: number;
  readonly blade: string | undefined;
}

export interface FlowPacket extends Flow<'packet'> {
  readonly vdom: string | undefined;
  readonly vrf: number | undefined;
  readonly proto: number;
  readonly src: Endpoint;
  readonly dst: Endpoint;
  /** Both of them, where a parser knows them again; never printed. */
  readonly peers: Peers | undefined;
  readonly interface: string | undefined;
  readonly tunnelId: string | undefined;
  /** `flags` as printed: "S", "S.", ".", "P.", "F.", "R", "R." */
  readonly tcp: { flags: string; seq: number; ack: number; window: number } | undefined;
  /** `seq` only where the detail is printed; type, code and id also stand in the tuple. */
  readonly icmp: { type: number; code: number; id: number; seq: number | undefined } | undefined;
}

export interface FlowSessionNew extends Flow<'session-new'> {
  readonly sessionId: string;
}

export interface FlowSessionMatch extends Flow<'session-match'> {
  readonly sessionId: string;
  readonly direction: 'original' | 'reply';
}

/** The id is that of the CONTROL session (seed: 026d9f42 is allocated for port 21 and named by the data SYN). */
export interface FlowExpectationMatch extends Flow<'expectation-match'> {
  readonly sessionId: string;
}

export interface NextHop {
  readonly gateway: string;
  readonly interface: string | undefined;
}

export interface FlowRoute extends Flow<'route'>, NextHop {}
export interface FlowPolicyRoute extends Flow<'policy-route'>, NextHop {}
export interface FlowVip extends Flow<'vip'> {
  readonly mapped: Endpoint;
  readonly interface: string | undefined;
}

/** A DNAT line is also the un-SNAT of a reply packet. SNAT prints no port on its left side. */
export interface FlowNat extends Flow<'nat'> {
  readonly nat: 'dnat' | 'snat';
  readonly from: Endpoint;
  readonly to: Endpoint;
}

export interface FlowPolicyAllow extends Flow<'policy-allow'> {
  readonly policy: string;
  readonly actions: string[];
}

/** Why the kernel drops a packet; *other* where its words are not listed. */
export const DROP_REASONS = [
  'forward-policy',
  'iprope-in-check',
  'reverse-path',
  'no-route',
  'replay',
  'ipsec-sa-not-ready',
  'ipsec-selector',
  'shaper-limit',
  'end-point-filter',
  'no-session-matched',
  'session-blocked',
  'other',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

export interface FlowDrop extends Flow<'drop'> {
  readonly reason: DropReason;
  /** What the kernel says, where that is not listed. */
  readonly words: string | undefined;
  readonly policy: string | undefined;
}

export interface FlowHelper extends Flow<'helper'> {
  readonly helper: string;
  readonly direction: 'original' | 'reply';
}

export interface FlowInspect extends Flow<'inspect'> {
  readonly by: 'ips' | 'proxy';
}

export interface FlowMessage extends Flow<'flow-message'> {
  readonly func: string | undefined;
  readonly text: string;
}

export type FlowEvent =
  | FlowPacket
  | FlowSessionNew
  | FlowSessionMatch
  | FlowExpectationMatch
  | FlowRoute
  | FlowPolicyRoute
  | FlowVip
  | FlowNat
  | FlowPolicyAllow
  | FlowDrop
  | FlowHelper
  | FlowInspect
  | FlowMessage;
