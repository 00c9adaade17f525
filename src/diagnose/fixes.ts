import type { FixNames } from '../catalogue/cause.js';
import { causeOf } from '../catalogue/causes/index.js';
import { addressOf, portOf, type Endpoint } from '../net.js';
import type { ControlSession } from '../correlate/timeline.js';

const UNPROVEN = '# Not proven: a possibility. See whether it is so before you change anything.';

/** The catalogue's lines for a code, with the names that this session shows. */
export function fixFor(
  code: string,
  control: ControlSession | null,
  possible = false,
  far: Endpoint | null = null,
  more: Pick<FixNames, 'active' | 'plain'> = {},
): string[] {
  const server = (more.active === true ? null : far) ?? control?.mappedServer ?? control?.server ?? null;
  const behind = control?.mappedServer ?? control?.server ?? null;
  const controlPort = behind === null ? null : portOf(behind);
  const port = far === null ? null : portOf(far);
  const lines = causeOf(code)?.fix({
    ...(control?.policy == null ? {} : { policy: control.policy }),
    ...(control?.vdom == null ? {} : { vdom: control.vdom }),
    ...(control?.server == null ? {} : { dialled: addressOf(control.server) }),
    ...(server === null ? {} : { server: addressOf(server) }),
    ...(port === null ? {} : { port }),
    ...(control?.client == null ? {} : { client: addressOf(control.client) }),
    ...(controlPort === null ? {} : { controlPort }),
    ...more,
  });
  if (lines === undefined || lines.length === 0) return [];
  return possible ? [UNPROVEN, ...lines] : lines;
}
