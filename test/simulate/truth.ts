import { covers, type Coverage } from './coverage.js';
import type { Control } from './control.js';
import { isActive, truthOfFault, type Fault } from './faults.js';
import { plain, same } from './net.js';
import type { Scene } from './scene.js';
import type { ControlTruth, OfferTruth, Truth } from './types.js';
import type { Offer } from './wad-work.js';

export interface Fact {
  control: Control;
  offer: Offer;
  fault: Fault;
  undecided: boolean;
  /** Nothing of the session follows it, not even a farewell. */
  last: boolean;
  over: number;
}

const baseOf = (scene: Scene, fact: Fact) =>
  truthOfFault(fact.fault, fact.offer.command, scene.options.inspection);

/** Null where nothing lets the offer be known at all. */
function judge(scene: Scene, fact: Fact, seen: Coverage): OfferTruth | null {
  const base = baseOf(scene, fact);
  const readable = (seen.wad && fact.fault !== 'not-opened') || seen.spelled;
  const hit = base.pinhole === 'hit' && seen.flow && !(fact.undecided && fact.fault === 'early-syn');
  const inListing = seen.listing && listed(scene, fact);
  if (!readable && !hit && !inListing) return null;
  const opened = seen.wad || inListing ? 'opened' : 'unknown';
  const truth: OfferTruth = {
    command: fact.offer.command,
    endpoint: fact.offer.offered.port === 0 ? '' : plain(fact.offer.offered),
    verdict: base.verdict,
    code: base.code,
    pinhole: base.pinhole === 'hit' && !hit ? opened : base.pinhole,
    remarks: base.remarks ?? [],
    alsoCodes: [...(base.alsoCodes ?? [])],
    alsoVerdicts: [...(base.alsoVerdicts ?? [])],
    ...(readable ? {} : { implied: true }),
  };
  if (fact.undecided && !['refused', 'superseded'].includes(fact.fault)) return open(truth);
  decide(scene, fact, seen, truth);
  // Another story's cut ended the captures in the middle of this one.
  return fact.over > scene.cutAt ? open(truth, truth.verdict) : truth;
}

function listed(scene: Scene, { offer }: Fact): boolean {
  return scene.tables.some(
    (entry) =>
      entry.expectation &&
      same(entry.dst, offer.external) &&
      entry.from <= scene.listAt &&
      scene.listAt < entry.until,
  );
}

function open(truth: OfferTruth, ...verdicts: OfferTruth['alsoVerdicts']): OfferTruth {
  if (truth.verdict !== 'inconclusive') truth.alsoCodes.push(truth.code);
  return Object.assign(truth, {
    verdict: 'inconclusive',
    code: 'INSUFFICIENT_EVIDENCE',
    alsoVerdicts: verdicts.filter((verdict) => verdict !== 'inconclusive'),
    remarks: [],
  });
}

/** What the missing sources take away from the verdict. */
function decide(scene: Scene, fact: Fact, seen: Coverage, truth: OfferTruth): void {
  const [near, far] = isActive(fact.offer.command)
    ? (['server', 'client'] as const)
    : (['client', 'server'] as const);
  const proxied = scene.options.inspection === 'proxy';
  const maybeFailed = seen.closing ? (['failed'] as const) : [];
  const { shownBy, code } = baseOf(scene, fact);
  const answered = code === 'SERVER_RST' || code === 'ICMP_UNREACHABLE';
  const farSeen = seen.sniffs(far) || seen.answersTraced;
  switch (shownBy) {
    case 'success':
      if (!farSeen && !seen.closing) open(truth);
      else if (!seen.flow) lessSure(seen, truth);
      break;
    case 'flow':
      if (!seen.flow) open(truth, ...maybeFailed);
      break;
    case 'far-leg':
      if (seen.sniffs(far) || (answered && seen.answersTraced)) break;
      if (proxied && seen.closing && (seen.sniffs(near) || seen.answersTraced))
        truth.code = 'PROXY_SERVER_LEG_FAILED';
      else open(truth, ...(seen.sniffs(near) ? (['failed'] as const) : maybeFailed));
      break;
    case 'both-legs':
      if (!farSeen && seen.closing) truth.code = 'REPLY_425';
      else if (!farSeen) open(truth);
      break;
    case 'near-leg':
      if (!seen.sniffs(near)) open(truth, ...maybeFailed);
      break;
    case 'silence':
      if (!seen.sniffs(near)) open(truth, 'failed');
      break;
    case 'nothing-more':
      if (fact.last) open(truth, 'unused');
      break;
    case 'reply':
  }
}

/** It opened, but no line shows what admitted it. */
function lessSure(seen: Coverage, truth: OfferTruth): void {
  truth.alsoCodes.push('DATA_CONNECTION_OPENED', 'TRANSFER_OK_DATA_UNSEEN', 'PINHOLE_WORKED');
  if (!seen.wad) truth.code = 'DATA_CONNECTION_OPENED';
  if (truth.pinhole !== 'opened') truth.pinhole = 'unknown';
  truth.remarks = [];
}

/** Without a readable offer a denied high port is the control session's failure. */
function judgeControl(scene: Scene, control: Control, facts: Fact[], seen: Coverage): ControlTruth {
  const truth: ControlTruth = {
    client: plain(control.client),
    server: plain(control.server),
    mappedServer: same(control.server, control.mapped) ? null : plain(control.mapped),
    sessionId: control.id,
    verdict: 'worked',
    code: '',
  };
  if (!control.opened) return { ...truth, verdict: 'failed', code: 'CONTROL_NEVER_OPENED' };
  const unseenDenial = facts.some(
    (fact) =>
      fact.control === control &&
      !fact.undecided &&
      seen.flow &&
      baseOf(scene, fact).shownBy === 'flow' &&
      judge(scene, fact, seen) === null,
  );
  if (!unseenDenial) return truth;
  const opaque = scene.options.inspection === 'flow' && seen.configured && scene.options.tls !== 'none';
  return { ...truth, verdict: 'failed', code: opaque ? 'CONTROL_OPAQUE_FLOW_MODE' : 'PINHOLE_NOT_OPENED' };
}

export function truthOf(scene: Scene, controls: Control[], facts: Fact[], note: string): Truth {
  const seen = covers(scene);
  const captured = facts.filter((fact) => fact.offer.at <= scene.cutAt);
  const offers = captured.map((fact) => judge(scene, fact, seen)).filter((offer) => offer !== null);
  const controlSessions = controls.map((control) => judgeControl(scene, control, captured, seen));
  const has = (verdict: string): boolean => offers.some((offer) => offer.verdict === verdict);
  const failed = has('failed') || controlSessions.some((control) => control.verdict === 'failed');
  const verdict = failed ? 'failed' : has('worked') && !has('inconclusive') ? 'worked' : 'inconclusive';
  return { verdict, offers, controlSessions, note };
}
