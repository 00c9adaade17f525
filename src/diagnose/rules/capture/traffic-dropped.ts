import type {
  DroppedConnection,
  DroppedPacket,
  DropsOfReason,
} from '../../../correlate/model/dropped-packets.js';
import type { Timeline } from '../../../correlate/model/timeline.js';
import type { Finding } from '../../../document.js';
import { addressOf, FIRST_HIGH_PORT, portOf } from '../../../net.js';
import { isOtherService } from '../../facts/unmatched-flows.js';
import type { Cause } from '../../cause.js';
import { lines, timeOf } from '../../observations/evidence.js';
import { wordsOf } from '../../observations/flow-outcome.js';
import { adviceOnDrop } from '../../wording/drop-checks.js';
import { withNames } from '../../wording/named-steps.js';
import { nextCapture } from '../../wording/next-capture.js';
import { check, withFix } from '../../wording/steps.js';

/** The unit dropped packets, and nothing in the capture shows FTP. */
export const TRAFFIC_DROPPED: Cause = {
  code: 'TRAFFIC_DROPPED',
  stage: 'admission',
  verdict: 'inconclusive',
  grade: 'A',
  title: 'the unit drops traffic in which no FTP is seen',
  mechanism:
    'The flow trace shows packets that the kernel drops, and no FTP control session that they could belong to: they are of another service, or the control session lies outside of the capture. So no data connection is judged; the drop is told with what it means.',
  evidence:
    'A line of the flow trace that ends a packet’s way, as “Denied by forward policy check”, “iprope_in_check() check failed”, “reverse path check fail” or “no session matched”, and the line of its packet.',
  neighbours: {
    CONTROL_NEVER_OPENED: 'what is dropped is the SYN of an FTP control connection',
    DATA_SYN_UNEXPLAINED: 'a control session of the same hosts is in the capture',
    INSUFFICIENT_EVIDENCE: 'nothing is dropped either',
  },
  steps: withNames(() => [check('What to look at depends on the reason, and stands with the finding')]),
  source: 'Fortinet KB 190119',
};

/** One finding for each reason. What only follows from another drop, as that no session fits, comes last. */
export function droppedTraffic({ drops, controls }: Timeline): Finding[] {
  const late = ({ reason }: DropsOfReason): number => (reason === 'no-session-matched' ? 1 : 0);
  return [...drops].sort((a, b) => late(a) - late(b)).map((of) => findingOf(of, controls.length > 0));
}

function findingOf(of: DropsOfReason, hasControl: boolean): Finding {
  const [first] = of.connections;
  const packet = first?.packet ?? null;
  const { means, steps } = adviceOnDrop(of, packet);
  const tried = packet !== null && mayCarryFtp(packet) ? packet : null;
  const rest = hasControl
    ? ''
    : ` The capture shows no FTP control session${tried === null ? ', so it says nothing about a data connection' : ': if this is its data connection, capture both'}.`;
  return withFix({
    code: TRAFFIC_DROPPED.code,
    subject: 'capture',
    verdict: 'inconclusive',
    confidence: 'proven',
    message: `The unit dropped ${told(first)} (${saidBy(of)}): ${means}.${others(of)}${later(of)}${rest}`,
    time: timeOf(of.connections.map(({ drop }) => drop)),
    evidence: lines(of.connections.flatMap((one) => [one.drop, one.packet?.arrival, one.letIn])),
    steps,
    next:
      tried === null
        ? []
        : nextCapture({ client: addressOf(tried.src), vip: addressOf(tried.dst) }, [
            'sniffer',
            'flow',
            'wad',
          ]),
  });
}

function told(one: DroppedConnection | undefined): string {
  if (one?.packet == null) return 'a packet whose own line is not in the capture';
  const { proto, src, dst, flags, interface: name } = one.packet;
  const kind =
    proto === TCP && flags !== undefined ? `TCP${isOpening(one.packet) ? ' SYN' : ''}` : protocol(proto);
  return `${kind} ${src} -> ${dst}${name === undefined ? '' : `, which came in by ${name}`}`;
}

function saidBy({ lines: count, connections: [first] }: DropsOfReason): string {
  const said = first === undefined ? 'drop' : wordsOf(first.drop);
  return `“${said}”${count > 1 ? `, ${count} lines` : ''}`;
}

function others({ connections, lines: count }: DropsOfReason): string {
  const named = connections
    .slice(1)
    .flatMap(({ packet }) => (packet === null ? [] : `${packet.src} -> ${packet.dst}`));
  if (named.length === 0) return '';
  const more = count > connections.reduce((sum, one) => sum + one.lines, 0) ? ' and others' : '';
  return ` So were ${named.join(', ')}${more}.`;
}

function later({ connections }: DropsOfReason): string {
  const one = connections.find(({ letIn }) => letIn !== null);
  return one?.packet == null
    ? ''
    : ` A later packet of ${addressOf(one.packet.src)} to ${one.packet.dst} was allowed.`;
}

const TCP = 6;
const PROTOCOLS: Readonly<Record<number, string>> = {
  1: 'ICMP',
  6: 'TCP',
  17: 'UDP',
  47: 'GRE',
  50: 'ESP',
  58: 'ICMPv6',
};

function protocol(proto: number): string {
  return PROTOCOLS[proto] ?? `protocol ${proto}`;
}

function isOpening({ flags }: DroppedPacket): boolean {
  return flags === undefined || (flags.includes('S') && !flags.includes('.'));
}

/** A SYN that may be of a data connection: passive mode to a high port, active mode from port 20 or 989. */
function mayCarryFtp(packet: DroppedPacket): boolean {
  const port = portOf(packet.dst) ?? 0;
  return packet.proto === TCP && isOpening(packet) && port >= FIRST_HIGH_PORT && !isOtherService(packet.dst);
}
