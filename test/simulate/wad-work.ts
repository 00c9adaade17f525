import type { Control } from './control.js';
import type { WadDeed } from './happenings.js';
import { SECOND, type Endpoint } from './net.js';
import type { Scene } from './scene.js';
import type { Command } from './types.js';

/** How far the unit gets with an offer. */
export type Depth = 'unseen' | 'read' | 'looked-up' | 'listening' | 'expected';

export interface Offer {
  command: Command;
  /** When it was made. */
  made: number;
  /** As the offering side names it. */
  named: Endpoint;
  /** Where it really listens: the same, unless it announces another address. */
  offered: Endpoint;
  /** As the other side has to dial it. */
  external: Endpoint;
  /** When the answer has reached the client (passive) or the server (active). */
  at: number;
  expected: boolean;
  /** Who may use it; port 0 is any. */
  from: Endpoint;
  /** Active mode: the server dials the client. */
  reply: boolean;
}

export function wad(scene: Scene, control: Control, at: number, deed: WadDeed): void {
  if (scene.options.inspection === 'proxy')
    scene.happenings.push({ kind: 'wad', at, session: control.id, deed });
}

/** WAD passes a server's reply on. */
export function wadReply(
  scene: Scene,
  control: Control,
  at: number,
  command: string,
  code: number,
  taken = true,
): number {
  if (taken) wad(scene, control, at, { deed: 'take-command', command });
  wad(scene, control, at, { deed: 'event', event: 'REPLY' });
  wad(scene, control, at + 140, { deed: 'stay' });
  wad(scene, control, at + 149, { deed: 'forward-reply', command, code });
  wad(scene, control, at + 157, { deed: 'copy-to-ips', length: scene.random.int(20, 90) });
  return at + 170;
}

export function expectInKernel(scene: Scene, control: Control, at: number, offer: Offer): void {
  const mapped = offer.external.address === offer.named.address ? null : offer.named;
  scene.tables.push({
    id: control.id,
    from: at,
    until: at + 30 * SECOND,
    expectation: true,
    reply: offer.reply,
    src: offer.from,
    dst: offer.external,
    mapped,
    source: null,
    policy: scene.world.policy,
    helper: scene.options.inspection === 'helper',
    proxied: false,
  });
}

/** WAD's work on an offer up to the given depth; returns when it is done. */
export function wadOpens(
  scene: Scene,
  control: Control,
  at: number,
  offer: Offer,
  depth: Depth,
  extra: {
    older?: string | null;
    pause?: number;
  } = {},
): number {
  const mapped = offer.external.address === offer.named.address ? null : offer.named;
  const { command, named, external, from } = offer;
  wad(scene, control, at, { deed: 'offer', command, endpoint: named });
  if (depth === 'read') return at + 10;
  wad(scene, control, at + 201, { deed: 'free-expectation', older: extra.older ?? null });
  wad(scene, control, at + 221, { deed: 'find-listener', endpoint: named });
  const listening = at + 221 + scene.random.int(150, 260) + (extra.pause ?? 0);
  if (depth === 'looked-up') return listening;
  wad(scene, control, listening, { deed: 'listen', endpoint: named });
  if (depth === 'listening') return listening;
  // Printed in one go with the line above, whatever other sessions do: the lines carry no name of their own.
  wad(scene, control, listening, {
    deed: 'expect',
    control: [control.client, control.server],
    from,
    to: external,
    mapped,
    reply: offer.reply,
  });
  expectInKernel(scene, control, listening + 60, offer);
  return listening + 60;
}
