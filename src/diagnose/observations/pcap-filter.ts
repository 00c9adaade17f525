import { ACTIVE_SOURCE_PORTS } from '../../ftp.js';
import { FIRST_HIGH_PORT, address } from '../../net.js';

export type Shown = 'yes' | 'no' | 'unknown';

/** One TCP packet: its two hosts and its destination port. Its source port may be any that a system gives out. */
export interface Packet {
  readonly from: string;
  readonly to: string;
  readonly port: number | null;
}

/** The words before an address or a number, as in `tcp src port`. */
interface Words {
  readonly protocol: string | undefined;
  readonly way: 'src' | 'dst' | 'both' | 'either';
  readonly kind: string;
}

/** The whole filter or one open parenthesis: its value so far, and how the next operand joins it. */
interface Level {
  value: Shown | null;
  /** Null before the first operand and behind each operand. */
  join: 'and' | 'or' | null;
  negated: boolean;
}

/** Characters. A longer filter is not read, and what it shows is unknown. */
const LONGEST_FILTER = 4000;
const PROTOCOLS: ReadonlySet<string> = new Set(['tcp', 'udp', 'icmp', 'icmp6', 'arp', 'ip', 'ip6']);
const KINDS: ReadonlySet<string> = new Set(['host', 'net', 'port', 'portrange']);
const JOINS: Readonly<Record<string, 'and' | 'or'>> = { and: 'and', '&&': 'and', or: 'or', '||': 'or' };

/**
 * Would a capture with this filter show the packet? As pcap-filter(7) says, `and` and `or` have the same precedence
 * and bind to the left, and a bare address or number takes over the words of the one before it (`host a or b`). If
 * the filter contains anything else, the answer is unknown for the whole: half of a filter proves nothing.
 */
export function shows(filter: string, packet: Packet): Shown {
  const text = filter.trim().toLowerCase();
  if (text === '' || text === 'none') return 'yes';
  if (text.length > LONGEST_FILTER) return 'unknown';
  const tokens = text.match(/&&|\|\||[()!]|[^\s()!&|]+|[&|]/g) ?? [];
  const levels: Level[] = [{ value: null, join: null, negated: false }];
  let words: Words | null = null;
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at] ?? '';
    const taken = takeOperator(levels, token);
    if (taken === null) return 'unknown';
    if (taken) {
      at += 1;
      continue;
    }
    const read = primitive(tokens, at, words, packet);
    if (read === null || !put(levels.at(-1), read.value)) return 'unknown';
    words = read.words;
    at = read.end;
  }
  // If a parenthesis is still open, the whole filter still waits for its operand or has no value: unknown.
  const [whole] = levels;
  return whole?.join === null ? (whole.value ?? 'unknown') : 'unknown';
}

/** Takes `and`, `or`, `not` or a parenthesis. False: the token begins an operand. Null: it cannot stand here. */
function takeOperator(levels: Level[], token: string): boolean | null {
  const level = levels.at(-1);
  if (level === undefined) return null;
  const join = JOINS[token];
  if (join !== undefined) {
    if (level.value === null || level.join !== null) return null;
    level.join = join;
    return true;
  }
  if (token === ')') {
    const inner = levels.pop()?.value ?? null;
    return level.join === null && put(levels.at(-1), inner) ? true : null;
  }
  if (level.value !== null && level.join === null) return null;
  if (token === 'not' || token === '!') level.negated = !level.negated;
  else if (token === '(') levels.push({ value: null, join: null, negated: false });
  else return false;
  return true;
}

function put(level: Level | undefined, operand: Shown | null): boolean {
  if (level === undefined || operand === null) return false;
  const value = level.negated ? not(operand) : operand;
  const join = level.join === 'and' ? both : either;
  level.value = level.value === null ? value : join(level.value, value);
  level.join = null;
  level.negated = false;
  return true;
}

/** Reads `tcp`, `src host a`, `tcp dst port 21`, or a bare `a`, which takes over the words before. */
function primitive(
  tokens: readonly string[],
  start: number,
  before: Words | null,
  packet: Packet,
): { value: Shown; words: Words | null; end: number } | null {
  const { protocol, way, kind, end: at } = wordsAt(tokens, start);
  const isBare = way === null && kind === undefined;
  if (protocol !== undefined && isBare) return { value: carries(protocol, packet), words: before, end: at };
  const words = isBare ? before : { protocol, way: way ?? 'either', kind: kind ?? 'host' };
  if (words === null) return null;
  const mask = words.kind === 'net' && tokens[at + 1] === 'mask' ? tokens[at + 2] : undefined;
  const value = matches(words, tokens[at] ?? '', mask, packet);
  if (value === null) return null;
  const same = words.protocol === undefined ? 'yes' : carries(words.protocol, packet);
  return { value: both(same, value), words, end: at + (mask === undefined ? 1 : 3) };
}

/** The words in front of an address or a number; `end` is where that stands. */
function wordsAt(
  tokens: readonly string[],
  start: number,
): { protocol: string | undefined; way: Words['way'] | null; kind: string | undefined; end: number } {
  let at = start;
  const protocol = PROTOCOLS.has(tokens[at] ?? '') ? tokens[at++] : undefined;
  const way = wayAt(tokens, at);
  at += way?.length ?? 0;
  const kind = KINDS.has(tokens[at] ?? '') ? tokens[at++] : undefined;
  return { protocol, way: way?.way ?? null, kind, end: at };
}

function carries(protocol: string, { from }: Packet): Shown {
  const six = from.includes(':');
  return protocol === 'tcp' || protocol === (six ? 'ip6' : 'ip') ? 'yes' : 'no';
}

function wayAt(tokens: readonly string[], at: number): { way: Words['way']; length: number } | null {
  const [one, join, two] = tokens.slice(at, at + 3);
  if (one !== 'src' && one !== 'dst') return null;
  const joined = JOINS[join ?? ''];
  const isPair = joined !== undefined && (two === 'src' || two === 'dst') && two !== one;
  return isPair ? { way: joined === 'or' ? 'either' : 'both', length: 3 } : { way: one, length: 1 };
}

function matches({ way, kind }: Words, id: string, mask: string | undefined, packet: Packet): Shown | null {
  if (kind === 'host' || kind === 'net') {
    const test = kind === 'host' ? hostTest(id) : netTest(id, mask);
    return test === null ? null : combined(way, test(packet.from), test(packet.to));
  }
  const range = kind === 'port' ? /^(\d{1,5})$/.exec(id) : /^(\d{1,5})-(\d{1,5})$/.exec(id);
  if (range === null) return null;
  const [low, high] = [Number(range[1]), Number(range[2] ?? range[1])];
  const { port } = packet;
  if (port === null) return combined(way, sourcePort(low, high), 'unknown');
  return combined(way, sourcePort(low, high), port >= low && port <= high ? 'yes' : 'no');
}

/** Systems give out source ports from 1024 on; in active mode the server dials from port 20 or 989. */
function sourcePort(low: number, high: number): Shown {
  if (low <= 20 && high >= 65_535) return 'yes';
  const active = [...ACTIVE_SOURCE_PORTS].some((port) => low <= port && high >= port);
  return high >= FIRST_HIGH_PORT || active ? 'unknown' : 'no';
}

function combined(way: Words['way'], src: Shown, dst: Shown): Shown {
  if (way === 'src') return src;
  if (way === 'dst') return dst;
  return way === 'both' ? both(src, dst) : either(src, dst);
}

function hostTest(id: string): ((host: string) => Shown) | null {
  const wanted = address(id);
  return wanted === null ? null : (host) => (host === wanted ? 'yes' : 'no');
}

/** `10.0.0.0/8`, `10.0.0.0 mask 255.0.0.0`, `10.1` for 10.1.0.0/16. */
function netTest(id: string, mask: string | undefined): ((host: string) => Shown) | null {
  const [base = '', length] = id.split('/');
  if (!/^\d{1,3}(?:\.\d{1,3}){0,3}$/.test(base)) return null;
  const octets = base.split('.');
  const net = number(address([...octets, '0', '0', '0'].slice(0, 4).join('.')));
  const bits = length === undefined ? octets.length * 8 : Number(length);
  const wide = mask === undefined ? maskOf(bits) : number(address(mask));
  if (net === null || wide === null || !(bits >= 0 && bits <= 32)) return null;
  return (host) => {
    const own = number(host);
    return own !== null && (own & wide) >>> 0 === (net & wide) >>> 0 ? 'yes' : 'no';
  };
}

/** The mask with so many leading ones. JavaScript shifts by the lowest five bits alone, so 32 would shift by nothing. */
function maskOf(bits: number): number {
  return bits === 0 ? 0 : (-1 << (32 - bits)) >>> 0;
}

function number(host: string | null): number | null {
  if (host === null || host.includes(':')) return null;
  return host.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

function not(value: Shown): Shown {
  if (value === 'unknown') return value;
  return value === 'yes' ? 'no' : 'yes';
}
function both(a: Shown, b: Shown): Shown {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'unknown';
}
function either(a: Shown, b: Shown): Shown {
  return not(both(not(a), not(b)));
}
