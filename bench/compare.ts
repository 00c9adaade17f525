import { interleaved, median, type Program, type Run } from './measure.js';
import type { Peer } from './peers.js';

export const wall = (run: Run): number => run.wall;

/** Ours beside each peer, in turn, and whether the goal is met. */
export function compare(
  ours: Program,
  peers: readonly Peer[],
  rounds: number,
  of: (run: Run) => number,
): void {
  const runs = interleaved([ours, ...peers], rounds);
  const middle = (program: Program, what = of): number => median((runs.get(program) ?? []).map(what));
  const memory = middle(ours, (one) => one.memory);
  console.log(
    `  ${ours.name.padEnd(28)} ${middle(ours).toFixed(2).padStart(7)} s  ${memory.toFixed(0).padStart(5)} MB`,
  );
  for (const peer of peers) {
    const ratio = middle(ours) / middle(peer);
    const verdict = ratio <= peer.goal ? 'met' : 'MISSED';
    const goal = `${ratio.toFixed(2).padStart(6)} of it, goal ${peer.goal.toFixed(2)} ${verdict}`;
    console.log(`  ${peer.name.padEnd(28)} ${middle(peer).toFixed(2).padStart(7)} s  ${goal}`);
  }
}
