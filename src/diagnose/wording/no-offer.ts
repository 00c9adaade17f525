import type { Target } from '../../catalogue/recipes.js';
import type { ControlSession, Timeline } from '../../correlate/model/timeline.js';
import { messageOf } from '../../correlate/model/leg-queries.js';
import { legsOf, tracesForth } from '../../correlate/model/vdom-chain.js';
import { addressOf } from '../../net.js';
import type { Finding } from '../../document.js';
import { lines, timeOf } from '../observations/evidence.js';
import { stateInWords } from '../observations/listed-state.js';
import { nextCapture } from './next-capture.js';

/**
 * For a capture without any offer or pinhole: says what it does show and which capture would show more. `over` holds
 * the hosts that the configuration knows.
 */
export function noOffers(timeline: Timeline, over: Partial<Target> = {}): Finding {
  const [control] = timeline.controls;
  const client = control?.client ?? null;
  const near = control?.connection?.near;
  const listed = control?.listed.slice(0, 2) ?? [];
  return {
    code: 'INSUFFICIENT_EVIDENCE',
    subject: 'capture',
    verdict: 'inconclusive',
    confidence: 'proven',
    message: whatIsShown(timeline),
    time: timeOf([near?.syns[0], near?.traces[0], control?.wad[0]]),
    evidence: lines([near?.syns[0], near?.traces[0], control?.wad[0], ...listed.map(({ moment }) => moment)]),
    ...{ steps: [], fix: [] },
    next: nextCapture(
      {
        client: client === null ? '<client>' : addressOf(client),
        vip: control?.server == null ? '<vip-address>' : addressOf(control.server),
        ...(control?.mappedServer == null ? {} : { server: addressOf(control.mappedServer) }),
        ...over,
      },
      ['sniffer', 'flow', 'wad'],
    ),
  };
}

function whatIsShown(timeline: Timeline): string {
  const [control] = timeline.controls;
  if (control === undefined)
    return 'The capture shows no FTP control session, so it says nothing about a data connection.';
  const isListedAlone = control.connection === null && control.wad.length === 0 && control.listed.length > 0;
  if (isListedAlone) return listedAlone(timeline, control);
  return `The capture shows the control session of ${control.client ?? 'a client'} but no offer of a data connection and no pinhole.${letIn(timeline, control)}`;
}

/** Without a word of the control channel nothing says that it is its data connection, and nothing says otherwise. */
function letIn({ strays }: Timeline, control: ControlSession): string {
  for (const { connection } of strays.get(control) ?? []) {
    const { initiator, responder } = connection.near;
    const isAnswered = legsOf(connection).some(({ synAcks }) => synAcks.length > 0);
    const trace = tracesForth(connection).find((one) => messageOf(one, 'policy-allow') !== undefined);
    const policy = trace === undefined ? undefined : messageOf(trace, 'policy-allow')?.policy;
    if (isAnswered)
      return ` ${initiator} dialled ${responder}${policy === undefined ? '' : `, which policy ${policy} let in,`} and was answered: it may be its data connection.`;
  }
  return '';
}

/** A session list alone: it shows a session and what became of it so far, never what was said on it. */
function listedAlone(
  { controls }: Timeline,
  { client, server, mappedServer, listed, policy, vdomIndex }: ControlSession,
): string {
  const [entry] = listed.slice(-1);
  const state = entry === undefined ? null : stateInWords(entry);
  const about = [
    ...(policy === null ? [] : [`policy ${policy}`]),
    ...(vdomIndex === null ? [] : [`VDOM index ${vdomIndex}`]),
    entry?.helper === undefined ? 'no session helper listed' : `session helper ${entry.helper}`,
  ];
  const to = mappedServer === null ? '' : `, mapped to ${mappedServer}`;
  const others = controls.length - 1;
  const more = others === 0 ? '' : `, and ${others === 1 ? 'another one' : `${others} others`}`;
  return (
    `The session list shows the control session ${client ?? '?'} -> ${server ?? '?'}${to} (${about.join(', ')})` +
    `${state === null ? '' : `: ${state}`}${more}. What was said on it, and any data connection, a list does not show.`
  );
}
