import { MAX_FRAME, part, STOP, type FrameSink, type ReadRecord } from './record.js';

const MICROS = 0xa1b2c3d4;
const NANOS = 0xa1b23c4d;
const FILE_HEADER = 24;
const RECORD_HEADER = 16;

/** The classic format in both byte orders, with microseconds or nanoseconds; null for any other magic number. */
export function pcapFormat(start: DataView, sink: FrameSink): ReadRecord | null {
  const little = [MICROS, NANOS].includes(start.getUint32(0, true));
  const magic = start.getUint32(0, little);
  if (magic !== MICROS && magic !== NANOS) return null;
  const perMicro = magic === NANOS ? 1000 : 1;
  let linkType: number | undefined;

  return (view) => {
    if (linkType === undefined) {
      if (view.byteLength < FILE_HEADER) return 0;
      // The upper bits tell of frame check sequences.
      linkType = view.getUint32(20, little) & 0x0fff_ffff;
      return FILE_HEADER;
    }
    if (view.byteLength < RECORD_HEADER) return 0;
    const length = view.getUint32(8, little);
    if (length > MAX_FRAME) return STOP;
    if (view.byteLength < RECORD_HEADER + length) return 0;
    sink.frame({
      data: part(view, RECORD_HEADER, length),
      linkType,
      micros: view.getUint32(0, little) * 1e6 + Math.floor(view.getUint32(4, little) / perMicro),
      interface: undefined,
      direction: undefined,
    });
    return RECORD_HEADER + length;
  };
}
