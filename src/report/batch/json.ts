import type { BatchFormat } from './printer.js';

/** `fgtrace.batch/1`: the rows, then what they come to. */
export const batchJson: BatchFormat = () => {
  let before = '\n';
  return {
    start: () => ['{\n  "schema": "fgtrace.batch/1",\n  "tickets": ['],
    row(row) {
      const piece = `${before}    ${JSON.stringify(row)}`;
      before = ',\n';
      return [piece];
    },
    end: (overview) => [`\n  ],\n  "summary": ${JSON.stringify(overview)}\n}\n`],
  };
};
