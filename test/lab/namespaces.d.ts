export interface Network {
    readonly client: string;
    readonly gateway: string;
    readonly server: string;
}
export declare const ADDRESSES: {
    readonly client: {
        readonly 4: "203.0.113.10";
        readonly 6: "2001:db8:1::10";
    };
    readonly server: {
        readonly 4: "10.20.30.40";
        readonly 6: "2001:db8:2::40";
    };
    readonly inside: "10.20.30.1";
    readonly vip: "198.51.100.20";
};
/** The gateway's own MAC addresses tell in a capture what came in and what went out. */
export declare const MACS: {
    readonly port2: "02:00:00:00:02:01";
    readonly port3: "02:00:00:00:03:01";
};
export declare const inside: (namespace: string, ...command: string[]) => string[];
export declare function open(session: number): Promise<Network>;
/** Ends what still runs inside, then takes the namespaces away; for use on the way out, so it waits for nobody. */
export declare function close(net: Network): void;
/** Namespaces of a laboratory that was killed before it could clean up: their maker's process is gone. */
export declare function sweep(own?: boolean): void;
