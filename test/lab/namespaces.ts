import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

import { run } from './processes.js';

export interface Network {
  readonly client: string;
  readonly gateway: string;
  readonly server: string;
}

export const ADDRESSES = {
  client: { 4: '203.0.113.10', 6: '2001:db8:1::10' },
  server: { 4: '10.20.30.40', 6: '2001:db8:2::40' },
  inside: '10.20.30.1',
  vip: '198.51.100.20',
} as const;

/** The gateway's own MAC addresses tell in a capture what came in and what went out. */
export const MACS = { port2: '02:00:00:00:02:01', port3: '02:00:00:00:03:01' } as const;

const PREFIX = 'fglab';
const named = (session: number): Network => {
  const [client, gateway, server] = ['c', 'g', 's'].map((end) => `${PREFIX}-${process.pid}-${session}${end}`);
  return { client: client!, gateway: gateway!, server: server! };
};

export const inside = (namespace: string, ...command: string[]): string[] => [
  ...['ip', 'netns', 'exec', namespace],
  ...command,
];

function links({ client, gateway, server }: Network): string {
  return `
link add eth0 netns ${client} address 02:00:00:00:03:10 type veth peer name port3 netns ${gateway} address ${MACS.port3}
link add eth0 netns ${server} address 02:00:00:00:02:40 type veth peer name port2 netns ${gateway} address ${MACS.port2}
`;
}

const ends = (own: string, own6: string, via: string, via6: string): string => `
link set lo up
link set eth0 up
addr add ${own}/24 dev eth0
addr add ${own6}/64 dev eth0 nodad
route add default via ${via}
route add ::/0 via ${via6}
`;

const MIDDLE = `
link set lo up
link set port2 up
link set port3 up
addr add 203.0.113.1/24 dev port3
addr add ${ADDRESSES.vip}/32 dev port3
addr add ${ADDRESSES.inside}/24 dev port2
addr add 2001:db8:1::1/64 dev port3 nodad
addr add 2001:db8:2::1/64 dev port2 nodad
`;

/** Segments and checksums as on a wire: a virtual cable would pass on what no capture of a firewall shows. */
const AS_ON_A_WIRE = (...interfaces: string[]): string =>
  interfaces.map((name) => `ethtool -K ${name} tx off rx off tso off gso off gro off`).join('; ');

async function must(command: readonly string[], input = ''): Promise<void> {
  const { code, out } = await run(command, { input });
  if (code !== 0) throw new Error(`${command.slice(0, 6).join(' ')}: ${out.trim().slice(0, 400)}`);
}

export async function open(session: number): Promise<Network> {
  const net = named(session);
  for (const name of Object.values(net)) await must(['ip', 'netns', 'add', name]);
  await must(['ip', '-batch', '-'], links(net));
  await Promise.all([
    must(
      ['ip', '-n', net.client, '-batch', '-'],
      ends('203.0.113.10', '2001:db8:1::10', '203.0.113.1', '2001:db8:1::1'),
    ),
    must(
      ['ip', '-n', net.server, '-batch', '-'],
      ends('10.20.30.40', '2001:db8:2::40', '10.20.30.1', '2001:db8:2::1'),
    ),
    must(['ip', '-n', net.gateway, '-batch', '-'], MIDDLE),
  ]);
  const forwarding =
    'sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv4.icmp_ratelimit=0';
  await Promise.all([
    must(inside(net.client, 'sh', '-c', AS_ON_A_WIRE('eth0'))),
    must(inside(net.server, 'sh', '-c', AS_ON_A_WIRE('eth0'))),
    must(inside(net.gateway, 'sh', '-c', `${forwarding}; ${AS_ON_A_WIRE('port2', 'port3')}`)),
  ]);
  return net;
}

/** Ends what still runs inside, then takes the namespaces away; for use on the way out, so it waits for nobody. */
export function close(net: Network): void {
  for (const name of Object.values(net)) remove(name);
}

function remove(name: string): void {
  const { stdout } = spawnSync('ip', ['netns', 'pids', name], { encoding: 'utf8' });
  for (const pid of stdout.split('\n').filter((line) => line !== '')) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended by itself meanwhile.
    }
  }
  spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
}

/** Namespaces of a laboratory that was killed before it could clean up: their maker's process is gone. */
export function sweep(own = false): void {
  const { stdout } = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' });
  for (const [name, pid] of stdout.matchAll(new RegExp(`^${PREFIX}-(\\d+)-\\d+[cgs]\\b`, 'gm'))) {
    const mine = Number(pid) === process.pid;
    if (mine ? own : !existsSync(`/proc/${pid}`) || !isLab(pid!)) remove(name);
  }
}

function isLab(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('lab');
  } catch {
    return false;
  }
}
