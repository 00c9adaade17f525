import type { SnifferPacket } from '../../events/sniffer.js';
import type { Origin, Stamp } from '../../events/record.js';
import { address, dotEndpoint, type Endpoint } from '../../net.js';
import { absoluteStamp, relativeStamp } from '../stamp.js';
import { readWords, type Words } from './packet-summary.js';

/** Stamp, interface and direction (verbosity 4 to 6; `--` when one interface is sniffed), addresses, words. */
const HEADER =
  /^(?:\[FP[MC]\d+\] {0,4})?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{1,9}|\d{1,9}\.\d{6}) +(?:([^\s[]\S*) (in|out|--) +)?(?:(\S+) -> (\S+):(?: +|$))?(.*)$/;

/** Articles leave the stamp out: then only two endpoints and words that the sniffer prints tell a packet. */
const UNSTAMPED =
  /^(?:([^\s[]\S*) (in|out|--) +)?([\da-fA-F.:]+) -> ([\da-fA-F.:]+):(?: +)((?:syn|fin|rst|psh|ack) \d.*|udp \d.*|icmp6?: .*)$/;

/** Without interface and addresses only known first words tell a packet from any other stamped line. */
const BARE = /^(?:arp |802\.1Q |stp |pppoe |Ether type |llc |lldp |802\.3 )/;

/**
 * True if the line stops before it tells whose packet it is: it names an interface and neither two addresses nor one of
 * the words of packets that have none, or nothing stands behind the addresses.
 */
export function isCutHeader({ src, text }: SnifferPacket): boolean {
  return src === undefined ? !BARE.test(text) && /^(?:[\da-fA-F.:]*$|\S+ ->)/.test(text) : text === '';
}

const NO_WORDS: Words = { proto: undefined, tcp: undefined, length: undefined };

/** The packet header line of every verbosity, or null: the packet as far as the line tells of it. */
export function readHeader(line: string, origin: Origin): SnifferPacket | null {
  const match = HEADER.exec(line);
  if (match === null) return unstamped(line, origin);
  const [, printed = '', name, direction, from, to, rest = ''] = match;
  if (from === undefined && name === undefined && !BARE.test(rest)) return null;
  const stamp = printed.includes('-') ? absoluteStamp(printed) : relativeStamp(printed);
  if (stamp === undefined) return null;
  return packetOf(origin, stamp, { name, direction, from, to, rest });
}

function unstamped(line: string, origin: Origin): SnifferPacket | null {
  const match = UNSTAMPED.exec(line);
  if (match === null) return null;
  const [, name, direction, from, to, rest = ''] = match;
  const packet = packetOf(origin, undefined, { name, direction, from, to, rest });
  return packet.src === undefined || packet.dst === undefined ? null : packet;
}

interface HeaderParts {
  readonly name: string | undefined;
  readonly direction: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly rest: string;
}

function packetOf(origin: Origin, stamp: Stamp | undefined, parts: HeaderParts): SnifferPacket {
  const { name, direction, from, to, rest } = parts;
  const text = rest.trimEnd();
  const { proto, tcp, length } = from === undefined ? NO_WORDS : readWords(text);
  return {
    source: 'sniffer',
    kind: 'packet',
    origin,
    stamp,
    interface: name,
    direction: direction === 'in' || direction === 'out' ? direction : undefined,
    proto,
    src: end(from),
    dst: end(to),
    peers: undefined,
    tcp,
    text,
    length,
    bytes: undefined,
    hops: undefined,
    payload: undefined,
    frame: undefined,
  };
}

/** The port stands after the last dot, for IPv6 too; protocols without ports print the bare address. */
function end(text: string | undefined): Endpoint | undefined {
  return text === undefined ? undefined : (dotEndpoint(text) ?? address(text) ?? undefined);
}
