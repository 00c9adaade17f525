import { causes } from '../../src/diagnose/rules/index.js';
import type { OfferReport } from '../../src/document.js';
import { ORDER, type Mark, type Role, type Sight, type TrueOffer } from './model.js';
import type { Printed, View } from './print.js';

export interface Shown {
  readonly view: View;
  readonly printed: Printed;
}

const STAGE = new Map(causes.map(({ code, stage }) => [code, stage]));
const stageOf = (code: string): number => ORDER.indexOf(STAGE.get(code) ?? 'transfer');
/** What the printed lines say about an offer, as far as a reader could know. */
function rolesOf(offer: TrueOffer, shown: readonly Shown[]): Map<Role, number> {
  const roles = new Map<Role, number>();
  const seen = new Set<Mark>();
  for (const { view, printed } of shown)
    for (const sight of printed.sights)
      for (const mark of sight?.marks ?? []) {
        if (mark.offer !== offer || seen.has(mark) || !readable(view, sight!, mark.role)) continue;
        seen.add(mark);
        roles.set(mark.role, (roles.get(mark.role) ?? 0) + 1);
      }
  return roles;
}

const DENIES = /denied|drop|check failed/i;

/** Whether a printed line can tell what it is marked with: encrypted or undumped words tell nothing. */
function readable(view: View, sight: Sight, role: Role): boolean {
  if (sight.source === 'wad' || sight.source === 'session') return true;
  const { tcp, src, dst, icmp } = sight.packet;
  if (icmp) return true;
  // A trace prints no flags of IPv6 packets.
  if (sight.source === 'flow' && src.ip.includes(':') && tcp!.flags.startsWith('R')) return false;
  const flags = tcp!.flags;
  const sniffed = view.source === 'sniffer' ? view : null;
  const dumped = sniffed?.hex === true;
  if (src.port === 21 || dst.port === 21) return flags === 'P.' && dumped && tcp!.payload?.[0] !== 23;
  if (role !== 'fail' || flags.startsWith('R')) return true;
  const both = sniffed !== null && sniffed.interface === 'any' && sniffed.only === null;
  // A trace tells that it denied a SYN. That nobody answers one is seen where it left the unit, which a sniffer of one
  // interface does not print; what became of one that came in, where both sides are.
  if (flags === 'S' && sight.source === 'flow') return sight.records.some(([, text]) => DENIES.test(text));
  if (flags === 'S')
    return both || (sight.source === 'sniffer' && sniffed?.interface === 'any' && sight.direction === 'out');
  // A TLS alert is read from its bytes; what is kept back is seen where both sides are.
  return flags === 'P.' ? dumped : both;
}

/** A trace or sniffer runs while the offer stands: it would have shown somebody dialling. */
function covered(offer: TrueOffer, shown: readonly Shown[]): boolean {
  return shown.some(
    ({ view, printed }) =>
      (view.source === 'flow' || view.source === 'sniffer') &&
      printed.sights.some((sight) => sight !== null && sight.time <= offer.time + 1) &&
      printed.sights.some((sight) => sight !== null && sight.time > offer.time),
  );
}

/** Null if the verdict may stand, else the kind of its error. */
export function contradiction(offer: TrueOffer, report: OfferReport, shown: readonly Shown[]): string | null {
  const { verdict } = report;
  if (verdict === 'inconclusive') return null;
  const roles = rolesOf(offer, shown);
  const truth = offer.state;
  const because = `${verdict} though ${truth} (${offer.fault})`;
  if (verdict === 'unused') {
    if (roles.has('attempt')) return `${because}: an attempt is printed`;
    return covered(offer, shown) ? null : `${because}: nothing covers its time`;
  }
  if (verdict === truth) return null;
  if (offer.fault === '150-swallowed') return null;
  // One capture point stands for both legs where nothing else is given: that a proxy answered cannot be seen there.
  const alone = shown.every(
    ({ view }) => view.source === 'session' || (view.source === 'sniffer' && view.interface !== 'any'),
  );
  const opened = offer.opened || (alone && offer.answered);
  if (verdict === 'worked' && truth === 'failed' && opened && !roles.has('fail')) return null;
  return because;
}

/** Codes that are of either leg, by who dials. */
const BOTH_LEGS = new Set(['NOT_FORWARDED', 'MTU_BLACKHOLE', 'ICMP_UNREACHABLE']);
const FINE = /Find an EXP session|DNAT |Allowed by Policy|reply code=(?:1|2)\d\d|allocate a new session/;

export function mechanical(report: OfferReport): string[] {
  const out: string[] = [];
  const failed = report.stages.filter(({ state }) => state === 'failed');
  if (report.verdict === 'failed') {
    if (failed.length === 0) out.push('failed without a failed stage');
    else if (failed.every(({ evidence }) => evidence.length === 0)) out.push('failed without a failing line');
    const first = failed[0];
    if (
      first &&
      STAGE.has(report.code) &&
      !BOTH_LEGS.has(report.code) &&
      stageOf(report.code) > ORDER.indexOf(first.stage)
    )
      out.push(`code ${report.code} is later than its first failed stage ${first.stage}`);
  }
  for (const { stage, evidence } of failed)
    if (evidence.length > 0 && evidence.every(({ text }) => FINE.test(text)))
      out.push(`stage ${stage} failed by a line of success`);
  if (report.verdict === 'inconclusive' && report.confidence !== null)
    out.push('confidence of an inconclusive offer');
  return out;
}

/** The first broken stage is printed, and the code is of a later one; or the code blames an earlier stage. */
export function wrongCode(offer: TrueOffer, report: OfferReport, shown: readonly Shown[]): string | null {
  if (report.verdict !== 'failed' || offer.stage === null || !STAGE.has(report.code)) return null;
  if (BOTH_LEGS.has(report.code) && ORDER.indexOf(offer.stage) >= ORDER.indexOf('clientLeg')) return null;
  if (report.code === 'NOT_FORWARDED') return null;
  const truth = ORDER.indexOf(offer.stage);
  const said = stageOf(report.code);
  const told = failingAt(offer, shown);
  if (said > truth && told) return `late code ${report.code} though ${offer.stage} broke (${offer.fault})`;
  if (
    said < truth &&
    truth >= ORDER.indexOf('clientLeg') &&
    said >= ORDER.indexOf('expectation') &&
    said < ORDER.indexOf('clientLeg')
  )
    return `early code ${report.code} though ${offer.stage} broke (${offer.fault})`;
  return null;
}

/** How the kernel denies what no pinhole let in. A packet that it drops for a reason of its own tells of no pinhole. */
const REFUSES = /Denied by forward policy|iprope_in_check/;

/** WAD's own lines of the offer show that it made no tuple, and a refusal that there was none. */
function showsNoTuple(offer: TrueOffer, shown: readonly Shown[]): boolean {
  return shown.some(({ printed }) =>
    printed.sights.some((sight) => {
      if (sight?.marks.some((mark) => mark.offer === offer) !== true) return false;
      if (sight.source === 'wad') return sight.lines.some((line) => String(line).includes('offer_ip='));
      return sight.source === 'flow' && sight.records.some(([, text]) => REFUSES.test(text));
    }),
  );
}

/** A line that shows the break itself, not its echo on the control channel. */
function failingAt(offer: TrueOffer, shown: readonly Shown[]): boolean {
  const data = (sight: Sight): boolean =>
    (sight.source === 'sniffer' || sight.source === 'flow') &&
    sight.packet.src.port !== 21 &&
    sight.packet.dst.port !== 21;
  if (offer.stage === 'expectation' && !showsNoTuple(offer, shown)) return false;
  let tries = 0;
  for (const { view, printed } of shown) {
    let latest = -Infinity;
    for (const sight of new Set(printed.sights)) {
      const fails = sight?.marks.some((mark) => mark.offer === offer && mark.role === 'fail') === true;
      if (sight === null || !fails || !data(sight) || !readable(view, sight, 'fail')) continue;
      // One packet is printed at each interface that it passes: that is one try.
      if (sight.time - latest > 0.1) tries += 1;
      latest = sight.time;
    }
  }
  return tries >= 2;
}
