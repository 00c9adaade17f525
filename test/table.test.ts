import { expect, it } from '@jest/globals';
import fc from 'fast-check';

import { page } from '../src/report/text/layout.js';
import { table, tableOfMany, type Column } from '../src/report/text/table.js';

const cell = fc
  .string({ unit: fc.constantFrom(...Array.from('ab 0:-/.…é漢')), maxLength: 30 })
  .map((text) => text.trim());
const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });

it('draws the same table whether there are a few of them or thousands', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 60, max: 100 }), fc.boolean(), (cells, width, colour) => {
      const on = page({ width, colour, detail: 10 }, ['flow.log']);
      const columns: Column[] = [
        { most: 12, paint: (text) => on.paint.red(text) },
        { most: 9, front: true },
        { most: 'rest' },
      ];
      expect([...tableOfMany(on, columns, cells, '  ')]).toEqual([...table(on, columns, cells, '  ')]);
    }),
    { numRuns: 200 },
  );
});
