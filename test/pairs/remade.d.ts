import type { Sample } from '../samples/sample.js';
import type { ScenarioOptions } from '../simulate/types.js';
export type Captures = Readonly<Record<string, string | Uint8Array>>;
/** A sample as another unit or another day would have printed it; null where its edits do not fit that. */
export declare function remade(sample: Sample, change: Partial<ScenarioOptions>): Record<string, string> | null;
/**
 * The same packets as a pcap: of the unit, with interfaces and directions; as converters of its text write them, all
 * interfaces in one; or of the client's or the server's side alone. Null where a packet was printed without its bytes.
 */
export declare function asPcap(text: string, of: 'unit' | 'converted' | 'client' | 'server'): Uint8Array | null;
