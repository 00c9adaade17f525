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
    shownBy: 'success' | 'flow' | 'far-leg' | 'near-leg' | 'both-legs' | 'silence' | 'reply' | 'bytes' | 'nothing-more';
}
/** Named after what happens; one code may have several. */
declare const table: {
    none: FaultTruth;
    'static-range': FaultTruth;
    'static-range-with-expectation': FaultTruth;
    offloaded: FaultTruth;
    'early-syn': FaultTruth;
    'late-hit': FaultTruth;
    'bind-failed': FaultTruth;
    'no-tuple': FaultTruth;
    'not-opened': FaultTruth;
    'never-used': FaultTruth;
    abandoned: FaultTruth;
    superseded: FaultTruth;
    'policy-deny': FaultTruth;
    'policy-deny-after-hit': FaultTruth;
    'tunnel-down': FaultTruth;
    'local-in-deny': FaultTruth;
    'server-no-answer': FaultTruth;
    'server-rst': FaultTruth;
    'server-leg-failed': FaultTruth;
    'icmp-unreachable': FaultTruth;
    'arp-unresolved': FaultTruth;
    'client-no-ack': FaultTruth;
    'client-no-ack-repeats': FaultTruth;
    'syn-not-seen': FaultTruth;
    'other-port': FaultTruth;
    expired: FaultTruth;
    'source-mismatch': FaultTruth;
    'used-twice': FaultTruth;
    'control-closed': FaultTruth;
    'wrong-vdom': FaultTruth;
    'rpf-drop': FaultTruth;
    'snat-differs': FaultTruth;
    'prot-mismatch': FaultTruth;
    'mtu-blackhole': FaultTruth;
    'wrong-interface': FaultTruth;
    'taken-by-other': FaultTruth;
    'port-reused': FaultTruth;
    'other-way-back': FaultTruth;
    'translated-port': FaultTruth;
    refused: FaultTruth;
    'low-port': FaultTruth;
    'no-route': FaultTruth;
    'active-server-silent': FaultTruth;
    'active-client-no-answer': FaultTruth;
    'active-server-no-ack': FaultTruth;
    'active-client-refused': FaultTruth;
    'active-source-port': FaultTruth;
    'client-behind-nat': FaultTruth;
};
export type Fault = keyof typeof table;
export declare const faults: Record<Fault, FaultTruth>;
declare const ACTIVE_ONLY: readonly ["low-port", "no-route", "active-server-silent", "active-client-no-answer", "active-server-no-ack", "active-client-refused", "active-source-port", "client-behind-nat"];
declare const BOTH: readonly ["mtu-blackhole", "arp-unresolved", "none", "offloaded", "bind-failed", "no-tuple", "not-opened", "never-used", "policy-deny", "policy-deny-after-hit", "tunnel-down", "expired", "prot-mismatch", "refused"];
export type ActiveFault = (typeof ACTIVE_ONLY)[number] | (typeof BOTH)[number];
export type PassiveFault = Exclude<Fault, (typeof ACTIVE_ONLY)[number]>;
export declare const isActive: (command: Command) => boolean;
export declare const fitsActive: (fault: Fault) => fault is ActiveFault;
export declare const fitsPassive: (fault: Fault) => fault is PassiveFault;
/** The same innocent story has another name in active mode and with the kernel helper. */
export declare function truthOfFault(fault: Fault, command: Command, inspection: string): FaultTruth;
export {};
