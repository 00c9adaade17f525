// @long Days of one session.
import { describe, expect, it } from '@jest/globals';

import { createAnalysis } from '../src/analyze.js';
import { memoryStore } from '../src/correlate/fold/evidence-store.js';
import type { ReportDocument } from '../src/document.js';
import { withSettledRows } from '../src/report/sections/rows.js';

type Outcome = 'worked' | 'refused' | 'unused';

const CLIENT = '10.217.6.81';
const SERVER = '10.217.6.79';
const INSIDE = '10.134.7.214';
const FIRST_PORT = 20_000;

const stampOf = (second: number): string => {
  const at = new Date(Date.UTC(2021, 6, 26) + second * 1000);
  return `${at.toISOString().slice(0, 19).replace('T', ' ')}.610595`;
};

const replied = (second: number, command: string, code: number): string[] => [
  `removed command ${command} from cmd queue.`,
  `${stampOf(second)} [p:1365][s:289932138] __wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=${command}, reply code=${code}`,
];

/** Ten seconds of a session: an offer and what became of it. */
function offer(nth: number, outcome: Outcome): string[] {
  const head = `${stampOf(10 * nth)} [p:1365][s:289932138]`;
  const port = FIRST_PORT + nth;
  return [
    `${head} wad_ftp_pasv_reply_handler(1180): offer_ip=${INSIDE} offer_port=${port}`,
    `${head} wad_exp_tcp_in_open(228): bound to proto=6 dest=${INSIDE}:${port} vd=0 fd=91 local=0 tin(0x7f52d66227c3)`,
    `Control session tuple: ${CLIENT}:61802 -> ${SERVER}:21 vf 0 vrf 0`,
    `Expect session tuple: ${CLIENT}:0 -> ${SERVER}:${port}(${INSIDE}:${port}) vf 0 vrf 0`,
    ...replied(10 * nth, 'PASV', 227),
    ...(outcome === 'worked'
      ? [...replied(10 * nth + 2, 'RETR', 150), ...replied(10 * nth + 4, 'RETR', 226)]
      : []),
    ...(outcome === 'refused' ? replied(10 * nth + 4, 'RETR', 425) : []),
  ];
}

function analysed(lines: readonly string[]): ReportDocument {
  const analysis = createAnalysis({ store: memoryStore(), offsets: new Map(), detail: 1000 });
  const sink = analysis.begin('wad.log');
  for (const line of lines) sink.line(line);
  sink.end();
  return withSettledRows(analysis.report());
}

const session = (count: number, outcomeOf: (nth: number) => Outcome): string[] =>
  Array.from({ length: count }, (_, nth) => offer(nth, outcomeOf(nth))).flat();

const verdictsOf = ({ offers }: ReportDocument, nth: number): string[] =>
  offers.filter(({ endpoint }) => endpoint === `${INSIDE}:${FIRST_PORT + nth}`).map(({ verdict }) => verdict);

describe('a control session that goes on for days', () => {
  const COUNT = 3000;
  const failing = new Set([1500, COUNT - 40]);
  const lines = session(COUNT, (nth) => (failing.has(nth) ? 'refused' : 'worked'));
  const report = analysed([...lines, ...lines]);

  it('is diagnosed where it fails, however late that is', () => {
    for (const nth of failing) expect([nth, ...verdictsOf(report, nth)]).toEqual([nth, 'failed']);
    expect(report.totals).toMatchObject({ controlSessions: 1, failed: failing.size });
    expect(report.verdict).toBe('failed');
  });

  it('is remembered in part, which the report says', () => {
    const { totals, omitted } = report;
    expect(totals['offers']).toBeGreaterThan(200);
    expect(totals['offers']).toBeLessThan(600);
    expect(omitted['wadLines']).toBeGreaterThan(9 * (COUNT - 700));
  });

  it('ends the story of none of its offers before its end', () => {
    expect(report.totals).toMatchObject({ worked: (report.totals['offers'] ?? 0) - failing.size });
    expect([0, 10, COUNT - 1].map((nth) => verdictsOf(report, nth))).toEqual([
      ['worked'],
      ['worked'],
      ['worked'],
    ]);
  });
});

describe('a control session that is only kept alive', () => {
  const idle = Array.from({ length: 8000 }, (_, nth) => replied(10 + nth, 'NOOP', 200)).flat();
  const waiting = [...offer(0, 'unused'), ...replied(4, 'RETR', 150)];
  const report = analysed([...waiting, ...idle, ...replied(9000, 'RETR', 226), ...offer(901, 'refused')]);

  it('keeps what is said of its offers', () => {
    expect([verdictsOf(report, 0), verdictsOf(report, 901)]).toEqual([['worked'], ['failed']]);
    expect(report.omitted['wadLines']).toBeGreaterThan(10_000);
  });
});
