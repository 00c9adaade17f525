import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Session } from './attempt.js';
import { capture, framesOf, lost } from './capture.js';
import { use } from './clients.js';
import { configure, counted } from './gateway.js';
import { close, open } from './namespaces.js';
import { sleep, stop } from './processes.js';
import { scenario, type Scenario } from './scenario.js';
import { serve, type Place } from './servers.js';
import { truthOf, type Truth } from './truth.js';
import { writeViews, type View } from './views.js';

export interface Result {
  readonly folder: string;
  readonly truth: Truth;
  readonly views: readonly View[];
  /** The kernel dropped packets of this capture: nothing is judged by it. */
  readonly lost: boolean;
}

/** Lives through one session in namespaces of its own and leaves captures, logs and truth in its folder. */
export async function live(number: number, seed: number, keep: string, shared: string): Promise<Result> {
  const world = scenario(seed);
  const folder = join(keep, `s${seed}`);
  const place: Place = { folder, shared };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'scenario.json'), JSON.stringify(world, null, 1));
  const net = await open(number);
  try {
    await configure(net, world);
    const server = await serve(net, world, place);
    const watch = await capture(net, folder);
    const session = await use(net, world, place);
    // A server gives up a few seconds after its client; what it then says belongs to the capture.
    await sleep(session.exit === 0 ? 700 : 3500);
    writeFileSync(join(folder, 'gateway.txt'), await counted(net));
    await watch.stop();
    await stop(server);
    return told(folder, world, session);
  } finally {
    close(net);
  }
}

function told(folder: string, world: Scenario, session: Session): Result {
  const truth = truthOf(world, session, folder);
  const views = writeViews(folder, framesOf(folder), world.seed);
  writeFileSync(join(folder, 'truth.json'), JSON.stringify(truth, null, 1));
  writeFileSync(join(folder, 'views.json'), JSON.stringify(views, null, 1));
  return { folder, truth, views, lost: lost(folder) };
}

/** Sessions that an earlier run kept, to be judged again. */
export function kept(keep: string): (() => Result)[] {
  const read = (folder: string, name: string): unknown =>
    JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return readdirSync(keep)
    .filter((name) => /^s\d+$/.test(name) && readdirSync(join(keep, name)).includes('session.json'))
    .map((name) => () => {
      const folder = join(keep, name);
      return told(folder, read(folder, 'scenario.json') as Scenario, read(folder, 'session.json') as Session);
    });
}
