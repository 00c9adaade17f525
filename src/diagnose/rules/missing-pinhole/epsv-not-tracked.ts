import { messageOf } from '../../../correlate/model/leg-queries.js';
import type { Offer } from '../../../correlate/model/timeline.js';
import { stepsFor } from '../../wording/remedies.js';
import type { PinholeCause } from '../../pinhole-cause.js';
import { withNames } from '../../wording/named-steps.js';
import { inClient } from '../../wording/steps.js';

/**
 * The documentation of the session helper names only PORT, PASV and 227: a 229 may go unread although a 227 is read.
 */
export const epsvNotTracked: PinholeCause = {
  code: 'EPSV_NOT_TRACKED',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'C',
  title: 'EPSV is possibly not followed',
  mechanism:
    'The helper’s documentation names PORT, PASV and 227 only. Where a build does not follow EPSV, its 229 opens no pinhole.',
  evidence: 'EPSV and a readable 229 without an expectation, while PASV in the same trace gets one.',
  neighbours: { PINHOLE_NOT_OPENED: 'PASV gets none either' },
  steps: withNames((names) => [
    [
      inClient(
        'curl: PASV over IPv4, which names an address that has to be rewritten',
        `curl --disable-epsv ftp://${names.dialled}/`,
      ),
      inClient('ftp of BSD and macOS: PASV over IPv4', 'epsv4 off'),
    ],
  ]),
  source: 'FortiOS handbook (FTP session helper); pure-ftpd notes',

  find: (it) => {
    if (it.offer?.command !== 'EPSV' || it.offered?.capture.source === 'wad') return null;
    const others = it.timeline.offers.filter(({ control }) => control?.server === it.control.server);
    if (others.some((one) => one.command === 'EPSV' && pinholeOf(one) !== null)) return null;
    const pasv = others.find((one) => one.command === 'PASV' && pinholeOf(one) !== null);
    if (pasv === undefined) return null;
    return {
      says: `this unit does not follow EPSV: the PASV offer ${pasv.endpoint} of the same server got its pinhole`,
      lines: [pinholeOf(pasv), pasv.offered],
      confidence: 'possible',
      steps: stepsFor(epsvNotTracked.steps, it),
    };
  },
};

function pinholeOf({ expectation, flow }: Offer): Offer['offered'] {
  const hit = flow?.connection.near.traces
    .map((trace) => messageOf(trace, 'expectation-match'))
    .find((message) => message !== undefined);
  return expectation?.opened ?? hit?.moment ?? null;
}
