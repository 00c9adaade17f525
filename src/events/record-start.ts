/** The source of a record, where the beginning of its line shows it. */
export type Start = 'flow' | 'wad' | 'sniffer' | null;

const FLOW =
  /^(?:\[FP[MC]\d{1,2}\] *)?(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? +)?(?:id=\d+ +)?(?:pri=\w+ +)?trace_id=\d/;
const WAD =
  /^(?:(?:\[?[A-Z]\]?)?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6} +(?:\[[psr]:|_*wad_)|\[0x[\da-f]{6,16}\] )/;
const SNIFFER =
  /^(?:\[FP[MC]\d{1,2}\] *)?(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}|\d{1,9}\.\d{6}) (?:\S{1,40} (?:in|out|--) )?(?:[\da-fA-F.:]{2,46} -> |arp |802\.1Q |stp |pppoe |Ether type )/;

/** Stamps of the flow trace mostly have no fraction: where a dot follows the seconds, it is tried last. */
export function startOf(text: string): Start {
  const fraction = text.charCodeAt(19) === 46;
  if (!fraction && FLOW.test(text)) return 'flow';
  if (WAD.test(text)) return 'wad';
  if (SNIFFER.test(text)) return 'sniffer';
  return fraction && FLOW.test(text) ? 'flow' : null;
}

const SESSION = /^session6? info *:/;

/** Whether the text begins as a record does. Sessions count here, though wrapped ones are joined by their parser. */
export function beginsRecord(text: string): boolean {
  return startOf(text) !== null || SESSION.test(text);
}
