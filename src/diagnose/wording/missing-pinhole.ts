import type { ControlSession, Timeline } from '../../correlate/model/timeline.js';
import type { ControlSessionReport } from '../../document.js';
import { addressOf, type Endpoint } from '../../net.js';
import { passiveRange } from './config-steps.js';
import { known } from '../../configuration/setting-evidence.js';
import { opensFtps } from '../../configuration/profiles.js';
import { aPolicy } from './config-objects.js';
import { anyPinholeFor } from './general-steps.js';
import { withNames } from './named-steps.js';
import { stepsFor } from './remedies.js';
import { isHelped, tlsOf } from '../observations/inspection.js';
import { nextCapture } from './next-capture.js';
import type { Claim } from '../rule.js';
import { check, numbered } from './steps.js';
import { capital } from './sentences.js';
import { settingsOf } from '../observations/session-settings.js';

/** A helper that has an entry for the port and opens nothing meets what it cannot read. */
function tlsBehindHelper(control: ControlSession | null): ControlSessionReport['tls'] {
  const tls = control === null ? 'unknown' : tlsOf(control);
  return tls === 'unknown' && isHelped(control) ? 'explicit' : tls;
}

/**
 * What to change if no pinhole was opened and nothing shows why. If the configuration already has proxy mode and FTPS
 * deep inspection, these are not asked for again: then the proxy's own debug output is what is needed.
 */
export function noPinhole(
  control: ControlSession | null,
  timeline: Timeline,
  far: Endpoint | null = null,
  active = false,
): Pick<Claim, 'steps' | 'next'> {
  const settings = control === null ? null : settingsOf(control, timeline);
  const policy = settings?.policy ?? null;
  const reads =
    settings !== null &&
    policy !== null &&
    known(policy, policy.inspectionMode, settings.all)?.value === 'proxy' &&
    opensFtps(policy, settings.all)?.value === true;
  if (control === null || settings === null || policy === null || !reads)
    return {
      steps: stepsFor(withNames(anyPinholeFor), { control, timeline }, true, far, {
        active,
        tls: tlsBehindHelper(control),
      }),
      next: [],
    };
  const { vip } = settings;
  const { client, server, mappedServer } = control;
  return {
    steps: numbered(
      check(
        `${capital(aPolicy(policy))} has proxy mode and FTPS deep inspection already: the proxy’s own debug tells why nothing was opened`,
      ),
      vip?.portforward.value === true ? passiveRange(vip, policy) : [],
    ),
    next: nextCapture(
      {
        client: client === null ? '<client>' : addressOf(client),
        vip: server === null ? '<vip-address>' : addressOf(server),
        ...(mappedServer !== null && { server: addressOf(mappedServer) }),
      },
      ['flow', 'wad'],
    ),
  };
}
