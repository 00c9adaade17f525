import type { Frame } from './pcap.js';
/** `diagnose sniffer packet any 'tcp or icmp' 4|6 0 a` of these frames; what that filter leaves out is left out. */
export declare function snifferText(frames: readonly Frame[], verbosity: 4 | 6, name?: string): string;
