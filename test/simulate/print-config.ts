import type { Scene } from './scene.js';

const vip = (name: string, lines: string[]): string[] => [
  `    edit "${name}"`,
  ...lines.map((line) => `        ${line}`),
  '    next',
];

function vips(scene: Scene): string[] {
  const { options, world } = scene;
  if (options.vip === 'none') return [];
  const address = [`set extip ${world.outside}`, `set mappedip "${world.inside}"`, 'set extintf "any"'];
  const forward = [
    'set portforward enable',
    `set extport ${world.controlPort}`,
    `set mappedport ${world.controlPort}`,
  ];
  const range = ['set portforward enable', 'set extport 50000-51000', 'set mappedport 50000-51000'];
  return [
    'config firewall vip',
    ...vip('FTP', options.vip === 'port-forward' ? [...address, ...forward] : address),
    ...(scene.staticRange ? vip('FTP-data', [...address, ...range]) : []),
    'end',
  ];
}

function policy(scene: Scene, id: number, name: string, service: string, inspected: boolean): string[] {
  const { options, world } = scene;
  const inspection = options.inspection;
  const deep = ['set inspection-mode proxy', 'set ssl-ssh-profile "FTP-scan"', 'set av-profile "default"'];
  const lines = [
    `set name "${name}"`,
    `set srcintf "${world.clientSide}"`,
    `set dstintf "${world.serverSide}"`,
    'set srcaddr "all"',
    `set dstaddr "${options.vip === 'none' ? 'all' : name}"`,
    'set action accept',
    'set schedule "always"',
    `set service ${service}`,
    ...(inspected && inspection !== 'none' ? ['set utm-status enable'] : []),
    ...(inspected && inspection === 'proxy' ? deep : []),
    ...(inspected && inspection === 'flow'
      ? ['set ssl-ssh-profile "certificate-inspection"', 'set ips-sensor "default"']
      : []),
    'set logtraffic all',
    ...(options.snat ? ['set nat enable'] : []),
  ];
  return [`    edit ${id}`, ...lines.map((line) => `        ${line}`), '    next'];
}

export function printConfig(scene: Scene): string {
  const { world, options } = scene;
  const build = {
    '5.2': '5.02-FW-build762',
    '6.4': '6.4.6-FW-build1879',
    '7.0': '7.0.12-FW-build0523',
    '7.4': '7.4.4-FW-build2662',
  };
  const lines = [
    `#config-version=FGVM64-${build[options.release]}-210601:opmode=0:vdom=0:user=admin`,
    ...vips(scene),
    'config firewall ssl-ssh-profile',
    '    edit "FTP-scan"',
    '        config ftps',
    '            set ports 990',
    `            set status ${options.inspection === 'proxy' ? 'deep-inspection' : 'disable'}`,
    '        end',
    '    next',
    'end',
    'config firewall policy',
    ...policy(scene, world.policy, 'FTP', '"FTP" "FTP_GET" "FTP_PUT"', true),
    ...(scene.staticRange ? policy(scene, world.policy + 1, 'FTP-data', '"FTP-passive"', false) : []),
    'end',
  ];
  return `${lines.join('\n')}\n`;
}
