import { addressOf, type Endpoint, hostPair, pairKey } from '../../net.js';
import { own } from '../../intern.js';
import type { KnownEndpoints } from './known-endpoints.js';
import type { Sighting } from '../model/leg.js';
import type { Capture, Epoch } from '../model/moment.js';

/** Distinct host pairs, and interfaces, remembered per capture. Beyond it a pair counts as not shown: never as absent. */
const MAX_COVERED = 20_000;

export interface Ends {
  readonly src: Endpoint;
  readonly dst: Endpoint;
}

/** Remembers, for two endpoints (usually as a leg), in which epoch their coverage was noted: once per epoch is enough. */
export interface CoverageNote {
  coveredIn: Epoch | undefined;
  /** Which of the two was shown to send what comes in: the first of them, null for both. */
  coveredFrom: Endpoint | null | undefined;
}

export interface PacketSeen extends Ends {
  readonly interface: string | undefined;
  readonly direction?: Sighting['direction'];
}

export interface Coverage {
  /** Notes that a packet between two endpoints was shown on an interface. `noted` remembers that it was. */
  readonly noteCoverage: (capture: Capture, seen: PacketSeen, noted: CoverageNote | undefined) => void;
  /** These two endpoints are a control channel, although the port did not say so: their packets were no data. */
  readonly noteControl: (client: Endpoint, server: Endpoint) => void;
}

/** Notes in each capture which interfaces and host pairs it demonstrably shows. */
export function createCoverage(captures: readonly Capture[], places: KnownEndpoints): Coverage {
  const epochs = new Map<Capture, Epoch>();
  /** Of the latest packet: its capture, that one's epoch, and the last two interfaces. The next packet mostly has the same. */
  let latest: Capture | undefined;
  let epoch: Epoch | undefined;
  let [one, other]: (string | undefined)[] = [];

  const turnTo = (capture: Capture): void => {
    latest = capture;
    epoch = epochs.get(capture);
    one = other = undefined;
  };
  const notePair = ({ dataPairs, pairs }: Capture, pair: string, src: Endpoint, dst: Endpoint): void => {
    if (dataPairs.has(pair)) return;
    const kept = own(pair);
    add(pairs, kept);
    if (!places.isControl(src) && !places.isControl(dst)) add(dataPairs, kept);
  };
  const begun = (capture: Capture): Epoch => {
    const begins = Symbol();
    epochs.set(capture, begins);
    return begins;
  };
  return {
    noteCoverage(capture, { src, dst, interface: name, direction }, noted) {
      const { interfaces, senders } = capture;
      if (capture !== latest) turnTo(capture);
      if (name !== one && name !== other && name !== undefined) {
        note(interfaces, name);
        [one, other] = [name, one];
      }
      const isKnown = noted !== undefined && isNoted(noted, (epoch ??= begun(capture)));
      const isHeard = direction === 'out' || (isKnown && isSender(noted, src));
      if (isKnown && isHeard) return;
      const host = addressOf(src);
      if (!isHeard) note(senders, host);
      if (!isKnown) notePair(capture, pairKey(host, addressOf(dst)), src, dst);
    },
    noteControl(client, server) {
      if (places.isControl(server)) return;
      places.control(server);
      epochs.clear();
      epoch = undefined;
      const pair = hostPair(client, server);
      for (const { dataPairs } of captures) dataPairs.delete(pair);
    },
  };
}

/** In this epoch before; it is from now on. */
function isNoted(noted: CoverageNote, epoch: Epoch): boolean {
  if (noted.coveredIn === epoch) return true;
  noted.coveredIn = epoch;
  noted.coveredFrom = undefined;
  return false;
}

/** Noted before as one that sends what comes in; it is from now on. */
function isSender(noted: CoverageNote, src: Endpoint): boolean {
  const { coveredFrom: known } = noted;
  if (known === null || known === src) return true;
  noted.coveredFrom = known === undefined ? src : null;
  return false;
}

function note(covered: Set<string>, name: string): void {
  if (!covered.has(name)) add(covered, own(name));
}

function add(covered: Set<string>, name: string): void {
  if (covered.size < MAX_COVERED) covered.add(name);
}
