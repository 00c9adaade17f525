import { isFinal } from './coverage.js';
import { messageOf } from '../correlate/prints.js';
import { isControlPort } from '../correlate/legs.js';
import type { ControlSession, DataFlow, Moment, Timeline } from '../correlate/timeline.js';
import type { Confidence, Finding, Outcome } from './document.js';
import { lines } from './evidence.js';

export interface ControlVerdict {
  readonly verdict: Outcome;
  readonly finding: Finding | null;
  readonly code: string;
  readonly proof: readonly (Moment | null | undefined)[];
}

/** Did the control connection come about, and was it readable enough for anybody to open a pinhole? */
export function judgeControl(control: ControlSession, timeline: Timeline): ControlVerdict {
  const never = neverOpened(control);
  if (never !== null) return never;
  const opaque = opaqueAndDenied(control, timeline);
  if (opaque !== null) return opaque;
  const near = control.connection?.near;
  const [said] = [...control.replies, ...control.wad];
  const proof = [
    near?.synAcks[0],
    said,
    near?.responderData[0],
    near?.initiatorData[0],
    control.listed[0]?.moment,
  ];
  if (proof.some((moment) => moment !== undefined))
    return { verdict: 'worked', finding: null, code: 'CONTROL_OPENED', proof };
  const data = timeline.offers.some((offer) => offer.control === control);
  const code = data ? 'CONTROL_OPENED' : 'INSUFFICIENT_EVIDENCE';
  return {
    verdict: data ? 'worked' : 'inconclusive',
    finding: null,
    code,
    proof: [near?.syns[0], near?.traces[0]],
  };
}

function neverOpened(control: ControlSession): ControlVerdict | null {
  const { connection } = control;
  if (connection === null || control.wad.length > 0 || control.replies.length > 0) return null;
  const { near, far } = connection;
  if (near.synAcks.length + near.responderData.length + near.initiatorData.length > 0) return null;
  if (far !== null && far.synAcks.length > 0) return null;
  const drops = near.traces.flatMap((trace) => messageOf(trace, 'drop')?.moment ?? []);
  const sniffed = near.syns.filter(({ capture }) => capture.source === 'sniffer');
  const reset = [...near.ends, ...(far?.ends ?? [])].find(
    ({ type, by }) => type === 'rst' && by === 'responder',
  );
  const unanswered = drops.length > 0 ? drops : sniffed;
  const allowed = near.traces.some((trace) => messageOf(trace, 'policy-allow') !== undefined);
  if (
    reset === undefined &&
    (unanswered.length === 0 || !isFinal(unanswered, null) || (allowed && sniffed.length === 0))
  )
    return null;
  const how =
    reset !== undefined
      ? 'was refused with a reset'
      : drops.length > 0
        ? 'was dropped by the unit'
        : 'was never answered';
  return failed(
    control,
    'CONTROL_NEVER_OPENED',
    'proven',
    [reset, ...unanswered],
    `The control connection of ${control.client ?? 'the client'} to ${control.server ?? 'the server'} ${how}.`,
  );
}

/**
 * Nobody could read the control channel, and the same client was denied at a high port of the same address: there was
 * an offer, and no pinhole for it.
 */
function opaqueAndDenied(control: ControlSession, timeline: Timeline): ControlVerdict | null {
  if (control.offers.length > 0 || control.wad.length > 0) return null;
  const denied = timeline.flows.filter(
    (flow) => flow.control === control && flow.offer === null && isDenied(flow),
  );
  const [first] = denied;
  if (first === undefined) return null;
  const drops = denied.flatMap(({ connection }) =>
    connection.near.traces.flatMap((trace) => messageOf(trace, 'drop')?.moment ?? []),
  );
  if (!isFinal(drops, null)) return null;
  const hits = timeline.flows.some((flow) => flow.control === control && !isDenied(flow));
  if (hits) return null;
  return failed(
    control,
    'PINHOLE_NOT_OPENED',
    'likely',
    [...drops.slice(0, 3), control.connection?.near.traces[0], control.connection?.near.syns[0]],
    `No offer of this session could be read and no pinhole was opened: ${control.client ?? 'the client'} then dialled ${first.connection.near.responder} and was denied.`,
  );
}

function isDenied({ connection }: DataFlow): boolean {
  const { near } = connection;
  if (isControlPort(near.responder) || connection.far !== null) return false;
  const fates = near.traces.map((trace) => messageOf(trace, 'drop') !== undefined);
  return (
    fates.includes(true) &&
    !near.traces.some((trace) => messageOf(trace, 'policy-allow') ?? messageOf(trace, 'expectation-match'))
  );
}

function failed(
  control: ControlSession,
  code: string,
  confidence: Confidence,
  proof: readonly (Moment | null | undefined)[],
  message: string,
): ControlVerdict {
  const evidence = lines(proof);
  return {
    verdict: 'failed',
    code,
    proof,
    finding: {
      code,
      subject: control.id,
      verdict: 'failed',
      confidence,
      message,
      evidence,
      fix: [],
      next: [],
    },
  };
}
