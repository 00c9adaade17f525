import { own } from '../intern.js';
import { maskSecrets } from '../secrets/secrets.js';

/** Lines that no parser claimed, counted by what is left of them without their numbers and addresses. */
export interface Shape {
  readonly shape: string;
  readonly count: number;
  readonly firstLine: number;
  readonly example: string;
}

export interface Shapes {
  readonly add: (text: string, line: number) => void;
  readonly list: () => Shape[];
}

const MOST_SHAPES = 200;
const SHAPE_LENGTH = 160;
const VARYING =
  /\d{1,2}:\d\d:\d\d|\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}|0x[\da-f]+|\b[\da-f]{8,}\b|\d+/gi;

/** Secrets never reach an output, not even as an example of what was not understood. A row of a dump may hold any. */
function masked(text: string): string {
  const row = /^\s*0x[\da-f]{4}[\s:]/.exec(text);
  return row === null ? maskSecrets(text) : `${row[0]} ***`;
}

export function createShapes(): Shapes {
  const known = new Map<string, { shape: string; count: number; firstLine: number; example: string }>();
  return {
    add(text, line) {
      const shape = shapeOf(text);
      const seen = known.get(shape);
      if (seen !== undefined) seen.count++;
      else if (known.size < MOST_SHAPES) {
        known.set(shape, {
          shape,
          count: 1,
          firstLine: line,
          example: own(masked(text).slice(0, SHAPE_LENGTH)),
        });
      }
    },
    list: () => [...known.values()].map((shape) => ({ ...shape })),
  };
}

function shapeOf(text: string): string {
  return text
    .slice(0, SHAPE_LENGTH)
    .trim()
    .replace(VARYING, (found) => {
      if (/^\d+$/.test(found)) return found.length === 8 ? 'H' : 'N';
      if (/^\d{1,2}:\d\d:\d\d$/.test(found)) return 'N:N:N';
      return found.includes('.') || found.includes(':') ? 'IP' : 'H';
    });
}
