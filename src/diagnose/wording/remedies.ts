import type { Remedy, StepNames } from '../cause.js';
import type { RemedyStep } from '../../remedy.js';
import { addressOf, portOf, type Endpoint } from '../../net.js';
import type { ControlSession, Timeline } from '../../correlate/model/timeline.js';
import { settingsOf } from '../observations/session-settings.js';
import { check, numbered } from './steps.js';

const UNPROVEN = check('Not proven that this is the reason: look before anything is changed');

interface Of {
  readonly control: ControlSession | null;
  readonly timeline: Timeline;
}

/** The names of the user's own objects, if a configuration shows them. */
function namesOf(control: ControlSession, timeline: Timeline): Partial<StepNames> {
  const { policy, vip } = settingsOf(control, timeline);
  const ssl = policy?.sslSshProfile;
  const protocols = policy?.profileProtocolOptions;
  return {
    ...(policy !== null && { policy: policy.name }),
    ...(ssl !== undefined && ssl.value !== '' && { sslProfile: ssl.value }),
    ...(protocols !== undefined && protocols.value !== '' && { protocolProfile: protocols.value }),
    ...(vip !== null && { vip: vip.name }),
    ...(vip !== null && vip.extintf.from !== 'default' && { extintf: vip.extintf.value }),
  };
}

/** The steps of a cause’s remedy, filled in with the names that this session and its configuration show. */
export function stepsFor(
  remedy: Remedy,
  { control, timeline }: Of,
  possible = false,
  far: Endpoint | null = null,
  more: Pick<StepNames, 'active' | 'tls'> = {},
): RemedyStep[] {
  const server = (more.active === true ? null : far) ?? control?.mappedServer ?? control?.server ?? null;
  const behind = control?.mappedServer ?? control?.server ?? null;
  const controlPort = behind === null ? null : portOf(behind);
  const port = far === null ? null : portOf(far);
  const steps = remedy({
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
  return possible && steps.length > 0 ? [...numbered(UNPROVEN), ...steps] : steps;
}
