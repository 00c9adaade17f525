import { prints } from '../../correlate/model/leg-queries.js';
import type { DataFlow } from '../../correlate/model/timeline.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import type { OfferCase } from '../../diagnose/cases/offer-case.js';
import type { IsCited } from './mark.js';

/** The offer's own connections, and those of its session that the verdict cites: a client may dial another port. */
export function drawnFlows({ offer, flow, control, timeline }: OfferCase, isCited: IsCited): DataFlow[] {
  const own = [flow, offer.flow, ...offer.furtherFlows].filter((one) => one !== null);
  const strays = control === null ? [] : (timeline.strays.get(control) ?? []);
  return [...new Set([...own, ...strays.filter((one) => isShown(one, isCited))])];
}

function isShown({ connection }: DataFlow, isCited: IsCited): boolean {
  return legsOf(connection).some(
    (leg) =>
      prints(leg).some(isCited) ||
      leg.traces.some((trace) => isCited(trace) || trace.messages.some(({ moment }) => isCited(moment))),
  );
}
