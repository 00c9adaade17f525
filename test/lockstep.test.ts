// @long Captures of some megabytes on disk.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { afterAll, describe, expect, it } from '@jest/globals';

import { memoryStore } from '../src/correlate/fold/evidence-store.js';
import { readAll } from '../src/commands/shared/read-inputs.js';
import { createTurns } from '../src/input/lockstep.js';
import { openInputs } from '../src/input/open.js';

const folder = mkdtempSync(join(tmpdir(), 'lockstep-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const files = ['a', 'b', 'c'].map((name) => join(folder, name));
// Each line is its own time; a block holds some ten thousand of them.
files.forEach((file, nth) => {
  writeFileSync(file, Array.from({ length: 40_000 }, (_, at) => 10 * at + nth).join('\n'));
});

/** The inputs in the order in which their lines come, told once for each run of lines of one input. */
async function orderOf(delays: readonly number[], some = files): Promise<number[]> {
  const inputs = await openInputs(some);
  const turns = createTurns(inputs.length);
  const order: number[] = [];
  await Promise.all(
    inputs.map(async (input, nth) => {
      await setTimeout(delays[nth] ?? 0);
      let reached = 0;
      const line = (text: string): void => {
        reached = Number(text);
        if (order.at(-1) !== nth) order.push(nth);
      };
      const turn = (): Promise<void> | undefined => turns.ready(nth, reached);
      await input.read({ line, event: () => undefined, damaged: () => undefined, turn });
      turns.done(nth);
    }),
  );
  return order;
}

describe('inputs read side by side', () => {
  it('take turns in the same way, whichever the disk gives first', async () => {
    const order = await orderOf([0, 0, 0]);
    expect(order.length).toBeGreaterThan(6);
    for (const delays of [
      [40, 20, 0],
      [0, 40, 20],
      [20, 0, 40],
    ])
      expect(await orderOf(delays)).toEqual(order);
  });

  it('take turns by lines, however long these are: a redacted copy is told as its original is', async () => {
    const longer = files.map((file) => `${file}-longer`);
    longer.forEach((file, nth) => {
      const line = (at: number): string => `${' '.repeat(3 * nth)}${10 * at + nth}`;
      writeFileSync(file, Array.from({ length: 40_000 }, (_, at) => line(at)).join('\n'));
    });
    expect(await orderOf([0, 0, 0], longer)).toEqual(await orderOf([0, 0, 0]));
  });
});

describe('captures of some megabytes that hold more lines than memory does', () => {
  const SESSIONS = 9000;
  /** A session each second: FTP connections that open and close, as the flow trace and the sniffer print them. */
  const captures = Array.from({ length: SESSIONS }, (_, nth) => {
    const time = new Date(Date.UTC(2026, 0, 5) + nth * 1000).toISOString().slice(0, 19).replace('T', ' ');
    const client = { address: `10.1.${nth >> 8}.${nth & 255}`, port: 30_000 };
    const packets = [
      { from: 'client', flag: 'S', seq: nth, ack: 0 },
      { from: 'server', flag: 'S.', seq: nth, ack: nth + 1 },
      { from: 'client', flag: '.', seq: nth + 1, ack: nth + 1 },
      { from: 'server', flag: 'F.', seq: nth + 1, ack: nth + 1 },
    ];
    const flow = packets.map(({ from, flag, seq, ack }, at) => {
      const [ends, face] =
        from === 'client'
          ? [`${client.address}:${client.port}->192.0.2.1:21`, 'port1']
          : [`192.0.2.1:21->${client.address}:${client.port}`, 'port2'];
      return `${time} id=20085 trace_id=${nth * 4 + at} func=print_pkt_detail line=5723 msg="vd-root:0 received a packet(proto=6, ${ends}) from ${face}. flag [${flag}], seq ${seq}, ack ${ack}, win 64240"`;
    });
    const sniffer = packets.map(({ from, flag, seq, ack }) => {
      const [ends, face] =
        from === 'client'
          ? [`${client.address}.${client.port} -> 192.0.2.1.21`, 'port1']
          : [`192.0.2.1.21 -> ${client.address}.${client.port}`, 'port2'];
      const words = { S: `syn ${seq}`, 'S.': `syn ${seq} ack ${ack}`, 'F.': `fin ${seq} ack ${ack}` }[flag];
      return `${time}.000001 ${face} in ${ends}: ${words ?? `ack ${ack}`}`;
    });
    return { flow: flow.join('\n'), sniffer: sniffer.join('\n') };
  });

  it('are read side by side, so that no session is told for each of them', async () => {
    const names = (['flow', 'sniffer'] as const).map((source) => {
      const file = join(folder, `${source}.txt`);
      writeFileSync(file, captures.map((one) => one[source]).join('\n'));
      return file;
    });
    const analysis = await readAll(names, { warn: () => undefined, store: memoryStore() });
    const { totals, omitted } = analysis.report();
    expect(omitted['sessionsOver']).toBeGreaterThan(SESSIONS / 2);
    expect(totals['controlSessions']).toBe(SESSIONS);
  });
});
