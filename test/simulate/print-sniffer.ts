import type { Happening, Segment } from './happenings.js';
import { dot, SECOND, stamp } from './net.js';
import type { Scene } from './scene.js';

function words({ flags, seq, ack, payload }: Segment): string {
  if (flags.startsWith('S')) return flags === 'S' ? `syn ${seq}` : `syn ${seq} ack ${ack}`;
  if (flags.startsWith('F')) return `fin ${seq} ack ${ack}`;
  if (flags.startsWith('R')) return ack > 0 ? `rst ${seq} ack ${ack}` : `rst ${seq}`;
  return payload ? `psh ${seq} ack ${ack}` : `ack ${ack}`;
}

function payload(happening: Happening): string | null {
  switch (happening.kind) {
    case 'arrive':
    case 'leave': {
      const { segment } = happening;
      return `${dot(segment.src)} -> ${dot(segment.dst)}: ${words(segment)}`;
    }
    case 'icmp':
      return `${happening.src} -> ${happening.dst}: icmp: ${happening.text}`;
    case 'udp':
      return `${dot(happening.src)} -> ${dot(happening.dst)}: udp ${happening.length}`;
    case 'arp':
      return happening.text;
    case 'wad':
      return null;
  }
}

const directionOf = (happening: Happening): string =>
  happening.kind === 'arrive'
    ? 'in'
    : happening.kind === 'leave'
      ? 'out'
      : 'direction' in happening
        ? happening.direction
        : '';

function sniffed(scene: Scene): string {
  const { sniff } = scene.options;
  return sniff === 'any' ? 'any' : sniff === 'client' ? scene.world.clientSide : scene.world.serverSide;
}

function filterText(scene: Scene): string {
  if (scene.options.filter === 'control') return `port ${scene.world.controlPort}`;
  if (scene.options.noise > 0) return 'none';
  const hosts = new Set<string>([scene.world.inside]);
  for (const happening of scene.happenings) {
    const opens = happening.kind === 'arrive' && happening.segment.flags === 'S';
    if (opens && happening.interface !== scene.world.serverSide) hosts.add(happening.segment.src.address);
  }
  return `${[...hosts].map((host) => `host ${host}`).join(' or ')} or icmp`;
}

const isControl = (happening: Happening, port: number): boolean =>
  'segment' in happening && [happening.segment.src.port, happening.segment.dst.port].includes(port);

export function printSniffer(scene: Scene, dump: (segment: Segment, direction: string) => string[]): string {
  const { snifferStamp, zoneSeconds, snifferSkew, verbosity, release, filter } = scene.options;
  const device = sniffed(scene);
  const lines: string[] = [];
  const zone = snifferStamp === 'l' ? zoneSeconds : 0;
  let first: number | null = null;
  let packets = 0;
  for (const happening of scene.happenings) {
    const text = payload(happening);
    if (text === null || happening.kind === 'wad') continue;
    if (device !== 'any' && happening.interface !== device) continue;
    if (filter === 'control' && !isControl(happening, scene.world.controlPort)) continue;
    packets += 1;
    first ??= happening.at - 900;
    const time =
      snifferStamp === 'relative'
        ? ((happening.at - first) / SECOND).toFixed(6)
        : stamp(happening.at + (zone + snifferSkew) * SECOND);
    const where =
      verbosity === 1 ? '' : `${happening.interface} ${device === 'any' ? directionOf(happening) : '--'} `;
    lines.push(`${time} ${where}${text}${release === '6.4' ? '' : ' '}`);
    if (verbosity === 6 && 'segment' in happening)
      lines.push(...dump(happening.segment, directionOf(happening)), '');
  }
  const opening = release === '7.0' || release === '7.4' ? ['Using Original Sniffing Mode'] : [];
  const head = [...opening, `interfaces=[${device}]`, `filters=[${filterText(scene)}]`];
  const tail = ['', `${packets} packets received by filter`, '0 packets dropped by kernel'];
  return `${[...head, ...lines, ...tail].join('\n')}\n`;
}
