import type { ReportDocument } from '../../src/document.js';
import { analyse } from '../samples/run.js';
import type { Shown } from './check.js';
import { judge, type Judgement } from './judge.js';
import type { Sight, World } from './model.js';
import { print, type View } from './print.js';
import { chance } from './random.js';
import { makeWorld } from './world.js';

/** One way in which a world is captured. */
export interface Trial {
  readonly seed: number;
  readonly variant: string;
  readonly world: World;
  readonly complete: boolean;
  readonly files: Readonly<Record<string, string>>;
  readonly report: ReportDocument;
  readonly judgement: Judgement;
}

const FILES = { wad: 'wad.log', flow: 'flow.log', sniffer: 'sniff.txt', session: 'sessions.txt' } as const;

interface Variant {
  readonly name: string;
  readonly views: readonly View[];
  readonly lost: ReadonlySet<Sight>;
}

/** Of each world two that are thinned, by what is added to its seed. */
const THINNED = { thinned: 0, 'thinned again': 3_000_009 } as const;

/** Up to 5 % of all sights lost, perhaps a source less, and every source begun and ended as it happens. */
function thinned(world: World, views: readonly View[], more: number): Omit<Variant, 'name'> {
  const random = chance(world.seed * 7 + 99 + more);
  const rate = random.int(0, 5) / 100;
  const lost = new Set(world.sights.filter(() => random.next() < rate));
  const gone = views.length > 1 && random.happens(0.3) ? random.of(views) : null;
  const last = Math.max(...views.map(({ to }) => to));
  const cut = (view: View): View => {
    const which = random.next();
    if (which < 0.25) return { ...view, from: Math.max(view.from, random.next() * last * 0.8) };
    return which < 0.5 ? { ...view, to: Math.min(view.to, last * (0.2 + 0.8 * random.next())) } : view;
  };
  return { views: views.filter((view) => view !== gone).map(cut), lost };
}

/** As it was captured; without one source; with one sight lost; begun late; ended early; thinned. */
export function variants(world: World, views: readonly View[]): Variant[] {
  const random = chance(world.seed + 4242);
  const lost = new Set<Sight>();
  const out: Variant[] = [{ name: 'whole', views, lost }];
  if (views.length > 1) {
    const gone = random.of(views);
    out.push({ name: `without ${gone.source}`, views: views.filter((view) => view !== gone), lost });
  }
  out.push({ name: 'one lost', views, lost: new Set([random.of(world.sights)]) });
  const last = Math.max(...views.map(({ to }) => to));
  const [late, early] = [random.next() * last * 0.8, last * (0.2 + 0.8 * random.next())];
  // Either all sources begin and end together, or one does so alone.
  const one = random.happens(0.5) ? null : random.of(views);
  const cut = (view: View, span: object): View =>
    one === null || one === view ? { ...view, ...span } : view;
  out.push({
    name: 'begun late',
    views: views.map((view) => cut(view, { from: Math.max(late, view.from) })),
    lost,
  });
  out.push({
    name: 'ended early',
    views: views.map((view) => cut(view, { to: Math.min(early, view.to) })),
    lost,
  });
  for (const [name, more] of Object.entries(THINNED)) out.push({ name, ...thinned(world, views, more) });
  return out;
}

export function* trials(seed: number): Generator<Trial> {
  const { world, views, complete } = makeWorld(seed);
  for (const variant of variants(world, views)) {
    const shown: Shown[] = variant.views.map((view) => ({ view, printed: print(world, view, variant.lost) }));
    const kept = shown.filter(({ printed }) => printed.text !== '');
    if (kept.length === 0) continue;
    const files = Object.fromEntries(kept.map(({ view, printed }) => [FILES[view.source], printed.text]));
    const report = analyse(files);
    const judgement = judge(world, report, kept);
    yield {
      ...{ seed, variant: variant.name, world, files, report, judgement },
      complete: complete && variant.name === 'whole',
    };
  }
}
