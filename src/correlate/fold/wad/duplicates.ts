import type { WadEvent } from '../../../events/wad.js';
import { put } from '../../../collections.js';
import { wadLineContent, wadLineKind, type KeptWadLine } from './lines.js';

/** The lines of a session by their stamps. */
export interface StampedLines {
  readonly entries: KeptWadLine[];
  /** The latest stamp among them, in microseconds of log time. */
  latest: number;
  /** Positions in `entries` by stamp. Built only when a log goes back in time, as one that was pasted twice does. */
  places: Map<number, number[]> | undefined;
  /** Lines were evicted from its middle. */
  isShortened: boolean;
}

/** How many of the latest lines are compared with a line that has their stamp. */
const COMPARED_LINES = 256;

export function addStamped(session: StampedLines, said: KeptWadLine): void {
  const { entries, places } = session;
  const { stamp } = said;
  if (stamp !== undefined) {
    if (stamp.at > session.latest) session.latest = stamp.at;
    if (places !== undefined) put(places, stamp.at, entries.length);
  }
  entries.push(said);
}

/** Whether the session holds this very line already, as in a log that was pasted twice. */
export function isRepeatedLine(session: StampedLines, event: WadEvent): boolean {
  const { stamp, origin } = event;
  const { entries, latest } = session;
  if (stamp === undefined || stamp.at > latest) return false;
  // Once lines were evicted, a repeated stamp can no longer be verified: it counts as a repetition.
  if (session.isShortened && stamp.at < latest) return true;
  const [kind, gist] = [wadLineKind(event), wadLineContent(event)];
  // The raw text lies on disk and is read last: most lines with the same stamp differ in kind or content.
  const isSame = (said: KeptWadLine | undefined): boolean =>
    said?.kind === kind && wadLineContent(said) === gist && said.line.text === origin.text;
  if (session.places === undefined && stamp.at === latest) {
    for (let at = entries.length - 1; at >= Math.max(0, entries.length - COMPARED_LINES); at--) {
      if (entries[at]?.stamp?.at !== latest) break;
      if (isSame(entries[at])) return true;
    }
    return false;
  }
  session.places ??= placesOf(entries);
  return (session.places.get(stamp.at) ?? []).some((at) => isSame(entries[at]));
}

function placesOf(entries: readonly KeptWadLine[]): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (const [at, { stamp }] of entries.entries()) {
    if (stamp !== undefined) put(places, stamp.at, at);
  }
  return places;
}
