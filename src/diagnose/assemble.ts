import type { Timeline } from '../correlate/timeline.js';
import { captureFindings } from './capture-findings.js';
import { judgeControl } from './controls.js';
import type {
  ClockSummary,
  ControlSessionReport,
  DataFlowReport,
  ExpectationReport,
  Finding,
  LegReport,
  OfferReport,
  Outcome,
  ReportDocument,
  SourceSummary,
} from './document.js';
import { entriesOf } from './entries.js';
import { lines } from './evidence.js';
import type { Judged } from './judge.js';
import { judge } from './judge.js';
import { messageOf } from '../correlate/prints.js';
import type { Side } from './sides.js';
import { sidesOf } from './sides.js';
import { isProxied } from './case.js';
import { isPassive } from '../correlate/timeline.js';
import type { DataFlow } from '../correlate/timeline.js';
import { noOffers } from './nothing.js';
import { prerequisites } from './prerequisites.js';
import { summaryOf, verdictOf } from './summary.js';

export interface AssembleOptions {
  /** Offers told in full; beyond it worked and unused ones carry no stages, evidence or timeline. */
  readonly detail: number;
}

/** Timeline -> the report document: every offer and control session judged, every claim with its lines. */
export function assemble(
  timeline: Timeline,
  sources: readonly SourceSummary[],
  options: AssembleOptions,
): ReportDocument {
  const judged = timeline.offers.map((offer) => judge(offer, timeline));
  const controls = timeline.controls.map((control) => ({ control, judged: judgeControl(control, timeline) }));
  const findings: Finding[] = [
    ...controls.flatMap(({ judged: one }) => one.findings),
    ...judged.flatMap((one) => one.findings),
  ];
  const verdict = verdictOf(
    judged,
    controls.map(({ judged: one }) => one.verdict),
  );
  if (findings.length === 0 && verdict === 'inconclusive') findings.push(...unjudged(timeline));
  findings.push(...captureFindings(timeline, sources, judged, findings, verdict));
  const full = new Set(inFull(judged, options.detail).map(({ it }) => it.offer.id));
  const offers = judged.map((one) => offerReport(one, full.has(one.it.offer.id)));
  return {
    schema: 'fgtrace.report/1',
    verdict,
    summary: summaryOf(verdict, judged, findings),
    sources,
    clocks: timeline.clocks.map(clockSummary),
    controlSessions: controls.map(({ control, judged: one }): ControlSessionReport => {
      const near = control.connection?.near;
      const evidence = lines([...one.proof, near?.traces[0], near?.syns[0], control.wad[0]]);
      const state = one.verdict === 'failed' ? 'failed' : evidence.length > 0 ? 'seen' : 'not-captured';
      return {
        id: control.id,
        client: control.client,
        server: control.server,
        mappedServer: control.mappedServer,
        sessionId: control.sessionId,
        vdom: control.vdom,
        policy: control.policy,
        inspection: one.it.inspection,
        tls: one.it.tls,
        verdict: one.verdict,
        code: one.code,
        stages: [{ stage: 'control', state, evidence }],
        evidence,
      };
    }),
    offers,
    expectations: timeline.expectations.map((expectation): ExpectationReport => ({
      id: expectation.id,
      control: expectation.control?.id ?? null,
      offer: expectation.offer?.id ?? null,
      source: expectation.source,
      destination: expectation.destination,
      mapped: expectation.mapped,
      openedBy: expectation.openedBy,
      claimedBy: expectation.claimedBy?.id ?? null,
      evidence: lines([expectation.opened]),
    })),
    dataFlows: timeline.flows.map(flowReport),
    findings,
    timeline: entriesOf(timeline, full),
    totals: {
      controlSessions: timeline.controls.length,
      offers: offers.length,
      worked: count(judged, 'worked'),
      failed: count(judged, 'failed'),
      inconclusive: count(judged, 'inconclusive'),
      unused: count(judged, 'unused'),
      expectations: timeline.expectations.length,
      dataFlows: timeline.flows.length,
      findings: findings.length,
    },
    omitted: { offers: judged.length - full.size, ...timeline.dropped },
  };
}

/** Without a session the configuration alone may still tell whether one could work. */
function unjudged(timeline: Timeline): Finding[] {
  return timeline.controls.length === 0 && timeline.config.length > 0
    ? prerequisites(timeline)
    : [noOffers(timeline)];
}

function count(judged: readonly Judged[], verdict: Outcome | 'unused'): number {
  return judged.filter((one) => one.verdict === verdict).length;
}

function inFull(judged: readonly Judged[], detail: number): Judged[] {
  const weighty = judged.filter(({ verdict }) => verdict === 'failed' || verdict === 'inconclusive');
  const light = judged.filter(({ verdict }) => verdict === 'worked' || verdict === 'unused');
  return [...weighty, ...light.slice(0, Math.max(0, detail - weighty.length))];
}

function offerReport(
  { it, verdict, code, confidence, stages, findings }: Judged,
  full: boolean,
): OfferReport {
  const { offer } = it;
  return {
    id: offer.id,
    control: offer.control?.id ?? null,
    command: offer.command,
    endpoint: offer.endpoint,
    external: offer.external,
    expectation: offer.expectation?.id ?? null,
    dataFlow: it.flow?.id ?? null,
    pinhole: it.pinhole,
    verdict,
    code,
    confidence,
    stages: full ? stages : [],
    evidence: full ? (findings[0]?.evidence ?? []) : [],
  };
}

function flowReport(flow: DataFlow): DataFlowReport {
  const { near } = flow.connection;
  const { near: here, far: there } = sidesOf(flow, isProxied(flow.control));
  const passive = flow.offer === null || isPassive(flow.offer);
  const traces = near.traces.filter(({ src }) => src === near.initiator);
  const hit = traces
    .map((trace) => messageOf(trace, 'expectation-match'))
    .find((message) => message !== undefined);
  const allowed = traces
    .map((trace) => messageOf(trace, 'policy-allow'))
    .find((message) => message !== undefined);
  const drop = traces.map((trace) => messageOf(trace, 'drop')).find((message) => message !== undefined);
  const admittedBy =
    hit !== undefined
      ? 'expectation'
      : allowed !== undefined
        ? 'policy'
        : drop !== undefined && there.leg === null
          ? 'denied'
          : 'unknown';
  return {
    id: flow.id,
    offer: flow.offer?.id ?? null,
    initiator: near.initiator,
    destination: near.responder,
    mapped: flow.connection.mapped ?? (there.leg !== null && there.leg !== near ? there.leg.responder : null),
    synSequence: near.isn ?? null,
    admittedBy,
    policy: allowed?.policy ?? drop?.policy ?? null,
    clientLeg: legReport(passive ? here : there),
    serverLeg: legReport(passive ? there : here),
    evidence: lines([
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

function legReport({ interface: name, state }: Side): LegReport {
  return { interface: name, state };
}

function clockSummary(clock: Timeline['clocks'][number]): ClockSummary {
  const { capture, reference, offset, uncertainty, zoneSeconds, method, proof } = clock;
  return {
    source: capture.source,
    file: capture.file,
    reference,
    offsetSeconds: offset / 1e6,
    uncertaintySeconds: uncertainty / 1e6,
    zoneSeconds,
    method,
    proof,
  };
}
