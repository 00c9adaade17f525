import { inLastVdom, tracesForth } from '../correlate/model/vdom-chain.js';
import { messageOf } from '../correlate/model/leg-queries.js';
import type { FlowEvent } from '../events/flow.js';
import type { Trace } from '../correlate/model/leg.js';
import type { DataFlow, Expectation, Part } from '../correlate/model/timeline.js';
import { isPassive } from '../correlate/model/offer.js';
import {
  chooseBrief,
  findingsOf,
  isBrief,
  type Brief,
  type Omitted,
  type DetailLeft,
} from './detail-limit.js';
import type { Choice } from './choice.js';
import { choose, type JudgedTimeline } from './choose.js';
import { timeOfOffer, timeOfSession } from './life-span.js';
import { isProxied } from '../diagnose/observations/inspection.js';
import type { JudgedPart } from '../diagnose/diagnose.js';
import type {
  ControlSessionReport,
  DataFlowReport,
  Evidence,
  ExpectationReport,
  Finding,
  LegReport,
  OfferReport,
  ReportDocument,
  StageState,
} from '../document.js';
import { lines } from '../diagnose/observations/evidence.js';
import type { Judged } from '../diagnose/judge-offer.js';
import type { ClosedPart, Seen } from './spooled-rows.js';
import { type Side, sidesOf } from '../diagnose/observations/leg-state.js';
import { offerTimes } from '../diagnose/facts/offer-times.js';
import { stageReport, stagesOf } from '../diagnose/facts/stages.js';
import { tallyOf } from './summary.js';

/** The rows of a part in the report's lists. */
export function reportRows(
  part: Part,
  { controls, offers }: JudgedPart,
  brief: Brief,
): Pick<ReportDocument, 'controlSessions' | 'offers' | 'expectations' | 'dataFlows' | 'findings'> {
  return {
    controlSessions: controls.map((one) => controlReport(one, brief.controls.has(one.control))),
    offers: offers.map((one) => offerReport(one, brief.offers.has(one.it.offer))),
    expectations: part.expectations.map((one) => expectationReport(one, isBrief(one, brief))),
    dataFlows: part.flows.map((one) => flowReport(one, isBrief(one, brief))),
    findings: [
      ...controls.flatMap(({ judged }) => judged.findings),
      ...offers.flatMap((judged) => findingsOf(judged, brief)),
    ],
  };
}

/** A judged part of a long capture that is about to be evicted. Its lines do not appear in the report's timeline. */
export function closePart(all: JudgedTimeline, choice: Choice | undefined, detail: DetailLeft): ClosedPart {
  const { part, judged } = choose(all, choice);
  const brief = chooseBrief(judged, detail);
  const rows = reportRows(part, judged, brief);
  return {
    rows,
    tally: tallyOf(judged, judged.findings),
    omitted: omittedOf(judged, rows, brief),
    seen: seenIn(all.part),
  };
}

export const seenIn = ({ controls, offers }: Part): Seen => ({
  controlSessions: controls.length,
  offers: offers.length,
});

export function omittedOf(
  { findings }: JudgedPart,
  told: Pick<ReportDocument, 'findings'>,
  { offers, controls }: Brief,
): Omitted {
  return {
    offers: offers.size,
    controlSessions: controls.size,
    findings: findings.length - told.findings.length,
  };
}

function controlReport(
  { control, judged }: JudgedPart['controls'][number],
  brief: boolean,
): ControlSessionReport {
  const near = control.connection?.near;
  const seen = lines([
    ...judged.proof,
    near?.traces[0],
    near?.syns[0],
    control.wad[0],
    ...control.listed.slice(0, 2).map(({ moment }) => moment),
  ]);
  const told = judged.verdict === 'failed' ? failingFirst(judged.findings, seen) : seen;
  const evidence = brief ? [] : told;
  return {
    id: control.id,
    time: timeOfSession(control),
    client: control.client,
    server: control.server,
    mappedServer: control.mappedServer,
    sessionId: control.sessionId,
    vdom: control.vdom,
    policy: control.policy,
    inspection: judged.it.inspection,
    tls: judged.it.tls,
    verdict: judged.verdict,
    code: judged.code,
    stages: brief ? [] : [{ stage: 'control', state: stateOf(judged.verdict, evidence), evidence }],
    evidence,
  };
}

/** What failed is shown by the line that says so, before those that show what there was. */
function failingFirst(findings: readonly Finding[], seen: readonly Evidence[]): Evidence[] {
  const failing = findings.find(({ verdict }) => verdict === 'failed')?.evidence ?? [];
  const isNew = (one: Evidence): boolean =>
    !failing.some(({ file, line }) => file === one.file && line === one.line);
  return [...failing, ...seen.filter(isNew)];
}

function expectationReport(expectation: Expectation, brief: boolean): ExpectationReport {
  return {
    id: expectation.id,
    control: expectation.control?.id ?? null,
    offer: expectation.offer?.id ?? null,
    source: expectation.source,
    destination: expectation.destination,
    mapped: expectation.mapped,
    openedBy: expectation.openedBy,
    claimedBy: expectation.claimedBy?.id ?? null,
    evidence: brief ? [] : lines([expectation.opened]),
  };
}

/** Of an offer that is told in brief. */
const NO_TIMES = { transfer: null, durations: [] } as const;

function offerReport({ it, verdict, code, confidence, findings }: Judged, brief: boolean): OfferReport {
  const { offer } = it;
  const stages = brief ? [] : stagesOf(it);
  return {
    id: offer.id,
    control: offer.control?.id ?? null,
    time: timeOfOffer(offer, it.flow),
    command: offer.command,
    endpoint: offer.endpoint,
    external: offer.external,
    expectation: offer.expectation?.id ?? null,
    dataFlow: it.flow?.id ?? null,
    pinhole: it.pinhole,
    verdict,
    code,
    confidence,
    ...(brief ? NO_TIMES : offerTimes(it, stages)),
    stages: stages.map(stageReport),
    evidence: brief ? [] : (findings[0]?.evidence ?? []),
  };
}

function flowReport(flow: DataFlow, brief: boolean): DataFlowReport {
  const { near } = flow.connection;
  const { near: here, far: there } = sidesOf(flow, isProxied(flow.control));
  const passive = flow.offer === null || isPassive(flow.offer);
  const all = tracesForth(flow.connection);
  const last = inLastVdom(all);
  const drop = firstMessage(last, 'drop');
  // What an earlier VDOM let in and the last one denied was not let through.
  const traces = drop === undefined ? all : last;
  const hit = firstMessage(traces, 'expectation-match');
  const allowed = firstMessage(traces, 'policy-allow');
  return {
    id: flow.id,
    offer: flow.offer?.id ?? null,
    initiator: near.initiator,
    destination: near.responder,
    mapped: flow.connection.mapped ?? (there.leg !== null && there.leg !== near ? there.leg.responder : null),
    synSequence: near.isn ?? null,
    admittedBy: admittedBy(hit, allowed, there.leg === null ? drop : undefined),
    policy: allowed?.policy ?? drop?.policy ?? null,
    clientLeg: legReport(passive ? here : there),
    serverLeg: legReport(passive ? there : here),
    evidence: brief
      ? []
      : lines([
          hit?.moment,
          allowed?.moment,
          drop?.moment,
          near.syns[0],
          here.opened,
          there.syns[0],
          there.opened,
        ]),
  };
}

function stateOf(verdict: ControlSessionReport['verdict'], evidence: readonly Evidence[]): StageState {
  if (verdict === 'failed') return 'failed';
  return evidence.length > 0 ? 'seen' : 'not-captured';
}

function firstMessage<K extends FlowEvent['kind']>(
  traces: readonly Trace[],
  kind: K,
): ReturnType<typeof messageOf<K>> {
  for (const trace of traces) {
    const message = messageOf(trace, kind);
    if (message !== undefined) return message;
  }
  return undefined;
}

function admittedBy(hit: unknown, allowed: unknown, finalDrop: unknown): DataFlowReport['admittedBy'] {
  if (hit !== undefined) return 'expectation';
  if (allowed !== undefined) return 'policy';
  return finalDrop === undefined ? 'unknown' : 'denied';
}

function legReport({ interface: name, state }: Side): LegReport {
  return { interface: name, state };
}
