import type { Configuration, Policy, Vip } from './configuration.js';
import { sameVdom } from './setting-evidence.js';
import { coversPort } from './settings.js';
import { type Endpoint, address, addressOf, portOf } from '../net.js';

/** The VIP answers at this address and port. */
export function answersAt(vip: Vip, end: Endpoint): boolean {
  return hasAddress(vip, end) && forwards(vip, portOf(end) ?? 0);
}

export function hasAddress({ extip }: Vip, end: Endpoint): boolean {
  return extip.value !== undefined && within(extip.value, addressOf(end));
}

/** A VIP without port forwarding takes every port. */
export function forwards({ portforward, protocol, extport }: Vip, port: number): boolean {
  return !portforward.value || (protocol.value === 'tcp' && coversPort(extport.value, port));
}

/** The port that the server sees: ranges are mapped number by number. */
export function mappedPort({ portforward, extport, mappedport }: Vip, port: number): number {
  if (!portforward.value) return port;
  const at = extport.value.findIndex((range) => coversPort([range], port));
  const [from, to] = [extport.value[at], mappedport.value[at]];
  return from === undefined || to === undefined ? port : to.first + (port - from.first);
}

/** It leads to this server. */
export function leadsTo({ mappedip }: Vip, server: Endpoint): boolean {
  return mappedip.value.some((range) => within(range, addressOf(server)));
}

/** The VIPs and the groups of VIPs that a policy may name for this one. */
export function namesOf(vip: Vip, { vipGroups }: Configuration): string[] {
  const groups = vipGroups.filter(({ member }) => member.value.includes(vip.name));
  return [vip.name, ...groups.map(({ name }) => name)];
}

/** The policies of its VDOM that name it, or a group that it is in. */
export function policiesNaming(vip: Vip, all: Configuration): Policy[] {
  const names = namesOf(vip, all);
  return all
    .policiesOfVips()
    .filter(
      ({ dstaddr, vdom }) => sameVdom(vdom, vip.vdom) && dstaddr.value.some((name) => names.includes(name)),
    );
}

/** `10.0.0.1`, `10.0.0.1-10.0.0.9`, `10.0.0.0/24`; IPv6 as a single address. */
export function within(printed: string, host: string): boolean {
  const [first = '', last] = printed.split('-');
  const [net = '', bits] = first.split('/');
  if (bits === undefined && last === undefined) return (address(net) ?? net) === host;
  const [low, high, it] = [number(net), last === undefined ? null : number(last), number(host)];
  if (low === null || it === null) return false;
  if (high !== null) return low <= it && it <= high;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(low / size) === Math.floor(it / size);
}

function number(host: string): number | null {
  const parts = host.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part))) return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}
