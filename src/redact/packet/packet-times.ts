const MICROS = 0xa1b2c3d4;
const NANOS = 0xa1b23c4d;
const FILE_HEADER = 24;
const RECORD_HEADER = 16;

/** Moves the times of all packets of a pcap, in place. */
export function movePcapTimes(bytes: Buffer, seconds: number): void {
  if (bytes.length < FILE_HEADER) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = [MICROS, NANOS].includes(view.getUint32(0, true));
  for (let at = FILE_HEADER; at + RECORD_HEADER <= bytes.length;) {
    view.setUint32(at, view.getUint32(at, little) + seconds, little);
    at += RECORD_HEADER + view.getUint32(at + 8, little);
  }
}

/** Moves a time of a pcapng, whose upper half stands at `at`, in place. */
export function moveTicks(block: Buffer, at: number, little: boolean, ticks: bigint): void {
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  if (at + 8 > block.length) return;
  const time = ((BigInt(view.getUint32(at, little)) << 32n) | BigInt(view.getUint32(at + 4, little))) + ticks;
  view.setUint32(at, Number((time >> 32n) & 0xffff_ffffn), little);
  view.setUint32(at + 4, Number(time & 0xffff_ffffn), little);
}
