import { addressesIn } from './find/addresses.js';
import { nameText } from './find/composite.js';
import { createAuthorFinder } from './find/page-author.js';
import { orderedBlocks } from './find/ranges-in-text.js';
import { createLineFinder } from './line.js';
import { redactedControlLine } from './packet/control-line.js';
import type { FrameRedaction, TalkRedaction } from './packet/fields.js';
import { redactFrame } from './packet/frame.js';
import { createDumpLines } from './packet/hex-dumps.js';
import { createStreams } from './packet/streams.js';
import type { AddressNeeds } from './pseudonym/address.js';
import { startsOf } from './pseudonym/printed-width.js';
import { createPseudonyms, type Pseudonyms } from './pseudonym/pseudonyms.js';
import { octetsOf, type Prefix } from './pseudonym/ranges.js';
import { withTimesMoved } from './time/printed-times.js';
import { joiningLines } from './wrapped-lines.js';
import { createRedaction, settledPseudonyms, type Redaction } from './redaction.js';

/** First reading of all inputs: what is in them decides how the pseudonyms have to be. */
export interface Survey {
  /** Looks at one more input, at its lines or its frames. */
  readonly input: () => SurveyedInput;
  /** No more inputs. */
  readonly end: () => Redaction;
}

export interface SurveyedInput {
  readonly line: (text: string) => void;
  readonly frame: (bytes: Uint8Array, linkType: number) => void;
  readonly end: () => void;
}

/** `shift`: by how many seconds times are moved. */
export function createSurvey(secret: Buffer, shift = 0): Survey {
  const ordered: Prefix[] = [];
  const asLong = new Set<string>();
  const needs: AddressNeeds = { ordered, asLong };
  const first = createPseudonyms(secret, { ordered: [], asLong: new Set() });
  const streams = createStreams();
  const listening: FrameRedaction = {
    pseudonyms: first,
    payload(segment) {
      streams.add(segment);
      return null;
    },
  };
  return {
    input() {
      const find = createLineFinder();
      const blocksOf = orderedBlocks();
      const authorIn = createAuthorFinder();
      const dumps = createDumpLines(listening);
      const look = (text: string): void => {
        for (const name of find(text).names) nameText(name, first);
        const author = authorIn(text);
        if (author !== undefined) nameText({ kind: 'user', value: author }, first);
        addressesIn(text, first);
        ordered.push(...blocksOf(text));
      };
      const joined = joiningLines((text) =>
        dumps.take(text, () => {
          look(text);
          return text;
        }),
      );
      return {
        line: (text) => void joined.line(text),
        frame(bytes, linkType) {
          redactFrame(bytes.slice(), linkType, listening);
        },
        end() {
          joined.end();
          dumps.end();
        },
      };
    },
    end() {
      const words = noting(first, asLong);
      streams.listen(talkOf(words, shift));
      const pseudonyms = settledPseudonyms(secret, needs, first.all());
      streams.settle(talkOf(pseudonyms, shift));
      return createRedaction(pseudonyms, streams.payload, { shift });
    },
  };
}

export function talkOf(pseudonyms: Pseudonyms, shift: number): TalkRedaction {
  return {
    line: (text) => withTimesMoved(redactedControlLine(text, pseudonyms), shift),
    shift,
    host: (name) => nameText({ kind: 'host', value: name }, pseudonyms),
  };
}

/** Notes which addresses stand in the words of control channels: there a pseudonym may be no longer and no shorter. */
function noting(pseudonyms: Pseudonyms, asLong: Set<string>): Pseudonyms {
  return {
    ...pseudonyms,
    address(canonical) {
      for (const start of startsOf(octetsOf(canonical))) asLong.add(start);
      return pseudonyms.address(canonical);
    },
  };
}
