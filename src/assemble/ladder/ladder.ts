import type { Origin } from '../../events/record.js';
import { printedTime } from '../../events/rfc3339.js';
import type { DataFlow } from '../../correlate/model/timeline.js';
import type { OfferCase } from '../../diagnose/cases/offer-case.js';
import { coveredBy } from '../../diagnose/observations/capture-coverage.js';
import { finalDenial } from '../../diagnose/facts/final-denial.js';
import { stateOf } from '../../diagnose/facts/stages.js';
import type { Side } from '../../diagnose/observations/leg-state.js';
import type { Judged } from '../../diagnose/judge-offer.js';
import type { Brief } from '../detail-limit.js';
import type { ReportDocument } from '../../document.js';
import type { Ladder, LadderStep } from '../../ladder.js';
import { addressOf } from '../../net.js';
import { coverageOf, lanesOf } from './lane-heads.js';
import { samePlace, type Host, type IsCited } from './mark.js';
import { connectionMarks } from './packets.js';
import { drawnFlows } from './flows.js';
import { stepsOf, type DrawnStep } from './steps.js';
import { unitMarks } from './unit-marks.js';
import { wordMarks } from './words.js';

/** The ladder of each offer that is told in full. */
export function laddersOf(offers: readonly Judged[], brief: Brief): NonNullable<ReportDocument['ladderOf']> {
  let byId: Map<string, Judged> | undefined;
  return (id) => {
    byId ??= new Map(offers.map((judged) => [judged.it.offer.id, judged]));
    const judged = byId.get(id);
    return judged === undefined || brief.offers.has(judged.it.offer) ? undefined : ladderOf(judged);
  };
}

/** The steps of an offer from its request to its last reply, in causal order. */
function ladderOf({ it, verdict, findings }: Judged): Ladder {
  const isCited = citedBy(findings.flatMap(({ evidence }) => evidence));
  const initiator: Host = it.passive ? 'client' : 'server';
  const flows = drawnFlows(it, isCited);
  const marks = [
    ...(it.control === null ? [] : wordMarks(it.offer, it.control, isCited)),
    ...unitMarks(it, isCited),
    ...flows.flatMap((flow) =>
      connectionMarks(flow, {
        initiator: initiatorOf(flow, it, initiator),
        proxied: it.proxied,
        pinhole: it.expectation?.opened ?? null,
        isCited,
      }),
    ),
  ];
  const steps = stepsOf(marks);
  const proof = findings[0]?.evidence ?? [];
  const failing = verdict === 'failed' ? failingLine(steps, proof) : undefined;
  const isProof = citedBy(proof);
  return {
    offer: it.offer.id,
    lanes: lanesOf({
      control: it.control,
      connection: it.flow?.connection ?? null,
      passive: it.passive,
      mapped: it.expectation?.mapped ?? null,
      coverage: [
        ...(it.control?.connection == null ? [] : [coverageOf(it.control.connection, 'client', it.proxied)]),
        ...flows.map((flow) => coverageOf(flow.connection, initiatorOf(flow, it, initiator), it.proxied)),
      ],
      ways: marks.map(({ way }) => way),
      unseen: unseenSides(it),
    }),
    steps: steps.map((step) =>
      toLadder(step, failing, failing !== undefined && holds(step, failing) ? isProof : isCited),
    ),
  };
}

/**
 * Sides where no source shows the data connection, though a line of the other side may tell that it failed there. Where
 * a sniffer covers the far side of a SYN that was denied, that nothing came there is seen.
 */
function unseenSides(it: OfferCase): ReadonlySet<Host> {
  const [near, far] = it.passive ? (['client', 'server'] as const) : (['server', 'client'] as const);
  const isUnseen = (host: Host, side: Side | null): boolean =>
    stateOf(it, `${host}Leg`) === 'not-captured' || (side?.state ?? 'not-captured') === 'not-captured';
  return new Set([
    ...(isUnseen(near, it.near) ? [near] : []),
    ...(isUnseen(far, it.far) && !isFarCovered(it) ? [far] : []),
  ]);
}

function isFarCovered(it: OfferCase): boolean {
  const { timeline, control, passive, offer } = it;
  const denial = finalDenial(it);
  const client = control?.connection?.far?.initiator ?? control?.client ?? null;
  const server = control?.mappedServer ?? control?.server ?? null;
  if (denial === null || client === null || server === null) return false;
  const sniffers = timeline.captures.filter(({ source }) => source === 'sniffer');
  const [from, to] = passive ? [client, offer.endpoint] : [server, offer.endpoint];
  return coveredBy({ ...timeline, captures: sniffers }, from, to, control, denial.trace) !== null;
}

function citedBy(evidence: readonly Origin[]): IsCited {
  return ({ line }) => evidence.some((one) => samePlace(one, line));
}

/** Who dialled a connection that need not be the offer's own. */
function initiatorOf(flow: DataFlow, { control, flow: own }: OfferCase, usual: Host): Host {
  const client = control?.client ?? null;
  if (flow === own || client === null) return usual;
  return addressOf(flow.connection.near.initiator) === addressOf(client) ? 'client' : usual;
}

/** The first line of the verdict that stands in the ladder: a failing line is always cited, and comes first. */
function failingLine(steps: readonly DrawnStep[], evidence: readonly Origin[]): Origin | undefined {
  return evidence.find((line) => steps.some((step) => holds(step, line)));
}

const holds = ({ marks }: DrawnStep, line: Origin): boolean =>
  marks.some(({ moment }) => samePlace(moment.line, line));

function toLadder(step: DrawnStep, failing: Origin | undefined, isCited: IsCited): LadderStep {
  const { marks, moment, at, count, precise } = step;
  const [first] = marks;
  const [from, to] = first.way;
  const failed = failing !== undefined && holds(step, failing);
  // Of what was sent again and again the first print is cited: the count tells the rest.
  const cited = marks.find((mark) => isCited(mark.moment))?.moment.line;
  return {
    at,
    time: at === null ? null : printedTime(at),
    precise,
    from,
    to,
    label: first.label,
    kind: first.kind,
    count,
    failed,
    evidence: cited ?? moment.line,
  };
}
