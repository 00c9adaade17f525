import type { Fault } from './faults.js';
import type { Story } from './story.js';
import type { Version } from './tls.js';
export type Command = 'PASV' | 'EPSV' | 'PORT' | 'EPRT';
export type Release = '5.2' | '6.4' | '7.0' | '7.4';
export type Verdict = 'worked' | 'failed' | 'unused' | 'inconclusive';
export type Source = 'wad' | 'flow' | 'sniffer' | 'sessions' | 'config';
export interface TransferOptions {
    command?: Command;
    fault?: Fault;
    /** Seconds between the end of the step before and the command. */
    delay?: number;
    /** All captures end before the deciding line; only meaningful in the last transfer of the scenario. */
    undecided?: boolean;
    /** Port of the offer. */
    port?: number;
    /** The address that the offering side names instead of its own; `outside` is what the client dials. */
    announces?: string;
    /** The data connection comes from this address instead of the control connection's. */
    from?: string;
    /** The client fetches this file, whatever else it might have asked for. */
    file?: string;
    /** What follows once the data connection is open, from reply 150 on. */
    story?: Story;
    /** The text of the reply that ends the transfer or refuses the offer. */
    reply?: string;
}
export interface SessionOptions {
    /** Give two sessions the same address: clients behind one NAT address. */
    client?: string;
    clientPort?: number;
    /** Seconds after the scenario's beginning. */
    start?: number;
    transfers?: TransferOptions[];
    /** What is said before the first transfer, from the banner on. */
    greeting?: Story;
    /** What goes wrong with the control connection itself. */
    control?: 'opens' | 'denied' | 'no-answer' | 'no-neighbour';
    /** `open`: the captures end before anybody says goodbye. */
    end?: 'quit' | 'open';
}
/** A second VIP, its policy and service, which let data connections in without a pinhole. */
export interface DataVip {
    extport: string;
    /** Defaults to the same ports. */
    mappedport?: string;
    /** The ports that the policy's service lists; defaults to those of `mappedport`. */
    service?: string;
    srcFilter?: string;
}
export interface ScenarioOptions {
    seed: number;
    sessions?: SessionOptions[];
    release?: Release;
    /** `flow`: the IPS engine looks at it and cannot read TLS. `helper`: kernel session helper. */
    inspection?: 'proxy' | 'helper' | 'flow' | 'none';
    tls?: 'explicit' | 'implicit' | 'none';
    tlsVersion?: Version;
    controlPort?: number;
    /** `nat64`: the client speaks IPv6 and the server IPv4. */
    vip?: 'port-forward' | 'one-to-one' | 'none' | 'nat64';
    dataVip?: DataVip;
    /** The policy translates the client's address towards the server. */
    snat?: boolean;
    family?: 4 | 6;
    flowTimestamps?: boolean;
    snifferStamp?: 'a' | 'l' | 'relative';
    zoneSeconds?: number;
    /** Seconds by which a source's clock is ahead of the truth. */
    flowSkew?: number;
    wadSkew?: number;
    snifferSkew?: number;
    verbosity?: 1 | 4 | 6;
    sniff?: 'any' | 'client' | 'server';
    /** The sniffer's filter: both hosts, or no more than the control port. */
    filter?: 'hosts' | 'control';
    /** `trace start N`: the flow trace ends after so many packets. */
    traceCount?: number;
    /** How many unrelated happenings are mixed in. */
    noise?: number;
    sources?: Source[];
    /** What the configuration says, where the unit does otherwise; defaults to `inspection`. */
    configured?: 'proxy' | 'helper' | 'flow' | 'none';
    /** What the configuration shows besides VIPs, SSL profiles and policies. */
    configShows?: ('protocol-options' | 'session-helper' | 'ipv4-policy')[];
    /** The id in later packets of a data connection that came through a pinhole: undocumented, so a choice. */
    dataPackets?: 'own-id' | 'parent-id' | 'none';
    /** How WAD prints a tuple without translation: undocumented, so a choice. */
    untranslatedTuple?: 'omit' | 'same' | 'zero';
}
export interface OfferTruth {
    /** The client's end of its control connection. */
    client: string;
    command: Command;
    /** As the offering side named it; empty if a refusal left none. */
    endpoint: string;
    verdict: Verdict;
    code: string;
    pinhole: string;
    /** No source lets the command be read; only its expectation shows. */
    implied?: boolean;
    /** Further findings that belong to this offer. */
    remarks: string[];
    /** Codes and verdicts which the documents allow as well as the ones above. */
    alsoCodes: string[];
    alsoVerdicts: Verdict[];
    alsoPinholes: string[];
}
export interface ControlTruth {
    client: string;
    server: string;
    mappedServer: string | null;
    sessionId: string;
    verdict: 'worked' | 'failed' | 'inconclusive';
    /** Empty where the control connection itself is fine. */
    code: string;
    alsoCodes: string[];
    alsoVerdicts: Verdict[];
}
export interface Truth {
    verdict: 'worked' | 'failed' | 'inconclusive';
    offers: OfferTruth[];
    controlSessions: ControlTruth[];
    note: string;
}
export interface Capture {
    files: Record<string, string>;
    truth: Truth;
    /** What it was made from, so that it can be made again with less. */
    options: ScenarioOptions;
}
