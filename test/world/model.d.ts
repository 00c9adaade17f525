import type { Chance } from './random.js';
export interface End {
    readonly ip: string;
    readonly port: number;
}
export type Command = 'PASV' | 'EPSV' | 'PORT' | 'EPRT';
export type Inspection = 'helper' | 'proxy' | 'opaque';
/** One virtual domain that the packets pass, in the direction from the client to the server. */
export interface Hop {
    readonly vdom: string;
    readonly index: number;
    readonly clientSide: string;
    readonly serverSide: string;
}
export declare const ORDER: readonly ["control", "offer", "expectation", "syn", "admission", "nat", "clientLeg", "serverLeg", "transfer"];
export type StageName = (typeof ORDER)[number];
/** What really became of one offer. */
export interface TrueOffer {
    readonly session: TrueSession;
    readonly command: Command;
    /** As the offering side names it, and as the other side dials it. */
    readonly endpoint: End;
    readonly external: End;
    readonly time: number;
    fault: string;
    state: 'worked' | 'failed' | 'unused';
    /** The first stage that broke, of a failed offer. */
    stage: StageName | null;
    /** The far end answered the SYN. */
    opened: boolean;
    /** Somebody did, be it the proxy for a far end that never will. */
    answered: boolean;
}
export interface TrueSession {
    readonly client: End;
    readonly server: End;
    /** `unknown`: told neither way, for instance a login that never ended. */
    state: 'worked' | 'failed' | 'unknown';
    fault: string;
    /** The server refused an offer command, so that no offer came of it. */
    refused: boolean;
    readonly offers: TrueOffer[];
}
/** What a printed line means for an offer: somebody tried or wanted it, it broke, it went well. */
export type Role = 'attempt' | 'fail' | 'good' | 'offer';
export interface Mark {
    readonly offer: TrueOffer;
    readonly role: Role;
}
export interface Tcp {
    readonly flags: string;
    readonly seq: number;
    readonly ack: number;
    readonly payload?: Buffer;
}
export interface Packet {
    readonly src: End;
    readonly dst: End;
    readonly tcp?: Tcp;
    readonly icmp?: {
        readonly text: string;
        readonly code: number;
        readonly about: readonly [End, End];
    };
}
interface Seen {
    readonly time: number;
    readonly marks: readonly Mark[];
}
export interface SniffedPacket extends Seen {
    readonly source: 'sniffer';
    readonly interface: string;
    readonly direction: 'in' | 'out';
    readonly packet: Packet;
}
export interface TracedPacket extends Seen {
    readonly source: 'flow';
    readonly hop: Hop;
    readonly interface: string;
    readonly packet: Packet;
    readonly records: readonly (readonly [func: string, text: string])[];
}
export interface WadBlock extends Seen {
    readonly source: 'wad';
    readonly pid: number;
    readonly session: number;
    /** A pair is a stamped line of that function; a string is printed bare. */
    readonly lines: readonly (string | readonly [func: string, text: string])[];
}
export interface Listing extends Seen {
    readonly source: 'session';
    readonly lines: readonly string[];
}
export type Sight = SniffedPacket | TracedPacket | WadBlock | Listing;
export interface World {
    readonly seed: number;
    readonly chance: Chance;
    readonly inspection: Inspection;
    readonly tls: boolean;
    readonly v6: boolean;
    readonly nat: 'vip' | 'routed' | 'snat';
    readonly hops: readonly Hop[];
    /** The hop that translates, inspects and decides. */
    readonly natHop: number;
    /** The trace shows only the first packets of a session: the rest is offloaded. */
    readonly offloaded: boolean;
    readonly policy: number;
    readonly sights: Sight[];
    readonly sessions: TrueSession[];
    /** For ids and numbers that count up over the unit's life. */
    readonly counters: {
        session: number;
        pointer: number;
    };
}
export {};
