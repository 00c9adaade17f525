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
/** These stand above `serial=`; below it they belong to a block whose head was lost. */
const UPPER = /^(?:ha_id|state|statistic|orgin|origin|hook|misc)\b/;

/** What a page broke off a hook line, and how the rest of any wrapped line begins: its first word is no plain word. */
const TUPLE = /^[\da-fA-F.:]+->/;
const REST = /^[^\s=()/>\d]*[=()/>\d]/;
const WRAP_FROM = 60;
const WRAP_TO = 140;
const MOST_BLOCK_LINES = 80;

/** `diagnose sys session list`, `… list expectation` and `diagnose sys session6 list`. */
export function createSessionParser(): Parser {
  let head: { origin: Origin; damaged: Damaged } | undefined;
  let lines: string[] = [];
  let width = 0;
  let complete = false;

  const close = (emit: Emit): void => {
    if (!head) return;
    const { origin, damaged } = head;
    const entry = sessionEntry(origin, lines.join('\n'), () => {
      damaged('cut-record', origin.line);
    });
    if (entry) emit(entry);
    head = undefined;
    lines = [];
  };

  const add = (text: string, record: LogRecord): LineClaim => {
    lines.push(text);
    width = record.origin.text.length;
    complete ||= /\bserial=/.test(text);
    return 'part';
  };

  const open = (text: string, record: LogRecord, emit: Emit, damaged: Damaged): LineClaim => {
    for (const block of text.split(/(?=session6? info *:)/)) {
      close(emit);
      head = { origin: record.origin, damaged };
      complete = false;
      add(block, record);
    }
    return 'record';
  };

  /** A terminal cuts anywhere, at its width of 70, 80, …; a page breaks at a blank. */
  const rest = (text: string, record: LogRecord): LineClaim => {
    const wide = width >= WRAP_FROM && width <= WRAP_TO;
    const cut = wide && width % 10 === 0;
    const last = lines.at(-1) ?? '';
    if (TUPLE.test(text) && /\bact=\w+$/.test(last)) {
      head?.damaged('wrapped-record', head.origin.line);
      return add(text, record);
    }
    const fits = REST.test(text) || (cut && last.startsWith('state='));
    if (!(wide && fits) || (KEYED.test(text) && !cut)) return KEYED.test(text) ? add(text, record) : null;
    lines.pop();
    head?.damaged('wrapped-record', head.origin.line);
    return add(`${last}${cut ? '' : ' '}${text}`, record);
  };

  const read = (record: LogRecord, emit: Emit, damaged: Damaged): LineClaim => {
    const text = record.text.trim();
    if (HEAD.test(text)) return open(text, record, emit, damaged);
    if (TOTAL.test(text)) {
      close(emit);
      return 'part';
    }
    if (!head || FOREIGN.test(text)) return null;
    const lost = complete && UPPER.test(text);
    if (lost) damaged('lost-head', record.origin.line);
    if (lost || lines.length >= MOST_BLOCK_LINES) {
      close(emit);
      return null;
    }
    return KNOWN.test(text) ? add(text, record) : rest(text, record);
  };

  return {
    source: 'session',
    read,
    flush: close,
  };
}
