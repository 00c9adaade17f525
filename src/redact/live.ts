import { addressesIn } from './find/addresses.js';
import { nameText } from './find/composite.js';
import { createLineFinder } from './line.js';
import type { FrameRedaction } from './packet/fields.js';
import { redactedTalk } from './packet/talk.js';
import { createPseudonyms, isNameKind } from './pseudonym/pseudonyms.js';
import { createRedaction, type Redaction } from './redaction.js';
import { talkOf } from './survey.js';

/** Everything may stand in the bytes of a packet that has not come yet. */
const ALL: Pick<ReadonlySet<string>, 'has' | 'size'> = { has: () => true, size: 1 };

/**
 * Redacts what comes line by line, without knowing what will come: names are known from where they first stand, and
 * words of a control channel are taken packet by packet.
 */
export function createLiveRedaction(secret: Buffer, shift: number): Redaction {
  const pseudonyms = createPseudonyms(secret, { ordered: [], asLong: ALL });
  const payload: FrameRedaction['payload'] = ({ ports, bytes }) =>
    redactedTalk(
      bytes,
      ports.some((port) => port === 21 || port === 990),
      talkOf(pseudonyms, shift),
    );
  const learnt = new Set<string>();
  const learner = (): ((text: string) => void) => {
    const find = createLineFinder();
    return (text) => {
      for (const name of find(text).names) nameText(name, pseudonyms);
      addressesIn(text, pseudonyms);
      for (const { kind, original } of pseudonyms.all().slice(learnt.size)) {
        learnt.add(original);
        if (isNameKind(kind) && kind !== 'word') redaction.vocabulary.add(original);
      }
    };
  };
  const redaction = createRedaction(pseudonyms, payload, { learner, shift });
  return redaction;
}
