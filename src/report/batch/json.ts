import { harmless } from '../text/escape-json.js';
import type { BatchFormat } from './printer.js';

/** `fgtrace.batch/1`: the rows, then what they come to. */
export const batchJson: BatchFormat = () => {
  let before = '\n';
  return {
    start: () => ['{\n  "schema": "fgtrace.batch/1",\n  "tickets": ['],
    row(row) {
      const piece = `${before}    ${harmless(JSON.stringify(row))}`;
      before = ',\n';
      return [piece];
    },
    end: (overview) => [`\n  ],\n  "summary": ${harmless(JSON.stringify(overview))}\n}\n`],
  };
};
