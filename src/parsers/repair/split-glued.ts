import type { Start } from '../../events/record-start.js';

const STAMP = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`;
const BLADE = String.raw`(?:\[FP[MC]\d{1,2}\] {0,2})?`;
const FLOW = String.raw`${BLADE}(?:${STAMP} )?(?:id=\d+ )?(?:pri=\w+ )?trace_id=\d+ (?=func=|line=|msg=)`;
const WAD = String.raw`(?:\[?[A-Z]\]?)?${STAMP}\.\d{6} (?= *(?:\[[psr]:|_*wad_))|(?:Control|Expect) session tuple: |redirect: [A-Z]{3} `;
const SNIFFER = String.raw`${BLADE}(?:${STAMP}\.\d{6}|(?<!\.)\d{1,9}\.\d{6}) (?:\S{1,40} (?:in|out|--) )?(?=[\da-fA-F.:]{2,46} -> |arp who-has |arp reply )`;
const SESSION = String.raw`session6? info *: *(?=proto=|slot=)`;
const HEX_ROW = String.raw`0x[\da-f]{3}0:?\s+(?=[\da-f]{4}(?:[\da-f ]|$))`;
/** A table of a configuration, typed or shown, in which something is edited or set. */
const CONFIG = String.raw`config (?<=^[^"]{0,200}[#$>:.] {0,4}(?:show (?:full-configuration )?[^"]{0,60})?config )(?:firewall|system|vdom|global|vpn|user)\b(?=.{0,200}? (?:edit|set) )`;
const RECORD = new RegExp(
  String.raw`(?<![\w:[-])(?:${FLOW}|${WAD}|${SNIFFER}|${SESSION}|${HEX_ROW}|${CONFIG})`,
  'g',
);

/** A cheap sign that a line may hold several records: a second stamp, trace id or other beginning. */
const HINT =
  /trace_id=\d|\d:\d\d:\d\d[ .]|\d\.\d{6} |session tuple: | session6? info *:| 0x[\da-f]{3}0:?\s|[#$>:.] .{0,80}config (?:firewall|system|vdom|global|vpn|user)\b/g;

/** From where on a sign means a second record: past the stamp or the opening quote; -1 where none can follow. */
function afterHead(text: string, start: Start): number {
  if (start === null) return 0;
  if (start !== 'flow') return 28;
  const quote = text.indexOf('"') + 1;
  return quote === 0 || text.indexOf('"', quote) === text.length - 1 ? -1 : quote;
}

/**
 * Several records on one line, as copied from a table or a paragraph: cut at each record's start. Nothing that FortiOS
 * prints inside a message looks like a start, so no quote needs to be closed before one.
 */
export function pieces(text: string, start: Start): readonly string[] | null {
  const from = afterHead(text, start);
  if (from < 0) return null;
  HINT.lastIndex = from;
  if (!HINT.test(text)) return null;
  const starts = [...text.matchAll(RECORD)].map((match) => match.index);
  if (starts[0] !== 0) starts.unshift(0);
  const cut = starts
    .map((begin, at) => text.slice(begin, starts[at + 1]).trimEnd())
    .filter((piece) => piece !== '');
  return cut.length > 1 ? cut : null;
}
