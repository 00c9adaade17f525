import type { Emit } from '../events.js';
import type { Claim, Damaged, LogRecord, Parser } from './parser.js';
import { captureEvent, completes, readCaptureLine, type CaptureFields } from './sniffer/capture.js';
import { readHeader, type Header } from './sniffer/header.js';
import { createHexDump } from './sniffer/hexdump.js';
import { packetOf } from './sniffer/packet.js';

/**
 * `diagnose sniffer packet`, verbosity 1 to 6: preamble, packet header lines, hex dumps, summary. A packet waits for
 * the line after its dump.
 */
export function createSnifferParser(): Parser {
  const dump = createHexDump();
  let packet: { header: Header; record: LogRecord; damaged: Damaged } | undefined;
  let capture: { fields: CaptureFields; record: LogRecord } | undefined;

  function flush(emit: Emit): void {
    if (packet !== undefined) {
      const { event, cut } = packetOf(packet.header, packet.record, dump.bytes());
      if (cut && !dump.broken()) packet.damaged('hex-cut', packet.record.origin.line);
      emit(event);
    }
    if (capture !== undefined) emit(captureEvent(capture.fields, capture.record));
    packet = capture = undefined;
  }

  function read(record: LogRecord, emit: Emit, damaged: Damaged): Claim {
    const { text } = record;
    if (packet !== undefined || /^\s*0x/.test(text)) {
      const added = dump.add(text);
      if (added === 'gap') damaged('hex-offset', record.origin.line);
      if (added !== null) return 'part';
    }
    const header = readHeader(text);
    if (header !== null) {
      flush(emit);
      packet = { header, record, damaged };
      dump.start();
      return 'record';
    }
    const fields = readCaptureLine(text);
    if (fields !== null) addCapture(fields, record, emit);
    else if (!goesOn(record, emit, damaged)) {
      // Other daemons print on the same console, also between the lines of a dump.
      if (dump.bytes() === undefined) flush(emit);
      return null;
    }
    return 'part';
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
