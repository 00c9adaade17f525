import type { Scene } from './scene.js';

/** Which parts of the story the captures at hand can show. */
export interface Coverage {
  flow: boolean;
  wad: boolean;
  /** Commands and replies can be read in the hex dump. */
  spelled: boolean;
  /** The final reply of a transfer can be read. */
  closing: boolean;
  /** The bytes of a data connection. */
  bytes: boolean;
  /** The flow trace shows the SYN-ACK of the far end. */
  answersTraced: boolean;
  sniffs(side: 'client' | 'server'): boolean;
  listing: boolean;
  configured: boolean;
}

export function covers(scene: Scene): Coverage {
  const { sources, sniff, verbosity, tls, inspection, dataPackets, family } = scene.options;
  const sniffer = sources.includes('sniffer');
  const flow = sources.includes('flow');
  const wad = sources.includes('wad') && inspection === 'proxy';
  const spelled = sniffer && verbosity === 6 && tls === 'none';
  return {
    flow,
    wad,
    spelled,
    closing: wad || spelled,
    bytes: sniffer && verbosity === 6,
    // IPv6 traces print no flags, so an answer there may as well be a reset.
    answersTraced: flow && dataPackets !== 'none' && family === 4,
    sniffs: (side) => sniffer && (sniff === 'any' || sniff === side),
    listing: sources.includes('sessions') && family === 4,
    configured: sources.includes('config'),
  };
}
