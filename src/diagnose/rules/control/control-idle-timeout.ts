import { byTime, gap, order } from '../../../correlate/model/time.js';
import { messageOf } from '../../../correlate/model/leg-queries.js';
import type { ControlSession } from '../../../correlate/model/timeline.js';
import type { Moment } from '../../../correlate/model/moment.js';
import type { Trace } from '../../../correlate/model/leg.js';
import type { ControlRule } from '../../rule.js';
import { fixFor } from '../../wording/remedies.js';
import { withNames, policyFor } from '../../wording/named-fixes.js';
import { DEFAULT_SESSION_TTL } from '../../limits.js';

/** The control channel was silent for the whole life of a session, and its next packet matched no session. */
export const controlIdleTimeout: ControlRule = {
  code: 'CONTROL_IDLE_TIMEOUT',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'A',
  title: 'the silent control session timed out',
  mechanism:
    'The control connection is silent during a long transfer. After the session time-to-live (3600 s by default) the unit forgets it, the transfer ends, and the final reply no longer passes.',
  evidence:
    'A data connection that closes normally, a control connection silent for longer than its time-to-live, then “no session matched” on its next packet.',
  neighbours: {
    REPLY_150_WITHOUT_226: 'the silence was shorter',
    ANTIVIRUS_HOLD: 'the data itself stood still',
  },
  fix: withNames((names) => [
    '# Least change: keep-alive (NOOP or TCP) in the client. On the unit, idle sessions then stay for longer:',
    policyFor(names, 'set session-ttl 14400'),
  ]),
  source: 'Fortinet knowledge base (session-ttl); RFC 1123',

  judge: ({ timeline, control }) => {
    const near = control.connection?.near;
    if (near === undefined) return null;
    // The server answers at the end of a long transfer, so its side is usually the first to find no session.
    const legs = [near, control.connection?.far].filter((leg) => leg != null);
    const [orphan] = legs.flatMap(({ traces }) => traces.filter(fitsNone)).sort(byTime);
    if (orphan === undefined) return null;
    if (legs.some(({ ends }) => ends.some((end) => order(end, orphan) !== 'after'))) return null;
    if (orphan.previous === undefined && isCutOff(control)) return null;
    const met = orphan.stamp === undefined ? onTheWire(control, orphan) : orphan;
    if (met === null) return null;
    const heard: Moment[] = [
      ...control.commands,
      ...control.replies,
      ...control.wad,
      ...legs.flatMap((leg) => [...leg.traces, ...leg.initiatorData, ...leg.responderData]),
    ];
    // A moment that the clocks do not order may be the same packet in another source.
    const earlier = heard.filter((moment) => order(moment, met) === 'before');
    const silences = earlier.flatMap((moment) => gap(moment, met)?.least ?? []);
    // Not every packet is kept; but the trace knows when it printed the one before.
    if (orphan.previous !== undefined && orphan.stamp !== undefined)
      silences.push((orphan.stamp.at - orphan.stamp.width - orphan.previous) / 1e6);
    const silence = silences.length === 0 ? null : Math.min(...silences);
    if (silence === null || silence < DEFAULT_SESSION_TTL - 1) return null;
    return {
      message: `The control connection was silent for ${Math.floor(silence / 60)} minutes, the unit forgot its session, and its next packet fitted none.`,
      evidence: [messageOf(orphan, 'drop')?.moment, orphan, ...(met === orphan ? [] : [met]), near.traces[0]],
      confidence: 'likely',
      fix: fixFor(controlIdleTimeout.fix, { control, timeline }),
    };
  },
};

function fitsNone(trace: Trace): boolean {
  return messageOf(trace, 'drop', ({ reason }) => reason === 'no-session-matched') !== undefined;
}

/** Nobody reads what is said, so only the packets tell how long it was silent; and of those only the first are kept. */
function isCutOff({ connection, commands, wad }: ControlSession): boolean {
  const { initiatorData = [], responderData = [] } = connection?.near ?? {};
  return initiatorData.length + responderData.length > 0 && commands.length + wad.length === 0;
}

/**
 * The packet that matched no session, on a clock. A flow trace without stamps does not tell when it came. But a
 * packet that matches no session gets no answer: so it is what its sender said last, if nobody answered that.
 */
function onTheWire({ connection, commands, replies }: ControlSession, { src }: Trace): Moment | null {
  const legs = [connection?.near, connection?.far];
  const isServer = legs.some((leg) => leg?.responder === src);
  const [own, others] = isServer ? [replies, commands] : [commands, replies];
  const last = own.findLast(({ capture, stamp }) => capture.source === 'sniffer' && stamp !== undefined);
  if (last === undefined) return null;
  const answered = others.some((said) => said.capture === last.capture && order(said, last) === 'after');
  return answered ? null : last;
}
