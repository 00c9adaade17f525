import { type Endpoint, hostPair } from '../../net.js';
import { own } from '../../intern.js';
import type { KnownEndpoints } from './known-endpoints.js';
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
}

export interface Coverage {
  /** Notes that a packet between two endpoints was shown on an interface. `noted` remembers that it was. */
  readonly noteCoverage: (
    capture: Capture,
    ends: Ends,
    iface: string | undefined,
    noted: CoverageNote | undefined,
  ) => void;
  /** These two endpoints are a control channel, although the port did not say so: their packets were no data. */
  readonly noteControl: (client: Endpoint, server: Endpoint) => void;
}

/** Notes in each capture which interfaces and host pairs it demonstrably shows. */
export function createCoverage(captures: readonly Capture[], places: KnownEndpoints): Coverage {
  const epochs = new Map<Capture, Epoch>();
  const begun = (capture: Capture): Epoch => {
    const epoch = Symbol();
    epochs.set(capture, epoch);
    return epoch;
  };
  return {
    noteCoverage(capture, { src, dst }, iface, noted) {
      const { interfaces } = capture;
      if (iface !== undefined && !interfaces.has(iface)) note(interfaces, iface);
      if (noted !== undefined) {
        const epoch = epochs.get(capture) ?? begun(capture);
        if (noted.coveredIn === epoch) return;
        noted.coveredIn = epoch;
      }
      const { dataPairs, pairs } = capture;
      const pair = hostPair(src, dst);
      if (dataPairs.has(pair)) return;
      note(pairs, pair);
      if (!places.isControl(src) && !places.isControl(dst)) note(dataPairs, pair);
    },
    noteControl(client, server) {
      if (places.isControl(server)) return;
      places.control(server);
      epochs.clear();
      const pair = hostPair(client, server);
      for (const { dataPairs } of captures) dataPairs.delete(pair);
    },
  };
}

function note(covered: Set<string>, name: string): void {
  if (!covered.has(name) && covered.size < MAX_COVERED) covered.add(own(name));
}
