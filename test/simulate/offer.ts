import { arrive, existing, leave, pass } from './connection.js';
import { admittedByPolicy, inspectionSteps, wire, type Control } from './control.js';
import type { WadDeed } from './happenings.js';
import { endpoint, SECOND, type Endpoint } from './net.js';
import { insideOf, outsideOf, type Scene } from './scene.js';
import type { Command } from './types.js';

/** How far the unit gets with an offer. */
export type Depth = 'unseen' | 'read' | 'looked-up' | 'listening' | 'expected';

export interface Offer {
  command: Command;
  /** As the offering side names it. */
  offered: Endpoint;
  /** As the other side has to dial it. */
  external: Endpoint;
  /** When the answer has reached the client (passive) or the server (active). */
  at: number;
  expected: boolean;
  from: string;
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
  wad(scene, control, at + 1, { deed: 'event', event: 'REPLY' });
  wad(scene, control, at + 140, { deed: 'stay' });
  wad(scene, control, at + 149, { deed: 'forward-reply', command, code });
  wad(scene, control, at + 157, { deed: 'copy-to-ips', length: scene.random.int(20, 90) });
  return at + 170;
}

/** A line of the client on the control connection and the server's answer to it. */
export function ask(scene: Scene, control: Control, at: number, text: string): number {
  const steps = existing(control.connection, 'original');
  return pass(scene, control.connection, at, 'a', 'P.', wire(scene, `${text}\r\n`), steps);
}

export function reply(
  scene: Scene,
  control: Control,
  at: number,
  command: string,
  text: string,
  taken = true,
): number {
  const { first, second } = control.connection;
  const line = `${text}\r\n`;
  const code = Number(text.slice(0, 3));
  if (!control.connection.proxied) return pass(scene, control.connection, at, 'b', 'P.', wire(scene, line));
  arrive(scene, at, second, 'b', 'P.', wire(scene, line));
  leave(scene, at + 40, second, 'a', '.');
  const forwarded = wadReply(scene, control, at + scene.random.int(150, 400), command, code, taken);
  leave(scene, forwarded, first, 'b', 'P.', wire(scene, line));
  return forwarded;
}

export function expectInKernel(
  scene: Scene,
  control: Control,
  at: number,
  offer: Offer,
  reply = false,
): void {
  const mapped = offer.external.address === offer.offered.address ? null : offer.offered;
  scene.tables.push({
    id: control.id,
    from: at,
    until: at + 30 * SECOND,
    expectation: true,
    reply,
    src: endpoint(offer.from, 0),
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
    reply?: boolean;
  } = {},
): number {
  const mapped = offer.external.address === offer.offered.address ? null : offer.offered;
  const { command, offered, external, from } = offer;
  wad(scene, control, at, { deed: 'offer', command, endpoint: offered });
  if (depth === 'read') return at + 10;
  wad(scene, control, at + 201, { deed: 'free-expectation', older: extra.older ?? null });
  wad(scene, control, at + 221, { deed: 'find-listener', endpoint: offered });
  const listening = at + 221 + scene.random.int(150, 260) + (extra.pause ?? 0);
  if (depth === 'looked-up') return listening;
  wad(scene, control, listening, { deed: 'listen', endpoint: offered });
  if (depth === 'listening') return listening;
  wad(scene, control, listening + 60, {
    deed: 'expect',
    control: [control.client, control.server],
    from,
    to: external,
    mapped,
    reply: extra.reply ?? false,
  });
  expectInKernel(scene, control, listening + 60, offer, extra.reply);
  return listening + 60;
}

export interface PassiveOptions {
  depth: Depth;
  port: number;
  older?: string | null;
  pause?: number;
  refuse?: string;
}

/** PASV or EPSV, the server's answer, and what the unit makes of it. */
export function offerPassive(
  scene: Scene,
  control: Control,
  at: number,
  command: Command,
  options: PassiveOptions,
): Offer {
  const { first, second, proxied } = control.connection;
  const offer: Offer = {
    command,
    offered: insideOf(scene, options.port),
    external: outsideOf(scene, options.port),
    at,
    expected: options.depth === 'expected',
    from: control.client.address,
  };
  const asked = ask(scene, control, at, command);
  const answered = asked + scene.random.int(900, 5200);
  const inner = wire(scene, passiveReply(command, offer.offered));
  const outer = scene.options.tls === 'none' ? passiveReply(command, offer.external) : inner;
  if (!proxied) {
    const helped = scene.options.inspection === 'helper' && offer.expected;
    const steps = scene.options.inspection === 'helper' ? existing(control.connection, 'reply') : undefined;
    arrive(scene, answered, second, 'b', 'P.', inner, steps?.concat(inspectionSteps(scene, 'reply')));
    if (helped) expectInKernel(scene, control, answered + 20, offer);
    leave(scene, answered + 70, first, 'b', 'P.', helped ? outer : inner);
    return { ...offer, at: answered + 70 };
  }
  arrive(scene, answered, second, 'b', 'P.', inner);
  leave(scene, answered + 40, second, 'a', '.');
  const read = answered + scene.random.int(150, 400);
  let done = read;
  if (options.depth !== 'unseen') {
    wad(scene, control, read, { deed: 'take-command', command });
    wad(scene, control, read + 1, { deed: 'event', event: 'REPLY' });
    done = wadOpens(scene, control, read + 63, offer, options.depth, options);
    wad(scene, control, done + 294, { deed: 'stay' });
    wad(scene, control, done + 302, { deed: 'forward-reply', command, code: command === 'PASV' ? 227 : 229 });
    wad(scene, control, done + 310, {
      deed: 'copy-to-ips',
      length: passiveReply(command, offer.offered).length,
    });
  }
  leave(scene, done + 330, first, 'b', 'P.', outer);
  return { ...offer, at: done + 330 };
}

function passiveReply(command: Command, end: Endpoint): string {
  if (command === 'EPSV') return `229 Entering Extended Passive Mode (|||${end.port}|)\r\n`;
  return `227 Entering Passive Mode (${hostPort(end)}).\r\n`;
}

export const hostPort = (end: Endpoint): string =>
  `${end.address.replaceAll('.', ',')},${end.port >> 8},${end.port & 255}`;

export const byStaticRange = (scene: Scene, control: Control, offer: Offer, id: string) =>
  admittedByPolicy(
    scene,
    id,
    offer.external,
    offer.offered,
    scene.world.policy + 1,
    control.seen,
    control.client,
    false,
  );
