import type { Control } from './control.js';
import { faults, isActive, type Fault } from './faults.js';
import { plain, same } from './net.js';
import type { Offer } from './offer.js';
import type { Scene } from './scene.js';
import type { ControlTruth, OfferTruth, Truth } from './types.js';

export interface Fact {
  control: Control;
  offer: Offer;
  fault: Fault;
  undecided: boolean;
  /** Nothing of the session follows it. */
  last: boolean;
}

/** Which parts of the story the captures at hand can show. */
interface Coverage {
  flow: boolean;
  wad: boolean;
  /** Commands and replies in hex. */
  spelled: boolean;
  sniffs(side: 'client' | 'server'): boolean;
  listing: boolean;
  configured: boolean;
}

function coverage(scene: Scene): Coverage {
  const { sources, sniff, verbosity, tls, inspection } = scene.options;
  const sniffer = sources.includes('sniffer');
  return {
    flow: sources.includes('flow'),
    wad: sources.includes('wad') && inspection === 'proxy',
    spelled: sniffer && verbosity === 6 && tls === 'none',
    sniffs: (side) => sniffer && (sniff === 'any' || sniff === side),
    listing: sources.includes('sessions'),
    configured: sources.includes('config'),
  };
}

function listed(scene: Scene, fact: Fact): boolean {
  return scene.tables.some(
    (entry) =>
      entry.expectation &&
      same(entry.dst, fact.offer.external) &&
      entry.from <= scene.listAt &&
      scene.listAt < entry.until,
  );
}

function judge(scene: Scene, fact: Fact, seen: Coverage): OfferTruth | null {
  const base = faults[fact.fault];
  const readable = (seen.wad && fact.fault !== 'not-opened') || seen.spelled;
  const hit = base.pinhole === 'hit' && seen.flow;
  const inListing = seen.listing && listed(scene, fact);
  if (!readable && !hit && !inListing) return null;
  const known =
    base.pinhole === 'hit' && !seen.flow ? (seen.wad || inListing ? 'opened' : 'unknown') : base.pinhole;
  const truth: OfferTruth = {
    command: fact.offer.command,
    endpoint: fact.offer.offered.port === 0 ? '' : plain(fact.offer.offered),
    verdict: base.verdict,
    code: base.code,
    pinhole: known,
    remarks: base.remarks ?? [],
    alsoCodes: [...(base.alsoCodes ?? [])],
    alsoVerdicts: [],
    ...(readable ? {} : { implied: true }),
  };
  if (fact.undecided) return open(truth);
  decide(scene, fact, seen, truth);
  return truth;
}

function open(truth: OfferTruth, ...verdicts: OfferTruth['alsoVerdicts']): OfferTruth {
  if (truth.verdict !== 'inconclusive') truth.alsoCodes.push(truth.code);
  return Object.assign(truth, {
    verdict: 'inconclusive',
    code: 'INSUFFICIENT_EVIDENCE',
    alsoVerdicts: verdicts,
    remarks: [],
  });
}

/** What the missing sources take away from the verdict. */
function decide(scene: Scene, fact: Fact, seen: Coverage, truth: OfferTruth): void {
  const base = faults[fact.fault];
  const active = isActive(fact.offer.command);
  const [near, far] = active ? (['server', 'client'] as const) : (['client', 'server'] as const);
  const proxied = scene.options.inspection === 'proxy';
  const answersTraced = seen.flow && scene.options.dataPackets !== 'none' && scene.options.family === 4;
  const closing = seen.wad || seen.spelled;
  if (base.shownBy === 'success') {
    if (!seen.sniffs(far) && !answersTraced && !closing) open(truth);
    else if (!seen.flow) truth.alsoCodes.push('DATA_CONNECTION_OPENED', 'TRANSFER_OK_DATA_UNSEEN');
    if (!seen.flow && !seen.wad && truth.verdict === 'worked') truth.code = 'DATA_CONNECTION_OPENED';
  } else if (base.shownBy === 'flow') {
    if (!seen.flow) open(truth, ...(closing ? ['failed' as const] : []));
  } else if (base.shownBy === 'far-leg') {
    const answered = base.code === 'SERVER_RST' || base.code === 'ICMP_UNREACHABLE';
    if (seen.sniffs(far) || (answered && answersTraced)) return;
    if (proxied && closing && (seen.sniffs(near) || answersTraced)) truth.code = 'PROXY_SERVER_LEG_FAILED';
    else open(truth, ...(closing || seen.sniffs(near) ? ['failed' as const] : []));
  } else if (base.shownBy === 'near-leg') {
    if (!seen.sniffs(near)) open(truth, ...(closing ? ['failed' as const] : []));
  } else if (base.shownBy === 'control-capture') {
    if (!seen.sniffs(near)) open(truth, 'failed');
  } else if (
    fact.last &&
    fact.control.opened &&
    scene.options.sessions.length > 0 &&
    fact.offer.at > scene.endAt
  ) {
    open(truth, 'unused');
  }
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
      faults[fact.fault].shownBy === 'flow' &&
      judge(scene, fact, seen) === null,
  );
  if (!unseenDenial) return truth;
  const opaque = scene.options.inspection === 'flow' && seen.configured && scene.options.tls !== 'none';
  return { ...truth, verdict: 'failed', code: opaque ? 'CONTROL_OPAQUE_FLOW_MODE' : 'PINHOLE_NOT_OPENED' };
}

export function truthOf(scene: Scene, controls: Control[], facts: Fact[], note: string): Truth {
  const seen = coverage(scene);
  const captured = facts.filter((fact) => fact.offer.at <= scene.cutAt);
  const offers = captured.map((fact) => judge(scene, fact, seen)).filter((offer) => offer !== null);
  const controlSessions = controls.map((control) => judgeControl(scene, control, captured, seen));
  const has = (verdict: string): boolean => offers.some((offer) => offer.verdict === verdict);
  const failed = has('failed') || controlSessions.some((control) => control.verdict === 'failed');
  const verdict = failed ? 'failed' : has('worked') && !has('inconclusive') ? 'worked' : 'inconclusive';
  return { verdict, offers, controlSessions, note };
}
