import type { ConfigEntry } from '../../events/listing.js';
import { address, endpoint, portOf, type Endpoint } from '../../net.js';
import { own } from '../../intern.js';
import { configuration } from '../../configuration/configuration.js';
import { type PortRange } from '../../configuration/settings.js';

const CONTROL_PORTS: ReadonlySet<number> = new Set([21, 990]);

/** What is known to be something else makes up most of the traffic, and can neither offer nor carry a file. */
const OTHER: readonly number[] = [
  ...[22, 25, 53, 80, 88, 110, 123, 143, 179, 389, 443, 445, 465, 514, 541, 587, 636, 853, 993, 995],
];

/** Endpoints learned of; beyond it they count as what their port says. */
const LIMIT = 20_000;

/** Where FTP is to be found: on its own ports, and where the proxy, the bytes, a list or the configuration show it. */
export interface KnownEndpoints {
  /** The server's end of a control channel. */
  readonly isControl: (end: Endpoint) => boolean;
  /** Nothing of FTP is to be expected there. What has become something else does not become this again. */
  readonly isOther: (end: Endpoint) => boolean;
  /** A control channel was seen at this endpoint; its packets so far may have been taken for something else. */
  readonly control: (end: Endpoint) => void;
  /** Somebody offered this endpoint for a data connection. */
  readonly data: (end: Endpoint) => void;
  /** Grows with whatever is learned; never 0. */
  readonly learned: () => number;
  readonly configured: (entry: ConfigEntry) => void;
}

export function createKnownEndpoints(): KnownEndpoints {
  const other = new Uint8Array(65_536);
  for (const port of OTHER) other[port] = 1;
  /** Only those that their port does not tell. */
  const controls = new Set<Endpoint>();
  const offered = new Set<Endpoint>();

  let learned = 1;

  const follow = (ranges: readonly PortRange[]): void => {
    for (const { first, last } of ranges) {
      // Whoever inspects all ports says nothing of any.
      if (first === last) other[first] = 0;
    }
  };
  // Asked for each packet: mostly nothing was learned, and an endpoint that is new each time is dear to look up.
  const isOther = (end: Endpoint): boolean =>
    other[portOf(end) ?? 0] === 1 &&
    (controls.size === 0 || !controls.has(end)) &&
    (offered.size === 0 || !offered.has(end));
  const control = (end: Endpoint): void => {
    if (isControlPort(end) || controls.size >= LIMIT || controls.has(end)) return;
    controls.add(own(end));
    learned += 1;
  };
  return {
    isControl: (end) => isControlPort(end) || (controls.size > 0 && controls.has(end)),
    isOther,
    control,
    learned: () => learned,
    data(end) {
      if (offered.size >= LIMIT || other[portOf(end) ?? 0] !== 1) return;
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
  const isFtp = CONTROL_PORTS.has(to.first) || (NAMED.test(name) && !NAMED_DATA.test(name));
  return host !== null && isFtp ? [endpoint(host, from.first)] : [];
}

/** Implicit FTPS on a port of its own shows nothing but TLS: that it is FTP only the administrator's name for it tells. */
const NAMED = /(?<![a-z])ftp(?:e?s)?(?![a-z])/i;
const NAMED_DATA = /data|passive|pasv|range|tftp|sftp/i;

type VipPorts = ReturnType<typeof configuration>['vips'][number];

/** By its port alone. */
export function isControlPort(end: Endpoint): boolean {
  const port = portOf(end);
  return port !== null && CONTROL_PORTS.has(port);
}
