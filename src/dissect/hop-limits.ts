import type { SnifferPacket, SnifferTcp } from '../events/sniffer.js';
import { addressOf, type Endpoint } from '../net.js';

/** Microseconds within which a packet that is passed on is printed again. */
const PASSED_ON_WITHIN = 50_000;
/** Packets among which the first print of one is looked for. */
const LATEST = 16;
/** Pairs of hosts remembered per capture; a port scan must not fill the memory. */
const MAX_PAIRS = 4096;

type Direction = SnifferPacket['direction'];
/** What a hop limit says for packets of one host to another; `null`: nothing, for it was seen both ways. */
type Ways = Map<number, Direction | null>;

/** One capture's packets that may still be printed again, and what the hop limits in it say. */
interface Seen {
  readonly latest: Passed[];
  readonly ways: Map<string, Ways>;
}

/** What one packet that may be passed on shows of itself. */
interface Passed {
  readonly src: Endpoint;
  readonly dst: Endpoint;
  /** Of these two. */
  readonly hosts: string;
  readonly tcp: SnifferTcp;
  readonly at: number;
  readonly length: number | undefined;
  readonly hops: number;
}

/**
 * Tells the direction of packets that were captured on all interfaces without saying which way they went (a pcap, or
 * verbosity 3). Whoever passes a packet on takes one hop from its limit: of two prints of one packet the first came
 * in and the second went out. From then on the limit alone says so of the other packets between these hosts, and a
 * packet that was printed once is known to have stayed in the unit.
 */
export function createHopLimits(): (packet: SnifferPacket) => void {
  const captures = new Map<string, Seen>();
  return (packet) => {
    const { direction, hops, src, dst, tcp, stamp, length } = packet;
    if (direction !== undefined || hops === undefined || stamp === undefined) return;
    if (src === undefined || dst === undefined || tcp === undefined) return;
    const { file } = packet.origin;
    let seen = captures.get(file);
    if (seen === undefined) captures.set(file, (seen = { latest: [], ways: new Map() }));
    const hosts = `${addressOf(src)} ${addressOf(dst)}`;
    const known = learned(seen, hosts, hops, tcp);
    packet.direction = known ?? learn(seen, { src, dst, hosts, tcp, at: stamp.at, length, hops });
  };
}

/** A reset that was printed once may be the unit's own, in a host's name and with a limit that looks like the host's. */
function learned({ ways }: Seen, hosts: string, hops: number, { rst }: SnifferTcp): Direction {
  const way = ways.get(hosts)?.get(hops) ?? undefined;
  return rst && way === 'in' ? undefined : way;
}

function learn({ latest, ways }: Seen, packet: Passed): Direction {
  const first = latest.findLast((one) => isPassedOn(one, packet));
  if (first === undefined) {
    latest.push(packet);
    if (latest.length > LATEST) latest.shift();
    return undefined;
  }
  note(ways, first, 'in');
  note(ways, packet, 'out');
  return 'out';
}

function note(ways: Seen['ways'], { hosts, hops }: Passed, way: Direction): void {
  const known = ways.get(hosts) ?? new Map<number, Direction | null>();
  const before = known.get(hops);
  known.set(hops, before === undefined || before === way ? way : null);
  if (ways.size < MAX_PAIRS) ways.set(hosts, known);
}

/** Translation changes the addresses of one end, and later perhaps the numbers; the first words are passed on as they are. */
function isPassedOn(first: Passed, second: Passed): boolean {
  const since = second.at - first.at;
  if (second.hops !== first.hops - 1 || since < 0 || since > PASSED_ON_WITHIN) return false;
  if (first.length !== second.length || (first.src !== second.src && first.dst !== second.dst)) return false;
  const [a, b] = [first.tcp, second.tcp];
  return a.seq === b.seq && a.ack === b.ack && a.syn === b.syn && a.fin === b.fin && a.rst === b.rst;
}
