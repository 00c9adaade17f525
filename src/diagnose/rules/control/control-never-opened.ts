import { messageOf } from '../../../correlate/model/leg-queries.js';
import type { Connection, ControlSession } from '../../../correlate/model/timeline.js';
import type { End, Leg, Sighting } from '../../../correlate/model/leg.js';
import type { Kept, Moment } from '../../../correlate/model/moment.js';
import type { FlowDrop } from '../../../events/flow.js';
import { addressOf, portOf, type Endpoint } from '../../../net.js';
import type { ControlRule } from '../../rule.js';
import { meaningOfDrop } from '../../../catalogue/flow-verdict.js';
import { isSyn } from '../../observations/drop-reason.js';
import { isFinal } from '../../observations/capture-coverage.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, check } from '../../wording/steps.js';
import { serverListens } from '../../wording/general-steps.js';
import type { RemedyStep } from '../../../remedy.js';

/** The SYN to the control port was dropped, refused, or never answered. */
export const controlNeverOpened: ControlRule = {
  code: 'CONTROL_NEVER_OPENED',
  stage: 'control',
  verdict: 'failed',
  grade: 'A',
  title: 'the control connection never opened',
  mechanism: 'The SYN to the control port was dropped, refused or not answered. Nothing of FTP could begin.',
  evidence: 'SYNs of the control port alone, or a drop or reset for them.',
  neighbours: {
    LOGIN_FAILED: 'it opened and the login failed',
    TLS_CONTROL_FAILED: 'it opened and TLS failed',
  },
  steps: withNames((names) => [
    check(
      'See whether a VIP and a policy are there for the control port',
      `show firewall vip ${names.vip}`,
      `show firewall policy ${names.policy}`,
    ),
  ]),
  source: 'packet captures',

  judge: ({ control, opened }) => {
    const { connection } = control;
    if (opened !== null || connection === null) return null;
    const attempt = attemptOf(connection);
    if (mayBeAnswered(attempt)) return null;
    const { drop, reset, sentOn, tried } = attempt;
    const behind = serverBehind(control, connection);
    const isUnitsDoing = reset === undefined && drop !== undefined;
    const how = isUnitsDoing
      ? howDropped(drop)
      : howUnanswered(reset !== undefined, sentOn.length > 0, behind);
    return {
      message: `The control connection of ${control.client ?? 'the client'} to ${control.server ?? 'the server'} ${how}.`,
      evidence: [
        reset,
        ...(drop === undefined ? sentOn.slice(0, 4) : []),
        ...tried.slice(0, sentOn.length > 0 ? 1 : 4),
        connection.near.traces[0],
      ],
      ...(reset === undefined && drop === undefined && { lacks: 'the answer' }),
      confidence: 'proven',
      steps: isUnitsDoing ? lookUp(control, connection.near) : listens(behind),
    };
  },
};

/** The server's own endpoint, as far as it is known. */
function serverBehind({ mappedServer }: ControlSession, { near, far }: Connection): Endpoint {
  return far?.responder ?? mappedServer ?? near.responder;
}

interface Attempt {
  /** Its SYN as it left the unit. */
  readonly sentOn: readonly Sighting[];
  /** The last of the drops that are final. */
  readonly drop: Kept<FlowDrop> | undefined;
  readonly reset: Moment | undefined;
  /** The lines of its tries: those that tell of a final drop, else its SYNs in the sniffer. */
  readonly tried: readonly Moment[];
}

/** A SYN that has just left may still be answered, however often the unit had kept it before. */
function mayBeAnswered({ drop, reset, sentOn, tried }: Attempt): boolean {
  return drop === undefined && reset === undefined && !isFinal(sentOn.length > 0 ? sentOn : tried, null);
}

function attemptOf({ near, far }: Connection): Attempt {
  const sentOn = (far ?? near).syns.filter(({ direction }) => direction === 'out');
  const drops = finalDrops(near, sentOn);
  return {
    sentOn,
    drop: drops.at(-1),
    reset: [near, far]
      .map((leg) => (leg === null ? undefined : refusal(leg)))
      .find((end) => end !== undefined),
    tried:
      drops.length > 0
        ? drops.map(({ moment }) => moment)
        : near.syns.filter(({ capture }) => capture.source === 'sniffer'),
  };
}

/**
 * The reset that refused a SYN. What ends a connection is a reset too: where a capture begins behind the SYN, only one
 * without a number of its own tells that it answered one (RFC 9293, 3.5.2).
 */
function refusal({ syns, traces, initiator, ends }: Leg): End | undefined {
  const isTried = syns.length > 0 || traces.some((trace) => trace.src === initiator && isSyn(trace));
  return ends.find(({ type, by, seq }) => type === 'rst' && by === 'responder' && (isTried || seq === 0));
}

/**
 * The drops of a control SYN that are final. No pinhole can come for a control connection, so one denial is enough,
 * unless a later line shows that the SYN was let through: in the same trace, or as it left the unit. Behind a VDOM
 * link, leaving the first VDOM does not count.
 */
function finalDrops({ traces, initiator }: Leg, sentOn: readonly Sighting[]): Kept<FlowDrop>[] {
  const syns = traces.filter((trace) => trace.src === initiator && isSyn(trace));
  const dropped = syns.filter((trace) => messageOf(trace, 'drop') !== undefined);
  const [first, last] = [syns[0], dropped.at(-1)];
  if (last === undefined) return [];
  const later = syns.slice(syns.indexOf(last) + 1);
  const isLetIn = later.some(
    (trace) => trace.vdom === last.vdom && messageOf(trace, 'policy-allow') !== undefined,
  );
  const hasLeft = sentOn.length > 0 && first?.vdom === last.vdom;
  return isLetIn || hasLeft ? [] : dropped.flatMap((trace) => messageOf(trace, 'drop') ?? []);
}

function howUnanswered(isReset: boolean, isSentOn: boolean, server: Endpoint): string {
  if (isReset) return 'was refused with a reset';
  const by = isSentOn ? `: the unit sent its SYN on to ${server}, and nothing came back` : '';
  return `was never answered${by}`;
}

function howDropped({ reason, policy, words }: Kept<FlowDrop>): string {
  const by = policy === undefined ? '' : ` (policy ${policy})`;
  if (reason === 'forward-policy') return `was denied by the forward policy check${by}`;
  if (reason === 'iprope-in-check') return 'was dropped as traffic to the unit itself: no VIP took it';
  if (reason === 'reverse-path') return 'was dropped by the reverse path check';
  return `was dropped by the unit. ${meaningOfDrop({ reason, words }).replace(/\.$/, '')}`;
}

/** The policy lookup uses the address behind the VIP, because policies are checked after it (KB 262988). */
function lookUp(control: ControlSession, { initiator, traces }: Leg): RemedyStep[] {
  const { mappedServer, server } = control;
  const to = mappedServer ?? server;
  const from = traces[0]?.interface;
  if (to === null || to.startsWith('['))
    return numbered(check('Look for a policy that fits', 'show firewall policy', 'show firewall vip'));
  return numbered(
    check(
      'Ask which policy the unit finds for it; 0 is none: then look for one whose source, destination and service fit',
      `diagnose firewall iprope lookup ${addressOf(initiator)} 0 ${addressOf(to)} ${portOf(to) ?? 21} 6 ${from ?? '<interface>'}`,
      'show firewall policy',
      'show firewall vip',
    ),
  );
}

function listens(server: Endpoint): RemedyStep[] {
  return numbered(serverListens(`port ${portOf(server) ?? 21} of ${addressOf(server)}`));
}
