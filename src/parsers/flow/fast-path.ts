import type { Block } from '../../events/line-block.js';
import type { FlowHead } from '../../catalogue/message.js';
import type { Interest } from '../../events/interest.js';
import type { TraceEvent } from '../../events/events.js';
import type { Stamp } from '../../events/record.js';
import {
  after,
  afterDigits,
  afterWord,
  behindNumber,
  isDigit,
  literal,
  LONGEST_LINE,
  newlineAt,
  numberAt,
  pastBlank,
  QUOTE,
  UNDERSCORE,
  same,
} from '../bytes/bytes.js';
import type { Damaged, QuickRead } from '../parser.js';
import { mayHoldSecret } from '../../secrets/in-line.js';
import { scanFlowMessage } from './scan.js';
import { isAllowance, mayBeDrop } from './fast-verdict.js';
import { createQuickPacket } from './fast-packet.js';
import { eventOf } from './passing-packet.js';

const ID = literal('id=');
const PRI = literal('pri=');
const TRACE = literal('trace_id=');
const FUNC = literal('func=');
const LINE = literal('line=');
const MSG = literal('msg="');
const VDOM = literal('vd-');
/** What is said of nearly every packet of a session. */
const USUAL = ['Find an existing session, ', 'DNAT ', 'SNAT '].map(literal);

const STAMP = '2021-07-26 21:42:05 '.length;
const WHOLE_SECONDS = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d $/;

export interface Tools {
  readonly stampOf: (printed: string) => Stamp | undefined;
  readonly meaning: (message: string, head: FlowHead, damaged: Damaged) => TraceEvent;
}

/**
 * Whole records in plain ASCII that end with their closing quote, as nearly all do: there is nothing to clean, to cut
 * or to join. One that nobody wants is only looked through for what would have to be told as damage.
 */
export function createQuickFlow({ stampOf, meaning }: Tools): QuickRead {
  const packets = createQuickPacket();
  let stamp: Stamp | undefined;
  let traceId = 0;
  /** Neighbours mostly share their second. */
  const printed = new DataView(new ArrayBuffer(STAMP));
  let latest: Stamp | undefined;

  function anotherStamp({ bytes, slice }: Block, start: number): Stamp | undefined {
    const text = slice(start, start + STAMP);
    latest = WHOLE_SECONDS.test(text) ? stampOf(text.slice(0, -1)) : undefined;
    for (let at = 0; at < STAMP; at++) printed.setUint8(at, bytes[start + at] ?? 0);
    return latest;
  }

  /** Behind stamp and trace id, which are left in the variables, or -1. */
  function head(block: Block, start: number): number {
    const { bytes, view } = block;
    let at = start;
    stamp = undefined;
    if (isDigit(bytes[at])) {
      at += STAMP;
      stamp =
        latest !== undefined && same(view, start, printed, 0, STAMP) ? latest : anotherStamp(block, start);
      if (stamp === undefined) return -1;
    }
    const id = after(view, at, ID);
    if (id > 0) at = pastBlank(bytes, afterDigits(bytes, id), id);
    const pri = after(view, at, PRI);
    if (pri > 0) at = pastBlank(bytes, afterWord(bytes, pri), pri);
    const trace = after(view, at, TRACE);
    if (trace < 0) return -1;
    traceId = numberAt(bytes, trace);
    return traceId < 0 ? -1 : pastBlank(bytes, behindNumber(), trace);
  }

  return (block, { file, line, emit, damaged, interest }) => {
    const { bytes, view, slice, end } = block;
    let lines = 0;
    let before = block.at;
    let headed = 0;
    for (; block.at <= end; lines++) {
      const start = block.at;
      // Neighbours mostly are of one packet: a third of the records is spared the reading of its head.
      if (headed === 0 || !same(view, before, view, start, headed)) {
        const at = head(block, start);
        if (at < 0) break;
        headed = at - start;
        before = start;
      }
      let at = start + headed;
      const name = after(view, at, FUNC);
      const named = name < 0 ? 0 : afterWord(bytes, name);
      if (named > 0) at = pastBlank(bytes, named, name);
      const digits = after(view, at, LINE);
      if (digits > 0) at = pastBlank(bytes, afterDigits(bytes, digits), digits);
      const from = after(view, at, MSG);
      // Underscores in front of a message are emphasis of a page.
      if (from < 0 || bytes[from] === UNDERSCORE) break;
      const isPacket = after(view, from, VDOM) > 0;
      const packet = isPacket ? packets.at(block, from) : null;
      const seen = packet === null ? scanFlowMessage(bytes, from) : packets.behind();
      const to = Math.abs(seen);
      const newline = bytes[to] === QUOTE ? newlineAt(bytes, to + 1) : -1;
      if (newline < 0 || newline - start > LONGEST_LINE) break;
      block.at = newline + 1;
      if (packet !== null) {
        packet.origin.stands(file, line + lines, block, start, to + 1);
        packet.stamp = stamp;
        packet.traceId = traceId;
        if (interest?.traced(packet) === false) packets.pass();
        else emit(eventOf(packet));
      } else if (isPacket || seen < 0 || isWanted(block, from, to, interest?.trace(traceId))) {
        const text = slice(start, to + 1);
        const func = named > 0 ? text.slice(name - start, named - start) : undefined;
        const record = { origin: { file, line: line + lines, text }, stamp, traceId, blade: undefined, func };
        const told = meaning(text.slice(from - start, -1).trimStart(), record, damaged);
        // A message that nobody knows may hold anything: the long way masks secrets.
        if (told.kind === 'flow-message' && mayHoldSecret(text)) {
          block.at = start;
          break;
        }
        emit(told);
      } else interest?.passed('flow', file, stamp);
    }
    packets.leave();
    return { lines, records: lines, blank: 0 };
  };
}

function isWanted({ bytes, view }: Block, message: number, to: number, wanted: Wanted | undefined): boolean {
  if (wanted === 'unusual') return !USUAL.some((words) => after(view, message, words) > 0);
  if (wanted === 'verdict' && isAllowance(bytes, view, message)) return true;
  if (wanted === 'verdict' || wanted === 'drop') return mayBeDrop(bytes, view, message, to);
  return wanted !== 'none';
}

type Wanted = ReturnType<Interest['trace']>;
