import { createPcapngWriter } from '../../src/export/pcapng-writer.js';
import type { SnifferPacket } from '../../src/events/sniffer.js';
import { createReader } from '../../src/parsers/reader.js';
import { captures } from '../samples/make.js';
import type { Sample } from '../samples/sample.js';
import type { ScenarioOptions } from '../simulate/types.js';
import { pcap } from '../tools/captures.js';

export type Captures = Readonly<Record<string, string | Uint8Array>>;

/** A sample as another unit or another day would have printed it; null where its edits do not fit that. */
export function remade(sample: Sample, change: Partial<ScenarioOptions>): Record<string, string> | null {
  try {
    return captures({ ...sample, scenario: { ...sample.scenario, ...change } });
  } catch {
    return null;
  }
}

type Frame = [seconds: number, micros: number, bytes: Uint8Array];

/** A copy: the reader fills the same bytes again. */
const frameOf = (micros: number, bytes: Uint8Array): Frame => [
  Math.floor(micros / 1e6),
  micros % 1e6,
  bytes.slice(),
];

/**
 * The same packets as a pcap: of the unit, with interfaces and directions; as converters of its text write them, all
 * interfaces in one; or of the client's or the server's side alone. Null where a packet was printed without its bytes.
 */
export function asPcap(text: string, of: 'unit' | 'converted' | 'client' | 'server'): Uint8Array | null {
  const blocks: Uint8Array[] = [];
  const frames: Frame[] = [];
  let side: string | undefined;
  const writer = createPcapngWriter({
    application: 'test',
    wants: () => true,
    comments: () => [],
  });
  const wants = (packet: SnifferPacket): boolean => {
    if (of === 'converted' || of === 'unit') return true;
    side ??= packet.interface;
    return (packet.interface === side) === (of === 'client');
  };
  let withoutBytes = 0;
  const reader = createReader('sniff.txt', (event) => {
    if (event.source !== 'sniffer') return;
    blocks.push(...writer.event(event));
    if (event.kind !== 'packet') return;
    if (event.frame === undefined) withoutBytes += 1;
    else if (wants(event)) frames.push(frameOf(event.stamp?.at ?? 0, event.frame.bytes));
  });
  for (const line of text.split('\n')) reader.line(line);
  reader.end();
  if (frames.length === 0 || withoutBytes > 0) return null;
  return of === 'unit' ? Buffer.concat(blocks) : pcap(frames);
}
