import { expect, it } from '@jest/globals';

import { redactedControlLine } from '../src/redact/packet/control-line.js';
import { createPseudonyms } from '../src/redact/pseudonym/pseudonyms.js';
import { TEST_SECRET } from './redact/run.js';

const HOST = '198.51.100.20';
const pseudonyms = createPseudonyms(TEST_SECRET, { ordered: [], asLong: new Set([HOST]) });

it.each([`HOST ${HOST}`, `HOST [${HOST}]`, `220 ${HOST} ready`, 'HOST ftp.customer-one.example'])(
  'names no host in %s of a packet, and stays as long',
  (line) => {
    const written = redactedControlLine(line, pseudonyms);
    expect(written).toHaveLength(line.length);
    expect(written.slice(0, 4)).toBe(line.slice(0, 4));
    for (const original of [HOST, 'customer-one']) expect(written).not.toContain(original);
  },
);
