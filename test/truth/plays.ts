import type { ReportDocument } from '../../src/document.js';
import { chance, type Chance } from '../world/random.js';
import { login, onWire, type Printed, type Wire } from '../tools/ftpwire.js';

type Truth = 'worked' | 'failed' | 'unused';

/** An FTP session as it was, and what became of its offers, by their port and in their order. */
export interface Play {
  readonly name: string;
  readonly lines: readonly string[];
  readonly offers: readonly (readonly [port: number, truth: Truth])[];
  /** Its data connection opened: without the lines that tell of the break, that is all that a capture shows. */
  readonly opened: boolean;
}

const passive = (port: number): string[] => [
  '> PASV',
  `< 227 Entering (203,0,113,9,${port >> 8},${port & 255})`,
];
const bye = ['> QUIT', '< 221 bye', '< !fin', '> !fin'];
const download = ['d< some bytes', 'd< !fin', 'd> !fin'];
const listing = [...passive(50_001), 'data 50001', '> LIST', '< 150 here', ...download, '< 226 done'];
const play = (name: string, lines: readonly string[], ...offers: Play['offers']): Play => ({
  name,
  lines: [...login, ...lines, ...bye],
  offers,
  opened: lines.some((line) => line.startsWith('data')),
});

export const PLAYS: readonly Play[] = [
  play(
    'a download',
    [...passive(50_001), 'data 50001', '> RETR f', '< 150 here', ...download, '< 226 done'],
    [50_001, 'worked'],
  ),
  play(
    'a download that the client resets once it has all',
    [
      ...passive(50_001),
      'data 50001',
      '> RETR f',
      '< 150 here',
      'd< bytes',
      'd< !fin',
      'd> !rst',
      '< 226 done',
    ],
    [50_001, 'worked'],
  ),
  play(
    'an upload in active mode',
    [
      '> PORT 198,51,100,7,195,81',
      '< 200 fine',
      '> STOR f',
      '< 150 go',
      'data from 50001',
      'd> bytes',
      'd> !fin',
      'd< !fin',
      '< 226 done',
    ],
    [50_001, 'worked'],
  ),
  play(
    'a client that breaks its download off',
    [
      ...passive(50_001),
      'data 50001',
      '> RETR f',
      '< 150 here',
      'd< bytes',
      'wait 1',
      '> ABOR',
      'd< !fin',
      'd> !fin',
      '< 426 aborted',
      '< 226 ABOR done',
    ],
    [50_001, 'worked'],
  ),
  play(
    'a question while a download runs',
    [
      ...passive(50_001),
      'data 50001',
      '> RETR f',
      '< 150 here',
      'd< bytes',
      '> STAT',
      '< 211 it runs',
      'd< !fin',
      'd> !fin',
      '< 226 done',
    ],
    [50_001, 'worked'],
  ),
  play('EPSV refused, and a download by PASV', ['> EPSV', '< 500 what', ...listing], [50_001, 'worked']),
  play(
    'PORT refused, and a download by PASV',
    ['> PORT 198,51,100,7,195,80', '< 500 no', ...listing],
    [50_000, 'failed'],
    [50_001, 'worked'],
  ),
  play(
    'two offers before one that is used',
    [
      ...passive(50_001),
      ...passive(50_002),
      ...passive(50_003),
      'data 50003',
      '> LIST',
      '< 150 here',
      ...download,
      '< 226 done',
    ],
    [50_001, 'unused'],
    [50_002, 'unused'],
    [50_003, 'worked'],
  ),
  play(
    'a port that is offered once more, and then not used',
    [...listing, 'wait 1', ...passive(50_001), 'wait 4'],
    [50_001, 'worked'],
    [50_001, 'unused'],
  ),
  play(
    'a file that is not there',
    [...passive(50_001), 'data 50001', '> RETR f', '< 550 no such file', 'd< !fin', 'd> !fin'],
    [50_001, 'failed'],
  ),
  play(
    'a client that never dials',
    [...passive(50_001), '> RETR f', 'wait 30', '< 425 nobody came'],
    [50_001, 'failed'],
  ),
];

/** What the capture holds of it. */
const LOSSES: Readonly<Record<string, (prints: readonly Printed[], random: Chance) => readonly Printed[]>> = {
  begun: (prints, random) => prints.slice(random.int(0, prints.length - 1)),
  ended: (prints, random) => prints.slice(0, random.int(1, prints.length)),
  cut(prints, random) {
    const [count, at] = [random.int(1, 6), random.int(0, prints.length - 1)];
    return prints.filter((_, nth) => nth < at || nth >= at + count);
  },
  strewn: (prints, random) => prints.filter(() => !random.happens(0.1)),
  'one way': (prints, random) => {
    const way = random.of(['in', 'out'] as const);
    return prints.filter((print) => print.way === way);
  },
  'one side': (prints, random) => {
    const side = random.of([0, 1]);
    return prints.filter(({ iface }) => iface === side);
  },
};

/** What a seed makes of a play: its losses, and in half of passive mode an address that the unit gives the client. */
export function held(
  { lines }: Play,
  seed: number,
): { readonly losses: readonly string[]; readonly wire: Wire } {
  const random = chance(seed);
  const losses = Array.from({ length: random.int(1, 2) }, () => random.of(Object.keys(LOSSES)));
  const isActive = lines.some((line) => line.startsWith('> PORT'));
  const snat = !isActive && random.happens(0.5) ? { snat: '192.0.2.77' } : {};
  const lose = (left: readonly Printed[], loss: string): readonly Printed[] =>
    left.length === 0 ? left : LOSSES[loss]!(left, random);
  return { losses, wire: { ...snat, hold: (prints) => losses.reduce(lose, prints) } };
}

/** What the report says against the truth, of the whole play or of what a seed leaves of it. */
export function wrongs(play: Play, seed?: number): string[] {
  if (seed === undefined) return against(play, onWire(play.lines));
  const { losses, wire } = held(play, seed);
  const report = onWire(play.lines, wire);
  return against(play, report).map((wrong) => `seed ${seed}, ${losses.join(', ')}: ${wrong}`);
}

function against({ offers, opened }: Play, report: ReportDocument): string[] {
  const wrong: string[] = [];
  for (const { command, endpoint, verdict, code } of report.offers) {
    const port = Number(endpoint.slice(endpoint.lastIndexOf(':') + 1));
    const truths = offers.flatMap(([own, truth]) => (own === port ? [truth] : []));
    const isShown = verdict === 'worked' && opened && truths.includes('failed');
    if (verdict !== 'inconclusive' && !truths.some((truth) => truth === verdict) && !isShown)
      wrong.push(`${command ?? 'implied'} ${endpoint} ${verdict} ${code}`);
    if (report.offers.filter((one) => one.endpoint === endpoint).length > truths.length)
      wrong.push(`${endpoint} told twice`);
  }
  for (const { verdict, code } of report.controlSessions)
    if (verdict === 'failed') wrong.push(`session failed ${code}`);
  return wrong;
}
