import type { Emit } from '../../events/events.js';
import type { SnifferPacket } from '../../events/sniffer.js';
import type { LineClaim, Damaged, LogRecord, Parser } from '../parser.js';
import { captureEvent, completes, isOpenFilter, readCaptureLine, type CaptureFields } from './preamble.js';
import { isCutHeader, readHeader } from './header.js';
import { createHexDump, type HexDump } from './hexdump.js';
import { packetWithDump } from './packet.js';
import { createQuickSniffer } from './fast-path.js';
import { isTerminalWidth } from '../../events/terminal-width.js';
import { sniffer as grammar } from '../repair/open-records.js';

/** A packet whose dump may follow; `line` is the whole of its header. */
interface OpenPacket {
  readonly printed: SnifferPacket;
  readonly line: string;
  readonly damaged: Damaged;
}

/** A `filters=[…` whose closing bracket has not come; `width` is the length of its last line as it was printed. */
interface OpenFilter {
  readonly record: LogRecord;
  readonly width: number;
  readonly damaged: Damaged;
}

/** What still waits for the lines that follow. */
interface State {
  readonly dump: HexDump;
  /** Whether the last packet had a dump: then the next one will have one too. */
  dumps: boolean;
  packet: OpenPacket | undefined;
  /** The first line of a pair of the preamble or the summary. */
  capture: { readonly fields: CaptureFields; readonly record: LogRecord } | undefined;
  filter: OpenFilter | undefined;
}

/**
 * `diagnose sniffer packet`, verbosity 1 to 6: preamble, packet header lines, hex dumps, summary. A packet waits for
 * the line after its dump.
 */
export function createSnifferParser(): Parser {
  const dump = createHexDump();
  const state: State = { dump, dumps: false, packet: undefined, capture: undefined, filter: undefined };
  return {
    source: 'sniffer',
    read: (record, emit, damaged) => read(state, record, emit, damaged),
    flush(emit, interrupted = false) {
      flush(state, emit, interrupted);
    },
    quick: createQuickSniffer({
      begin(printed, emit, damaged) {
        begin(state, printed, printed.origin.text, emit, damaged);
      },
      flush(emit) {
        flush(state, emit, false);
      },
      passed() {
        state.dumps = false;
        dump.start();
      },
      dump,
    }),
  };
}

function flush(state: State, emit: Emit, interrupted: boolean): void {
  const { dump, packet, capture, filter } = state;
  if (packet !== undefined) {
    const { event, cut } = packetWithDump(packet.printed, dump.bytes());
    // Where two outputs share a console, lines of one may stand between the rows of the other's dump.
    const waits = event.bytes === undefined ? state.dumps : cut && !dump.broken();
    if (interrupted && waits) return;
    state.dumps = event.bytes !== undefined;
    if (cut && !dump.broken()) packet.damaged('hex-cut', event.origin.line);
    if (event.bytes === undefined && isCutHeader(event))
      packet.damaged('truncated-record', event.origin.line);
    emit(event);
  }
  if (capture !== undefined) emit(captureEvent(capture.fields, capture.record));
  filter?.damaged('truncated-record', filter.record.origin.line);
  state.packet = state.capture = state.filter = undefined;
}

function begin(state: State, printed: SnifferPacket, line: string, emit: Emit, damaged: Damaged): void {
  flush(state, emit, false);
  state.packet = { printed, line, damaged };
  state.dump.start();
}

function read(state: State, record: LogRecord, emit: Emit, damaged: Damaged): LineClaim {
  const { text } = record;
  if (state.packet !== undefined || /^\s*0x/.test(text)) {
    const added = state.dump.add(text);
    if (added === 'gap') damaged('hex-offset', record.origin.line);
    if (added !== null) return 'part';
  }
  const printed = readHeader(text, record.origin);
  if (printed !== null) {
    begin(state, printed, text, emit, damaged);
    return 'record';
  }
  return readPreamble(state, record, emit, damaged) || goesOn(state, record, emit, damaged) ? 'part' : null;
}

/** Takes a line of the preamble or the summary; they come indented where an article indents what it quotes. */
function readPreamble(state: State, record: LogRecord, emit: Emit, damaged: Damaged): boolean {
  const text = record.text.trimStart();
  const fields = readCaptureLine(text);
  if (fields === null) return false;
  if (isOpenFilter(text)) {
    state.filter = { record: { ...record, text }, width: record.origin.text.length, damaged };
  } else addCapture(state, fields, record, emit);
  return true;
}

/**
 * Whether the line is the rest of the one above: of a filter, or of a header that a page broke at a blank. Any other is
 * left alone and ends nothing, for other daemons print on the same console, even between the rows of a dump.
 */
function goesOn(state: State, record: LogRecord, emit: Emit, damaged: Damaged): boolean {
  const { filter, packet, dump } = state;
  if (filter !== undefined) return filterGoesOn(state, filter, record, emit);
  if (packet === undefined || dump.bytes() !== undefined) return false;
  const { origin } = packet.printed;
  const line = `${packet.line} ${record.text.trim()}`;
  const printed = grammar.whole(line) ? readHeader(line, { ...origin, text: line }) : null;
  if (printed === null) return false;
  damaged('wrapped-record', origin.line);
  state.packet = { printed, line, damaged };
  return true;
}

function filterGoesOn(state: State, filter: OpenFilter, next: LogRecord, emit: Emit): boolean {
  const { record, damaged } = filter;
  const cut = isTerminalWidth(filter.width);
  const text = `${record.text}${cut ? '' : ' '}${next.text}`;
  if (!cut && isOpenFilter(text)) return false;
  const whole = { text, origin: { ...record.origin, text } };
  if (isOpenFilter(text)) {
    state.filter = { record: whole, width: next.origin.text.length, damaged };
    return true;
  }
  state.filter = undefined;
  damaged('wrapped-record', record.origin.line);
  addCapture(state, readCaptureLine(text) ?? {}, whole, emit);
  return true;
}

/** Puts the two lines of the preamble into one event, and those of the summary into another. */
function addCapture(state: State, fields: CaptureFields, record: LogRecord, emit: Emit): void {
  if (Object.keys(fields).length === 0) return;
  const first = state.capture;
  if (first !== undefined && completes(first.fields, fields)) {
    // The filter's line is the one to cite: it says what the capture would have shown.
    const cited = 'filter' in fields ? record : first.record;
    state.capture = { fields: { ...first.fields, ...fields }, record: cited };
  } else {
    flush(state, emit, false);
    state.capture = { fields, record };
  }
}
