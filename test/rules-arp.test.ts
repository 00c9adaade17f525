import { describe, expect, it } from '@jest/globals';

import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';

const CODE = 'ARP_UNRESOLVED';
const samples = [
  { name: 'proxy-arp-unresolved', host: '10.134.7.214' },
  { name: 'control-no-neighbour', host: '10.144.6.219' },
] as const;

describe.each(samples)('$name', ({ name, host }) => {
  const files = stored(name);
  const codes = (change: (sniffer: string) => string, others = files): string[] =>
    analyse({ ...others, 'sniff.txt': change(files['sniff.txt']!) }).findings.map(({ code }) => code);
  const [question] = /^.*who-has.*$/m.exec(files['sniff.txt']!)!;

  it('is the next hop that does not answer', () => {
    expect(codes((text) => text)[0]).toBe(CODE);
  });

  it.each([
    [
      'it answered',
      (line: string) => line.replace(/out arp.*/, `in arp reply ${host} is-at 8:5b:e:1c:41:14`),
    ],
    [
      'it asked for the unit itself',
      (line: string) => line.replace(/out arp.*/, `in arp who-has 10.0.0.1 tell ${host}`),
    ],
  ])('is somebody else’s fault where %s, be it later', (_, answer) => {
    expect(codes((text) => text.replace(/(\n\n\d+ packets)/, `\n${answer(question)}$1`))).not.toContain(CODE);
  });

  it.each([
    ['one question alone', (text: string) => text.replace(/(?<=who-has.*\n[^]*)^.*who-has.*\n/gm, '')],
    ['questions of another host', (text: string) => text.replaceAll('out arp', 'in arp')],
    ['questions whose way is not printed', (text: string) => text.replaceAll('out arp', '-- arp')],
    ['questions for another host', (text: string) => text.replaceAll(`who-has ${host}`, 'who-has 10.9.9.9')],
    [
      'questions before the SYN',
      (text: string) => {
        const asked = text.match(/^.*who-has.*\n/gm)!.map((line) => line.replace(/ \d\d:\d\d:/, ' 01:01:'));
        return text.replace(/^.*who-has.*\n/gm, '').replace(/^filters=.*\n/m, `$&${asked.join('')}`);
      },
    ],
  ])('is not claimed from %s', (_, change) => {
    expect(codes(change)).not.toContain(CODE);
  });

  it('may be the gateway that the route names', () => {
    const through = {
      ...files,
      'flow.log': files['flow.log']!.replaceAll(/gw-\S+ via srv/g, 'gw-10.9.9.9 via srv'),
    };
    expect(codes((text) => text.replaceAll(`who-has ${host}`, 'who-has 10.9.9.9'), through)).toContain(CODE);
  });
});
