import { addressOf } from '../../../net.js';
import { before } from '../../../correlate/model/time.js';
import type { DataFlow } from '../../../correlate/model/timeline.js';
import type { ControlCase } from '../../cases/control-case.js';
import type { ControlRule } from '../../rule.js';
import { fateOf } from '../../observations/flow-outcome.js';
import { blamedTries } from '../../facts/unmatched-flows.js';
import { nextCapture } from '../../wording/next-capture.js';
import { CAPTURE_EVERYTHING } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { UNEXPLAINED_FLOWS_CITED } from '../../limits.js';

/**
 * A data SYN between the session's hosts that came to nothing, to an endpoint that no readable offer named. It may
 * belong to an offer that the capture does not show, to another session, or to no FTP at all. So it is reported, but
 * nobody is blamed.
 */
export const dataSynUnexplained: ControlRule = {
  code: 'DATA_SYN_UNEXPLAINED',
  stage: 'syn',
  verdict: 'inconclusive',
  grade: 'B',
  title: 'a data SYN that no offer in the capture explains',
  mechanism:
    'Beside offers that can be read the session’s client dialled another high port (in active mode the server did), and nothing came of it. Its offer may lie outside of the capture, be unreadable, have been changed on the way, or belong to another client behind the same address; or it is no FTP at all. It is blamed on no offer.',
  evidence:
    'A SYN between the hosts of a control session, denied, refused or unanswered, to an endpoint that no offer names, while the session lasts.',
  neighbours: {
    PINHOLE_NOT_OPENED: 'no offer of the session can be read at all, and the SYN was denied',
    OFFER_UNREADABLE: 'the answer that may have offered the endpoint is there, but cannot be read',
    SHARED_NAT_AMBIGUOUS: 'offers that fit are there, but several of them',
  },
  steps: withNames(() => [CAPTURE_EVERYTHING]),
  source: 'contract of this program: a SYN is never given to an offer that does not name it',

  judge: (it) => {
    const found = it.unexplained.flatMap((flow) => {
      const fate = isWithin(it, flow) ? fateOf(flow, it.timeline) : null;
      return fate === null ? [] : [{ flow, fate }];
    });
    const [first] = found;
    // If no offer of the session can be read, a denied SYN says more: see PINHOLE_NOT_OPENED.
    if (first === undefined || blamedTries(it) !== null) return null;
    const { near } = first.flow.connection;
    const open = first.fate.open
      ? ' No source goes on long enough to show whether a later try was let in.'
      : '';
    const more = found.length > 1 ? ` So did ${found.length - 1} more, to other ports.` : '';
    return {
      message: `${near.initiator} dialled ${near.responder} and ${first.fate.says}, and no offer in the capture names that endpoint: ${reasons(it, first.flow)}.${open}${more}`,
      evidence: found.slice(0, UNEXPLAINED_FLOWS_CITED).flatMap(({ fate }) => fate.lines),
      confidence: 'possible',
      next: captures(it),
    };
  },
};

/** True if the connection came during the session, as far as the clocks tell. */
function isWithin({ control }: ControlCase, { connection }: DataFlow): boolean {
  const [syn] = [...connection.near.syns, ...connection.near.traces];
  const near = control.connection?.near;
  const start = near?.syns[0] ?? near?.traces[0];
  const ends = [...(near?.ends ?? []), ...(control.connection?.far?.ends ?? [])];
  if (syn === undefined) return false;
  return !(start !== undefined && before(syn, start)) && !ends.some((end) => before(end, syn));
}

/** What the SYN may have been, the most likely first. */
function reasons({ control }: ControlCase, { rivals }: DataFlow): string {
  const others = rivals.map(({ id }) => id).join(' and ');
  return [
    control.unreadable.length > 0
      ? 'it may be for the answer of this session that cannot be read'
      : 'its offer may lie outside of what the capture shows, or have been changed on the way',
    ...(others === '' ? [] : [`it may belong to ${others}, whose client has the same address`]),
    'or it is no FTP',
  ].join(', ');
}

/** The captures that would show the offers and the SYN together. */
function captures({ control }: ControlCase): readonly string[] {
  const { client, server, mappedServer } = control;
  const target = {
    client: client === null ? '<client>' : addressOf(client),
    vip: server === null ? '<vip-address>' : addressOf(server),
    server: addressOf(mappedServer ?? server ?? '<server>'),
  };
  return nextCapture(target, ['flow', 'wad']);
}
