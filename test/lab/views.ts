import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cookedPcap, ethernetPcap, type Frame } from './pcap.js';
import { random } from './random.js';
import { snifferText } from './sniffer-text.js';

/** One way to look at a session: what a user might hand in. */
export interface View {
  readonly name: string;
  readonly files: readonly string[];
  /** Milliseconds: what lies outside was not captured. */
  readonly from: number;
  readonly until: number;
  readonly sides: 'both' | 'client' | 'server';
  /** A packet of it is missing. */
  readonly damaged: boolean;
}

const START = 0;
const END = Number.MAX_SAFE_INTEGER;

/** Writes the views of a session beside its captures. The seed decides where they are cut and what they lose. */
export function writeViews(folder: string, frames: readonly Frame[], seed: number): View[] {
  const r = random(seed ^ 0x5eed);
  const client = frames.filter((frame) => frame.interface === 'port3');
  const server = frames.filter((frame) => frame.interface === 'port2');
  const views: View[] = [];
  const add = (
    name: string,
    contents: Readonly<Record<string, string | Buffer>>,
    more: Partial<View> = {},
  ): void => {
    const files = Object.entries(contents).map(([file, content]) => {
      writeFileSync(join(folder, file), content);
      return join(folder, file);
    });
    views.push({ name, files, from: START, until: END, sides: 'both', damaged: false, ...more });
  };
  add('pcap-two', { 'client.pcap': ethernetPcap(client), 'server.pcap': ethernetPcap(server) });
  add('pcap-any', { 'any.pcap': cookedPcap(frames) });
  add('text6', { 'any6.txt': snifferText(frames, 6) });
  add('text4', { 'any4.txt': snifferText(frames, 4) });
  add('pcap-client', { 'client-alone.pcap': ethernetPcap(client) }, { sides: 'client' });
  add('pcap-server', { 'server-alone.pcap': ethernetPcap(server) }, { sides: 'server' });
  add('text6-client', { 'client6.txt': snifferText(client, 6, 'port3') }, { sides: 'client' });
  add('text6-server', { 'server6.txt': snifferText(server, 6, 'port2') }, { sides: 'server' });
  if (frames.length < 4) return views;
  const cut = (): number => 1 + r.below(frames.length - 2);
  const late = cut();
  add('late', { 'late6.txt': snifferText(frames.slice(late), 6) }, { from: frames[late]!.micros / 1000 });
  const early = cut();
  add(
    'early',
    { 'early6.txt': snifferText(frames.slice(0, early), 6) },
    { until: frames[early - 1]!.micros / 1000 },
  );
  const gone = cut();
  add('lost', { 'lost6.txt': snifferText(frames.toSpliced(gone, 1), 6) }, { damaged: true });
  return views;
}
