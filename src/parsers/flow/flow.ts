import { flowMessage } from '../../catalogue/flow.js';
import { base } from '../../catalogue/flow-base.js';
import { wholePacket } from '../../catalogue/flow-packet.js';
import { unlistedDrop } from '../../catalogue/flow-verdict.js';
import type { FlowHead } from '../../catalogue/message.js';
import type { Emit, TraceEvent } from '../../events/events.js';
import type { Stamp } from '../../events/record.js';
import { uint32 } from '../../net.js';
import { own } from '../../intern.js';
import type { Damaged, LineClaim, LogRecord, Parser } from '../parser.js';
import { createQuickFlow } from './fast-path.js';
import { absoluteStamp } from '../stamp.js';

/** Blade, stamp, trace id, function. 4.x prints no function, `pri=` goes with id=36870 only, `id=` may be absent. */
const HEAD =
  /^(?:\[(FP[MC]\d{1,2})\] *)?(?:(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?) +)?(?:id=\d+ +)?(?:pri=\w+ +)?trace_id=(\d+)(?:[ ,;|]+|$)(?:func=([^\s"]*)(?: +|$))?(?:line=\d*(?: +|$))?(?:msg="?)?/;

/** A record of which only the message was copied. */
const MESSAGE_ONLY = /^ *(?:func=(\w+) +)?(?:line=\d+ +)?msg="/;
/** Real trace ids count from 1. Packets without one get numbers far above, which no trace reaches. */
const FIRST_HEADLESS = 0x8000_0000;

const PACKET = /^vd-\S+ received a packet/;
const LOST_TUPLE = /\(proto=\d+, *(?:-?> *(?:from|\)|$)|from)/;
const MASKED = /(?:^|[^\w.*])(?=[\d.]{0,12}[Xx*])(?:[\dXx*]{1,3}\.){2,3}[\dXx*]{1,3}/;
const TUPLE_BLANK = /(?<=[\d.:>-]) +(?=[\d.:>-])/g;

/** Flow trace: one event a record. Its strings are slices of the record, for one turn only. */
export function createFlowParser(): Parser {
  const stampOf = createStamps();
  /** Packets whose records came without a head. */
  let headlessPackets = 0;

  /** Articles often print the message alone, or with its function. There a `received a packet` begins the next packet. */
  const headless = (record: LogRecord, emit: Emit, damaged: Damaged): LineClaim => {
    const match = MESSAGE_ONLY.exec(record.text);
    if (match === null) return null;
    const text = message(record, match[0].length, () => undefined);
    if (flowMessage(text) === null && match[1] === undefined) return null;
    if (PACKET.test(text)) headlessPackets += 1;
    const traceId = FIRST_HEADLESS + headlessPackets;
    const head: FlowHead = {
      origin: record.origin,
      stamp: undefined,
      traceId,
      blade: undefined,
      func: match[1],
    };
    damaged('lost-head', record.origin.line);
    emit(meaning(text, head, damaged));
    return 'record';
  };

  return {
    source: 'flow',
    read(record, emit, damaged) {
      const match = HEAD.exec(record.text);
      if (match === null) return headless(record, emit, damaged);
      const [printed, blade, stamp, digits, func] = match;
      const traceId = uint32(digits);
      if (traceId === undefined) return null;
      const head: FlowHead = {
        origin: record.origin,
        stamp: stamp === undefined ? undefined : stampOf(stamp),
        traceId,
        blade,
        func,
      };
      emit(meaning(message(record, printed.length, damaged), head, damaged));
      return 'record';
    },
    flush() {
      // Every record is complete in itself.
    },
    quick: createQuickFlow({ stampOf, meaning }),
  };
}

/** Remembers the last stamp: they have whole seconds, and neighbours mostly share theirs. */
function createStamps() {
  let text = '';
  let stamp: Stamp | undefined;
  return (printed: string): Stamp | undefined => {
    if (printed !== text) {
      text = own(printed);
      stamp = absoluteStamp(text);
    }
    return stamp;
  };
}

/** The text between the quotes; anything behind them is a remark or debris. */
function message({ text, origin }: LogRecord, start: number, damaged: Damaged): string {
  const end = text.indexOf('"', start);
  if (end < 0) damaged('truncated-record', origin.line);
  return (end < 0 ? text.slice(start) : text.slice(start, end)).trimStart();
}

function meaning(text: string, head: FlowHead, damaged: Damaged): TraceEvent {
  const hit = flowMessage(text);
  if (hit?.entry.event === null) return plain(text, head);
  const event = hit?.entry.event?.(hit.groups, head) ?? null;
  if (event !== null) {
    if (event.kind === 'packet' && !wholePacket(text)) damaged('truncated-record', head.origin.line);
    return event;
  }
  return squeezed(text, head, damaged) ?? unlistedDrop(text, head) ?? lost(text, head, damaged);
}

/** `DNAT 10.10.10.1 0:23->…`: blanks inside an endpoint are taken out, if the message is a known one without them. */
function squeezed(text: string, head: FlowHead, damaged: Damaged): TraceEvent | null {
  const cut = text.includes(')') ? text.indexOf(')') : text.length;
  const tight = text.slice(0, cut).replace(TUPLE_BLANK, '') + text.slice(cut);
  if (tight.length === text.length) return null;
  const hit = flowMessage(tight);
  const event = hit?.entry.event?.(hit.groups, head) ?? null;
  if (event !== null) damaged('stray-blanks', head.origin.line);
  return event;
}

function plain(text: string, head: FlowHead): TraceEvent {
  return { kind: 'flow-message', ...base(head), func: head.func, text };
}

function lost(text: string, head: FlowHead, damaged: Damaged): TraceEvent {
  const { line } = head.origin;
  if (LOST_TUPLE.test(text)) damaged('lost-tuple', line);
  else if (MASKED.test(text)) damaged('masked-address', line);
  else if (PACKET.test(text)) damaged('truncated-record', line);
  return plain(text, head);
}
