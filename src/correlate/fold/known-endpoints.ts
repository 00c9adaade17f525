import { isControlPort } from '../../ftp.js';
import type { ConfigEntry } from '../../events/listing.js';
import { address, endpoint, portOf, type Endpoint } from '../../net.js';
import { own } from '../../intern.js';
import { configuration } from '../../configuration/configuration.js';
import { type PortRange } from '../../configuration/settings.js';

/** Ports of other services, which make up most of the traffic. No FTP is expected there until something shows it. */
const OTHER_SERVICE_PORTS: readonly number[] = [
  ...[22, 25, 53, 80, 88, 110, 123, 143, 179, 389, 443, 445, 465, 514, 541, 587, 636, 853, 993, 995],
];

/** Endpoints remembered of each kind; further ones are judged by their port alone. */
const MAX_LEARNED = 20_000;

/** Where FTP is to be found: on its own ports, and where the proxy, the bytes, a list or the configuration show it. */
export interface KnownEndpoints {
  /** The server's end of a control channel. */
  readonly isControl: (end: Endpoint) => boolean;
  /** The port of another service, and nothing showed FTP there. Once false for an endpoint, it stays false. */
  readonly isOther: (end: Endpoint) => boolean;
  /** A control channel was seen at this endpoint. */
  readonly control: (end: Endpoint) => void;
  /** Somebody offered this endpoint for a data connection. */
  readonly data: (end: Endpoint) => void;
  /** Grows whenever something is learned, so that callers know when to ask again; never 0. */
  readonly learned: () => number;
  readonly configured: (entry: ConfigEntry) => void;
}

export function createKnownEndpoints(): KnownEndpoints {
  const other = new Uint8Array(65_536);
  for (const port of OTHER_SERVICE_PORTS) other[port] = 1;
  /** Control endpoints on other ports than FTP's own. */
  const controls = new Set<Endpoint>();
  const offered = new Set<Endpoint>();

  let learned = 1;

  const follow = (ranges: readonly PortRange[]): void => {
    for (const { first, last } of ranges) {
      // A range of ports (inspect all) says nothing about any one of them.
      if (first === last) other[first] = 0;
    }
  };
  // Asked for each packet, so the sets are looked into only if they hold anything: hashing a new string is slow.
  const isOther = (end: Endpoint): boolean =>
    other[portOf(end) ?? 0] === 1 &&
    (controls.size === 0 || !controls.has(end)) &&
    (offered.size === 0 || !offered.has(end));
  const control = (end: Endpoint): void => {
    if (hasControlPort(end) || controls.size >= MAX_LEARNED || controls.has(end)) return;
    controls.add(own(end));
    learned += 1;
  };
  return {
    isControl: (end) => hasControlPort(end) || (controls.size > 0 && controls.has(end)),
    isOther,
    control,
    learned: () => learned,
    data(end) {
      if (offered.size >= MAX_LEARNED || other[portOf(end) ?? 0] !== 1) return;
      offered.add(own(end));
      learned += 1;
    },
    configured(entry) {
      if (!TABLES.has(entry.path)) return;
      learned += 1;
      const { vips, sessionHelpers, protocolOptions, customServices } = configuration([entry]);
      for (const vip of vips) for (const end of controlEnds(vip)) control(end);
      for (const { helper, port } of sessionHelpers) {
        if (helper.value === 'ftp' && port.value !== undefined) other[port.value] = 0;
      }
      for (const { ftpPorts } of protocolOptions) follow(ftpPorts.value);
      for (const { helper, tcpPortrange } of customServices)
        if (helper.value === 'ftp') follow(tcpPortrange.value);
    },
  };
}

const TABLES: ReadonlySet<string> = new Set([
  'firewall vip',
  'firewall vip6',
  'system session-helper',
  'firewall profile-protocol-options ftp',
  'firewall service custom',
]);

/** A VIP that maps a port of its own to one of FTP's. */
function controlEnds({ name, extip, portforward, protocol, extport, mappedport }: VipPorts): Endpoint[] {
  const [from] = extport.value;
  const [to] = mappedport.value;
  if (!portforward.value || protocol.value !== 'tcp' || extip.value === undefined) return [];
  if (from === undefined || to === undefined || from.first !== from.last) return [];
  const host = address(extip.value);
  const isFtp = isControlPort(to.first) || (NAMED.test(name) && !NAMED_DATA.test(name));
  return host !== null && isFtp ? [endpoint(host, from.first)] : [];
}

/** Implicit FTPS on another port shows nothing but TLS: only the administrator's name for the VIP tells that it is FTP. */
const NAMED = /(?<![a-z])ftp(?:e?s)?(?![a-z])/i;
const NAMED_DATA = /data|passive|pasv|range|tftp|sftp/i;

type VipPorts = ReturnType<typeof configuration>['vips'][number];

/** By the port alone: 21 or 990. */
export function hasControlPort(end: Endpoint): boolean {
  return isControlPort(portOf(end));
}
