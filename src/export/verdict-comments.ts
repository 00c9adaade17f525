import {
  placeOfLine,
  type ControlSessionReport,
  type DataFlowReport,
  type Evidence,
  type OfferReport,
} from '../document.js';
import type { SnifferPacket } from '../events/sniffer.js';

/** The lists of a report, row by row. */
export interface VerdictRows {
  readonly controlSessions: Iterable<ControlSessionReport>;
  readonly offers: Iterable<OfferReport>;
  readonly dataFlows: Iterable<DataFlowReport>;
}

const MOST_PACKETS = 200_000;

/** The verdicts for the packets they are about: the SYN of a data connection, and every packet that a verdict cites. */
export function verdictComments(judged: VerdictRows): (packet: SnifferPacket) => readonly string[] {
  const byPlace = new Map<string, Set<string>>();
  const bySequence = new Map<number, { from: string; said: string }>();
  const verdicts = new Map<string, string>();
  const cite = (lines: readonly Evidence[], said: string): void => {
    for (const line of lines) {
      const known = byPlace.get(placeOfLine(line));
      if (known !== undefined) known.add(said);
      else if (byPlace.size < MOST_PACKETS) byPlace.set(placeOfLine(line), new Set([said]));
    }
  };
  for (const one of judged.controlSessions) cite(one.evidence, `${one.id} ${one.verdict}: ${one.code}`);
  for (const one of judged.offers) {
    const { id, command, endpoint, verdict, code, confidence } = one;
    const sure = confidence === null ? '' : `, ${confidence}`;
    const said = `${id} ${command ?? 'offer'} ${endpoint} ${verdict}: ${code}${sure}`;
    cite(one.evidence, said);
    if (verdicts.size < MOST_PACKETS) verdicts.set(id, said);
  }
  for (const { offer, synSequence, initiator } of judged.dataFlows) {
    const said = verdicts.get(offer ?? '');
    if (said !== undefined && synSequence !== null) bySequence.set(synSequence, { from: initiator, said });
  }
  return (packet) => {
    const said = new Set(byPlace.get(placeOfLine(packet.origin)));
    const { tcp, src } = packet;
    const flow = tcp?.syn === true && tcp.seq !== undefined ? bySequence.get(tcp.seq) : undefined;
    if (flow !== undefined && flow.from === src) said.add(flow.said);
    return [...said];
  };
}
