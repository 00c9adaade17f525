import {
  connect,
  close,
  handshake,
  pass,
  again,
  arrive,
  leave,
  RETRIES,
  existing,
  type Connection,
} from './connection.js';
import { endpoint, SECOND, type Endpoint } from './net.js';
import { clientAddress, freePort, insideOf, outsideOf, type Scene } from './scene.js';
import { admittedByPolicy, deniedSteps, seenAddress } from './admission.js';
import { cipher, clientHello, serverHello } from './tls.js';
import type { SessionOptions } from './types.js';

export interface Control {
  connection: Connection;
  client: Endpoint;
  server: Endpoint;
  mapped: Endpoint;
  /** The client as the server sees it. */
  seen: Endpoint;
  id: string;
  opened: boolean;
  /** Somebody ended it before its time. */
  closed: boolean;
  /** What is said on it now travels under TLS. */
  encrypted: boolean;
}

export function openControl(
  scene: Scene,
  options: SessionOptions,
  index: number,
  at: number,
): { control: Control; at: number } {
  const { world } = scene;
  const client = endpoint(
    options.client ?? clientAddress(scene, index),
    options.clientPort ?? freePort(scene, 49152, 64000),
  );
  const server = outsideOf(scene, world.controlPort);
  const mapped = insideOf(scene, world.controlPort);
  const seen = seenAddress(scene, client);
  const id = scene.allocate();
  const proxied = scene.options.inspection === 'proxy';
  const connection = connect(scene, { initiator: client, dialled: server, mapped, seen }, proxied, id);
  const control: Control = {
    connection,
    client,
    server,
    mapped,
    seen,
    id,
    opened: true,
    closed: false,
    encrypted: false,
  };
  if (options.control !== undefined && options.control !== 'opens') {
    control.opened = false;
    return { control, at: knockInVain(scene, control, at, options.control) };
  }
  const admission = admittedByPolicy(scene, id, server, mapped, world.policy, seen, client, true);
  const open = handshake(scene, connection, at, admission, { answer: 5600, dial: 79_500 });
  scene.tables.push({
    id,
    from: at,
    until: Number.POSITIVE_INFINITY,
    expectation: false,
    reply: false,
    src: client,
    dst: server,
    mapped: world.outside === world.inside ? null : mapped,
    source: scene.options.snat ? seen : null,
    policy: world.policy,
    helper: scene.options.inspection === 'helper',
    proxied,
  });
  const greeted = open + scene.random.int(1500, 9000);
  return { control, at: options.greeting === undefined ? greet(scene, control, greeted) : greeted };
}

function knockInVain(
  scene: Scene,
  control: Control,
  at: number,
  how: 'denied' | 'no-answer' | 'no-neighbour',
): number {
  const { first, second } = control.connection;
  for (const [index, wait] of [0, ...RETRIES].entries()) {
    const when = at + wait * SECOND + (index === 0 ? 0 : scene.random.int(500, 9000));
    if (index > 0) again(first, 'a');
    if (how === 'denied') {
      const steps = deniedSteps(
        scene,
        index === 0 ? control.id : scene.allocate(),
        control.server,
        control.mapped,
        false,
      );
      arrive(scene, when, first, 'a', 'S', '', steps);
      continue;
    }
    const steps =
      index > 0
        ? existing(control.connection, 'original')
        : admittedByPolicy(
            scene,
            control.id,
            control.server,
            control.mapped,
            scene.world.policy,
            control.seen,
            control.client,
            false,
          );
    arrive(scene, when, first, 'a', 'S', '', steps);
    if (how === 'no-neighbour') {
      const { inside, unitInside } = scene.world;
      const text = `arp who-has ${inside} tell ${unitInside}`;
      const happening = { kind: 'arp', at: when + 60, direction: 'out', text } as const;
      scene.happenings.push({ ...happening, interface: second.interface });
      continue;
    }
    if (index > 0) again(second, 'a');
    leave(scene, when + 60, second, 'a', 'S');
  }
  return at + 12 * SECOND;
}

const TLS_RECORDS: ['a' | 'b', number][] = [
  ['a', 289],
  ['b', 1370],
  ['a', 126],
  ['b', 51],
];

/** Banner, AUTH, TLS and login: what comes between the handshake and the first transfer. */
function greet(scene: Scene, control: Control, at: number): number {
  let now = at;
  const step = (from: 'a' | 'b', text: string): void => {
    now = pass(scene, control.connection, now, from, 'P.', text) + scene.random.int(2000, 30_000);
  };
  const implicit = scene.options.tls === 'implicit';
  if (!implicit) step('b', '220 (vsFTPd 3.0.3)\r\n');
  if (scene.options.tls === 'explicit') {
    step('a', 'AUTH TLS\r\n');
    step('b', '234 Proceed with negotiation.\r\n');
  }
  if (scene.options.tls !== 'none') {
    for (const [index, [from, length]] of TLS_RECORDS.entries())
      step(from, handshakeRecord(scene, index, length));
    control.encrypted = true;
  }
  for (const [from, text] of [
    ['a', 'USER anonymous'],
    ['b', '331 Please specify the password.'],
    ['a', 'PASS guest'],
    ['b', '230 Login successful.'],
  ] as const)
    step(from, wire(scene, control, `${text}\r\n`));
  return now + scene.random.int(200_000, 2_500_000);
}

/** Text as it travels on the control connection: under TLS only its rough length is left. */
export function wire(scene: Scene, control: Control, text: string): string {
  return control.encrypted ? cipher(scene.random, text.length + 22) : text;
}

/** The hellos can be read; what follows them only looks like TLS. */
function handshakeRecord({ random, options }: Scene, index: number, length: number): string {
  const drawn = cipher(random, length, index < 3 ? 22 : 20);
  if (index > 1) return drawn;
  const hello = index === 0 ? clientHello : serverHello;
  return hello(random.fork(41), options.tlsVersion, drawn.length);
}

export function endControl(scene: Scene, control: Control, at: number): number {
  const ended = close(scene, control.connection, at, 'a');
  for (const entry of scene.tables) if (entry.id === control.id) entry.until = Math.min(entry.until, ended);
  return ended;
}
