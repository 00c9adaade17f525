import type { Emit } from '../../events/events.js';
import type { Origin } from '../../events/record.js';
import type { LineClaim, Damaged, LogRecord, Parser } from '../parser.js';
import { sessionEntry } from './entry.js';

const HEAD = /^session6? info *:/;
const TOTAL = /^total session6? *(?:: *)?\d/;

const KNOWN =
  /^(?:(?:proto|proto_state|duration|expire|timeout|flags|bandwidth|origin-shaper|reply-shaper|per_ip_shaper|class_id|ha_id|policy_dir|tunnel|helper|vlan_cos|state|statistic\S*|hook|dir|act|src_mac|misc|policy_id|auth_info|vd|serial|tos|app_list|npu_state|vlifid)=|statistic\b|[tr]x speed|orgin->|origin->|pos\/|npu info|reflect info|total reflect|no_ofld_reason)/;
const KEYED = /^[a-z][\w-]* ?=/;
/** Other outputs: flow trace, sniffer preamble and packets, log messages, WAD. */
const FOREIGN =
  /^(?:id=\d+ (?:pri|trace_id)=|(?:trace_id|func|msg|interfaces|filters|date|logid)=|\d{4}-\d\d-\d\d |\d+\.\d{6} |\[)/;
/** Lines that stand above `serial=` in a block: below it they belong to the next block, whose head was lost. */
const UPPER = /^(?:(?:ha_id|state|hook|misc)=|statistic\(|orig?in->)/;

/** The tuple of a hook, when a page broke its line after `act=…`. */
const TUPLE = /^[\da-fA-F.:]+->/;
/** The rest of a wrapped line: its first word holds a digit or a mark, so that it is no plain word. */
const REST = /^[^\s=()/>\d]*[=()/>\d]/;
const WRAP_FROM = 60;
const WRAP_TO = 140;
const MOST_BLOCK_LINES = 80;

/** One entry of a list, whose lines are still being gathered. */
interface Block {
  readonly origin: Origin;
  readonly damaged: Damaged;
  readonly lines: string[];
  /** How many lines of the file they were, before wrapped ones were put together. */
  taken: number;
  /** The length of its last line as it was printed. */
  width: number;
  /** `serial=` was seen, which is near its end. */
  complete: boolean;
}

/** `diagnose sys session list`, `… list expectation` and `diagnose sys session6 list`. */
export function createSessionParser(): Parser {
  let block: Block | undefined;

  const close = (emit: Emit): void => {
    if (block) emitEntry(block, emit);
    block = undefined;
  };

  const open = (text: string, record: LogRecord, emit: Emit, damaged: Damaged): LineClaim => {
    for (const piece of text.split(/(?=session6? info *:)/)) {
      close(emit);
      block = { origin: record.origin, damaged, lines: [], taken: 0, width: 0, complete: false };
      add(block, piece, record);
    }
    return 'record';
  };

  return {
    source: 'session',
    read(record, emit, damaged) {
      const text = record.text.trim();
      if (HEAD.test(text)) return open(text, record, emit, damaged);
      if (TOTAL.test(text)) {
        close(emit);
        return 'part';
      }
      if (!block || FOREIGN.test(text)) return null;
      const lost = block.complete && UPPER.test(text);
      if (lost) damaged('lost-head', record.origin.line);
      if (lost || block.taken >= MOST_BLOCK_LINES) {
        close(emit);
        return null;
      }
      return KNOWN.test(text) ? add(block, text, record) : addRest(block, text, record);
    },
    flush: close,
  };
}

function emitEntry({ origin, damaged, lines }: Block, emit: Emit): void {
  const entry = sessionEntry(origin, lines.join('\n'), () => {
    damaged('cut-record', origin.line);
  });
  if (entry) emit(entry);
}

function add(block: Block, text: string, record: LogRecord): LineClaim {
  block.lines.push(text);
  block.taken++;
  block.width = record.origin.text.length;
  block.complete ||= /\bserial=/.test(text);
  return 'part';
}

/**
 * A line that begins with no known field: the rest of the line above if that may have been wrapped, else a field of
 * another release, or none of ours. A terminal cuts anywhere, at its width of 70, 80, …; a page breaks at a blank.
 */
function addRest(block: Block, text: string, record: LogRecord): LineClaim {
  const { lines, width, origin } = block;
  const wide = width >= WRAP_FROM && width <= WRAP_TO;
  const cut = wide && width % 10 === 0;
  const last = lines.at(-1) ?? '';
  if (TUPLE.test(text) && /\bact=\w+$/.test(last)) {
    block.damaged('wrapped-record', origin.line);
    return add(block, text, record);
  }
  const keyed = KEYED.test(text);
  const fits = REST.test(text) || (cut && last.startsWith('state='));
  if (!wide || !fits || (keyed && !cut)) return keyed ? add(block, text, record) : null;
  lines.pop();
  block.damaged('wrapped-record', origin.line);
  return add(block, `${last}${cut ? '' : ' '}${text}`, record);
}
