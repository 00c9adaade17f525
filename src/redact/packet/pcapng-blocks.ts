import {
  BYTE_ORDER,
  COMMENT,
  ENHANCED_PACKET,
  INTERFACE,
  INTERFACE_NAME,
  INTERFACE_RESOLUTION,
  OLD_PACKET,
  PACKET_FLAGS,
  SECTION,
  SIMPLE_PACKET,
  STATISTICS,
  ticksPerSecond,
} from '../../dissect/pcapng.js';
import { moveTicks } from './packet-times.js';

/** Where the options of a block begin; of a packet they follow its data. */
const OPTIONS_AT: Readonly<Record<number, number>> = { [SECTION]: 24, [INTERFACE]: 16, [STATISTICS]: 20 };
const PACKETS: Readonly<Record<number, number>> = { [OLD_PACKET]: 28, [ENHANCED_PACKET]: 28 };
/** Options that hold numbers alone: speed, resolution, zone, flags, counts, offsets. */
const NUMBERS: Readonly<Record<number, ReadonlySet<number>>> = {
  [INTERFACE]: new Set([8, 9, 10, 13, 14]),
  [STATISTICS]: new Set([2, 3, 4, 5, 6, 7, 8]),
  [OLD_PACKET]: new Set([PACKET_FLAGS]),
  [ENHANCED_PACKET]: new Set([PACKET_FLAGS, 4, 5, 6]),
};

/** When the counting of an interface began and ended. */
const STATISTICS_TIMES = [2, 3];

/**
 * The blocks of a pcapng that hold packets and what belongs to them. Names, keys of TLS and what programs add of their
 * own are left out; names of interfaces and comments are rewritten, and times moved by so many seconds.
 */
export function redactedBlocks(bytes: Buffer, redact: (text: string) => string, seconds: number): Buffer {
  const parts: Buffer[] = [];
  let little = true;
  const move = createTimeMover(seconds);
  for (let at = 0; at + 12 <= bytes.length;) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at);
    if (view.getUint32(0, true) === SECTION) little = view.getUint32(8, true) === BYTE_ORDER;
    const [type, length] = [view.getUint32(0, little), view.getUint32(4, little)];
    if (length < 12 || at + length > bytes.length) break;
    const block = bytes.subarray(at, at + length);
    const options = optionsAt(type, view, little);
    move(block, type, options ?? length, little);
    if (type === SIMPLE_PACKET) parts.push(block);
    else if (options !== undefined) parts.push(rewritten(block, type, options, little, redact));
    at += length;
  }
  return Buffer.concat(parts);
}

type MoveTimes = (block: Buffer, type: number, options: number, little: boolean) => void;

/** Moves the times that blocks hold, in place. Each interface counts in units of its own. */
function createTimeMover(seconds: number): MoveTimes {
  let ticks: bigint[] = [];
  return (block, type, options, little) => {
    if (type === SECTION) ticks = [];
    if (type === INTERFACE)
      ticks.push(
        BigInt(seconds) * ticksPerSecond(optionAt(block, options, INTERFACE_RESOLUTION, little)?.[0] ?? 6),
      );
    if (seconds === 0 || ![OLD_PACKET, ENHANCED_PACKET, STATISTICS].includes(type) || block.length < 24)
      return;
    const view = new DataView(block.buffer, block.byteOffset, block.length);
    const of = ticks[type === OLD_PACKET ? view.getUint16(8, little) : view.getUint32(8, little)] ?? 0n;
    moveTicks(block, 12, little, of);
    for (const code of type === STATISTICS ? STATISTICS_TIMES : []) {
      const value = optionAt(block, options, code, little);
      if (value?.length === 8) moveTicks(value, 0, little, of);
    }
  };
}

function optionAt(block: Buffer, from: number, wanted: number, little: boolean): Buffer | undefined {
  for (let at = from; at + 4 <= block.length - 4;) {
    const [code, length] = [0, 2].map((more) =>
      little ? block.readUInt16LE(at + more) : block.readUInt16BE(at + more),
    ) as [number, number];
    if (code === 0 || at + 4 + length > block.length - 4) return undefined;
    if (code === wanted) return block.subarray(at + 4, at + 4 + length);
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return undefined;
}

function optionsAt(type: number, view: DataView, little: boolean): number | undefined {
  const start = PACKETS[type];
  if (start === undefined) return OPTIONS_AT[type];
  return start + Math.ceil(view.getUint32(20, little) / 4) * 4;
}

function rewritten(
  block: Buffer,
  type: number,
  from: number,
  little: boolean,
  redact: (text: string) => string,
): Buffer {
  const u16 = (at: number): number => (little ? block.readUInt16LE(at) : block.readUInt16BE(at));
  const options: Buffer[] = [];
  for (let at = from; at + 4 <= block.length - 4;) {
    const [code, length] = [u16(at), u16(at + 2)];
    if (code === 0 || at + 4 + length > block.length - 4) break;
    const value = redactedOption(type, code, block.subarray(at + 4, at + 4 + length), redact);
    if (value !== null) options.push(option(code, value, little));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  const end = options.length === 0 ? Buffer.alloc(0) : Buffer.alloc(4);
  const body = Buffer.concat([block.subarray(8, from), ...options, end]);
  const size = numbers([body.length + 12], little);
  return Buffer.concat([block.subarray(0, 4), size, body, size]);
}

function redactedOption(
  type: number,
  code: number,
  value: Buffer,
  redact: (text: string) => string,
): Buffer | null {
  const text = (): string => value.toString('utf8').replace(/\0+$/, '');
  if (code === COMMENT) return Buffer.from(redact(text()));
  if (type === INTERFACE && code === INTERFACE_NAME) {
    const line = redact(`interfaces=[${text()}]`);
    return Buffer.from(line.slice('interfaces=['.length, -1));
  }
  return NUMBERS[type]?.has(code) === true ? value : null;
}

function option(code: number, value: Buffer, little: boolean): Buffer {
  const head = Buffer.alloc(4);
  if (little) head.writeUInt16LE(code, 0);
  else head.writeUInt16BE(code, 0);
  if (little) head.writeUInt16LE(value.length, 2);
  else head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

function numbers(all: readonly number[], little: boolean): Buffer {
  const out = Buffer.alloc(all.length * 4);
  all.forEach((one, nth) => (little ? out.writeUInt32LE(one, nth * 4) : out.writeUInt32BE(one, nth * 4)));
  return out;
}
