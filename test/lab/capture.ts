import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { inside, MACS, type Network } from './namespaces.js';
import { readFrames, type Frame } from './pcap.js';
import { sleep, start, stop } from './processes.js';

const PORTS = ['port2', 'port3'] as const;

export interface Capture {
  stop(): Promise<void>;
}

const says = (file: string, words: string): boolean =>
  existsSync(file) && readFileSync(file, 'utf8').includes(words);

/** Captures both sides of the gateway, and what its helper expects; resolves once both captures run. */
export async function capture(net: Network, folder: string): Promise<Capture> {
  const watchers: ChildProcess[] = PORTS.map((port) => {
    const options = [
      '-i',
      port,
      '-U',
      '-s',
      '0',
      '-B',
      '8192',
      '-Z',
      'root',
      '-w',
      join(folder, `${port}.pcap`),
    ];
    return start(inside(net.gateway, 'tcpdump', ...options, 'tcp or icmp'), join(folder, `${port}.log`));
  });
  watchers.push(
    start(
      inside(net.gateway, 'conntrack', '-E', 'expect', '-o', 'timestamp'),
      join(folder, 'expectations.log'),
    ),
  );
  for (let tries = 0; tries < 100; tries++) {
    if (PORTS.every((port) => says(join(folder, `${port}.log`), 'listening on'))) break;
    await sleep(40);
  }
  return {
    stop: async () => {
      await Promise.all(watchers.map((child) => stop(child, 'SIGINT')));
    },
  };
}

/** Packets that the kernel threw away before tcpdump read them: such a capture proves less than it seems. */
export const lost = (folder: string): boolean =>
  PORTS.some((port) => !says(join(folder, `${port}.log`), '\n0 packets dropped by kernel'));

/** What both sides saw, in the order of time. */
export function framesOf(folder: string): Frame[] {
  const frames = PORTS.flatMap((port) =>
    readFrames(readFileSync(join(folder, `${port}.pcap`)), port, MACS[port]),
  );
  return frames.sort((a, b) => a.micros - b.micros);
}
