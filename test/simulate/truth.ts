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
  const truth: OfferTruth = {
    client: plain(fact.control.client),
    command: fact.offer.command,
    endpoint: endpointOf(scene, fact, seen),
    verdict: base.verdict,
    code: base.code,
    pinhole: base.pinhole === 'hit' && !hit ? 'opened' : base.pinhole,
    remarks: base.remarks ?? [],
    alsoCodes: [...(base.alsoCodes ?? [])],
    alsoVerdicts: [...(base.alsoVerdicts ?? [])],
    alsoPinholes: [],
    ...(readable ? {} : { implied: true }),
  };
  if (!seen.wad && !inListing) unknownExpectation(truth);
  if (fact.undecided && !['refused', 'low-port', 'superseded'].includes(fact.fault)) return open(truth);
  decide(scene, fact, seen, truth);
  // Another story's cut ended the captures in the middle of this one.
  return fact.over > scene.cutAt ? open(truth, truth.verdict) : truth;
}

/** Read off one leg only, an offer may already be rewritten. */
function endpointOf(scene: Scene, { offer, fault }: Fact, seen: Coverage): string {
  if (offer.named.port === 0) return '';
  const beyond = scene.options.sniff === (offer.reply ? 'server' : 'client');
  const rewritten = fault !== 'not-opened' && offer.expected;
  const portOnly = offer.command === 'EPSV';
  const changed = !seen.wad && seen.spelled && beyond && (rewritten || portOnly);
  return plain(changed ? offer.external : offer.named);
}

/** Neither WAD nor a list tells whether there was an expectation. */
function unknownExpectation(truth: OfferTruth): void {
  const generic: Record<string, string> = {
    EXPECTATION_OPEN_FAILED: 'PINHOLE_NOT_OPENED',
    POLICY_DENY: 'PINHOLE_NOT_OPENED',
    LOCAL_IN_DENY: 'PINHOLE_NOT_OPENED',
    EXPECTATION_EXPIRED: 'PINHOLE_NOT_OPENED',
    PROXY_CLIENT_NEVER_USED: 'OFFER_ABANDONED',
    OFFER_SUPERSEDED: 'OFFER_ABANDONED',
  };
  const code = generic[truth.code];
  if (truth.pinhole === 'hit') return;
  if (code) {
    truth.alsoCodes.push(truth.code);
    truth.code = code;
  } else if (truth.verdict === 'failed') truth.alsoCodes.push('PINHOLE_NOT_OPENED');
  if (truth.pinhole === 'not-needed') return;
  truth.pinhole = truth.code === 'PINHOLE_NOT_OPENED' ? 'not-opened' : 'unknown';
  truth.alsoPinholes.push('not-opened', 'unknown');
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
  const answered = ['SERVER_RST', 'ACTIVE_CLIENT_REFUSED', 'ICMP_UNREACHABLE'].includes(code);
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
    case 'bytes':
      if (seen.bytes || seen.closing) break;
      open(truth, 'failed', 'worked');
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
    alsoCodes: [],
    alsoVerdicts: [],
  };
  if (!control.opened)
    return { ...truth, verdict: 'failed', code: 'CONTROL_NEVER_OPENED', alsoCodes: ['ARP_UNRESOLVED'] };
  // A denied packet of a stranger is nobody's failure.
  const denials = facts.filter(
    (fact) =>
      fact.control === control &&
      !fact.undecided &&
      seen.flow &&
      fact.fault !== 'source-mismatch' &&
      baseOf(scene, fact).shownBy === 'flow' &&
      judge(scene, fact, seen) === null,
  );
  if (denials.length === 0) return truth;
  const alsoCodes = denials.map((fact) => baseOf(scene, fact).code);
  const certain = denials.some((fact) => !isActive(fact.offer.command) && fact.over <= scene.cutAt);
  const { inspection, tls } = scene.options;
  const opaque = inspection === 'flow' && seen.configured && tls !== 'none';
  const code = opaque ? 'CONTROL_OPAQUE_FLOW_MODE' : 'PINHOLE_NOT_OPENED';
  if (tls !== 'none')
    alsoCodes.push(inspection === 'helper' ? 'HELPER_BLIND_AFTER_AUTH' : 'CONTROL_OPAQUE_FLOW_MODE');
  return {
    ...truth,
    verdict: 'failed',
    code,
    alsoCodes,
    alsoVerdicts: certain ? [] : ['worked', 'inconclusive'],
  };
}

export function truthOf(scene: Scene, controls: Control[], facts: Fact[], note: string): Truth {
  const seen = covers(scene);
  const captured = facts
    .filter((fact) => fact.offer.at <= scene.cutAt)
    .sort((a, b) => a.offer.made - b.offer.made);
  const offers = captured.map((fact) => judge(scene, fact, seen)).filter((offer) => offer !== null);
  const controlSessions = controls.map((control) => judgeControl(scene, control, captured, seen));
  const has = (verdict: string): boolean => offers.some((offer) => offer.verdict === verdict);
  const failed = has('failed') || controlSessions.some((control) => control.verdict === 'failed');
  const verdict = failed ? 'failed' : has('worked') && !has('inconclusive') ? 'worked' : 'inconclusive';
  return { verdict, offers, controlSessions, note };
}
