import { flowMessage } from '../catalogue/flow.js';
import { wholePacket } from '../catalogue/flow-packet.js';
import type { Start } from './starts.js';

/** When a record cannot end where its line ends, and when a joined one is whole. */
export interface Grammar {
  readonly open: (text: string) => boolean;
  readonly whole: (text: string) => boolean;
}

const flow: Grammar = {
  open(text) {
    const quote = text.indexOf('"');
    return quote < 0 || text.indexOf('"', quote + 1) < 0;
  },
  whole(text) {
    const message = FLOW_WHOLE.exec(text)?.[1]?.trim();
    if (message === undefined) return false;
    const entry = flowMessage(message)?.entry;
    if (entry === undefined) return false;
    if (entry.id === 'flow.packet') return wholePacket(message);
    return entry.event === null || entry.pattern.exec(message)?.[0].length === message.length;
  },
};
const FLOW_WHOLE =
  /^(?:\[FP[MC]\d{1,2}\] *)?(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d )?(?:id=\d+ )?(?:pri=\w+ )?trace_id=\d+ (?:func=\w+ (?:line=\d+ )?)?msg="([^"]*)" *(?:<--.*|\/\/.*)?$/;

/** The name and source line of the function are cut, or a message that is known to go on. */
const wad: Grammar = {
  open: (text) =>
    (WAD_TAGS.test(text) && !WAD_HEAD.test(text)) || (WAD_OPEN.test(text) && !WAD_CLOSED.test(text)),
  whole: (text) => (WAD_HEAD.test(text) || WAD_TUPLE.test(text)) && !wad.open(text),
};
const WAD_TAGS =
  /^[A-Z]?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6} \[[psr]:[^[\]]*(?:\]|$)(?: *\[[psr]:[^[\]]*(?:\]|$))*[\w ]*[(:]?\d*\)?$/;
const WAD_HEAD =
  /^[A-Z]?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6} (?: *\[[psr]:[^[\]]*\])+ ?_*wad_\w+ *(?:\(\d+\): |:\d+ )/;
const WAD_TUPLE = /^(?:Control|Expect) session tuple: /;
const WAD_OPEN =
  /^(?:Control|Expect) session tuple: |\): (?:offer_ip=|bound to proto=|forwarded reply to client)/;
const WAD_CLOSED = / vf \d+ vrf \d+$|offer_ip=\S+ offer_port=\d+|dest=\S+ vd=\d+ fd=|reply code=\d{3}/;

const sniffer: Grammar = {
  open: (text) => SNIFFER_OPEN.test(text),
  whole: (text) => SNIFFER_WHOLE.test(text),
};
const SNIFFER_OPEN =
  /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}|\d{1,9}\.\d{6}) \S{1,40} (?:in|out|--)(?: [\da-fA-F.:]*(?: -?>?(?: [\da-fA-F.:]*)?)?(?:: (?:(?:syn|ack|psh|fin|rst)(?: \d+ (?:syn|ack))?)?)?)?$/;
const SNIFFER_WHOLE =
  /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}|\d{1,9}\.\d{6}) \S{1,40} (?:in|out|--) [\da-fA-F.:]+\.\d{1,5} -> [\da-fA-F.:]+\.\d{1,5}: (?:(?:syn|ack|psh|fin|rst) \d+(?: ack \d+)?|udp \d+) *$/;

const grammars = { flow, wad, sniffer };

/** The grammar of a record that is still open at the end of its line. */
export function openGrammar(text: string, start: Start): Grammar | null {
  if (start !== null) return grammars[start].open(text) ? grammars[start] : null;
  if (/^[CE]\w{5,6} session tuple/.test(text)) return wad.open(text) ? wad : null;
  if (!/^\d/.test(text)) return null;
  return [wad, sniffer].find((grammar) => grammar.open(text)) ?? null;
}

const LONGEST = 1000;

/** Whether these lines together still lack an end. */
export function stillOpen(grammar: Grammar, lines: readonly string[]): boolean {
  return grammar.open(lines.join('')) && grammar.open(lines.join(' '));
}

/**
 * The one record that these lines make, or null. A terminal cuts anywhere, a page at a blank: each seam is tried
 * without and with one, the likelier first.
 */
export function join(grammar: Grammar, lines: readonly string[]): string | null {
  if (lines.reduce((sum, line) => sum + line.length, 0) > LONGEST) return null;
  const from = (head: string, at: number): string | null => {
    const next = lines[at];
    if (next === undefined) return grammar.whole(head) ? head : null;
    const seams = head.endsWith(' ') || /^ \S/.test(next) ? [' ', ''] : ['', ' '];
    for (const seam of seams) {
      const whole = from(head.trimEnd() + seam + next.trimStart(), at + 1);
      if (whole !== null) return whole;
    }
    return null;
  };
  return from(lines[0] ?? '', 1);
}

const OTHER =
  /^\s*(?:session info:|interfaces=\[|filters=\[|\d+ packets |removed command|redirect: |(?:Control|Expect) session|config |edit |set |unset |append |next\b|end\b|0x[\da-f]{4}\s|[\w.-]+(?: ?\([^()]*\))? ?[#$] |# )/;

/** A line that begins something of its own continues nothing. */
export function beginsOther(text: string): boolean {
  return OTHER.test(text);
}
