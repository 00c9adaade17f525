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
