import { COMMANDS, type Target } from '../../catalogue/recipes.js';

type Kind = 'sniffer' | 'flow' | 'wad';

const LOGS: Readonly<Record<Kind, string>> = {
  sniffer: 'sniffer.log; Ctrl-C ends it',
  flow: 'flow.log',
  wad: 'wad.log',
};

/** Cached, because thousands of open offers may want the same captures between the same hosts. */
const made = new Map<string, readonly string[]>();
const MOST_KEPT = 1000;

/**
 * The captures wanted, each in an SSH session of its own, then the commands that end them. Pasted all at once they
 * would show nothing.
 */
export function nextCapture(target: Target, kinds: readonly Kind[]): readonly string[] {
  const key = JSON.stringify([target, kinds]);
  const known = made.get(key);
  if (known !== undefined) return known;
  const lines = commandsFor(target, kinds);
  if (made.size >= MOST_KEPT) made.clear();
  made.set(key, lines);
  return lines;
}

function commandsFor(target: Target, kinds: readonly Kind[]): string[] {
  const starts = kinds.flatMap((kind, at) => [
    `# SSH session ${at + 1}, logged to ${LOGS[kind]}:`,
    ...COMMANDS[kind](target),
  ]);
  const debugs = kinds.filter((kind) => kind !== 'sniffer');
  const ends = COMMANDS.stop(target).filter((command) => {
    const [own] = /\b(?:flow|wad)\b/.exec(command) ?? [];
    return own === undefined || debugs.some((kind) => kind === own);
  });
  const numbers = debugs.map((kind) => kinds.indexOf(kind) + 1);
  const where = `session${numbers.length > 1 ? 's' : ''} ${numbers.join(' and ')}`;
  return [
    ...starts,
    `# Let the transfer fail, and wait half a minute.${debugs.length > 0 ? ` Then, in ${where}:` : ''}`,
    ...(debugs.length > 0 ? ends : []),
  ];
}
