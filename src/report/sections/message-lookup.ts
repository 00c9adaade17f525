import { flowMessage, flowMessages } from '../../catalogue/flow.js';
import { wadMessages } from '../../catalogue/wad.js';
import type { Source } from '../../events/record.js';
import { nearest } from '../../likeness.js';

/** What a message means, or a whole kind of output. `sample` shows how it looks. */
export interface Meaning {
  readonly id: string;
  readonly means: string;
  readonly sample: string | undefined;
}

/** The meaning of a message: its text alone, without stamp, function and quotes. */
export function meaningOf(message: string): Meaning | undefined {
  const entry = flowMessage(message)?.entry ?? wadMessages.find(({ pattern }) => pattern.test(message));
  return entry && meaning(entry);
}

/** What a name printed by fgtrace stands for; so far only ids of the catalogue. */
export function lookup(name: string): Meaning | undefined {
  return catalogueMeanings().find(({ id }) => id === name);
}

/**
 * Outputs that consist of fields, not of messages. Flow trace and WAD debug are missing here: their messages are in
 * the catalogue.
 */
export const MEANING_OF_OUTPUT: Readonly<Partial<Record<Source, Meaning>>> = {
  sniffer: {
    id: 'sniffer',
    means:
      'Sniffer output: a packet as it passed an interface (from, to, and what it carries), its hex dump, or what the capture was started with.',
    sample: undefined,
  },
  session: {
    id: 'session',
    means:
      'An entry of the session list. At each hook the addresses stand as they are seen there, and in parentheses what they are translated to (0.0.0.0:0 is nothing).',
    sample: undefined,
  },
  config: {
    id: 'config',
    means: 'Configuration: where it stands is the table, edit names the entry, set its settings.',
    sample: undefined,
  },
};

/** The catalogue entries whose samples are most like the text, the best first. */
export function nearestMeanings(text: string): Meaning[] {
  const words = wordsOf(text);
  return nearest(words, catalogueMeanings(), ({ sample }) => wordsOf(sample ?? ''), { least: 0.4, count: 3 });
}

let all: Meaning[] | undefined;

function catalogueMeanings(): Meaning[] {
  all ??= [...flowMessages, ...wadMessages].map(meaning);
  return all;
}

function meaning({ id, means, samples }: { id: string; means: string; samples: readonly string[] }): Meaning {
  return { id, means, sample: samples[0] };
}

/** Words of at least two letters. Numbers and addresses do not help to tell messages apart. */
function wordsOf(text: string): string {
  return (
    text
      .slice(0, 1000)
      .toLowerCase()
      .match(/[a-z]{2,}/g)
      ?.join(' ') ?? ''
  );
}
