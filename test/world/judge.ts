import type { OfferReport, ReportDocument } from '../../src/document.js';
import { contradiction, mechanical, wrongCode, type Shown } from './check.js';
import type { End, Sight, TrueOffer, World } from './model.js';
import type { View } from './print.js';

/** A verdict against the truth, a code of another stage, an offer told twice, or a row that does not hold together. */
export type Matter = 'verdict' | 'code' | 'twice' | 'form';
/** One thing that a report got wrong. */
export interface Wrong {
  readonly matter: Matter;
  readonly kind: string;
  readonly confidence: string;
  readonly detail: string;
}
export interface Judgement {
  readonly wrongs: readonly Wrong[];
  readonly offers: number;
  readonly decided: number;
}
const name = ({ ip, port }: End): string => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`);

function matches(offers: readonly TrueOffer[], report: OfferReport): TrueOffer[] {
  const said = new Set<string | null>([report.endpoint, report.external]);
  const fits = (offer: TrueOffer): boolean =>
    (said.has(name(offer.endpoint)) ||
      said.has(name(offer.external)) ||
      (report.command === 'EPSV' &&
        [...said].some((one) => one?.endsWith(`:${offer.endpoint.port}`) === true))) &&
    (report.command === null || report.command === offer.command);
  return offers.filter(fits);
}

/** The offer that most of a row's own lines are about, of those that fit it. */
function meantBy(
  row: OfferReport,
  fitting: readonly TrueOffer[],
  lines: ReadonlyMap<string, Sight>,
): TrueOffer | null {
  const votes = new Map<TrueOffer, number>();
  const evidence = [...row.evidence, ...row.stages.flatMap((stage) => stage.evidence)];
  for (const { file, line } of evidence)
    for (const { offer } of lines.get(`${file}:${line}`)?.marks ?? [])
      if (fitting.includes(offer)) votes.set(offer, (votes.get(offer) ?? 0) + 1);
  const [best] = [...votes].sort(([, one], [, two]) => two - one);
  return best?.[0] ?? (fitting.length === 1 ? fitting[0]! : null);
}

export function judge(world: World, report: ReportDocument, shown: readonly Shown[]): Judgement {
  const found: Wrong[] = [];
  const all = world.sessions.flatMap(({ offers }) => offers).sort((one, two) => one.time - two.time);
  const lines = linesOf(shown);
  const decided = new Set<TrueOffer>();
  const told = new Map<TrueOffer, OfferReport>();
  for (const one of report.offers) {
    const about = (matter: Matter, kind: string): void =>
      void found.push({
        matter,
        kind,
        confidence: one.confidence ?? 'none',
        detail: `${one.id} ${one.command ?? 'implied'} ${one.endpoint} ${one.verdict} ${one.code}`,
      });
    for (const kind of mechanical(one)) about(kind.startsWith('code ') ? 'code' : 'form', kind);
    const fitting = matches(all, one);
    if (fitting.length === 0) {
      if (one.verdict !== 'inconclusive')
        about('verdict', `offer that nobody made: ${one.verdict} ${one.code}`);
      continue;
    }
    const meant = meantBy(one, fitting, lines);
    if (meant === null) continue;
    const before = told.get(meant);
    told.set(meant, one);
    if (before)
      about(
        'twice',
        `told twice: ${before.command ?? 'implied'} ${before.verdict} and ${one.command ?? 'implied'} ${one.verdict}`,
      );
    const verdict = contradiction(meant, one, shown);
    const error = verdict ?? wrongCode(meant, one, shown);
    const again = before || one.command === null ? ' [implied or told twice]' : '';
    if (error !== null) about(verdict === null ? 'code' : 'verdict', error + again);
    else if (one.verdict !== 'inconclusive') decided.add(meant);
  }
  controls(world, report, found);
  const where = world.hops.length > 1 ? ' [VDOM chain]' : '';
  const wrongs = found.map(({ kind, ...rest }) => ({ kind: kind + where, ...rest }));
  return { wrongs, offers: all.length, decided: decided.size };
}

const FILE_OF: Readonly<Record<View['source'], string>> = {
  wad: 'wad.log',
  flow: 'flow.log',
  sniffer: 'sniff.txt',
  session: 'sessions.txt',
};
function linesOf(shown: readonly Shown[]): Map<string, Sight> {
  const lines = new Map<string, Sight>();
  for (const { view, printed } of shown)
    printed.sights.forEach((sight, at) => {
      if (sight) lines.set(`${FILE_OF[view.source]}:${at + 1}`, sight);
    });
  return lines;
}

function controls(world: World, report: ReportDocument, wrongs: Wrong[]): void {
  for (const one of report.controlSessions) {
    const truth = world.sessions.find(
      ({ client }) =>
        one.client === name(client) ||
        one.client === name({ ...client, ip: client.ip.replace('10.11.101.', '198.51.10.') }),
    );
    if (!truth) continue;
    const { fault } = truth;
    // A transfer that went well and whose 150 the unit kept leaves a control connection that stands still.
    const broken = truth.offers.some(({ state, fault }) => state === 'failed' || fault === '150-swallowed');
    const about = (kind: string): void =>
      void wrongs.push({
        matter: 'verdict',
        kind,
        confidence: 'control',
        detail: `${one.id} ${one.verdict} ${one.code}`,
      });
    if (
      one.verdict === 'failed' &&
      truth.state !== 'failed' &&
      !broken &&
      !(truth.refused && one.code === 'OFFER_REFUSED')
    )
      about(`control failed ${one.code} though it worked`);
    if (
      one.verdict === 'worked' &&
      ['control-denied', 'control-silent', 'control-rst', 'control-icmp'].includes(fault)
    )
      about(`control worked though ${fault}`);
  }
}
