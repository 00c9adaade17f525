import type { Origin } from '../../events/record.js';
import { shared, own } from '../../intern.js';
import { emptyLike, noWords } from '../../collections.js';
import type { Moment } from '../model/moment.js';

/** Where the raw text of kept lines goes. Commands may hand in one that spills to disk. */
export interface EvidenceStore {
  keep(origin: Origin): Origin;
}

export function memoryStore(): EvidenceStore {
  return { keep: ({ file, line, text }) => ({ file, line, text: own(text) }) };
}

/** Keeps a line once that is cited several times in a row, as the first line of many configuration entries is. */
export function sharingRepeats(store: EvidenceStore): EvidenceStore {
  let last: { readonly of: Origin; readonly kept: Origin } | undefined;
  return {
    keep(of) {
      if (last?.of !== of) last = { of, kept: store.keep(of) };
      return last.kept;
    },
  };
}

/** Copies an event with its moment, which holds copies of text and stamp already. */
export function keepAt<E extends { origin: Origin }>(event: E, moment: Moment): E & { moment: Moment } {
  const { line: origin, stamp } = moment;
  return copyWith(event, { origin, stamp, moment }) as E & { moment: Moment };
}

/** Written key by key: an object made by spreading takes half as much memory again. */
function copyWith<E extends object>(event: E, known: Readonly<Record<string, unknown>>): E {
  const copy = emptyLike(event);
  for (const key in event) {
    if (!(key in known)) copy[key] = OURS.has(key) ? event[key] : copied(event[key]);
  }
  for (const key in known) copy[key] = known[key];
  return copy as E;
}

/** Constants of the program, which keep no input in memory. */
const OURS: ReadonlySet<string> = new Set(['kind', 'source']);

function copied(value: unknown): unknown {
  if (typeof value === 'string') return shared(value);
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  return Array.isArray(value) ? value.map(copied) : copyWith(value, NONE);
}

const NONE = noWords<unknown>();
