import { ipv4Text, ipv6Text, u16, u8 } from './bytes.js';

const V4: Readonly<Record<number, string>> = {
  0: 'echo reply',
  4: 'source quench',
  5: 'redirect',
  8: 'echo request',
  9: 'router advertisement',
  10: 'router solicitation',
  11: 'time exceeded in-transit',
  12: 'parameter problem',
  13: 'time stamp query',
  14: 'time stamp reply',
};
const V6: Readonly<Record<number, string>> = {
  2: 'packet too big',
  3: 'time exceeded in-transit',
  4: 'parameter problem',
  128: 'echo request',
  129: 'echo reply',
  133: 'router solicitation',
  134: 'router advertisement',
  135: 'neighbor sol',
  136: 'neighbor adv',
};
const TRANSPORTS: Readonly<Record<number, string>> = { 6: 'tcp', 17: 'udp' };
/** What is printed before and after the address, by the code of an unreachable; codes 2 to 4 have forms of their own. */
const UNREACHABLE: Readonly<Record<number, readonly [what: string, why: string]>> = {
  0: ['net ', ''],
  1: ['host ', ''],
  5: ['', ' - source route failed'],
  6: ['net ', ' - unknown'],
  7: ['host ', ' - unknown'],
  8: ['', ' - source host isolated'],
  9: ['net ', ' - admin prohibited'],
  10: ['host ', ' - admin prohibited'],
  11: ['net ', ' - tos prohibited'],
  12: ['host ', ' - tos prohibited'],
  13: ['host ', ' - admin prohibited filter'],
  14: ['host ', ' - host precedence violation'],
  15: ['host ', ' - precedence cutoff'],
};

/** The words of tcpdump, which the unit's sniffer prints too. An unreachable names the destination of the packet it quotes. */
export function icmpWords(message: Uint8Array, proto: number): string {
  const [type, code] = [u8(message, 0), u8(message, 1)];
  if (proto === 1) return `icmp: ${type === 3 ? unreachable(message, code) : (V4[type] ?? `type-#${type}`)}`;
  return `icmp6: ${type === 1 ? unreachable6(message, code) : (V6[type] ?? `type-#${type}`)}`;
}

function unreachable(message: Uint8Array, code: number): string {
  if (message.length < 28) return 'unreachable';
  const host = ipv4Text(message, 24);
  const proto = u8(message, 17);
  if (code === 2) return `${host} protocol ${proto} unreachable`;
  if (code === 3) return port(host, proto, u16(message, 8 + (u8(message, 8) & 15) * 4 + 2));
  if (code === 4) return `${host} unreachable - need to frag (mtu ${u16(message, 6)})`;
  const [what, why] = UNREACHABLE[code] ?? ['host ', ` - #${code}`];
  return `${what}${host} unreachable${why}`;
}

function unreachable6(message: Uint8Array, code: number): string {
  if (message.length < 48) return 'unreachable';
  const host = ipv6Text(message, 32);
  if (code === 4) return port(host, u8(message, 14), u16(message, 50));
  return `${host} unreachable ${['route', 'prohibited', 'scope', 'address'][code] ?? 'prohibited'}`;
}

function port(host: string, proto: number, number: number): string {
  const name = TRANSPORTS[proto] ?? `protocol ${proto}`;
  return `${host} ${name} port ${number} unreachable`;
}
