/** Hand-made frames and capture files, byte by byte, so that the readers are checked against the formats' own texts. */

interface Segment {
  src?: string;
  dst?: string;
  sport?: number;
  dport?: number;
  seq?: number;
  ack?: number;
  /** FIN 1, SYN 2, RST 4, PSH 8, ACK 16. */
  flags?: number;
  payload?: Uint8Array;
}

export const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

const number = (width: 1 | 2 | 4, little = false) => {
  return (value: number): Uint8Array => {
    const bytes = Array.from({ length: width }, (_, index) => Math.floor(value / 256 ** index) % 256);
    return Uint8Array.from(little ? bytes : bytes.reverse());
  };
};
const [u8, u16, u32] = [number(1), number(2), number(4)];

export function tcp({
  sport = 60919,
  dport = 21,
  seq = 0,
  ack = 0,
  flags = 24,
  payload,
}: Segment): Uint8Array {
  const head = join(u16(sport), u16(dport), u32(seq), u32(ack), u8(0x50), u8(flags), u16(64240), u32(0));
  return join(head, payload ?? new Uint8Array(0));
}

export function ipv4(
  proto: number,
  body: Uint8Array,
  src = '10.0.0.1',
  dst = '10.0.0.2',
  fragment = 0,
): Uint8Array {
  const quad = (text: string): Uint8Array => Uint8Array.from(text.split('.').map(Number));
  const length = 20 + body.length;
  const head = join(u8(0x45), u8(0), u16(length), u16(7), u16(fragment), u8(64), u8(proto), u16(0));
  return join(head, quad(src), quad(dst), body);
}

export function ipv6(next: number, body: Uint8Array): Uint8Array {
  const host = (last: number): Uint8Array =>
    Uint8Array.from([0x20, 1, 0xd, 0xb8, ...Array(11).fill(0), last]);
  return join(u32(0x6000_0000), u16(body.length), u8(next), u8(64), host(1), host(2), body);
}

export function ethernet(body: Uint8Array, type = 0x0800, tags: number[] = []): Uint8Array {
  return join(new Uint8Array(12), ...tags.map((tag) => join(u16(tag), u16(10))), u16(type), body);
}

export const syn = ipv4(6, tcp({ seq: 1747348908, flags: 2 }));

export function pcap(
  frames: [seconds: number, fraction: number, frame: Uint8Array][],
  { little = true, nanos = false, linkType = 1 } = {},
): Uint8Array {
  const [w16, w32] = [number(2, little), number(4, little)];
  const magic = w32(nanos ? 0xa1b23c4d : 0xa1b2c3d4);
  const head = join(magic, w16(2), w16(4), w32(0), w32(0), w32(262_144), w32(linkType));
  const records = frames.map(([seconds, fraction, frame]) =>
    join(w32(seconds), w32(fraction), w32(frame.length), w32(frame.length), frame),
  );
  return join(head, ...records);
}

function block(little: boolean, type: number, body: Uint8Array): Uint8Array {
  const w32 = number(4, little);
  const padded = join(body, new Uint8Array((4 - (body.length % 4)) % 4));
  return join(w32(type), w32(padded.length + 12), padded, w32(padded.length + 12));
}

function option(little: boolean, code: number, value: Uint8Array): Uint8Array {
  const w16 = number(2, little);
  return join(w16(code), w16(value.length), value, new Uint8Array((4 - (value.length % 4)) % 4));
}

export function section(little: boolean): Uint8Array {
  const [w16, w32] = [number(2, little), number(4, little)];
  return block(little, 0x0a0d0d0a, join(w32(0x1a2b3c4d), w16(1), w16(0), w32(0xffff_ffff), w32(0xffff_ffff)));
}

export function interfaceBlock(
  little: boolean,
  linkType: number,
  name?: string,
  resolution?: number,
  offset?: bigint,
): Uint8Array {
  const [w16, w32] = [number(2, little), number(4, little)];
  const shift = new DataView(new ArrayBuffer(8));
  shift.setBigInt64(0, offset ?? 0n, little);
  const options = [
    ...(name === undefined ? [] : [option(little, 2, bytesOf(name))]),
    ...(resolution === undefined ? [] : [option(little, 9, u8(resolution))]),
    ...(offset === undefined ? [] : [option(little, 14, new Uint8Array(shift.buffer))]),
    option(little, 0, new Uint8Array(0)),
  ];
  return block(little, 1, join(w16(linkType), w16(0), w32(0), ...options));
}

export function enhanced(
  little: boolean,
  iface: number,
  ticks: bigint,
  frame: Uint8Array,
  flags?: number,
): Uint8Array {
  const w32 = number(4, little);
  const pad = new Uint8Array((4 - (frame.length % 4)) % 4);
  const options = flags === undefined ? [] : [option(little, 2, w32(flags))];
  const [high, low] = [Number(ticks >> 32n), Number(ticks & 0xffff_ffffn)];
  const head = join(w32(iface), w32(high), w32(low), w32(frame.length), w32(frame.length));
  return block(little, 6, join(head, frame, pad, ...options));
}

export function simple(little: boolean, frame: Uint8Array): Uint8Array {
  return block(little, 3, join(number(4, little)(frame.length), frame));
}

export function unknownBlock(little: boolean, length: number): Uint8Array {
  return block(little, 0x0bad, new Uint8Array(length));
}
