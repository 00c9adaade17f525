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

const PROMPT = /^(?:--More--|(?:[\w.@:~/-]{1,64}(?: ?\([^()]{1,64}\)){0,2} ?)?[#$]) */;

/** The text after a prompt (`FGT # `, `FGT (root) # `, `# `), or null where it begins with none. */
export function afterPrompt(text: string): string | null {
  const prompt = PROMPT.exec(text)?.[0];
  return prompt === undefined ? null : text.slice(prompt.length);
}

const COMMAND =
  /^(?:dia(?:g(?:n(?:o(?:s(?:e)?)?)?)?)?|get|show|config|exec(?:u(?:te?)?)?|set|unset|edit|next|end|exit|quit|abort|sudo|append|delete|clear|fnsysctl)\b/;
const BARE_COMMAND = /^diag(?:nose)? (?:deb(?:ug)?|sn(?:iffer)?|sys|wad|test|vpn|firewall|hardware|npu|ip) /;

/** A prompt with nothing or a command behind it, or an echoed `diagnose …`: the question, not an answer. */
export function isPromptLine(text: string): boolean {
  const line = text.trim();
  const command = afterPrompt(line);
  if (command === null) return line === '^C' || BARE_COMMAND.test(line);
  return command === '' || COMMAND.test(command) || command.startsWith('^C');
}
