import type { Emit } from '../../events/events.js';
import type { SnifferPacket } from '../../events/sniffer.js';
import type { LineClaim, Damaged, LogRecord, Parser } from '../parser.js';
import { captureEvent, completes, isOpenFilter, readCaptureLine, type CaptureFields } from './preamble.js';
import { readHeader } from './header.js';
import { createHexDump } from './hexdump.js';
import { packetWithDump } from './packet.js';
import { createQuickSniffer } from './fast-path.js';
import { isTerminalWidth } from '../repair/unwrap.js';
import { sniffer as grammar } from '../repair/open-records.js';

/**
 * `diagnose sniffer packet`, verbosity 1 to 6: preamble, packet header lines, hex dumps, summary. A packet waits for
 * the line after its dump.
 */
export function createSnifferParser(): Parser {
  const dump = createHexDump();
  /** Whether the last packet had a dump, so that one is awaited. */
  let dumps = false;
  /** Waits for its dump; `line` is the whole of its header. */
  let packet: { printed: SnifferPacket; line: string; damaged: Damaged } | undefined;
  let capture: { fields: CaptureFields; record: LogRecord } | undefined;
  let filter: { record: LogRecord; width: number; damaged: Damaged } | undefined;

  function flush(emit: Emit, interrupted = false): void {
    if (packet !== undefined) {
      const { event, cut } = packetWithDump(packet.printed, dump.bytes());
      // Two outputs on one console: the lines of one come also between the lines of the other's dump.
      const waits = event.bytes === undefined ? dumps : cut && !dump.broken();
      if (interrupted && waits) return;
      dumps = event.bytes !== undefined;
      if (cut && !dump.broken()) packet.damaged('hex-cut', event.origin.line);
      emit(event);
    }
    if (capture !== undefined) emit(captureEvent(capture.fields, capture.record));
    filter?.damaged('truncated-record', filter.record.origin.line);
    packet = capture = filter = undefined;
  }

  function begin(printed: SnifferPacket, emit: Emit, damaged: Damaged, line = printed.origin.text): void {
    flush(emit);
    packet = { printed, line, damaged };
    dump.start();
  }

  function passed(): void {
    dumps = false;
    dump.start();
  }

  function read(record: LogRecord, emit: Emit, damaged: Damaged): LineClaim {
    const { text } = record;
    if (packet !== undefined || /^\s*0x/.test(text)) {
      const added = dump.add(text);
      if (added === 'gap') damaged('hex-offset', record.origin.line);
      if (added !== null) return 'part';
    }
    const printed = readHeader(text, record.origin);
    if (printed !== null) {
      begin(printed, emit, damaged, text);
      return 'record';
    }
    const fields = readCaptureLine(text.trimStart());
    if (isOpenFilter(text)) filter = { record, width: record.origin.text.length, damaged };
    else if (fields !== null) addCapture(fields, record, emit);
    // Other daemons print on the same console, also between the lines of a dump: such a line ends nothing.
    else if (!goesOn(record, emit, damaged)) return null;
    return 'part';
  }

  /** Whether the line is the rest of the one above: of a filter, or of a header that a page broke at a blank. */
  function goesOn(record: LogRecord, emit: Emit, damaged: Damaged): boolean {
    if (filter !== undefined) return filterGoesOn(filter, record, emit, damaged);
    if (packet === undefined || dump.bytes() !== undefined) return false;
    const { origin } = packet.printed;
    const line = `${packet.line} ${record.text.trim()}`;
    const printed = grammar.whole(line) ? readHeader(line, { ...origin, text: line }) : null;
    if (printed === null) return false;
    damaged('wrapped-record', origin.line);
    packet = { printed, line, damaged };
    return true;
  }

  function filterGoesOn(
    { record, width }: { record: LogRecord; width: number },
    next: LogRecord,
    emit: Emit,
    damaged: Damaged,
  ): boolean {
    const cut = isTerminalWidth(width);
    const text = `${record.text}${cut ? '' : ' '}${next.text}`;
    if (!cut && isOpenFilter(text)) return false;
    const whole = { text, origin: { ...record.origin, text } };
    filter = { record: whole, width: next.origin.text.length, damaged };
    if (isOpenFilter(text)) return true;
    filter = undefined;
    damaged('wrapped-record', record.origin.line);
    addCapture(readCaptureLine(text) ?? {}, whole, emit);
    return true;
  }

  function addCapture(fields: CaptureFields, record: LogRecord, emit: Emit): void {
    if (Object.keys(fields).length === 0) return;
    if (capture !== undefined && completes(capture.fields, fields)) {
      // Of the preamble the filter is what findings rest on: it says what a capture would have shown.
      const line = 'filter' in fields ? record : capture.record;
      capture = { fields: { ...capture.fields, ...fields }, record: line };
    } else {
      flush(emit);
      capture = { fields, record };
    }
  }

  return { source: 'sniffer', read, flush, quick: createQuickSniffer({ begin, flush, passed, dump }) };
}
