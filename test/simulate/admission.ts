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

export function seenAddress(scene: Scene, client: Endpoint, translated = scene.options.snat): Endpoint {
  if (!translated) return client;
  return endpoint(scene.world.unitInside, 61000 + (client.port % 4000));
}
