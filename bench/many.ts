import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

import { compare, wall } from './compare.js';
import { make } from './make.js';
import { run, type Program } from './measure.js';
import { makeTickets } from './tickets.js';

/** The command that is measured. */
type Ours = (...args: string[]) => Program['command'];

/** A row of a batch, as far as it is counted. */
interface Ticket {
  readonly offers: readonly { readonly verdict: string; readonly count: number }[];
}

/** Bytes of a ticket's three files. */
const TICKET_BYTES = 60_000;

/** A folder of tickets on two cores beside the same on one; each has a row, and no offer is lost. */
export function measureTickets(fgtrace: Ours, folder: string, tickets: number): boolean {
  const { folder: all, hits } = makeTickets(folder, tickets, TICKET_BYTES);
  console.log(`\ntickets: ${tickets} of ${TICKET_BYTES / 1000} KB in three files, wall time`);
  const batch = (jobs: string): Program => ({
    name: `fgtrace batch -j ${jobs}`,
    command: fgtrace('batch', '-q', '-f', 'ndjson', '-j', jobs, all),
  });
  compare(batch('2'), [{ ...batch('1'), goal: 0.65 }], 1, wall);
  const rows = run(batch('2')).output.trimEnd().split('\n');
  const told = rows.flatMap((row) => (JSON.parse(row) as Partial<Ticket>).offers ?? []);
  const worked = told.reduce((sum, { verdict, count }) => sum + (verdict === 'worked' ? count : 0), 0);
  console.log(`  ${rows.length - 1} rows, ${worked} offers worked of ${hits} pinholes hit`);
  // The last transfer of a ticket may break off where its captures end.
  return rows.length - 1 === tickets && worked <= hits && worked >= hits - tickets;
}

/** What the proxy's debug holds, as tables: every offer is a row, and of each only what stands beside it is kept. */
export function measureExport(fgtrace: Ours, folder: string, bytes: number): boolean {
  const { file, truth } = make(folder, 'wad', bytes, 'dense');
  console.log(`\nexport: ${(bytes / 1e6).toFixed(0)} MB of WAD debug, ${truth['wad-offer']} offers`);
  const out = join(folder, 'export');
  const ways: [name: string, args: string[]][] = [
    ['fgtrace export ndjson', ['ndjson', '--tables', 'offers', '-o', `${out}.ndjson`]],
    ['fgtrace export parquet', ['parquet', '-o', `${out}.parquet`]],
  ];
  for (const [name, [kind = '', ...args]] of ways) {
    const one = run({ name, command: fgtrace('export', kind, file, '-q', '--force', ...args) });
    const each = (one.cpu / truth['wad-offer']) * 1e6;
    console.log(
      `  ${name.padEnd(28)} ${one.cpu.toFixed(2).padStart(7)} s  ${one.memory.toFixed(0).padStart(5)} MB, ${each.toFixed(0)} us an offer`,
    );
  }
  const rows = linesOf(`${out}.ndjson`);
  console.log(`  ${rows} rows of offers`);
  return rows === truth['wad-offer'];
}

/** Counted piece by piece: a million offers are longer than the longest text. */
function linesOf(file: string): number {
  const piece = Buffer.alloc(1 << 20);
  const fd = openSync(file, 'r');
  let lines = 0;
  for (let read = readSync(fd, piece); read > 0; read = readSync(fd, piece)) {
    for (let at = piece.indexOf(10); at >= 0 && at < read; at = piece.indexOf(10, at + 1)) lines += 1;
  }
  closeSync(fd);
  return lines;
}
