import { messageOf } from './leg-queries.js';
import type { Connection } from './timeline.js';
import type { Leg, Trace } from './leg.js';

/** All legs of a connection, in the order in which a packet of the initiator takes them. */
export function legsOf({ near, between, far }: Connection): Leg[] {
  if (between.length === 0) return far === null || far === near ? [near] : [near, far];
  return [...new Set([near, ...between, ...(far === null ? [] : [far])])];
}

/** What the kernel says of the initiator's packets, in every VDOM on their way. */
export function tracesForth(connection: Connection): Trace[] {
  return legsOf(connection).flatMap(({ traces, initiator }) => traces.filter(({ src }) => src === initiator));
}

/** Of these traces those in the last VDOM on the way: what an earlier one lets in, that one may still deny. */
export function inLastVdom(traces: readonly Trace[]): readonly Trace[] {
  const last = vdomsOf(traces).at(-1);
  return traces.filter(({ vdom }) => vdom === last);
}

/**
 * The VDOMs in their order on the way. A capture of one VDOM alone tells nothing of the order, so that the one that
 * shows most of them does.
 */
function vdomsOf(traces: readonly Trace[]): (string | undefined)[] {
  const shown = [...new Set(traces.map(({ capture }) => capture))].map((capture) => [
    ...new Set(traces.flatMap((trace) => (trace.capture === capture ? [trace.vdom] : []))),
  ]);
  return shown.reduce((most, one) => (one.length > most.length ? one : most), []);
}

/** The kernel's numbers of a connection: each VDOM on its way has a session of its own. */
export function sessionIdsOf(connection: Connection | null): string[] {
  if (connection === null) return [];
  const ids: string[] = [];
  for (const { traces } of legsOf(connection)) {
    for (const trace of traces) {
      const id = sessionIdIn(trace);
      if (id !== null && !ids.includes(id)) ids.push(id);
    }
  }
  return ids;
}

/** The session of a packet. A data SYN names its parent in the EXP line: that id is not its own. */
export function sessionIdIn(trace: Trace): string | null {
  const own = messageOf(trace, 'session-new') ?? messageOf(trace, 'session-match');
  return own === undefined || messageOf(trace, 'expectation-match') !== undefined ? null : own.sessionId;
}
