import {
  BYTE_ORDER,
  ENHANCED_PACKET,
  INTERFACE,
  INTERFACE_NAME,
  INTERFACE_OFFSET,
  INTERFACE_RESOLUTION,
  OLD_PACKET,
  PACKET_FLAGS,
  SECTION,
  SIMPLE_PACKET,
  ticksPerSecond,
} from '../../dissect/pcapng.js';
import { MAX_FRAME, part, STOP, type FrameSink, type RawFrame, type ReadRecord } from './record.js';

/** Room for the head and the options of a packet block beside its frame. */
const MAX_BLOCK = MAX_FRAME + 65_536;

interface Interface {
  readonly linkType: number;
  readonly snapLength: number;
  readonly name: string | undefined;
  readonly ticksPerSecond: bigint;
  readonly offsetSeconds: bigint;
}

/** Sections in either byte order; blocks that carry no frames are skipped unread. */
export function pcapngFormat(sink: FrameSink): ReadRecord {
  let little = true;
  let interfaces: Interface[] = [];

  function packet(view: DataView, at: number, end: number, iface: Interface | undefined): void {
    const captured = view.getUint32(at, little);
    const data = at + 8;
    const length = Math.min(captured, end - data);
    if (length < captured || iface === undefined) sink.lied();
    if (iface === undefined) return;
    const options = readOptions(view, data + Math.ceil(length / 4) * 4, end, little);
    sink.frame({
      data: part(view, data, length),
      linkType: iface.linkType,
      micros: micros(view.getUint32(at - 8, little), view.getUint32(at - 4, little), iface),
      interface: iface.name,
      direction: direction(options.get(PACKET_FLAGS), little),
    });
  }

  function simplePacket(view: DataView, end: number): void {
    const iface = interfaces[0];
    if (iface === undefined) {
      sink.lied();
      return;
    }
    const kept = iface.snapLength === 0 ? MAX_FRAME : iface.snapLength;
    const length = Math.min(view.getUint32(8, little), kept, end - 12);
    sink.frame({
      data: part(view, 12, length),
      linkType: iface.linkType,
      micros: undefined,
      interface: iface.name,
      direction: undefined,
    });
  }

  return (view) => {
    if (view.byteLength < 12) return 0;
    const type = view.getUint32(0, little);
    if (type === SECTION) {
      little = view.getUint32(8, true) === BYTE_ORDER;
      if (view.getUint32(8, little) !== BYTE_ORDER) return STOP;
      interfaces = [];
    }
    const length = view.getUint32(4, little);
    if (length < 12) return STOP;
    if (![INTERFACE, OLD_PACKET, SIMPLE_PACKET, ENHANCED_PACKET].includes(type)) return length;
    if (length > MAX_BLOCK) {
      sink.lied();
      return length;
    }
    if (view.byteLength < length) return 0;
    const end = length - 4;
    if (type === INTERFACE && end >= 16) interfaces.push(readInterface(view, end, little));
    else if (type === SIMPLE_PACKET && end >= 12) simplePacket(view, end);
    else if (type === ENHANCED_PACKET && end >= 28)
      packet(view, 20, end, interfaces[view.getUint32(8, little)]);
    else if (type === OLD_PACKET && end >= 28) packet(view, 20, end, interfaces[view.getUint16(8, little)]);
    else sink.lied();
    return length;
  };
}

function readInterface(view: DataView, end: number, little: boolean): Interface {
  const options = readOptions(view, 16, end, little);
  const name = options.get(INTERFACE_NAME);
  const resolution = options.get(INTERFACE_RESOLUTION)?.[0] ?? 6;
  const offset = options.get(INTERFACE_OFFSET);
  return {
    linkType: view.getUint16(8, little),
    snapLength: view.getUint32(12, little),
    name: name === undefined || name.length === 0 ? undefined : new TextDecoder().decode(name),
    ticksPerSecond: ticksPerSecond(resolution),
    offsetSeconds: offset?.length === 8 ? new DataView(offset.slice().buffer).getBigInt64(0, little) : 0n,
  };
}

/** Code to value, until the end mark or a length that does not fit. */
function readOptions(view: DataView, start: number, end: number, little: boolean): Map<number, Uint8Array> {
  const options = new Map<number, Uint8Array>();
  for (let at = start; at + 4 <= end;) {
    const code = view.getUint16(at, little);
    const length = view.getUint16(at + 2, little);
    if (code === 0 || at + 4 + length > end) break;
    if (!options.has(code)) options.set(code, part(view, at + 4, length));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return options;
}

function micros(high: number, low: number, iface: Interface): number {
  const ticks = (BigInt(high) << 32n) | BigInt(low);
  return Number((ticks * 1_000_000n) / iface.ticksPerSecond + iface.offsetSeconds * 1_000_000n);
}

/** The two lowest bits of the flags word: 1 inbound, 2 outbound. */
function direction(flags: Uint8Array | undefined, little: boolean): RawFrame['direction'] {
  const bits = (flags?.[little ? 0 : 3] ?? 0) & 3;
  if (bits === 1) return 'in';
  return bits === 2 ? 'out' : undefined;
}
