import { createVocabulary, type Vocabulary } from './find/vocabulary.js';
import { createLineFinder, redactedLine } from './line.js';
import type { FrameRedaction } from './packet/fields.js';
import { redactFrame } from './packet/frame.js';
import { createDumpLines } from './packet/hex-dumps.js';
import type { AddressNeeds } from './pseudonym/address.js';
import {
  clashes,
  createPseudonyms,
  isNameKind,
  macOctets,
  type NameKind,
  type Pseudonyms,
  type Replacement,
} from './pseudonym/pseudonyms.js';
import { octetsOf } from './pseudonym/ranges.js';
import { withTimesMoved } from './time/printed-times.js';
import { cutAgain, joiningLines } from './wrapped-lines.js';

/** Rewrites what was surveyed. */
export interface Redaction {
  /** Begins an input of text. */
  readonly input: () => RedactedInput;
  /** Rewrites a captured frame in place. */
  readonly frame: (bytes: Uint8Array, linkType: number) => void;
  /** A text that stands alone: the name of a file. */
  readonly text: (text: string) => string;
  readonly pseudonyms: Pseudonyms;
  readonly vocabulary: Vocabulary;
  /** By how many seconds all times are moved. */
  readonly shift: number;
}

/**
 * Answers with the lines that are ready: those of a hex dump wait for its end, one as wide as a terminal for the next. What a terminal cut is one answer
 * of many lines.
 */
export interface RedactedInput {
  readonly line: (text: string) => readonly string[];
  /** No next line comes soon. */
  readonly pause: () => readonly string[];
  readonly end: () => readonly string[];
}

/** Pseudonyms are drawn anew while one is another's original; each time that is less likely than the time before. */
const MOST_ROUNDS = 64;

/** Pseudonyms for all that is known beforehand, none of which is another one's original. */
export function settledPseudonyms(
  secret: Buffer,
  needs: AddressNeeds,
  known: readonly Replacement[],
): Pseudonyms {
  const taken = new Set(known.map(({ original }) => original));
  for (let round = 0; ; round++) {
    const pseudonyms = createPseudonyms(secret, needs, taken, round);
    for (const { kind, original } of known) again(pseudonyms, kind, original);
    if (round === MOST_ROUNDS || !clashes(pseudonyms.all())) return pseudonyms;
  }
}

function again(pseudonyms: Pseudonyms, kind: Replacement['kind'], original: string): void {
  if (kind === 'mac') pseudonyms.mac(macOctets(original));
  else if (kind === 'address') pseudonyms.octets(octetsOf(original));
  else pseudonyms.word(kind, original);
}

/** `learner`: makes for an input what is given each text before it is rewritten. `shift`: see Redaction. */
export function createRedaction(
  pseudonyms: Pseudonyms,
  payload: FrameRedaction['payload'],
  { learner, shift = 0 }: { readonly learner?: () => (text: string) => void; readonly shift?: number },
): Redaction {
  const vocabulary = createVocabulary();
  const kinds = new Map<string, NameKind>();
  for (const { kind, original } of pseudonyms.all()) {
    if (!isNameKind(kind)) continue;
    kinds.set(original, kind);
    if (kind !== 'word') vocabulary.add(original);
  }
  const kindOf = (name: string): NameKind => kinds.get(name) ?? 'name';
  const frames = { pseudonyms, payload };
  const lines = (): ((text: string) => string) => {
    const find = createLineFinder();
    return (text) => withTimesMoved(redactedLine(text, find(text), vocabulary, pseudonyms, kindOf), shift);
  };
  return {
    input() {
      const line = lines();
      const dumps = createDumpLines(frames);
      const learn = learner?.();
      const written = (text: string, ends: readonly number[]): string => {
        learn?.(text);
        return cutAgain(line(text), ends);
      };
      const joined = joiningLines((text, ends) => dumps.take(text, () => written(text, ends)));
      return { line: joined.line, pause: joined.end, end: () => [...joined.end(), ...dumps.end()] };
    },
    frame(bytes, linkType) {
      redactFrame(bytes, linkType, frames);
    },
    text: (text) => lines()(text),
    pseudonyms,
    vocabulary,
    shift,
  };
}
