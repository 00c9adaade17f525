import type { Endpoint } from './net.js';
/** What physically happens, at microseconds of true UTC. Every source prints its own view of the same list. */
export interface Segment {
    src: Endpoint;
    dst: Endpoint;
    /** As the flow trace prints them: S, S., ., P., F., R, R. */
    flags: string;
    seq: number;
    ack: number;
    payload: string;
}
/** What the kernel does with an arriving packet, in its order. */
export type KernelStep = {
    step: 'new-session';
    id: string;
} | {
    step: 'existing';
    id: string;
    direction: 'original' | 'reply';
} | {
    step: 'expectation';
    id: string;
} | {
    step: 'vip';
    mapped: Endpoint;
    interface: string;
} | {
    step: 'dnat';
    from: Endpoint;
    to: Endpoint;
} | {
    step: 'snat';
    from: string;
    to: Endpoint;
} | {
    step: 'route';
    gateway: string;
    interface: string;
} | {
    step: 'local-route';
    gateway: string;
} | {
    step: 'allow';
    policy: number;
    actions: string;
} | {
    step: 'forward-deny';
    policy: number;
} | {
    step: 'local-in-drop';
} | {
    step: 'reverse-path-drop';
} | {
    step: 'drop';
    words: string;
} | {
    step: 'trace';
} | {
    step: 'no-session';
} | {
    step: 'helper';
    direction: 'original' | 'reply';
} | {
    step: 'ips';
} | {
    step: 'proxy';
};
/** What WAD does; pointers are the bare hex text, null is `(nil)`. */
export type WadDeed = {
    deed: 'take-command';
    command: string;
} | {
    deed: 'event';
    event: 'REPLY' | 'REQUEST';
} | {
    deed: 'offer';
    command: string;
    endpoint: Endpoint;
} | {
    deed: 'free-expectation';
    older: string | null;
} | {
    deed: 'find-listener';
    endpoint: Endpoint;
} | {
    deed: 'listen';
    endpoint: Endpoint;
} | {
    deed: 'expect';
    control: [Endpoint, Endpoint];
    from: Endpoint;
    to: Endpoint;
    mapped: Endpoint | null;
    reply: boolean;
} | {
    deed: 'stay';
} | {
    deed: 'forward-reply';
    command: string;
    code: number;
} | {
    deed: 'copy-to-ips';
    length: number;
} | {
    deed: 'serve-http';
    client: Endpoint;
};
export type Happening = {
    kind: 'arrive';
    at: number;
    interface: string;
    segment: Segment;
    vdom?: string | undefined;
    kernel?: KernelStep[] | undefined;
} | {
    kind: 'leave';
    at: number;
    interface: string;
    segment: Segment;
} | {
    kind: 'wad';
    at: number;
    session: string;
    deed: WadDeed;
} | {
    kind: 'icmp';
    at: number;
    interface: string;
    direction: 'in' | 'out';
    src: string;
    dst: string;
    text: string;
    type: number;
    code: number;
    id: number;
    kernel?: KernelStep[] | undefined;
} | {
    kind: 'udp';
    at: number;
    interface: string;
    direction: 'in' | 'out';
    src: Endpoint;
    dst: Endpoint;
    length: number;
    kernel?: KernelStep[] | undefined;
} | {
    kind: 'arp';
    at: number;
    interface: string;
    direction: 'in' | 'out';
    text: string;
};
/** What the kernel's session tables hold over time; the session list is a look at them. */
export interface TableEntry {
    id: string;
    from: number;
    until: number;
    expectation: boolean;
    reply: boolean;
    src: Endpoint;
    dst: Endpoint;
    mapped: Endpoint | null;
    source: Endpoint | null;
    policy: number;
    helper: boolean;
    proxied: boolean;
    /** The network processor carries it. */
    offloaded?: boolean;
}
