import type { Origin } from '../events.js';
import { own } from '../net.js';

/** Where the raw text of kept lines goes. Commands may hand in one that spills to disk. */
export interface EvidenceStore {
  keep(origin: Origin): Origin;
}

export function memoryStore(): EvidenceStore {
  return { keep: ({ file, line, text }) => ({ file, line, text: own(text) }) };
}

/** A copy of an event whose strings pin no input chunk and whose text lies in the store. */
export function keepEvent<E extends { origin: Origin }>(event: E, store: EvidenceStore): E {
  return { ...(copied(event) as E), origin: store.keep(event.origin) };
}

function copied(value: unknown): unknown {
  if (typeof value === 'string') return own(value);
  if (Array.isArray(value)) return value.map(copied);
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) copy[key] = key === 'origin' ? inner : copied(inner);
  return copy;
}
