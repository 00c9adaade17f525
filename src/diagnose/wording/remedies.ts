import type { Fix, FixNames } from '../cause.js';
import { addressOf, portOf, type Endpoint } from '../../net.js';
import type { ControlSession, Timeline } from '../../correlate/model/timeline.js';
import { isReadOnly } from '../../configuration/profiles.js';
import { settingsOf } from '../observations/session-settings.js';

const UNPROVEN = '# Not proven: a possibility. See whether it is so before you change anything.';

interface Of {
  readonly control: ControlSession | null;
  readonly timeline: Timeline;
}

/**
 * The names of the user's own objects, if a configuration shows them. Read-only and default profiles are left out,
 * since they cannot be changed.
 */
function namesOf(control: ControlSession, timeline: Timeline): Partial<FixNames> {
  const { policy, vip } = settingsOf(control, timeline);
  const ssl = policy?.sslSshProfile;
  const protocols = policy?.profileProtocolOptions;
  return {
    ...(policy !== null && { policy: policy.name }),
    ...(ssl !== undefined && ssl.from !== 'default' && !isReadOnly(ssl.value) && { sslProfile: ssl.value }),
    ...(protocols !== undefined && protocols.from !== 'default' && { protocolProfile: protocols.value }),
    ...(vip !== null && { vip: vip.name }),
    ...(vip !== null && vip.extintf.from !== 'default' && { extintf: vip.extintf.value }),
  };
}

/** The lines of a cause’s remedy, filled in with the names that this session and its configuration show. */
export function fixFor(
  remedy: Fix,
  { control, timeline }: Of,
  possible = false,
  far: Endpoint | null = null,
  more: Pick<FixNames, 'active' | 'plain'> = {},
): string[] {
  const server = (more.active === true ? null : far) ?? control?.mappedServer ?? control?.server ?? null;
  const behind = control?.mappedServer ?? control?.server ?? null;
  const controlPort = behind === null ? null : portOf(behind);
  const port = far === null ? null : portOf(far);
  const lines = remedy({
    ...(control === null ? {} : namesOf(control, timeline)),
    ...(control?.policy == null ? {} : { policy: control.policy }),
    ...(control?.vdom == null ? {} : { vdom: control.vdom }),
    ...(control?.server == null ? {} : { dialled: addressOf(control.server) }),
    ...(server === null ? {} : { server: addressOf(server) }),
    ...(port === null ? {} : { port }),
    ...(control?.client == null ? {} : { client: addressOf(control.client) }),
    ...(controlPort === null ? {} : { controlPort }),
    ...more,
  });
  if (lines.length === 0) return [];
  return possible ? [UNPROVEN, ...lines] : lines;
}
