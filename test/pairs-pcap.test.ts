// @long Judges every sample again with its sniffer's text as four sorts of pcap.
import { describe, expect, it } from '@jest/globals';

import { compare } from '../src/compare/compare.js';
import { agrees } from './pairs/answer.js';
import { reportOn } from './samples/report-on.js';
import { analyseAny } from './pairs/analyse.js';
import { asPcap, remade, type Captures } from './pairs/remade.js';
import { samples } from './samples/cases.js';
import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';
import type { Sample } from './samples/sample.js';
import { share } from './samples/share.js';

const SNIFFED = 'sniff.txt';

/** The sample with the bytes of all its packets; null where it shows none, or a packet that only its text shows. */
function withBytes(sample: Sample): Record<string, string> | null {
  const isEdited = sample.edits?.some(({ file }) => file === SNIFFED) ?? false;
  const files = isEdited ? null : remade(sample, { verbosity: 6 });
  return files?.[SNIFFED] !== undefined && asPcap(files[SNIFFED], 'unit') !== null ? files : null;
}

function withPcap(files: Record<string, string>, of: Parameters<typeof asPcap>[1]): Captures | null {
  const { [SNIFFED]: text = '', ...others } = files;
  const bytes = asPcap(text, of);
  return bytes === null ? null : { ...others, 'sniff.pcap': bytes };
}

const sniffed = samples.flatMap((sample) => {
  const files = withBytes(sample);
  return files === null ? [] : [{ name: sample.name, pair: sample.pair, files }];
});

const WAYS = (['unit', 'converted', 'client', 'server'] as const).map((of, nth) => ({ of, nth }));

describe.each(WAYS)('text against a pcap: $of', ({ of, nth }) => {
  it.each(share(sniffed, 4, nth))('$name: the same answer, or none', ({ pair, files }) => {
    const captures = withPcap(files, of);
    if (captures === null) return;
    const [text, pcap] = [analyse(files), analyseAny(captures)];
    const own = compare(text, text);
    const found = [compare(text, pcap), compare(pcap, text)].map((one) => agrees(own, one));
    const other = samples.find((one) => one.name === pair?.name);
    if (other !== undefined) {
      const good = reportOn(other.name);
      found.push(agrees(compare(good, text), compare(good, pcap)));
      found.push(agrees(compare(text, good), compare(pcap, good)));
    }
    expect(found).not.toContain(false);
  });
});

it('compares most of the samples that have a sniffer', () => {
  const all = samples.filter(({ name }) => SNIFFED in stored(name));
  expect(sniffed.length).toBeGreaterThan(0.9 * all.length);
});
