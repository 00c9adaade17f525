import { groupSpan, spansBehind, type TextSpan } from './span.js';

/** The commands of FTP whose argument is a password or a token, in any case. */
const SECRET = /\b(?:PASS|ACCT|ADAT|SITE {1,8}(?:PSWD|PASS)) {1,8}(?<secret>[^\r\n]+)/dgi;

/** Secrets in the bytes of a control channel, one character a byte. */
function secretsSaid(text: string): TextSpan[] {
  return [...text.matchAll(SECRET)].map((match) => groupSpan(match, 'secret'));
}

/** Finds secrets in the packets of control channels, whose words may be cut between two of them. */
export type SaidFinder = (packet: SaidPacket) => TextSpan[];

export interface SaidPacket {
  /** Who says it to whom, and where it was captured: a packet is printed once for each interface. */
  readonly way: string;
  readonly sequence: number | undefined;
  readonly text: string;
}

/** What one side said of a line that has not ended, before a packet and behind it. */
interface Unfinished {
  readonly start: number;
  readonly before: string;
  readonly next: number;
  readonly behind: string;
}

/** Of a long line the beginning tells whether a secret follows. */
const LONGEST_LINE = 600;
const MOST_WAYS = 10_000;

export function createSaidFinder(): SaidFinder {
  const ways = new Map<string, Unfinished>();
  return ({ way, sequence, text }) => {
    if (sequence === undefined) return secretsSaid(text);
    const before = unfinishedAt(ways.get(way), sequence);
    const line = before + text;
    const behind = line.slice(line.lastIndexOf('\n') + 1).slice(0, LONGEST_LINE);
    if (ways.size >= MOST_WAYS) ways.clear();
    ways.set(way, { start: sequence, before, next: (sequence + text.length) >>> 0, behind });
    return spansBehind(secretsSaid(line), before.length);
  };
}

/** A packet that is sent again begins where it began before. */
function unfinishedAt(known: Unfinished | undefined, sequence: number): string {
  if (known?.next === sequence) return known.behind;
  return known?.start === sequence ? known.before : '';
}
