import type { WadEvent } from '../../../events/wad.js';
import { put } from '../../../collections.js';
import { wadLineContent, wadLineKind, type KeptWadLine } from './lines.js';

/** The lines of a session by their stamps. */
export interface StampedLines {
  readonly entries: KeptWadLine[];
  /** Of these, the latest stamp. */
  latest: number;
  /** Where each stamp stands in them: only of a log that went back in time, as one does that was pasted twice. */
  places: Map<number, number[]> | undefined;
  /** Some of them were let go of. */
  isShortened: boolean;
}

/** Lines of one stamp that are looked at, where they are the last ones. */
const LATELY = 256;

export function addStamped(session: StampedLines, said: KeptWadLine): void {
  const { entries, places } = session;
  const { stamp } = said;
  if (stamp !== undefined) {
    if (stamp.at > session.latest) session.latest = stamp.at;
    if (places !== undefined) put(places, stamp.at, entries.length);
  }
  entries.push(said);
}

/** The same stamped line again: a log that was pasted twice. */
export function isRepeatedLine(session: StampedLines, event: WadEvent): boolean {
  const { stamp, origin } = event;
  const { entries, latest } = session;
  if (stamp === undefined || stamp.at > latest) return false;
  // Of what was let go of nobody can tell any more whether this is it.
  if (session.isShortened && stamp.at < latest) return true;
  const [kind, gist] = [wadLineKind(event), wadLineContent(event)];
  // Most lines of one stamp differ in what they say: only where they do not is the text asked for, which lies on disk.
  const isSame = (said: KeptWadLine | undefined): boolean =>
    said?.kind === kind && wadLineContent(said) === gist && said.line.text === origin.text;
  if (session.places === undefined && stamp.at === latest) {
    for (let at = entries.length - 1; at >= Math.max(0, entries.length - LATELY); at--) {
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
