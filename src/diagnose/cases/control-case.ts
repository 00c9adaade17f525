import type { FlowDrop } from '../../events/flow.js';
import type { ConfigEntry } from '../../events/listing.js';
import { inLastVdom, tracesForth } from '../../correlate/model/vdom-chain.js';
import { messageOf } from '../../correlate/model/leg-queries.js';
import { FIRST_HIGH_PORT, portOf } from '../../net.js';
import type { Connection, ControlSession, DataFlow, Timeline } from '../../correlate/model/timeline.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { Trace } from '../../correlate/model/leg.js';
import type { ControlSessionReport } from '../../document.js';
import { isProxied, inspectionOf, tlsOf } from '../observations/inspection.js';
import { listedOpen } from '../observations/listed-state.js';
import { isSyn } from '../observations/drop-reason.js';
import { sidesOf } from '../observations/leg-state.js';

/** Everything that the rules ask about one control session, looked up once. */
export interface ControlCase {
  readonly timeline: Timeline;
  readonly control: ControlSession;
  readonly config: readonly ConfigEntry[];
  readonly inspection: ControlSessionReport['inspection'];
  readonly tls: ControlSessionReport['tls'];
  /** A line that can only be printed if the control connection is open. */
  readonly opened: Moment | null;
  /** Data connections of the same hosts that no readable offer explains and that never opened. */
  readonly unexplained: readonly DataFlow[];
  /** Such connections that did open. */
  readonly cameAbout: readonly DataFlow[];
  /** The unexplained ones that the kernel dropped. */
  readonly strays: readonly Stray[];
}

export interface Stray {
  readonly flow: DataFlow;
  readonly trace: Trace;
  readonly drop: Moment;
  readonly why: FlowDrop;
}

export function lookAtControl(control: ControlSession, timeline: Timeline): ControlCase {
  const near = control.connection?.near;
  const far = control.connection?.far;
  return {
    timeline,
    control,
    config: timeline.config,
    inspection: inspectionOf(control),
    tls: tlsOf(control),
    opened:
      near?.synAcks[0] ??
      control.replies[0] ??
      control.wad[0] ??
      near?.responderData[0] ??
      near?.initiatorData[0] ??
      far?.synAcks[0] ??
      listedOpen(control)?.moment ??
      null,
    ...straysAmong(timeline.strays.get(control), timeline),
  };
}

type Unexplained = Pick<ControlCase, 'unexplained' | 'cameAbout' | 'strays'>;
const NONE: Unexplained = { unexplained: [], cameAbout: [], strays: [] };

function straysAmong(flows: readonly DataFlow[] | undefined, timeline: Timeline): Unexplained {
  if (flows === undefined) return NONE;
  const others = flows.filter(
    ({ connection }) => mayCarryData(connection) && !isOfferedElsewhere(connection, timeline),
  );
  // If a later try for the same port was let in, even from another source port, the earlier ones are no failures.
  const opened = others.filter(cameAbout);
  const open = new Set(opened.map(({ connection }) => connection.near.responder));
  const unexplained = others.filter(({ connection }) => !open.has(connection.near.responder));
  const strays = unexplained.flatMap((flow) =>
    tracesForth(flow.connection).flatMap((trace) => {
      const drop = isSyn(trace) ? messageOf(trace, 'drop') : undefined;
      return drop === undefined ? [] : [{ flow, trace, drop: drop.moment, why: drop }];
    }),
  );
  return { unexplained, cameAbout: opened, strays };
}

/**
 * True if the port was offered in a WAD session that could not be tied to its connection: that may be this very
 * session.
 */
function isOfferedElsewhere({ near }: Connection, timeline: Timeline): boolean {
  let ports = untied.get(timeline);
  if (ports === undefined) {
    const offers = timeline.offers.filter(({ control }) => control?.connection === null);
    ports = new Set(offers.map(({ endpoint }) => portOf(endpoint)));
    untied.set(timeline, ports);
  }
  return ports.has(portOf(near.responder));
}

/** Found once for each timeline: it may hold a hundred thousand offers. */
const untied = new WeakMap<Timeline, ReadonlySet<number | null>>();

/** Data connections go to high ports; a connection of the same hosts to a low one is something else. */
function mayCarryData({ near }: Connection): boolean {
  const port = portOf(near.responder);
  return port !== null && port >= FIRST_HIGH_PORT;
}

/** True if the far end answered; or if the kernel let the connection in and nothing shows what became of it. */
function cameAbout(flow: DataFlow): boolean {
  const { far, near } = sidesOf(flow, isProxied(flow.control));
  if (far.opened !== null) return true;
  const silent = far.state === 'syn-only' || far.state === 'refused';
  return !silent && (near.opened !== null || inLastVdom(tracesForth(flow.connection)).some(isAdmitted));
}

function isAdmitted(trace: Trace): boolean {
  return (
    (messageOf(trace, 'policy-allow') ?? messageOf(trace, 'expectation-match')) !== undefined &&
    messageOf(trace, 'drop') === undefined
  );
}
