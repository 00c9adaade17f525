import type { Happening, KernelStep } from './happenings.js';
import { endpoint } from './net.js';
import type { Random } from './prng.js';
import type { Scene } from './scene.js';

/** Traffic of others, spread over the whole story. It has a random stream of its own. */
export function addNoise(scene: Scene): void {
  const chance = scene.random.fork(31);
  const ends = scene.happenings.reduce((latest, happening) => Math.max(latest, happening.at), scene.begin);
  const added: Happening[] = [];
  for (let count = 0; count < scene.options.noise; count += 1) {
    const at = scene.begin + Math.floor(chance.next() * (ends - scene.begin));
    added.push(...chance.pick([web, names, ping, arp, http])(scene, chance, at));
  }
  scene.happenings.push(...added);
}

type Maker = (scene: Scene, chance: Random, at: number) => Happening[];

const stranger = (scene: Scene, chance: Random): string =>
  scene.options.family === 6
    ? `2001:db8:99::${chance.hex(3)}1`
    : `172.${chance.int(17, 30)}.${chance.int(1, 250)}.${chance.int(2, 250)}`;

const allowed = (scene: Scene, id: string, gateway: string): KernelStep[] => [
  { step: 'new-session', id },
  { step: 'route', gateway, interface: scene.world.otherSide },
  { step: 'allow', policy: scene.world.policy + 7, actions: '' },
];

const web: Maker = (scene, chance, at) => {
  const [src, dst] = [
    endpoint(stranger(scene, chance), chance.int(20_000, 65_000)),
    endpoint(stranger(scene, chance), 443),
  ];
  const seq = chance.int(1, 4294967290);
  const theirs = chance.int(1, 4294967290);
  const inside = scene.world.serverSide;
  const syn = { src, dst, flags: 'S', seq, ack: 0, payload: '' };
  const answer = { src: dst, dst: src, flags: 'S.', seq: theirs, ack: seq + 1, payload: '' };
  const id = scene.allocate();
  return [
    { kind: 'arrive', at, interface: inside, segment: syn, kernel: allowed(scene, id, dst.address) },
    { kind: 'leave', at: at + 50, interface: scene.world.otherSide, segment: syn },
    {
      kind: 'arrive',
      at: at + 9000,
      interface: scene.world.otherSide,
      segment: answer,
      kernel: [{ step: 'existing', id, direction: 'reply' }],
    },
    { kind: 'leave', at: at + 9050, interface: inside, segment: answer },
  ];
};

const names: Maker = (scene, chance, at) => {
  const [src, dst] = [
    endpoint(stranger(scene, chance), chance.int(1024, 65_000)),
    endpoint(stranger(scene, chance), 53),
  ];
  const kernel = allowed(scene, scene.allocate(), dst.address);
  const length = chance.int(30, 90);
  return [
    { kind: 'udp', at, interface: scene.world.serverSide, direction: 'in', src, dst, length, kernel },
    { kind: 'udp', at: at + 60, interface: scene.world.otherSide, direction: 'out', src, dst, length },
  ];
};

const ping: Maker = (scene, chance, at) => {
  const [src, dst] = [stranger(scene, chance), stranger(scene, chance)];
  const id = chance.int(1, 60_000);
  return [
    {
      kind: 'icmp',
      at,
      interface: scene.world.otherSide,
      direction: 'in',
      src,
      dst,
      text: 'echo request',
      type: 8,
      code: 0,
      id,
      kernel: allowed(scene, scene.allocate(), dst),
    },
  ];
};

const arp: Maker = (scene, chance, at) => {
  const asked = `${scene.world.clientNet}${chance.int(2, 250)}`;
  if (scene.options.family === 6) return names(scene, chance, at);
  const mac = Array.from({ length: 6 }, () => chance.int(0, 255).toString(16)).join(':');
  return [
    {
      kind: 'arp',
      at,
      interface: scene.world.clientSide,
      direction: 'out',
      text: `arp who-has ${asked} tell ${scene.world.clientNet}1`,
    },
    {
      kind: 'arp',
      at: at + 400,
      interface: scene.world.clientSide,
      direction: 'in',
      text: `arp reply ${asked} is-at ${mac}`,
    },
  ];
};

const http: Maker = (scene, chance, at) => {
  if (scene.options.inspection !== 'proxy') return names(scene, chance, at);
  const client = endpoint(stranger(scene, chance), chance.int(20_000, 65_000));
  return [{ kind: 'wad', at, session: scene.allocate(), deed: { deed: 'serve-http', client } }];
};
