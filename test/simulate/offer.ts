import { inspectionSteps } from './admission.js';
import { arrive, existing, leave, pass } from './connection.js';
import { wire, type Control } from './control.js';
import { endpoint, type Endpoint } from './net.js';
import { insideOf, outsideOf, type Scene } from './scene.js';
import type { Command } from './types.js';
import { expectInKernel, wad, wadOpens, wadReply, type Depth, type Offer } from './wad-work.js';

/** A line of the client on the control connection. */
export function ask(scene: Scene, control: Control, at: number, text: string): number {
  const helped = scene.options.inspection === 'helper' && /^(PASV|EPSV|PORT|EPRT)/.test(text);
  const steps = existing(control.connection, 'original')?.concat(helped ? inspectionSteps(scene) : []);
  return pass(scene, control.connection, at, 'a', 'P.', wire(scene, control, `${text}\r\n`), steps);
}

/** The server's answer; WAD takes the command from its queue with the last one. */
export function reply(
  scene: Scene,
  control: Control,
  at: number,
  command: string,
  text: string,
  last = true,
): number {
  const { first, second } = control.connection;
  const line = `${text}\r\n`;
  const code = Number(text.slice(0, 3));
  if (!control.connection.proxied)
    return pass(scene, control.connection, at, 'b', 'P.', wire(scene, control, line));
  arrive(scene, at, second, 'b', 'P.', wire(scene, control, line));
  leave(scene, at + 40, second, 'a', '.');
  const forwarded = wadReply(scene, control, at + scene.random.int(150, 400), command, code, last);
  leave(scene, forwarded, first, 'b', 'P.', wire(scene, control, line));
  return forwarded;
}

interface PassiveOptions {
  depth: Depth;
  port: number;
  announces?: string | undefined;
  older?: string | null;
  pause?: number;
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
  const outside = outsideOf(scene, options.port);
  const offered = insideOf(scene, options.port);
  const { announces } = options;
  const own = announces === undefined || announces === 'outside';
  const foreign = endpoint(announces ?? '', options.port);
  const offer: Offer = {
    command,
    named: announces === undefined ? offered : own ? outside : foreign,
    offered,
    external: own ? outside : foreign,
    made: at,
    at,
    expected: options.depth === 'expected',
    from: endpoint(control.client.address, 0),
    reply: false,
  };
  const asked = ask(scene, control, at, command);
  const answered = asked + scene.random.int(900, 5200);
  const inner = passiveReply(command, offer.named);
  const outer = passiveReply(command, offer.external);
  if (!proxied) {
    const helper = scene.options.inspection === 'helper';
    const steps = helper ? existing(control.connection, 'reply') : undefined;
    const sent = wire(scene, control, inner);
    arrive(scene, answered, second, 'b', 'P.', sent, steps?.concat(inspectionSteps(scene, 'reply')));
    const rewritten = helper && offer.expected;
    if (rewritten) expectInKernel(scene, control, answered + 20, offer);
    leave(scene, answered + 70, first, 'b', 'P.', rewritten && !control.encrypted ? outer : sent);
    return { ...offer, at: answered + 70 };
  }
  arrive(scene, answered, second, 'b', 'P.', wire(scene, control, inner));
  leave(scene, answered + 40, second, 'a', '.');
  const read = answered + scene.random.int(150, 400);
  let done = read;
  if (options.depth !== 'unseen') {
    wad(scene, control, read, { deed: 'take-command', command });
    wad(scene, control, read, { deed: 'event', event: 'REPLY' });
    done = wadOpens(scene, control, read + 63, offer, options.depth, options);
    wad(scene, control, done + 294, { deed: 'stay' });
    wad(scene, control, done + 302, { deed: 'forward-reply', command, code: command === 'PASV' ? 227 : 229 });
    wad(scene, control, done + 310, { deed: 'copy-to-ips', length: inner.length });
  }
  // Without a rewrite the client reads the inside address; most then dial the control peer instead.
  leave(
    scene,
    done + 330,
    first,
    'b',
    'P.',
    wire(scene, control, options.depth === 'unseen' ? inner : outer),
  );
  return { ...offer, at: done + 330 };
}

function passiveReply(command: Command, end: Endpoint): string {
  if (command === 'EPSV') return `229 Entering Extended Passive Mode (|||${end.port}|)\r\n`;
  return `227 Entering Passive Mode (${hostPort(end)}).\r\n`;
}

const hostPort = (end: Endpoint): string =>
  `${end.address.replaceAll('.', ',')},${end.port >> 8},${end.port & 255}`;

function activeCommand(command: Command, end: Endpoint): string {
  if (command === 'PORT') return `PORT ${hostPort(end)}`;
  return `EPRT |${end.address.includes(':') ? 2 : 1}|${end.address}|${end.port}|`;
}

interface ActiveOptions {
  depth: Depth;
  /** As the client names it. */
  offered: Endpoint;
  /** As the server has to dial it. */
  external: Endpoint;
  from: Endpoint;
  answer: string;
  pause?: number;
}

/** PORT or EPRT: the unit reads the command itself, before the server does. */
export function offerActive(
  scene: Scene,
  control: Control,
  at: number,
  command: Command,
  options: ActiveOptions,
): Offer {
  const { depth, offered, external, from } = options;
  const { first, second, proxied } = control.connection;
  const offer: Offer = {
    command,
    made: at,
    named: offered,
    offered,
    external,
    at,
    expected: depth === 'expected',
    from,
    reply: true,
  };
  const [outer, inner] = [activeCommand(command, offered), activeCommand(command, external)];
  let passed: number;
  if (proxied) {
    arrive(
      scene,
      at,
      first,
      'a',
      'P.',
      wire(scene, control, `${outer}\r\n`),
      existing(control.connection, 'original'),
    );
    leave(scene, at + 40, first, 'b', '.');
    const read = at + scene.random.int(150, 400);
    if (depth !== 'unseen') wad(scene, control, read, { deed: 'event', event: 'REQUEST' });
    const done = depth === 'unseen' ? read : wadOpens(scene, control, read + 60, offer, depth, options);
    if (depth !== 'unseen') wad(scene, control, done + 290, { deed: 'stay' });
    passed = done + 320;
    leave(scene, passed, second, 'a', 'P.', wire(scene, control, `${inner}\r\n`));
  } else {
    const helper = scene.options.inspection === 'helper';
    const steps = existing(control.connection, 'original');
    const sent = wire(scene, control, `${outer}\r\n`);
    arrive(scene, at, first, 'a', 'P.', sent, helper ? steps?.concat(inspectionSteps(scene)) : steps);
    const rewritten = helper && offer.expected;
    if (rewritten) expectInKernel(scene, control, at + 20, offer);
    passed = at + 70;
    leave(scene, passed, second, 'a', 'P.', rewritten ? `${inner}\r\n` : sent);
  }
  const told = reply(scene, control, passed + scene.random.int(900, 3000), command, options.answer);
  return { ...offer, at: told };
}
