import type { Endpoint } from '../net.js';

/** Which of the unit's outputs a line came from; a pcap is read as a sniffer. */
export const SOURCES = ['wad', 'flow', 'sniffer', 'session', 'config'] as const;
export type Source = (typeof SOURCES)[number];

/**
 * A printed time is an interval, not a point: it is true of every instant in [at, at + width), in epoch
 * microseconds as the printing clock counted them (the zone is not printed, so the text is read as if it were UTC).
 * Flow trace prints whole seconds: width 1e6. A relative stamp counts from the capture's start.
 */
export interface Stamp {
  readonly at: number;
  readonly width: number;
  readonly printed: string;
  readonly relative: boolean;
}

/** Where a record stands: its first line in the decoded input (from 1) and its raw text, which lives one turn only. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface Base<S extends Source, K extends string> {
  readonly source: S;
  readonly kind: K;
  readonly origin: Origin;
  readonly stamp: Stamp | undefined;
}

// ---- flow trace ----------------------------------------------------------------------------------------------

/** `trace_id` counts packets and restarts; each blade of a chassis numbers its own. */
interface Flow<K extends string> extends Base<'flow', K> {
  readonly traceId: number;
  readonly blade: string | undefined;
}

export interface FlowPacket extends Flow<'packet'> {
  readonly vdom: string | undefined;
  readonly vrf: number | undefined;
  readonly proto: number;
  readonly src: Endpoint;
  readonly dst: Endpoint;
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
interface NextHop {
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
export interface FlowDrop extends Flow<'drop'> {
  /** "iprope-in-check", "forward-policy", "reverse-path", "replay", "ipsec-selector", "ipsec-sa-not-ready", … */
  readonly reason: string;
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

// ---- sniffer and pcap ----------------------------------------------------------------------------------------

export interface SnifferTcp {
  readonly syn: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  readonly psh: boolean;
  /** Absent where the line prints none (a bare `ack N`). */
  readonly seq: number | undefined;
  readonly ack: number | undefined;
}
export interface SnifferPacket extends Base<'sniffer', 'packet'> {
  readonly interface: string | undefined;
  readonly direction: 'in' | 'out' | undefined;
  readonly proto: number | undefined;
  /** Bare addresses for protocols without ports; undefined for lines without addresses (ARP, 802.1Q, STP). */
  readonly src: Endpoint | undefined;
  readonly dst: Endpoint | undefined;
  readonly tcp: SnifferTcp | undefined;
  /** The line's own words after the addresses. */
  readonly text: string;
  /** Payload length where the line prints one (`udp 48`) or its bytes show it. */
  readonly length: number | undefined;
  /** Length of the hex dump or of the captured frame. */
  readonly bytes: number | undefined;
  /** TCP payload that a hex dump or a pcap holds; lives one turn only, never printed. */
  readonly payload: Uint8Array | undefined;
}
export interface SnifferCapture extends Base<'sniffer', 'capture'> {
  readonly interface: string | undefined;
  readonly filter: string | undefined;
  readonly received: number | undefined;
  readonly dropped: number | undefined;
}
export type SnifferEvent = SnifferPacket | SnifferCapture;

// ---- WAD debug -----------------------------------------------------------------------------------------------

interface Wad<K extends string> extends Base<'wad', K> {
  /** As printed: decimal (`s:40738626`) or a pointer (`0x7f52…`). */
  readonly wadSession: string | undefined;
  /** The decimal id in the kernel's form, 8 hex digits: `026d9f42`. */
  readonly sessionId: string | undefined;
  readonly pid: number | undefined;
}
export interface WadFtpCommand extends Wad<'ftp-command'> {
  readonly command: string;
}
export interface WadFtpReply extends Wad<'ftp-reply'> {
  readonly command: string | undefined;
  readonly code: number;
}
export type OfferCommand = 'PASV' | 'EPSV' | 'PORT' | 'EPRT';
/** The offer before any rewrite: behind a VIP the server's private address is normal here. */
export interface WadFtpOffer extends Wad<'ftp-offer'> {
  /** Undefined where neither the function nor a queued command told; the next reply's `cmd=` may. */
  readonly command: OfferCommand | undefined;
  readonly endpoint: Endpoint;
}
/** The proxy listens for the data connection. */
export interface WadExpectationListen extends Wad<'expectation-listen'> {
  readonly endpoint: Endpoint;
}
/** The pinhole: who may come (port 0 = any), where to, and what it is translated to. */
export interface WadExpectation extends Wad<'expectation'> {
  readonly control: { client: Endpoint; server: Endpoint } | undefined;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly mapped: Endpoint | undefined;
  readonly vdomIndex: number | undefined;
  /** The kernel was told to redirect (`redirect: TCP …`). */
  readonly redirect: boolean;
}
export interface WadMessage extends Wad<'wad-message'> {
  readonly func: string | undefined;
  readonly text: string;
}
export type WadEvent =
  WadFtpCommand | WadFtpReply | WadFtpOffer | WadExpectationListen | WadExpectation | WadMessage;

// ---- session list and configuration --------------------------------------------------------------------------

export interface SessionHook {
  readonly hook: string;
  readonly dir: string;
  readonly act: string;
  readonly src: Endpoint;
  readonly dst: Endpoint;
  /** `0.0.0.0:0` as printed = none = null. */
  readonly nat: Endpoint | null;
}
export interface SessionEntry extends Base<'session', 'session'> {
  readonly proto: number;
  readonly sessionId: string | undefined;
  readonly protoState: string | undefined;
  readonly policy: string | undefined;
  readonly expire: number | undefined;
  readonly state: string[];
  readonly helper: string | undefined;
  readonly expectation: boolean;
  readonly hooks: SessionHook[];
  /** VDOM index (`vd=`), seconds since creation, and whether the network processor carries it. */
  readonly vdomIndex: number | undefined;
  readonly duration: number | undefined;
  readonly offloaded: boolean | undefined;
}
export interface ConfigEntry extends Base<'config', 'config'> {
  /** Nested paths joined by blanks: `firewall ssl-ssh-profile ftps`; `entry` is then the outer `edit`. */
  readonly path: string;
  readonly entry: string | undefined;
  readonly settings: Readonly<Record<string, string[]>>;
  /** Line of each setting, for evidence: `inspection-mode` -> 41. */
  readonly lines: Readonly<Record<string, { line: number; text: string }>>;
  readonly vdom: string | undefined;
  /** The copy leaves something out inside of it (`...`): what it does not show is not known to be unset. */
  readonly elided: boolean;
}

export type TraceEvent = FlowEvent | SnifferEvent | WadEvent | SessionEntry | ConfigEntry;
export type Emit = (event: TraceEvent) => void;

export type * from './interest.js';
export type * from './payload.js';
