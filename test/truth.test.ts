// @long Every fault of the simulated unit in every world, with every subset of its captures.
import { describe, expect, it } from '@jest/globals';

import { analyse } from './samples/run.js';
import { faults, fitsActive, fitsPassive, type Fault } from './simulate/faults.js';
import { simulate, withoutSource } from './simulate/index.js';
import type { Capture, Command, ScenarioOptions } from './simulate/types.js';
import { judge, type Judgement } from './truth/judge.js';
import { KNOWN, REACHED } from './truth/reached.js';

const NAMES = Object.keys(faults) as Fault[];
const WORLDS: Record<string, Partial<ScenarioOptions>> = {
  'explicit FTPS, proxy': { inspection: 'proxy', tls: 'explicit' },
  'explicit FTPS, flow mode, configuration': {
    ...{ inspection: 'flow', tls: 'explicit', sources: ['flow', 'sniffer', 'config'] },
  },
  'explicit FTPS, helper': { inspection: 'helper', tls: 'explicit' },
  'implicit FTPS, proxy, 7.4, one side': { release: '7.4', tls: 'implicit', sniff: 'client', noise: 10 },
  'plain FTP, helper': { inspection: 'helper', tls: 'none' },
  'plain FTP, helper, words, translated': {
    ...{ inspection: 'helper', tls: 'none', verbosity: 6, snat: true },
  },
  'plain FTP, proxy, words, lists': {
    ...{ inspection: 'proxy', tls: 'none', verbosity: 6, vip: 'one-to-one' },
    sources: ['wad', 'flow', 'sniffer', 'sessions', 'config'],
  },
  'IPv6, proxy, no VIP': { family: 6 },
};

/** Everything, all but one, and each alone. */
function subsets(whole: Capture): [string, Capture][] {
  const names = Object.keys(whole.files);
  const only = (name: string): Capture =>
    names.filter((other) => other !== name).reduce((capture, gone) => withoutSource(capture, gone), whole);
  return [
    ['all', whole],
    ...names.map((name): [string, Capture] => [`without ${name}`, withoutSource(whole, name)]),
    ...(names.length > 2 ? names.map((name): [string, Capture] => [`only ${name}`, only(name)]) : []),
  ];
}

const readsReplies = ({ files, options }: Capture): boolean =>
  'wad.log' in files || ('sniff.txt' in files && options.verbosity === 6 && options.tls === 'none');

/** One world's stories: each fault in each command it can happen to, told to its end and cut short. */
function* stories(world: Partial<ScenarioOptions>): Generator<[string, Fault, boolean, Capture]> {
  for (const [at, fault] of NAMES.entries()) {
    // Half of the commands are enough for each fault; over all of them each command meets most stages.
    // The simulated unit prints ICMP and ARP as IPv4 has them, also where everything else is IPv6.
    if (world.family === 6 && ['icmp-unreachable', 'arp-unresolved'].includes(fault)) continue;
    const extended = world.family === 6 || at % 2 === 1;
    const [passive, active]: Command[] = extended ? ['EPSV', 'EPRT'] : ['PASV', 'PORT'];
    const commands = [...(fitsPassive(fault) ? [passive!] : []), ...(fitsActive(fault) ? [active!] : [])];
    for (const command of commands) {
      for (const undecided of [false, true]) {
        const sessions = [{ transfers: [{ command, fault, undecided }] }];
        const whole = simulate({ seed: 7, ...world, sessions });
        for (const [subset, capture] of subsets(whole)) {
          yield [`${fault} ${command}${undecided ? ' cut short' : ''}, ${subset}`, fault, undecided, capture];
        }
      }
    }
  }
}

type Sums = Record<'right' | 'named' | 'vague' | 'undecided' | 'unseen', number>;

function judgeWorld(world: Partial<ScenarioOptions>): { wrong: string[]; sums: Sums } {
  const sums: Sums = { right: 0, named: 0, vague: 0, undecided: 0, unseen: 0 };
  const wrong: string[] = [];
  for (const [label, fault, undecided, { files, truth, options }] of stories(world)) {
    if (Object.keys(files).length === 0) continue;
    const replies = readsReplies({ files, truth, options });
    const judgement: Judgement = judge(analyse(files), { truth, fault, undecided, replies });
    wrong.push(...judgement.wrong.map((what) => `${label}: ${what}`));
    for (const key of Object.keys(sums) as (keyof Sums)[]) sums[key] += judgement[key];
  }
  return { wrong, sums };
}

describe.each(Object.entries(WORLDS))('%s', (name, world) => {
  it('is told without a wrong verdict, and no less of it than before', () => {
    const { wrong, sums } = judgeWorld(world);
    if (process.env['FIGURES'] === '1') console.log(`${name}:`, JSON.stringify({ ...sums, wrong }, null, 1));
    const known = KNOWN.map(({ label }) => label);
    expect(wrong.filter((label) => !known.some((part) => label.includes(part)))).toEqual([]);
    const reached = REACHED[name]!;
    expect(sums.named).toBeGreaterThanOrEqual(reached.named);
    for (const key of ['vague', 'undecided', 'unseen'] as const) {
      expect([key, Math.max(sums[key], reached[key])]).toEqual([key, reached[key]]);
    }
  });
});
