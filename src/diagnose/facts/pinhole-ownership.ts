import { addressOf } from '../../net.js';
import { before, gap } from '../../correlate/model/time.js';
import type { End, Trace } from '../../correlate/model/leg.js';
import type { OfferCase } from '../cases/offer-case.js';

/**
 * The least number of seconds between the opening of the pinhole and the first try to use it; null if no clock tells.
 */
export function age(it: OfferCase): number | null {
  const { expectation, flow } = it;
  if (expectation === null || expectation.listed !== null || flow === null) return null;
  const { syns, traces } = flow.connection.near;
  // Of two sources that show the try, one may print no stamps.
  const ages = [...syns, ...traces].flatMap((tried) => gap(expectation.opened, tried)?.least ?? []);
  return ages.length === 0 ? null : Math.min(...ages);
}

/** True if another host dialled than the one that the tuple allows. */
export function isOtherSource(it: OfferCase): boolean {
  if (it.expectation === null || it.flow === null) return false;
  const { near } = it.flow.connection;
  return (
    near.responder === it.expectation.destination &&
    addressOf(near.initiator) !== addressOf(it.expectation.source)
  );
}

/** The end of the control connection, if it came before the first try. */
export function controlEnd(it: OfferCase): End | null {
  const connection = it.control?.connection;
  const tried = it.flow?.connection.near.syns[0];
  if (connection == null || tried === undefined) return null;
  const ends = [...connection.near.ends, ...(connection.far?.ends ?? [])];
  return ends.find((end) => before(end, tried)) ?? null;
}

/**
 * Both VDOMs, if the data SYN was handled in another one than the control connection, or than the tuple's index
 * names.
 */
export function otherVdom(it: OfferCase, trace: Trace): { data: string; control: string } | null {
  if (trace.vdom === undefined) return null;
  const name = it.control?.vdom ?? null;
  if (name !== null) return name === trace.vdom ? null : { data: trace.vdom, control: name };
  const index = it.expectation?.vdomIndex ?? null;
  // Index 0 is always the VDOM root.
  if (index === null || (index === 0) === (trace.vdom === 'root')) return null;
  return { data: trace.vdom, control: index === 0 ? 'root' : `number ${index}` };
}
