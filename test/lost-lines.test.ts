// @long Drops every packet of samples in turn.
import { expect, it } from '@jest/globals';

import { samples } from './samples/cases.js';
import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';
import { random } from './simulate/prng.js';

/** For longer: LOST_RUNS=20000 LOST_SEED=7. */
const RUNS = Number(process.env['LOST_RUNS'] ?? 60);
const SEED = Number(process.env['LOST_SEED'] ?? 1);
const LONGEST = 12;

const working = samples.filter(({ wants }) => wants.verdict === 'worked').map(({ name }) => name);

it('a capture of what worked, with a few lines lost, never shows a failure', () => {
  const dice = random(SEED);
  const wrong: string[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const name = dice.pick(working);
    const files = stored(name);
    const file = dice.pick(
      Object.keys(files).filter((one) => /\.(?:log|txt)$/.test(one) && !/^expected/.test(one)),
    );
    const lines = files[file]!.split('\n');
    const [from, count] = [dice.int(0, lines.length - 1), dice.int(1, LONGEST)];
    const left = lines.toSpliced(from, count).join('\n');
    const { verdict, findings } = analyse({ ...files, [file]: left });
    if (verdict === 'failed') wrong.push(`${name}/${file} ${from + 1}+${count}: ${findings[0]?.code}`);
  }
  expect(wrong).toEqual([]);
});

// Through a VIP, where the unit might answer itself, and between routed networks, where it cannot.
it.each(['helper-sniffer-only', 'routed-worked'])('%s does not fail by any packet that is lost', (name) => {
  const packets = stored(name)['sniff.txt']!.split(/(?=^\d{4}-\d\d-\d\d )/m);
  const verdicts = packets.map((_, at) => {
    const { offers, verdict } = analyse({ 'sniff.txt': packets.toSpliced(at, 1).join('') });
    return offers.some((offer) => offer.verdict === 'failed') ? `failed without ${packets[at]}` : verdict;
  });
  expect(verdicts.filter((one) => one.startsWith('failed'))).toEqual([]);
  expect(verdicts.filter((one) => one === 'worked').length).toBeGreaterThan(verdicts.length * 0.8);
});

it.each([
  ['the offer that WAD read', 'proxy-log-ended-early', 1, 3],
  ['ABOR behind the 426', 'transfer-aborted', 24, 4],
])('is not failed for want of %s', (_, name, from, count) => {
  const files = stored(name);
  const left = files['wad.log']!.split('\n')
    .toSpliced(from - 1, count)
    .join('\n');
  expect(analyse({ ...files, 'wad.log': left }).verdict).not.toBe('failed');
});

// The dump of its 226 breaks off, and no later word of the server shows that bytes are missing: its FIN does.
it('is not failed for want of the last reply of a server that then closes', () => {
  const files = stored('helper-offloaded');
  const left = files['sniff.txt']!.split('\n').toSpliced(210, 11).join('\n');
  expect(analyse({ ...files, 'sniff.txt': left }).verdict).not.toBe('failed');
});

// As above, and the FIN is gone, too: the packet of the 226 is there without its bytes, and nothing comes behind it.
it('is not failed for want of a reply whose packet has lost its bytes', () => {
  const files = stored('words-two-offers');
  const left = files['sniff.txt']!.split('\n').toSpliced(352, 23).join('\n');
  expect(left).toMatch(/psh 2572329381 .*\n(?:0x.*\n){3}0x0000/);
  expect(analyse({ ...files, 'sniff.txt': left }).verdict).not.toBe('failed');
});

it('a sniffer that lost packets proves no offer unused, and the first sentence says so', () => {
  const name = 'words-two-offers';
  const unused = (files: Record<string, string>) =>
    analyse(files).offers.filter(({ verdict }) => verdict === 'unused').length;
  const files = stored(name);
  const lossy = Object.fromEntries(
    Object.entries(files).map(([file, text]) => [
      file,
      text.replace(/^0 packets dropped/m, '12 packets dropped'),
    ]),
  );
  expect(unused(files)).toBeGreaterThan(0);
  expect(unused(lossy)).toBe(0);
  expect(analyse(lossy).summary).toContain('The sniffer lost 12 packets.');
});
