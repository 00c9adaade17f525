import { ahead } from '../../net.js';
import type { TalkRedaction, TcpSegment } from './fields.js';
import { redactedTalk } from './talk.js';

/**
 * What each side of each TCP connection says, put together from its packets: words are cut between packets, and a packet
 * is printed once for each interface it passes.
 */
export interface Streams {
  readonly add: (segment: TcpSegment) => void;
  /** Goes through all that is said, for what has to be known of it before it is rewritten. */
  readonly listen: (redaction: TalkRedaction) => void;
  /** No more packets: what is there is rewritten, as long as it was. */
  readonly settle: (redaction: TalkRedaction) => void;
  /** The rewritten bytes of a packet; null where nothing of them is kept. */
  readonly payload: (segment: TcpSegment) => Uint8Array | null;
}

/** One direction of one connection. Offsets count from `base`. */
interface Direction {
  readonly base: number;
  readonly opposite: string;
  readonly segments: Map<number, Uint8Array>;
  runs: Run[];
  last: number;
  size: number;
  isControl: boolean;
}

interface Run {
  readonly at: number;
  bytes: Uint8Array;
}

/** Of one direction; what is beyond it is dropped. A control channel says less. */
const MOST_BYTES = 1 << 20;
/** A sequence number that is farther from the last one belongs to another connection. */
const FAR = 1 << 24;
const CONTROL_PORTS = new Set([21, 990]);
const FTP =
  /^(?:[1-5]\d\d[ -]|(?:USER|PASS|AUTH|FEAT|PASV|EPSV|PORT|EPRT|OPTS|SYST|TYPE|CWD|PWD|RETR|STOR|LIST|QUIT|NOOP|PBSZ|PROT|CLNT|HOST)\b)/i;

export function createStreams(): Streams {
  const all = new Map<string, Direction[]>();
  const directionOf = ({ from, to, sequence, ports }: TcpSegment): Direction | undefined => {
    const known = all.get(`${from} ${to}`) ?? [];
    const found = known.findLast(({ base, last }) => {
      return Math.abs(ahead(sequence, (base + last) >>> 0)) < FAR;
    });
    if (found !== undefined) found.isControl ||= ports.some((port) => CONTROL_PORTS.has(port));
    return found;
  };
  return {
    add(segment) {
      const { from, to, sequence, ports } = segment;
      let direction = directionOf(segment);
      if (direction === undefined) {
        direction = begin(
          sequence,
          `${to} ${from}`,
          ports.some((port) => CONTROL_PORTS.has(port)),
        );
        all.set(`${from} ${to}`, [...(all.get(`${from} ${to}`) ?? []), direction]);
      }
      take(direction, segment);
    },
    listen(redaction) {
      for (const { isControl, segments } of judged(all))
        for (const { bytes } of runsOf(segments)) redactedTalk(bytes, isControl, redaction);
    },
    settle(redaction) {
      for (const direction of judged(all)) {
        const runs = runsOf(direction.segments);
        direction.runs = runs.map(({ at, bytes }) => ({
          at,
          bytes: redactedTalk(bytes, direction.isControl, redaction),
        }));
        direction.segments.clear();
      }
    },
    payload(segment) {
      const direction = directionOf(segment);
      if (direction === undefined) return null;
      const at = ahead(segment.sequence, direction.base);
      const run = direction.runs.findLast((one) => one.at <= at);
      const part = run?.bytes.subarray(at - run.at, at - run.at + segment.bytes.length);
      if (part === undefined || part.length === 0) return null;
      const whole = new Uint8Array(segment.bytes.length);
      whole.set(part);
      return whole;
    },
  };
}

function begin(base: number, opposite: string, isControl: boolean): Direction {
  return { base, opposite, segments: new Map(), runs: [], last: 0, size: 0, isControl };
}

function take(direction: Direction, { sequence, bytes }: TcpSegment): void {
  const at = ahead(sequence, direction.base);
  const known = direction.segments.get(at);
  direction.last = Math.max(direction.last, at);
  if (direction.size > MOST_BYTES || (known !== undefined && known.length >= bytes.length)) return;
  direction.size += bytes.length;
  direction.segments.set(at, bytes.slice());
}

/** All directions, each knowing whether its connection is a control channel: what one side says shows it for both. */
function judged(all: ReadonlyMap<string, Direction[]>): Direction[] {
  for (const direction of [...all.values()].flat()) {
    const [first] = runsOf(direction.segments);
    const start = first === undefined ? '' : Buffer.from(first.bytes.subarray(0, 64)).toString('latin1');
    direction.isControl ||= FTP.test(start);
  }
  const flat = [...all.values()].flat();
  for (const direction of flat) {
    if (!direction.isControl) continue;
    for (const other of all.get(direction.opposite) ?? []) other.isControl = true;
  }
  return flat;
}

/** What is there without a gap, in order; of bytes that came twice the first. */
function runsOf(segments: ReadonlyMap<number, Uint8Array>): Run[] {
  const runs: Run[] = [];
  for (const [at, bytes] of [...segments].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    const end = last === undefined ? NaN : last.at + last.bytes.length;
    if (last === undefined || at > end) runs.push({ at, bytes });
    else if (at + bytes.length > end) last.bytes = Buffer.concat([last.bytes, bytes.subarray(end - at)]);
  }
  return runs;
}
