import type { Endpoint } from '../../net.js';
import type { Dialogue } from '../fold/control-dialogues.js';
import type { Facts } from '../fold/fold.js';
import type { WadSession } from '../fold/wad/sessions.js';
import { sortedByTime } from '../model/time.js';
import { firstPrint } from '../model/leg-queries.js';
import { put } from '../../collections.js';
import type { Connection, ControlSession, DataFlow, Dialled, Expectation, Offer } from '../model/timeline.js';
import { joinConnections } from './connections.js';
import { joinControls } from './controls.js';
import { joinExpectations } from './expectations.js';
import { joinFlows } from './flows.js';
import { impliedByExpectation, impliedByHit } from './implied-offers.js';
import { listedControls } from './listed-controls.js';
import { joinOffers } from './offers.js';

export interface Joined {
  readonly controls: ControlSession[];
  readonly offers: Offer[];
  readonly expectations: Expectation[];
  readonly flows: DataFlow[];
  readonly strays: ReadonlyMap<ControlSession, readonly DataFlow[]>;
  readonly dialled: ReadonlyMap<Endpoint, readonly Dialled[]>;
  readonly factsOf: (control: ControlSession) => SessionFacts;
}

/** The facts that a control session was put together from. */
export interface SessionFacts {
  readonly wad: readonly WadSession[];
  readonly dialogues: readonly Dialogue[];
}

/** The joins in their order: legs, control sessions, offers, expectations, data flows, what remains unexplained. */
export function joinAll(facts: Facts): Joined {
  const connections = joinConnections(facts.legs, translations(facts));
  const controls = joinControls(facts, connections.all);
  controls.all.push(...listedControls(facts, controls.all));
  for (const control of controls.all) {
    joinOffers(control, controls.wadOf.get(control) ?? [], controls.dialoguesOf.get(control) ?? []);
  }
  const expectations = joinExpectations(facts, controls.all);
  const listed = impliedByExpectation(expectations);
  const flows = joinFlows(connections.all, controls.byConnection, controls.all, facts);
  const implied = [...listed, ...impliedByHit(flows)];
  const offers = [
    ...controls.all.flatMap((control) => control.offers),
    ...implied.filter(({ control }) => control === null),
  ];
  for (const flow of flows) {
    const expectation = flow.offer?.expectation;
    if (expectation?.claimedBy === null) expectation.claimedBy = flow;
  }
  return {
    controls: controls.all,
    factsOf: (control) => ({
      wad: controls.wadOf.get(control) ?? [],
      dialogues: controls.dialoguesOf.get(control) ?? [],
    }),
    offers: sortedByTime(
      offers,
      ({ offered, expectation, flow }) =>
        offered ?? expectation?.opened ?? (flow === null ? undefined : firstPrint(flow.connection.near)),
    ),
    expectations: sortedByTime(expectations, ({ opened }) => opened),
    strays: straysOf(flows),
    dialled: dialledIn(connections.all, flows),
    flows: sortedByTime(flows, ({ connection }) => firstPrint(connection.near)),
  };
}

function dialledIn(connections: readonly Connection[], flows: readonly DataFlow[]): Map<Endpoint, Dialled[]> {
  const offerOf = new Map(flows.map(({ connection, offer }) => [connection, offer]));
  const dialled = new Map<Endpoint, Dialled[]>();
  for (const connection of connections) {
    const one = { connection, offer: offerOf.get(connection) ?? null };
    const { near, mapped } = connection;
    for (const end of new Set([near.responder, mapped ?? near.responder])) put(dialled, end, one);
  }
  return dialled;
}

function straysOf(flows: readonly DataFlow[]): Map<ControlSession, DataFlow[]> {
  const strays = new Map<ControlSession, DataFlow[]>();
  for (const flow of flows) {
    if (flow.offer !== null || flow.control === null) continue;
    put(strays, flow.control, flow);
  }
  return strays;
}

/** Where WAD and the session list say that an endpoint is translated to. */
function translations(facts: Facts): Map<Endpoint, Endpoint> {
  const targets = new Map<Endpoint, Endpoint>();
  for (const { entries } of facts.wad) {
    for (const entry of entries) {
      if (entry.kind === 'expectation' && entry.mapped !== undefined) targets.set(entry.to, entry.mapped);
    }
  }
  for (const { hooks } of facts.listed) {
    for (const { dir, act, dst, nat } of hooks)
      if (dir === 'org' && act === 'dnat' && nat !== null) targets.set(dst, nat);
  }
  return targets;
}
