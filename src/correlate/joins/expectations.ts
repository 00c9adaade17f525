import { addressOf, portOf } from '../../net.js';
import type { Facts } from '../sessions.js';
import type { ControlSession, Expectation } from '../timeline.js';

/**
 * All expectations: those that WAD made (already at their sessions) and those that a session list shows. A listed one
 * that equals a made one is the same pinhole seen again.
 */
export function joinExpectations(facts: Facts, controls: readonly ControlSession[]): Expectation[] {
  const made = controls.flatMap(({ expectations }) => expectations);
  const all = [...made];
  for (const entry of facts.listed) {
    if (!entry.expectation) continue;
    const original = entry.hooks.find(
      ({ dir, src, dst }) => dir === 'org' && (portOf(src) === 0 || portOf(dst) !== 0),
    );
    if (original === undefined) continue;
    const same = all.find(
      (other) => other.destination === original.dst && addressOf(other.source) === addressOf(original.src),
    );
    if (same !== undefined) {
      same.listed ??= entry;
      continue;
    }
    const control = controls.find(
      ({ client, server, mappedServer, sessionId }) =>
        (sessionId !== null && sessionId === entry.sessionId) ||
        (client !== null &&
          [client, server, mappedServer].some(
            (end) => end !== null && addressOf(end) === addressOf(original.src),
          ) &&
          [client, server, mappedServer].some(
            (end) => end !== null && addressOf(end) === addressOf(original.dst),
          )),
    );
    const listed: Expectation = {
      id: '',
      control: control ?? null,
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
