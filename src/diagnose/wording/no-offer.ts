import type { Target } from '../../catalogue/recipes.js';
import type { Timeline } from '../../correlate/model/timeline.js';
import { addressOf } from '../../net.js';
import type { Finding } from '../../document.js';
import { lines } from '../observations/evidence.js';
import { nextCapture } from './next-capture.js';

/**
 * For a capture without any offer or pinhole: says what it does show and which capture would show more. `over` holds
 * the hosts that the configuration knows.
 */
export function noOffers(timeline: Timeline, over: Partial<Target> = {}): Finding {
  const [control] = timeline.controls;
  const client = control?.client ?? null;
  const message =
    control === undefined
      ? 'The capture shows no FTP control session, so it says nothing about a data connection.'
      : `The capture shows the control session of ${client ?? 'a client'} but no offer of a data connection and no pinhole.`;
  const near = control?.connection?.near;
  return {
    code: 'INSUFFICIENT_EVIDENCE',
    subject: 'capture',
    verdict: 'inconclusive',
    confidence: 'proven',
    message,
    evidence: lines([near?.syns[0], near?.traces[0], control?.wad[0]]),
    fix: [],
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
