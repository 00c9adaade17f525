export type Command = 'PASV' | 'EPSV' | 'PORT' | 'EPRT';
export type Verb = 'RETR' | 'STOR' | 'LIST';
export type ServerName = 'vsftpd' | 'proftpd' | 'pure-ftpd' | 'scripted';
export type ClientName = 'curl' | 'lftp' | 'ftplib' | 'scripted';
/** One packet kind that the gateway keeps or resets on its way. */
export declare const PACKETS: readonly ["syn", "syn-ack", "banner", "auth", "234", "client-hello", "offer", "offer-reply", "verb", "150", "226", "data-syn", "data-syn-ack", "data-ack", "data", "data-fin"];
export type PacketKind = (typeof PACKETS)[number];
/** Where a packet ends: the gateway's rule, or a firewall of one of the two hosts. */
export type Place = 'gateway' | 'client' | 'server';
export type How = 'drop' | 'reset' | 'net-unreachable' | 'host-unreachable' | 'admin-prohibited' | 'port-unreachable';
export interface Fault {
    readonly packet: PacketKind;
    readonly place: Place;
    readonly how: How;
}
/** What the scripted server does that real ones do seldom or never. */
export declare const QUIRKS: readonly ["none", "split-reply", "idle-421", "refuse-auth", "refuse-epsv", "refuse-offer", "no-226", "early-226", "425", "426", "451", "550", "552", "125", "multiline", "reset-data", "close-control", "close-listener", "slow-accept", "421-in-transfer", "other-address", "150-and-550", "silent-150", "lower-case", "no-login"];
export type Quirk = (typeof QUIRKS)[number];
/** What the scripted client does besides one offer and one verb each time. */
export declare const HABITS: readonly ["plain", "noop-in-transfer", "stat-in-transfer", "pipeline", "unused-offer", "offer-twice", "abort", "reset-data", "late-dial", "verb-first", "split-command", "quit-in-transfer", "idle", "noop-between", "dial-twice", "never-dial", "dial-only"];
export type Habit = (typeof HABITS)[number];
export interface Scenario {
    readonly seed: number;
    readonly server: ServerName;
    readonly client: ClientName;
    readonly command: Command;
    readonly verbs: readonly Verb[];
    readonly tls: 'none' | 'explicit' | 'implicit';
    readonly trust: 'ok' | 'client-rejects' | 'server-wants-certificate' | 'reuse-required';
    readonly tls13: boolean;
    readonly family: 4 | 6;
    readonly way: 'vip' | 'route' | 'masquerade';
    readonly helper: boolean;
    readonly policy: 'strict' | 'open';
    readonly deny: 'drop' | 'reset';
    readonly port20: boolean;
    /** The server names the address outside of the gateway in its 227. */
    readonly announce: boolean;
    readonly fault: Fault | null;
    readonly quirk: Quirk;
    readonly habit: Habit;
}
/** The world of one session: everything in it follows from the seed. */
export declare function scenario(seed: number): Scenario;
