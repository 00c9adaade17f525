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
  const { extport = '', mappedport = extport, srcFilter } = scene.dataVip ?? {};
  const range = [
    ...(srcFilter === undefined ? [] : [`set src-filter "${srcFilter}"`]),
    'set portforward enable',
    `set extport ${extport}`,
    `set mappedport ${mappedport}`,
  ];
  return [
    'config firewall vip',
    ...vip('FTP', options.vip === 'port-forward' ? [...address, ...forward] : address),
    ...(scene.dataVip ? vip('FTP-data', [...address, ...range]) : []),
    'end',
  ];
}

function policy(scene: Scene, id: number, name: string, service: string, inspected: boolean): string[] {
  const { options, world } = scene;
  const inspection = options.configured;
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

function services({ dataVip }: Scene): string[] {
  if (dataVip === undefined) return [];
  const { extport, mappedport = extport, service = mappedport } = dataVip;
  const range = `        set tcp-portrange ${service}`;
  return ['config firewall service custom', '    edit "FTP-passive"', range, '    next', 'end'];
}

/** Beside a policy for IPv6: the one for IPv4, which inspects. */
function ipv4Policy({ world }: Scene): string[] {
  return [
    `    edit ${world.policy + 1}`,
    '        set name "FTP-IPv4"',
    `        set srcintf "${world.clientSide}"`,
    `        set dstintf "${world.serverSide}"`,
    '        set srcaddr "all"',
    '        set dstaddr "FTP-server"',
    '        set action accept',
    '        set schedule "always"',
    '        set service "FTP"',
    '        set utm-status enable',
    '        set inspection-mode proxy',
    '        set ssl-ssh-profile "deep-inspection"',
    '        set av-profile "default"',
    '    next',
  ];
}

const SESSION_HELPERS = `config system session-helper
    edit 1
        set name ftp
        set protocol 6
        set port 21
    next
    edit 2
        set name tftp
        set protocol 17
        set port 69
    next
end`.split('\n');

const PROTOCOL_OPTIONS = `config firewall profile-protocol-options
    edit "default"
        config ftp
            set ports 21
            set status enable
            set options splice
        end
    next
end`.split('\n');

export function printConfig(scene: Scene): string {
  const { world, options } = scene;
  const build = {
    '5.2': '5.02-FW-build762',
    '6.4': '6.4.6-FW-build1879',
    '7.0': '7.0.12-FW-build0523',
    '7.4': '7.4.4-FW-build2662',
  };
  const { configShows } = options;
  const lines = [
    `#config-version=FGVM64-${build[options.release]}-210601:opmode=0:vdom=0:user=admin`,
    ...(configShows.includes('session-helper') ? SESSION_HELPERS : []),
    ...services(scene),
    ...vips(scene),
    ...(configShows.includes('protocol-options') ? PROTOCOL_OPTIONS : []),
    'config firewall ssl-ssh-profile',
    '    edit "FTP-scan"',
    '        config ftps',
    '            set ports 990',
    `            set status ${options.configured === 'proxy' ? 'deep-inspection' : 'disable'}`,
    '        end',
    '    next',
    'end',
    'config firewall policy',
    ...policy(scene, world.policy, 'FTP', '"FTP" "FTP_GET" "FTP_PUT"', true),
    ...(configShows.includes('ipv4-policy') ? ipv4Policy(scene) : []),
    ...(scene.dataVip ? policy(scene, world.policy + 1, 'FTP-data', '"FTP-passive"', false) : []),
    'end',
  ];
  return `${lines.join('\n')}\n`;
}
