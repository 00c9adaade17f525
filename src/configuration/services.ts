import { FTP_PORT } from '../ftp.js';
import type { Configuration, Policy } from './configuration.js';
import { coversPort } from './settings.js';
import { sameVdom } from './setting-evidence.js';

/** TCP ports of predefined services. A name that is not here may be a service or group that no input shows. */
const PREDEFINED: Readonly<Record<string, readonly [number, number]>> = {
  ALL: [1, 65_535],
  ALL_TCP: [1, 65_535],
  FTP: [FTP_PORT, FTP_PORT],
  FTP_GET: [FTP_PORT, FTP_PORT],
  FTP_PUT: [FTP_PORT, FTP_PORT],
  HTTP: [80, 80],
  HTTPS: [443, 443],
  SSH: [22, 22],
  TELNET: [23, 23],
  SMTP: [25, 25],
  RDP: [3389, 3389],
};
const NO_TCP: ReadonlySet<string> = new Set(['ALL_UDP', 'ALL_ICMP', 'ALL_ICMP6', 'PING', 'PING6', 'TFTP']);

/** Whether the services of a policy admit a TCP port; `unknown` where one of them is not shown. */
export function admits(policy: Policy, port: number, all: Configuration): Answer {
  const answers = policy.service.value.map((name) => includes(name, port, policy.vdom, all, 0));
  return answers.length === 0 ? 'unknown' : anyOf(answers);
}

type Answer = 'yes' | 'no' | 'unknown';

function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

/** A service of the policy by its own name, where it is shown. */
export function shownServices(policy: Policy, all: Configuration): Configuration['customServices'] {
  return all.customServices.filter(
    ({ name, vdom }) => policy.service.value.includes(name) && sameVdom(vdom, policy.vdom),
  );
}

function includes(
  name: string,
  port: number,
  vdom: string | undefined,
  all: Configuration,
  depth: number,
): Answer {
  const custom = all.customServices.find((one) => one.name === name && sameVdom(one.vdom, vdom));
  if (custom !== undefined && custom.tcpPortrange.from !== 'default')
    return coversPort(custom.tcpPortrange.value, port) ? 'yes' : 'no';
  const range = PREDEFINED[name];
  if (range !== undefined) return range[0] <= port && port <= range[1] ? 'yes' : 'no';
  if (NO_TCP.has(name)) return 'no';
  const group = all.serviceGroups.find((one) => one.name === name && sameVdom(one.vdom, vdom));
  if (group === undefined || depth > 4) return 'unknown';
  return anyOf(group.member.value.map((member) => includes(member, port, vdom, all, depth + 1)));
}
