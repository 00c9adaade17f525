import type { Leg, Sighting, End } from '../../correlate/model/leg.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { Connection, DataFlow, Unreachable } from '../../correlate/model/timeline.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import { tlsWord } from '../../events/words.js';
import { addressOf } from '../../net.js';
import { narrowed } from '../causal-order.js';
import { otherHost, placeIn, sidesIn, wayOf, type Sides } from './lanes.js';
import { atOf, type Host, type IsCited, type Mark } from './mark.js';
import { dataPrints, isFirst, isToldTls } from './data-prints.js';
import { traceMarks } from './trace-marks.js';

interface Of {
  readonly initiator: Host;
  readonly proxied: boolean;
  /** When its pinhole was opened. */
  readonly pinhole: Moment | null;
  readonly isCited: IsCited;
}

/** A data connection: its handshake, the first data of each side, its end, TLS alerts, ICMP errors, what the kernel did. */
export function connectionMarks({ connection, unreachable, tooBig }: DataFlow, of: Of): Mark[] {
  const sides = sidesIn(connection, of.initiator, of.proxied);
  return [
    ...legsOf(connection).flatMap((leg) => legMarks(leg, sides, of)),
    ...unreachable.map((error) => icmpMark(error, 'unreachable', connection, of.initiator)),
    ...tooBig.map((error) => icmpMark(error, 'fragmentation needed', connection, of.initiator)),
  ];
}

function legMarks(leg: Leg, sides: Sides, { initiator, pinhole, isCited }: Of): Mark[] {
  const responder = otherHost(initiator);
  // A print of a trace is another object than the trace: they share the line.
  const traces = new Map(leg.traces.map((trace) => [trace.line, trace]));
  const mark = (by: Host, label: string, print: Sighting): Mark => {
    const trace = traces.get(print.line);
    return {
      moment: trace ?? print,
      at: trace === undefined ? atOf(print) : narrowed(trace, leg, pinhole),
      way: wayOf(by, placeIn(sides, leg, print)),
      kind: 'packet',
      label,
      // A bare ACK prints no number of its own in the sniffer.
      seq: label === 'ACK' ? print.ack : print.seq,
    };
  };
  const ofEither = (by: End['by']): Host => (by === 'initiator' ? initiator : responder);
  return [
    ...leg.syns.map((print) => mark(initiator, `SYN to ${leg.responder}`, print)),
    ...leg.synAcks.map((print) => mark(responder, 'SYN-ACK', print)),
    ...leg.initiatorAcks
      .filter((print, _, all) => isFirst(print, all))
      .map((print) => mark(initiator, 'ACK', print)),
    ...dataPrints(leg, isCited).map(({ by, label, print }) => mark(ofEither(by), label, print)),
    ...leg.ends.map((end) => mark(ofEither(end.by), end.type.toUpperCase(), end)),
    ...tlsMarks(leg, sides),
    ...leg.traces.flatMap((trace) =>
      traceMarks(trace, narrowed(trace, leg, pinhole), trace.src === leg.initiator, isCited),
    ),
  ];
}

function tlsMarks(leg: Leg, sides: Sides): Mark[] {
  return leg.tls.filter(isToldTls).map((record) => {
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
    label: `ICMP from ${addressOf(error.reporter)}: ${what}`,
  };
}
