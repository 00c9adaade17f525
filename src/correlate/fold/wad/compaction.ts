import { isOfferCommand, isTransfer } from '../../model/control-channel.js';
import type { KeptWadLine } from './lines.js';

/** Lines that are kept of a session's beginning, of what is worth telling behind it, and of its end. */
const PART = 1000;
/** More than the three of them are never kept, however its lines fall into offers. */
export const MAX_SESSION_LINES = 4 * PART;
const LEFT = 3.5 * PART;

/** From there on data connections are protected otherwise, or the session starts anew. */
const CHANGING: ReadonlySet<string> = new Set(['AUTH', 'PBSZ', 'PROT', 'CCC', 'REIN', 'USER']);
const ENDING: ReadonlySet<string> = new Set(['ABOR', 'QUIT']);

/**
 * A session that goes on for days makes a hundred thousand offers, and the one that somebody asks about is a late one.
 * Keeps its beginning and its end, and of the rest the latest offers of which something was refused: the others are let
 * go of, each with all that was said of it.
 */
export function compacted(entries: readonly KeptWadLine[]): KeptWadLine[] {
  const starts = startsIn(entries);
  const from = starts.find((at) => at >= PART) ?? PART;
  const to = starts.findLast((at) => at <= entries.length - PART) ?? 0;
  const left = from < to ? withoutOffers(entries, starts, from, to) : withoutIdle(entries);
  return left.length <= LEFT ? left : [...entries.slice(0, PART), ...entries.slice(-PART)];
}

function withoutOffers(
  entries: readonly KeptWadLine[],
  starts: readonly number[],
  from: number,
  to: number,
): KeptWadLine[] {
  const middle: KeptWadLine[][] = [];
  let room = PART;
  for (let nth = starts.indexOf(to) - 1; nth >= 0 && (starts[nth] ?? 0) >= from; nth--) {
    const offer = entries.slice(starts[nth], starts[nth + 1]);
    if (!offer.some(isWorthTelling)) continue;
    room -= offer.length;
    if (room < 0) break;
    middle.push(offer);
  }
  return [...entries.slice(0, from), ...middle.reverse().flat(), ...entries.slice(to)];
}

/** One that was only kept alive for as long: what is said of the offer before that may still come. */
function withoutIdle(entries: readonly KeptWadLine[]): KeptWadLine[] {
  const middle = entries.slice(PART, -PART).filter((said) => !isIdle(said));
  return [...entries.slice(0, PART), ...middle.slice(-PART), ...entries.slice(-PART)];
}

/** Where each offer begins: with the command that asked for it, where that stands before it. */
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
  if (said.kind === 'ftp-reply') return said.code >= 400;
  return said.kind === 'ftp-command' && CHANGING.has(said.command);
}

function isIdle(said: KeptWadLine): boolean {
  if (said.kind !== 'ftp-command' && (said.kind !== 'ftp-reply' || said.code >= 400)) return false;
  return said.command !== undefined && !matters(said.command);
}

function matters(command: string): boolean {
  return isOfferCommand(command) || isTransfer(command) || CHANGING.has(command) || ENDING.has(command);
}
