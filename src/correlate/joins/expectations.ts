import { addressOf, portOf, type Endpoint } from '../../net.js';
import type { Facts } from '../fold/fold.js';
import { idsOf } from '../model/control-session.js';
import type { ControlSession, Expectation } from '../model/timeline.js';

/**
 * All expectations: those that WAD made (already at their sessions) and those that a session list shows. A listed one
 * that equals a made one is the same pinhole seen again.
 */
export function joinExpectations(facts: Facts, controls: readonly ControlSession[]): Expectation[] {
  const made = controls.flatMap(({ expectations }) => expectations);
  const all = [...made];
  const ask = createAnswers(made, controls);
  for (const entry of facts.listed) {
    if (!entry.expectation) continue;
    const original = entry.hooks.find(
      ({ dir, src, dst }) => dir === 'org' && (portOf(src) === 0 || portOf(dst) !== 0),
    );
    if (original === undefined) continue;
    const same = ask().same.get(tupleOf(original.dst, original.src));
    if (same !== undefined) {
      same.listed ??= entry;
      continue;
    }
    const control = ask().ownerOf(entry.sessionId, original.src, original.dst);
    const listed: Expectation = {
      id: '',
      control,
      offer: null,
      source: original.src,
      destination: original.dst,
      mapped: original.act === 'dnat' ? original.nat : null,
      vdomIndex: entry.vdomIndex ?? null,
      openedBy: entry.helper === 'ftp' ? 'helper' : 'unknown',
      redirect: false,
      opened: entry.moment,
      listed: entry,
      claimedBy: null,
    };
    control?.expectations.push(listed);
    all.push(listed);
    ask().same.set(tupleOf(listed.destination, listed.source), listed);
  }
  for (const control of controls) {
    for (const expectation of control.expectations) {
      if (expectation.offer !== null) continue;
      const offer = control.offers.find(
        (one) =>
          one.expectation === null &&
          (one.endpoint === expectation.mapped ||
            one.endpoint === expectation.destination ||
            one.external === expectation.destination),
      );
      if (offer === undefined) continue;
      expectation.offer = offer;
      offer.expectation = expectation;
    }
  }
  return all;
}

interface Answers {
  /** The pinhole with this tuple, made or listed. */
  readonly same: Map<string, Expectation>;
  /** The first session with this number, or between these hosts. */
  readonly ownerOf: (
    sessionId: string | undefined,
    source: Endpoint,
    destination: Endpoint,
  ) => ControlSession | null;
}

/** Lookup tables, made when first needed: a list may show thousands of pinholes of thousands of sessions. */
function createAnswers(made: readonly Expectation[], controls: readonly ControlSession[]): () => Answers {
  let answers: Answers | undefined;
  const make = (): Answers => {
    const same = new Map<string, Expectation>();
    for (const one of made) setFirst(same, tupleOf(one.destination, one.source), one);
    const byId = new Map<string, number>();
    const byHosts = new Map<string, number>();
    for (const [at, control] of controls.entries()) {
      const { client, server, mappedServer } = control;
      for (const id of idsOf(control)) setFirst(byId, id, at);
      if (client === null) continue;
      const hosts = [client, server, mappedServer].flatMap((end) => (end === null ? [] : [addressOf(end)]));
      for (const from of hosts) for (const to of hosts) setFirst(byHosts, `${from} ${to}`, at);
    }
    const ownerOf: Answers['ownerOf'] = (sessionId, source, destination) => {
      const numbered = byId.get(sessionId ?? '') ?? Infinity;
      const between = byHosts.get(`${addressOf(source)} ${addressOf(destination)}`) ?? Infinity;
      return controls[Math.min(numbered, between)] ?? null;
    };
    return { same, ownerOf };
  };
  return () => (answers ??= make());
}

function tupleOf(destination: Endpoint, source: Endpoint): string {
  return `${destination} ${addressOf(source)}`;
}

function setFirst<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (!map.has(key)) map.set(key, value);
}
