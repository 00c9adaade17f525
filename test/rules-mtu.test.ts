import { describe, expect, it } from '@jest/globals';

import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';
import { simulate } from './simulate/index.js';

const CODE = 'MTU_BLACKHOLE';
const files = stored('helper-mtu-blackhole');
const sniffer = files['sniff.txt']!;

/** Each packet of the sniffer's output with its dump. */
const packets = sniffer.split(/(?=^\d{4}-\d\d-\d\d )/m);
const [head = '', ...all] = packets;
const isLarge = (way: 'in' | 'out') => (packet: string) =>
  packet.includes(` ${way} `) && packet.includes('0x0580');
const told = (change: (list: string[]) => string[]): [string, string | null] => {
  const { offers } = analyse({ ...files, 'sniff.txt': head + change(all).join('') });
  return [offers[0]!.code, offers[0]!.confidence];
};

describe('segments of full size', () => {
  it('vanish where they leave again and again, and who should take them is there', () => {
    expect(told((list) => list)).toEqual([CODE, 'likely']);
  });

  it('vanish as often in a log that was pasted twice', () => {
    expect(told((list) => [...list, ...list])).toEqual([CODE, 'likely']);
  });

  it('possibly vanish where nothing was heard of the receiver', () => {
    expect(
      told((list) => list.filter((packet) => !/ in 10\.200\.5\.81\.\d+ -> \S+: fin /.test(packet))),
    ).toEqual([CODE, 'possible']);
  });

  it('were kept by the unit where they only come in, unless a router says otherwise', () => {
    const inside = (list: string[]): string[] => list.filter((packet) => !isLarge('out')(packet));
    expect(told(inside)).toEqual(['NOT_FORWARDED', 'proven']);
    const error =
      '2021-07-26 12:54:10.000000 srv.30 out 10.132.3.1 -> 10.132.3.209: icmp: 10.200.5.81 unreachable - need to frag (mtu 1300)\n\n';
    expect(told((list) => [...inside(list), error])).toEqual([CODE, 'likely']);
    // Nothing was sent again, so nothing was too large.
    const once = (list: string[]): string[] =>
      list.filter((packet, at) => !isLarge('in')(packet) || list.findIndex(isLarge('in')) === at);
    expect(told((list) => [...once(inside(list)), error])[0]).toBe('REPLY_426');
  });

  it('were lost and made good where they were acknowledged, or not repeated for long', () => {
    const two = (list: string[]): string[] => {
      const [first, second] = list.filter(isLarge('out'));
      return list.filter((packet) => !isLarge('out')(packet) || packet === first || packet === second);
    };
    expect(told(two)[0]).toBe('REPLY_426');
    const acknowledged = (list: string[]): string[] => {
      const last = list.findLastIndex(isLarge('out'));
      const [, stamp, port, seq] = /^(\S+ \S+) .*50342 -> \S+\.(\d+): psh (\d+)/.exec(list[last]!)!;
      const ack = `${stamp} vlan-120 in 10.200.5.81.${port} -> 10.200.5.67.50342: ack ${Number(seq) + 1400}\n\n`;
      return list.toSpliced(last + 1, 0, ack);
    };
    expect(told(acknowledged)[0]).toBe('REPLY_426');
  });

  it('say nothing where the sniffer prints no lengths', () => {
    const short = simulate({
      seed: 202,
      inspection: 'helper',
      sessions: [{ transfers: [{ fault: 'mtu-blackhole' }] }],
    });
    expect(analyse(short.files).findings.map(({ code }) => code)).not.toContain(CODE);
  });

  it('that were printed twice were not sent twice', () => {
    const worked = stored('helper-worked');
    const twice = { ...worked, 'sniff.txt': `${worked['sniff.txt']!}${worked['sniff.txt']!}` };
    expect(analyse(twice).offers[0]!.verdict).toBe('worked');
  });
});
