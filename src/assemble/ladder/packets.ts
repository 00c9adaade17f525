import type { Leg, Sighting } from '../../correlate/model/leg.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { Connection, DataFlow, Unreachable } from '../../correlate/model/timeline.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import { tlsWord } from '../../events/words.js';
import { addressOf } from '../../net.js';
import { narrowed } from '../causal-order.js';
import { otherHost, placeIn, sidesOf, wayOf, type Sides } from './lanes.js';
import { atOf, type Host, type IsCited, type Mark } from './mark.js';
import { traceMarks } from './trace-marks.js';

interface Of {
  readonly initiator: Host;
  /** When its pinhole was opened. */
  readonly pinhole: Moment | null;
  readonly isCited: IsCited;
}

/** A data connection: its handshake, the first data of each side, its end, TLS alerts, ICMP errors, what the kernel did. */
export function connectionMarks({ connection, unreachable, tooBig }: DataFlow, of: Of): Mark[] {
  const sides = sidesOf(connection, of.initiator);
  return [
    ...legsOf(connection).flatMap((leg) => legMarks(leg, sides, of)),
    ...unreachable.map((error) => icmpMark(error, 'unreachable', connection, of.initiator)),
    ...tooBig.map((error) => icmpMark(error, 'fragmentation needed', connection, of.initiator)),
  ];
}

function legMarks(leg: Leg, sides: Sides, { initiator, pinhole, isCited }: Of): Mark[] {
  const responder = otherHost(initiator);
  const placed = new Map(leg.traces.map((trace) => [trace.line, narrowed(trace, leg, pinhole)]));
  const mark = (by: Host, label: string, print: Sighting): Mark => ({
    moment: print,
    at: placed.get(print.line) ?? atOf(print),
    way: wayOf(by, placeIn(sides, leg, print)),
    kind: 'packet',
    label,
    // A bare ACK prints no number of its own in the sniffer.
    seq: label === 'ACK' ? print.ack : print.seq,
  });
  const first = (by: Host, all: readonly Sighting[]): Mark[] =>
    all
      .filter((print) => isFirst(print, all) || isCited(print))
      .map((print) => mark(by, dataLabel(print, all), print));
  return [
    ...leg.syns.map((print) => mark(initiator, `SYN to ${leg.responder}`, print)),
    ...leg.synAcks.map((print) => mark(responder, 'SYN-ACK', print)),
    ...leg.initiatorAcks
      .filter((print, _, all) => isFirst(print, all))
      .map((print) => mark(initiator, 'ACK', print)),
    ...first(initiator, leg.initiatorData),
    ...first(responder, leg.responderData),
    ...repeatedData(leg)
      .filter(({ print }) => isCited(print))
      .map(({ by, print }) => mark(by === 'initiator' ? initiator : responder, 'data, repeated', print)),
    ...leg.ends.map((end) =>
      mark(end.by === 'initiator' ? initiator : responder, end.type.toUpperCase(), end),
    ),
    ...tlsMarks(leg, sides),
    ...leg.traces.flatMap((trace) =>
      traceMarks(trace, placed.get(trace.line) ?? null, trace.src === leg.initiator, isCited),
    ),
  ];
}

/** The first of its kind at its place. */
function isFirst(print: Sighting, all: readonly Sighting[]): boolean {
  const same = ({ capture, interface: name, direction }: Sighting): boolean =>
    capture === print.capture && name === print.interface && direction === print.direction;
  return all.find(same) === print;
}

const dataLabel = (print: Sighting, all: readonly Sighting[]): string =>
  isFirst(print, all) ? 'first data' : 'data';

function repeatedData({
  largeSegments,
  passages,
}: Leg): { by: 'initiator' | 'responder'; print: Sighting }[] {
  const ways = largeSegments === null ? [] : [...largeSegments.ways.values()];
  return [
    ...ways.flatMap(({ by, stuck }) => (stuck?.prints ?? []).map((print) => ({ by, print }))),
    ...passages.flatMap(({ by, repeated }) => (repeated?.prints ?? []).map((print) => ({ by, print }))),
  ];
}

function tlsMarks(leg: Leg, sides: Sides): Mark[] {
  return leg.tls
    .filter(({ record }) => record !== 'application' && record !== 'certificate-request')
    .map((record) => {
      const { interface: name, direction, moment } = record;
      // TLS of a data connection is always opened by who dials.
      const by = record.from === 'client' ? sides.initiator : otherHost(sides.initiator);
      const way = wayOf(by, { interface: name, direction, side: sides.sideOf(leg), links: sides.links });
      return { moment, at: atOf(moment), way, kind: 'tls', label: tlsWord(record).said };
    });
}

/** An ICMP error names no direction: it goes from the side of the host that it tells of to the host that it tells. */
function icmpMark(error: Unreachable, what: string, { near }: Connection, initiator: Host): Mark {
  const toInitiator = addressOf(error.sentTo) === addressOf(near.initiator);
  const by = toInitiator ? otherHost(initiator) : initiator;
  const way = wayOf(by, { side: undefined, links: new Set() });
  return {
    moment: error,
    at: atOf(error),
    way,
    kind: 'icmp',
    label: `ICMP ${what} from ${addressOf(error.reporter)}`,
  };
}
