import { messageOf } from '../../correlate/model/leg-queries.js';
import type { FlowVip } from '../../events/flow.js';
import type { ControlSession, Offer, Timeline } from '../../correlate/model/timeline.js';
import type { Trace } from '../../correlate/model/leg.js';
import type { Kept, Moment } from '../../correlate/model/moment.js';
import { type Endpoint, addressOf, portOf } from '../../net.js';
import { type OfferCase } from '../cases/offer-case.js';
import { inspectedBy, isProxied, isHelped, tlsOf } from '../observations/inspection.js';
import type { ControlCase } from '../cases/control-case.js';
import { isRefused, REFUSALS } from '../observations/drop-reason.js';
import { finalDenial } from './final-denial.js';
import type { ControlSessionReport } from '../../document.js';
import { settingsOf, type SessionSettings } from '../observations/session-settings.js';
import { blamedTries } from './unmatched-flows.js';

/** A data SYN that was finally denied without a pinhole, and what is known of its control session. */
export interface Denied {
  readonly timeline: Timeline;
  readonly control: ControlSession;
  readonly tls: ControlSessionReport['tls'];
  readonly proxied: boolean;
  readonly helped: boolean;
  /** The flow trace hands the control session to the IPS engine. */
  readonly toIps: boolean;
  readonly settings: SessionSettings;
  /** Null if no offer could be read. */
  readonly offer: Offer | null;
  readonly offered: Moment | null;
  readonly initiator: string;
  readonly responder: Endpoint;
  readonly port: number;
  readonly trace: Trace;
  readonly drops: readonly Moment[];
  readonly vip: Kept<FlowVip> | null;
  /** A similar session got an expectation: this unit makes them, whatever its configuration looks like. */
  readonly madeElsewhere: boolean;
}

/**
 * For a passive offer without an expectation, whose data SYN was finally denied, and of which WAD says nothing (what
 * it says has rules of its own).
 */
export function deniedOffer(it: OfferCase): Denied | null {
  const { control, offer, timeline } = it;
  if (control === null || !it.passive) return null;
  if (it.expectation !== null || it.hit !== null || it.wadGoesOn !== null || it.wadStops) return null;
  const denial = finalDenial(it, ...REFUSALS);
  if (denial === null) return null;
  const drops = it.denied.map(({ drop }) => drop.moment);
  return denied({ timeline, control, offer, trace: denial.trace, drops });
}

/** The same if no offer can be read and the session's client was denied at a high port of its server. */
export function deniedWithoutOffer(it: ControlCase): Denied | null {
  const { control, timeline } = it;
  const tried = blamedTries(it, isRefused);
  if (tried === null) return null;
  const [{ trace }] = tried;
  const drops = tried.map(({ drop }) => drop);
  return denied({ timeline, control, offer: null, trace, drops });
}

function denied(facts: {
  timeline: Timeline;
  control: ControlSession;
  offer: Offer | null;
  trace: Trace;
  drops: Moment[];
}): Denied {
  const { timeline, control, offer, trace, drops } = facts;
  const tls = tlsOf(control);
  return {
    ...facts,
    tls,
    proxied: isProxied(control),
    helped: isHelped(control),
    toIps: inspectedBy(control, 'ips'),
    settings: settingsOf(control, timeline),
    offered: offer?.offered ?? null,
    initiator: `the client ${addressOf(trace.src)}`,
    responder: trace.dst,
    port: portOf(trace.dst) ?? 0,
    drops,
    vip: messageOf(trace, 'vip') ?? null,
    madeElsewhere: timeline.controls.some(
      (other) => isLike(other, control) && tlsOf(other) === tls && hasPinhole(other),
    ),
  };
}

function isLike(a: ControlSession, b: ControlSession): boolean {
  return a === b || a.server === b.server || (a.policy !== null && a.policy === b.policy);
}

function hasPinhole({ offers, expectations }: ControlSession): boolean {
  return (
    expectations.length > 0 ||
    offers.some(
      ({ expectation, flow }) =>
        expectation !== null ||
        flow?.connection.near.traces.some((trace) => messageOf(trace, 'expectation-match') !== undefined),
    )
  );
}
