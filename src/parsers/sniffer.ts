import type { Emit, SnifferPacket } from '../events.js';
import type { Claim, LogRecord, Parser } from './parser.js';
import { captureEvent, completes, readCaptureLine, type CaptureFields } from './sniffer/capture.js';
import { readHeader, type Header } from './sniffer/header.js';

/** `diagnose sniffer packet`, verbosity 1 to 6: preamble, packet header lines, hex dumps, summary. */
export function createSnifferParser(): Parser {
  let packet: { header: Header; record: LogRecord } | undefined;
  let capture: { fields: CaptureFields; record: LogRecord } | undefined;

  function flush(emit: Emit): void {
    if (packet !== undefined) emit(packetEvent(packet.header, packet.record));
    if (capture !== undefined) emit(captureEvent(capture.fields, capture.record));
    packet = capture = undefined;
  }

  function read(record: LogRecord, emit: Emit): Claim {
    const { text } = record;
    if (isHexLine(text)) return 'part';
    const fields = readCaptureLine(text);
    if (fields !== null) {
      addCapture(fields, record, emit);
      return 'part';
    }
    flush(emit);
    const header = readHeader(text);
    if (header === null) return null;
    packet = { header, record };
    return 'record';
  }

  function addCapture(fields: CaptureFields, record: LogRecord, emit: Emit): void {
    if (Object.keys(fields).length === 0) return;
    if (capture !== undefined && completes(capture.fields, fields)) {
      capture.fields = { ...capture.fields, ...fields };
    } else {
      flush(emit);
      capture = { fields, record };
    }
  }

  return { source: 'sniffer', read, flush };
}

function isHexLine(text: string): boolean {
  return /^0x[0-9a-f]{4}[ \t]/.test(text);
}

function packetEvent(header: Header, record: LogRecord): SnifferPacket {
  return {
    source: 'sniffer',
    kind: 'packet',
    origin: record.origin,
    ...header,
    bytes: undefined,
    payload: undefined,
  };
}
