/** As `diagnose sniffer packet any '' VERBOSITY` prints it: 2 and 5 dump from IP on, 3 and 6 from Ethernet on. */
export type Verbosity = 1 | 2 | 3 | 4 | 5 | 6;
/** A capture as the unit's sniffer would have printed it; every packet came in on port1. */
export declare function printSniffer(capture: Uint8Array, verbosity: Verbosity): string[];
/** `0x0010`, a tab and a blank, 8 groups padded to 39 characters, a tab, the printable bytes. */
export declare function hexLines(bytes: Uint8Array): string[];
