import { expect, it } from '@jest/globals';

import { STAGES } from '../src/document.js';
import { rules } from '../src/diagnose/rules/offer/index.js';

it('what can fail is asked in the order of the stages: the first that did is the cause', () => {
  const failed = rules
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ stage }) => STAGES.indexOf(stage));
  expect(failed).toEqual([...failed].sort((a, b) => a - b));
});
