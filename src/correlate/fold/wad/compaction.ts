import { isOfferCommand, isRefusal, isTransfer } from '../../../ftp.js';
import type { KeptWadLine } from './lines.js';

/** Lines kept of a session's beginning, as many of its end, and as many of what went wrong in between. */
const PART = 1000;
/** A session that reaches this is compacted. The report counts the lines left out (`omitted.wadLines`). */
export const MAX_SESSION_LINES = 4 * PART;
/** Compacting by offers has to get below this; where it does not, beginning and end alone are kept. */
const MAX_COMPACTED_LINES = 3.5 * PART;

/** These change how later data connections are protected, or start the session anew. */
const CHANGING: ReadonlySet<string> = new Set(['AUTH', 'PBSZ', 'PROT', 'CCC', 'REIN', 'USER']);
const ENDING: ReadonlySet<string> = new Set(['ABOR', 'QUIT']);

/**
 * A session of several days makes a hundred thousand offers, and the one in question is usually a late one. Keeps the
 * beginning and the end, and in between the latest offers that met a refusal or changed the protection; the other
 * offers go, each with all of its lines.
 */
export function compacted(entries: readonly KeptWadLine[]): KeptWadLine[] {
  const starts = startsIn(entries);
  const from = starts.find((at) => at >= PART) ?? PART;
  const to = starts.findLast((at) => at <= entries.length - PART) ?? 0;
  const left = from < to ? withoutOffers(entries, starts, from, to) : withoutIdle(entries);
  return left.length <= MAX_COMPACTED_LINES ? left : [...entries.slice(0, PART), ...entries.slice(-PART)];
}

function withoutOffers(
  entries: readonly KeptWadLine[],
  starts: readonly number[],
  from: number,
  to: number,
): KeptWadLine[] {
  const middle: KeptWadLine[][] = [];
  let linesLeft = PART;
  for (let nth = starts.indexOf(to) - 1; nth >= 0 && (starts[nth] ?? 0) >= from; nth--) {
    const offer = entries.slice(starts[nth], starts[nth + 1]);
    if (!offer.some(isWorthTelling)) continue;
    linesLeft -= offer.length;
    if (linesLeft < 0) break;
    middle.push(offer);
  }
  return [...entries.slice(0, from), ...middle.reverse().flat(), ...entries.slice(to)];
}

/** A session without offers in its middle was only kept alive (NOOP). Replies to its last offer may still come. */
function withoutIdle(entries: readonly KeptWadLine[]): KeptWadLine[] {
  const middle = entries.slice(PART, -PART).filter((said) => !isIdle(said));
  return [...entries.slice(0, PART), ...middle.slice(-PART), ...entries.slice(-PART)];
}

/** The position at which each offer begins: that of the command that asked for it, if that stands just before it. */
function startsIn(entries: readonly KeptWadLine[]): number[] {
  const starts: number[] = [];
  for (const [at, { kind }] of entries.entries()) {
    if (kind !== 'ftp-offer') continue;
    let start = at;
    while (entries[start - 1]?.kind === 'ftp-command') start -= 1;
    starts.push(start);
  }
  return starts;
}

function isWorthTelling(said: KeptWadLine): boolean {
  if (said.kind === 'ftp-reply') return isRefusal(said.code);
  return said.kind === 'ftp-command' && CHANGING.has(said.command);
}

function isIdle(said: KeptWadLine): boolean {
  if (said.kind !== 'ftp-command' && (said.kind !== 'ftp-reply' || isRefusal(said.code))) return false;
  return said.command !== undefined && !matters(said.command);
}

function matters(command: string): boolean {
  return isOfferCommand(command) || isTransfer(command) || CHANGING.has(command) || ENDING.has(command);
}
