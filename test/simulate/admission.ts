import type { KernelStep } from './happenings.js';
import { endpoint, type Endpoint } from './net.js';
import { translation, type Scene } from './scene.js';

export function inspectionSteps(scene: Scene, direction: 'original' | 'reply' = 'original'): KernelStep[] {
  const { inspection } = scene.options;
  if (inspection === 'proxy') return [{ step: 'ips' }, { step: 'proxy' }];
  if (inspection === 'flow') return [{ step: 'ips' }];
  if (inspection === 'helper') return [{ step: 'helper', direction }];
  return [];
}

/** How a policy admits a first packet, from the new session to the hand-over. */
export function admittedByPolicy(
  scene: Scene,
  id: string,
  to: Endpoint,
  mapped: Endpoint,
  policy: number,
  seen: Endpoint,
  from: Endpoint,
  inspected: boolean,
): KernelStep[] {
  const proxied = inspected && scene.options.inspection === 'proxy';
  const translated = seen.address !== from.address;
  const steps: KernelStep[] = [{ step: 'new-session', id }, ...translation(scene, to, mapped)];
  steps.push({ step: 'route', gateway: mapped.address, interface: scene.world.serverSide });
  steps.push({ step: 'allow', policy, actions: proxied ? 'AV' : translated ? 'SNAT' : '' });
  if (inspected) steps.push(...inspectionSteps(scene));
  if (translated && !proxied) steps.push({ step: 'snat', from: from.address, to: seen });
  return steps;
}

/** How a packet that no pinhole and no rule admits ends. */
export function deniedSteps(
  scene: Scene,
  id: string,
  to: Endpoint,
  mapped: Endpoint,
  local: boolean,
): KernelStep[] {
  const begin: KernelStep = { step: 'new-session', id };
  if (local) return [begin, { step: 'local-route', gateway: to.address }, { step: 'local-in-drop' }];
  const vip = scene.options.vip === 'one-to-one' ? translation(scene, to, mapped) : [];
  const behind = scene.options.vip !== 'port-forward';
  return [
    begin,
    ...vip,
    { step: 'route', gateway: behind ? mapped.address : to.address, interface: scene.world.serverSide },
    { step: 'forward-deny', policy: 0 },
  ];
}

/** Where the second VIP sends a data connection; null where it does not take it. */
export function throughDataVip(scene: Scene, to: Endpoint, source: string): Endpoint | null {
  const { dataVip, world } = scene;
  if (dataVip === undefined || to.address !== world.outside) return null;
  const [first, last] = dataVip.extport.split('-').map(Number) as [number, number];
  if (to.port < first || to.port > last) return null;
  // Of source filters it knows /24 alone.
  const net = dataVip.srcFilter?.replace(/\d+\/24$/, '') ?? '';
  if (!source.startsWith(net)) return null;
  const mapped = Number((dataVip.mappedport ?? dataVip.extport).split('-')[0]);
  return endpoint(world.inside, to.port - first + mapped);
}

export function seenAddress(
  scene: Scene,
  client: Endpoint,
  translated = scene.options.snat || scene.options.vip === 'nat64',
): Endpoint {
  if (!translated) return client;
  return endpoint(scene.world.unitInside, 61000 + (client.port % 4000));
}
