import type { Leg, Sighting } from '../../correlate/model/leg.js';
import { snatOf } from '../../correlate/model/leg-translation.js';
import { prints } from '../../correlate/model/leg-queries.js';
import type { Connection, ControlSession } from '../../correlate/model/timeline.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import type { Lane } from '../../ladder.js';
import { addressOf, type Endpoint } from '../../net.js';
import { otherHost, placeIn, sidesIn, wayOf } from './lanes.js';
import { CLIENT, isSpan, SERVER, type Host, type Way } from './mark.js';

/** The ways on which a connection was printed at all, and the interfaces of both sides of the unit. */
export interface LaneCoverage {
  readonly ways: readonly Way[];
  readonly outside: string | null;
  readonly inside: string | null;
}

export function coverageOf(connection: Connection, initiator: Host, proxied: boolean): LaneCoverage {
  const sides = sidesIn(connection, initiator, proxied);
  const seen = legsOf(connection).flatMap((leg) =>
    prints(leg).map((print) => ({
      print,
      way: wayOf(senderOf(print, leg, initiator), placeIn(sides, leg, print)),
    })),
  );
  const at = (lane: number): string | null =>
    seen.find(({ print, way }) => print.interface !== undefined && touches(way, lane) && !isSpan(way))?.print
      .interface ?? null;
  return { ways: seen.map(({ way }) => way), outside: at(CLIENT), inside: at(SERVER) };
}

function senderOf(print: Sighting, leg: Leg, initiator: Host): Host {
  const isForth =
    leg.syns.includes(print) ||
    leg.initiatorAcks.includes(print) ||
    leg.initiatorData.includes(print) ||
    leg.ends.some((end) => end === print && end.by === 'initiator');
  return isForth ? initiator : otherHost(initiator);
}

const touches = ([from, to]: Way, lane: number): boolean => from === lane || to === lane;

interface LaneFacts {
  readonly control: ControlSession | null;
  /** The data connection. */
  readonly connection: Connection | null;
  readonly passive: boolean;
  /** What the pinhole translates to, where one is known. */
  readonly mapped: Endpoint | null;
  readonly coverage: readonly LaneCoverage[];
  readonly ways: readonly Way[];
  /** Sides of which the verdict says that no source shows the data connection there. */
  readonly unseen: ReadonlySet<Host>;
}

/** What stands over the four lanes: names, addresses, interfaces, and which side nobody captured. */
export function lanesOf(facts: LaneFacts): Lane[] {
  const { coverage, ways, unseen } = facts;
  const covered = coverage.flatMap((one) => one.ways);
  const isShown = (host: number): boolean =>
    ways.some((way) => touches(way, host)) ||
    (covered.some((way) => touches(way, host)) && !unseen.has(host === CLIENT ? 'client' : 'server'));
  const { client, outside, inside, server } = addressesOf(facts);
  const at = (which: 'outside' | 'inside'): string | null =>
    coverage.map((one) => one[which]).find((name) => name !== null) ?? null;
  const lane = (name: Lane['name'], host: number, endpoint: string | null, port: string | null): Lane => ({
    name,
    endpoint,
    interface: port,
    captured: isShown(host),
  });
  return [
    lane('client', CLIENT, client, null),
    lane('unit outside', CLIENT, outside === server ? null : outside, at('outside')),
    lane('unit inside', SERVER, inside === client ? null : inside, at('inside')),
    lane('server', SERVER, server, null),
  ];
}

type Addresses = Readonly<Record<'client' | 'outside' | 'inside' | 'server', string | null>>;

const NOBODY: Addresses = { client: null, outside: null, inside: null, server: null };

/** The hosts' own addresses, and those by which each is known on the other side of the unit. */
function addressesOf({ control, connection, passive, mapped }: LaneFacts): Addresses {
  const own = control === null ? NOBODY : controlAddresses(control);
  const data = connection === null ? NOBODY : dataAddresses(connection, passive);
  return {
    client: own.client ?? data.client,
    outside: own.outside ?? data.outside,
    inside: own.inside ?? data.inside,
    server: own.server ?? (passive ? address(mapped) : null) ?? data.server ?? own.outside,
  };
}

const controlAddresses = ({ client, server, mappedServer, connection }: ControlSession): Addresses => ({
  client: address(client),
  outside: address(server),
  inside: connection === null ? null : address(translated(connection)),
  server: address(mappedServer),
});

/** In active mode it is the server that dials, and the client that may be behind another address. */
function dataAddresses(connection: Connection, passive: boolean): Addresses {
  const { near, far, mapped } = connection;
  const dialler = address(near.initiator);
  const dialled = address(near.responder);
  const reached = address(mapped ?? far?.responder) ?? dialled;
  const shown = address(translated(connection)) ?? dialler;
  return passive
    ? { client: dialler, outside: dialled, inside: shown, server: reached }
    : { client: reached, outside: shown, inside: dialled, server: dialler };
}

const address = (end: Endpoint | null | undefined): string | null => (end == null ? null : addressOf(end));

/** The address by which the responder's side knows the initiator, where that is shown. */
function translated({ near, far }: Connection): Endpoint | null {
  return snatOf(near) ?? (far === null || far === near ? null : far.initiator);
}
