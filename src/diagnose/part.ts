import type { Part } from '../correlate/numbering.js';
import { messageOf } from '../correlate/prints.js';
import type { ControlSession, DataFlow, Expectation, Timeline } from '../correlate/timeline.js';
import { isPassive } from '../correlate/timeline.js';
import { isProxied } from './case.js';
import { judgeControl, type ControlVerdict } from './controls.js';
import type {
  ControlSessionReport,
  DataFlowReport,
  ExpectationReport,
  Finding,
  LegReport,
  OfferReport,
  ReportDocument,
} from './document.js';
import { lines } from './evidence.js';
import { judge, type Judged } from './judge.js';
import type { Closed } from './ledger.js';
import type { Side } from './sides.js';
import { sidesOf } from './sides.js';
import { stagesOf } from './stages.js';
import { tallyOf } from './summary.js';

/** Every control session and offer of a part with its verdict, and what was found, the sessions' first. */
export interface JudgedPart {
  readonly controls: readonly { readonly control: ControlSession; readonly judged: ControlVerdict }[];
  readonly offers: readonly Judged[];
  readonly findings: readonly Finding[];
}

/** `part` of the timeline is judged; the rest of it is there to be asked. */
export function judgePart(part: Part, timeline: Timeline): JudgedPart {
  const offers = part.offers.map((offer) => judge(offer, timeline));
  const controls = part.controls.map((control) => ({ control, judged: judgeControl(control, timeline) }));
  const findings = [
    ...controls.flatMap(({ judged }) => judged.findings),
    ...offers.flatMap((judged) => judged.findings),
  ];
  return { controls, offers, findings };
}

/** Of the offers that worked or were not used only the first ones, up to `detail` with the others, are told in full. */
export function inFull(judged: readonly Judged[], detail: number): Judged[] {
  const weighty = judged.filter(({ verdict }) => verdict === 'failed' || verdict === 'inconclusive');
  const light = judged.filter(({ verdict }) => verdict === 'worked' || verdict === 'unused');
  return [...weighty, ...light.slice(0, Math.max(0, detail - weighty.length))];
}

/** What the report's lists say of a part; `full`: the offers that are told with their stages and evidence. */
export function rowsOf(
  part: Part,
  { controls, offers }: JudgedPart,
  full: ReadonlySet<string>,
): Pick<ReportDocument, 'controlSessions' | 'offers' | 'expectations' | 'dataFlows'> {
  return {
    controlSessions: controls.map(controlReport),
    offers: offers.map((one) => offerReport(one, full.has(one.it.offer.id))),
    expectations: part.expectations.map(expectationReport),
    dataFlows: part.flows.map(flowReport),
  };
}

/** A part of a long capture that is done with: judged, and told without its timeline. */
export function close(part: Part, timeline: Timeline, detail: number): Closed {
  const judged = judgePart(part, timeline);
  const full = new Set(inFull(judged.offers, detail).map(({ it }) => it.offer.id));
  const { findings } = judged;
  return {
    rows: { ...rowsOf(part, judged, full), findings },
    tally: tallyOf(judged, findings),
    full: full.size,
  };
}

function controlReport({ control, judged }: JudgedPart['controls'][number]): ControlSessionReport {
  const near = control.connection?.near;
  const evidence = lines([...judged.proof, near?.traces[0], near?.syns[0], control.wad[0]]);
  const state = judged.verdict === 'failed' ? 'failed' : evidence.length > 0 ? 'seen' : 'not-captured';
  return {
    id: control.id,
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
    stages: [{ stage: 'control', state, evidence }],
    evidence,
  };
}

function expectationReport(expectation: Expectation): ExpectationReport {
  return {
    id: expectation.id,
    control: expectation.control?.id ?? null,
    offer: expectation.offer?.id ?? null,
    source: expectation.source,
    destination: expectation.destination,
    mapped: expectation.mapped,
    openedBy: expectation.openedBy,
    claimedBy: expectation.claimedBy?.id ?? null,
    evidence: lines([expectation.opened]),
  };
}

function offerReport({ it, verdict, code, confidence, findings }: Judged, full: boolean): OfferReport {
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
    stages: full ? stagesOf(it) : [],
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
