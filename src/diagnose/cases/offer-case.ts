import { completesTransfer } from '../../ftp.js';
import type { FlowDrop, FlowPolicyAllow, FlowNat, FlowVip, FlowExpectationMatch } from '../../events/flow.js';
import { addressOf } from '../../net.js';
import { inLastVdom, tracesForth } from '../../correlate/model/vdom-chain.js';
import { messageOf } from '../../correlate/model/leg-queries.js';
import type {
  ControlSession,
  DataFlow,
  Expectation,
  Offer,
  Timeline,
} from '../../correlate/model/timeline.js';
import type { Sighting, Trace } from '../../correlate/model/leg.js';
import type { Kept, Moment } from '../../correlate/model/moment.js';
import { isPassive } from '../../correlate/model/offer.js';
import type { Confidence, Pinhole } from '../../document.js';
import { endOf } from '../observations/capture-coverage.js';
import { ownReplies, wasTriedInVain } from '../observations/own-replies.js';
import { type Replies, repliesOf } from '../observations/transfer-replies.js';
import { type Side, sidesOf } from '../observations/leg-state.js';
import { isProxied } from '../observations/inspection.js';
import { isRefused, isSyn } from '../observations/drop-reason.js';
import { weakest } from '../observations/confidence.js';

/** Everything that the rules ask about one offer, looked up once. */
export interface OfferCase {
  readonly timeline: Timeline;
  readonly offer: Offer;
  readonly control: ControlSession | null;
  readonly passive: boolean;
  readonly flow: DataFlow | null;
  /** The initiator's side of the data connection and the responder's; null if there is no data connection. */
  readonly near: Side | null;
  readonly far: Side | null;
  readonly syn: Sighting | null;
  readonly expectation: Expectation | null;
  readonly hit: Kept<FlowExpectationMatch> | null;
  readonly vip: Kept<FlowVip> | null;
  readonly nat: Kept<FlowNat> | null;
  readonly allowed: Kept<FlowPolicyAllow> | null;
  /** The traces of SYNs that the kernel dropped. */
  readonly denied: readonly { readonly trace: Trace; readonly drop: Kept<FlowDrop> }[];
  readonly admitted: boolean;
  readonly proxied: boolean;
  readonly replies: Replies;
  /** A later WAD line of the session: it shows that a tuple which is not printed was not made. */
  readonly wadGoesOn: Moment | null;
  /** WAD's log ends with the offer, so a tuple that is not printed may still have been made. */
  readonly wadStops: boolean;
  readonly ended: Moment | null;
  /** True if the data connection reached its far end, or if a closing reply says so. */
  readonly opened: boolean;
  readonly pinhole: Pinhole;
  /** The confidence of the weakest join that the verdict rests on. */
  readonly joined: Confidence;
}

export function lookAt(offer: Offer, timeline: Timeline): OfferCase {
  const { control } = offer;
  const passive = isPassive(offer);
  const proxied = isProxied(control);
  const flow = best([offer.flow, ...offer.furtherFlows], proxied);
  const sides = flow === null ? null : sidesOf(flow, proxied);
  const traces = flow === null ? [] : tracesForth(flow.connection);
  const first = <T>(find: (trace: Trace) => T | undefined): T | null =>
    traces.map(find).find((found) => found !== undefined) ?? null;
  const hit = first((trace) => messageOf(trace, 'expectation-match'));
  const allowed = first((trace) => messageOf(trace, 'policy-allow'));
  const vip = first((trace) => messageOf(trace, 'vip'));
  const denied = traces.flatMap((trace) => {
    const drop = isSyn(trace) ? messageOf(trace, 'drop') : undefined;
    return drop === undefined ? [] : [{ trace, drop }];
  });
  const strays = (control === null ? undefined : timeline.strays.get(control)) ?? [];
  const replies = repliesOf({ ...offer, replies: ownReplies(offer, strays) });
  const { closing } = replies;
  // A reply that says so while all that is seen was dropped is rather about a connection that the capture lost.
  const inVain = denied.length > 0 && flow !== null && wasTriedInVain(flow);
  const isComplete = !inVain && closing !== null && completesTransfer(closing.code);
  const opened = sides?.far.state === 'open' || isComplete;
  const isDenied = (trace: Trace): boolean => denied.some((one) => one.trace === trace);
  const admitted =
    sides?.far.leg != null || inLastVdom(traces).some((trace) => !isDenied(trace) && passed(trace)) || opened;
  const expectation = offer.expectation;
  const wadGoesOn = wadAfter(offer);
  const wadStops = offer.offered?.capture.source === 'wad' && wadGoesOn === null;
  // A policy may have let it in although something later dropped it.
  const letIn = admitted || denied.some(({ trace }) => passed(trace));
  const facts = { hit: hit !== null, allowed: allowed !== null && letIn, expectation, flow, admitted };
  return {
    timeline,
    offer,
    control,
    passive,
    flow,
    near: sides?.near ?? null,
    far: sides?.far ?? null,
    syn: sides?.near.syns[0] ?? flow?.connection.near.syns[0] ?? null,
    expectation,
    hit,
    vip,
    nat: first((trace) => messageOf(trace, 'nat', ({ nat }) => nat === 'dnat')),
    allowed,
    denied,
    admitted,
    proxied,
    replies,
    wadGoesOn,
    wadStops,
    ended: endOf(offer),
    opened,
    pinhole: pinholeOf({
      ...facts,
      noTuple: expectation === null && wadGoesOn !== null,
      denied: !wadStops && denied.some(({ trace }) => isRefused(trace)),
    }),
    joined: weakest([flow?.join?.confidence, flow?.connection.join?.confidence]),
  };
}

/** Of several connections for one offer, the one that came furthest. */
function best(flows: readonly (DataFlow | null)[], proxied: boolean): DataFlow | null {
  const real = flows.filter((flow) => flow !== null);
  if (real.length <= 1) return real[0] ?? null;
  const opened = real.find((flow) => sidesOf(flow, proxied).far.state === 'open');
  const passing = real.find(
    (flow) =>
      sidesOf(flow, proxied).far.leg !== null ||
      inLastVdom(tracesForth(flow.connection)).some((trace) => passed(trace) && !dropped(trace)),
  );
  return opened ?? passing ?? real[0] ?? null;
}

function passed(trace: Trace): boolean {
  return (
    messageOf(trace, 'expectation-match') !== undefined || messageOf(trace, 'policy-allow') !== undefined
  );
}

function dropped(trace: Trace): boolean {
  return messageOf(trace, 'drop') !== undefined;
}

/** A later FTP line of the same WAD session: before it, the tuple would have been printed. */
function wadAfter(offer: Offer): Moment | null {
  const { offered, control } = offer;
  if (offered?.capture.source !== 'wad' || control === null) return null;
  const isLater = (moment: Moment): boolean =>
    moment.capture === offered.capture && moment.order > offered.order;
  // The offer's own replies usually suffice, and are cheaper to search than the session's.
  const said = offer.replies.find(isLater) ?? control.replies.find(isLater) ?? control.commands.find(isLater);
  if (said !== undefined) return said;
  const next = control.offers.find(
    (other) => other !== offer && other.offered !== null && isLater(other.offered),
  );
  return next?.offered ?? null;
}

function pinholeOf(facts: {
  hit: boolean;
  allowed: boolean;
  expectation: Expectation | null;
  flow: DataFlow | null;
  admitted: boolean;
  noTuple: boolean;
  denied: boolean;
}): Pinhole {
  if (facts.hit) return 'hit';
  if (facts.allowed) return facts.expectation === null ? 'not-needed' : 'opened';
  if (facts.expectation !== null)
    return facts.flow !== null && facts.admitted && fitsTuple(facts.expectation, facts.flow)
      ? 'hit'
      : 'opened';
  return facts.noTuple || facts.denied ? 'not-opened' : 'unknown';
}

/**
 * True if the pinhole is listed, the allowed host dialled it, and the connection was translated as it says. Without
 * the EXP line, a tuple printed by WAD does not suffice: on the wire, a static VIP for the same port looks alike.
 */
function fitsTuple(expectation: Expectation, { connection }: DataFlow): boolean {
  return (
    expectation.listed !== null &&
    connection.near.responder === expectation.destination &&
    addressOf(connection.near.initiator) === addressOf(expectation.source) &&
    connection.far !== null &&
    connection.far.responder === (expectation.mapped ?? expectation.destination)
  );
}
