import { addressOf } from '../../../net.js';
import { entry, quoted } from '../../wording/fortios-lines.js';
import { forwards, within } from '../../../configuration/vips.js';
import { aVip } from '../../wording/config-objects.js';
import type { PinholeCause } from '../../pinhole-cause.js';
import { vipsDialled } from '../../facts/dialled-vips.js';
import { withNames, entryFor } from '../../wording/named-steps.js';
import { numbered, change, inClient } from '../../wording/steps.js';

const LIST_REPLACES = '# The list replaces the old one.';
const ONE_WAY_OUT = inClient('One address for control and data on its side');

/**
 * The VIP's source filter admits the client's address of the control connection, but not that of the data connection
 * (KB 355966).
 */
export const vipSrcFilterExcludes: PinholeCause = {
  code: 'VIP_SRC_FILTER_EXCLUDES',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'A',
  title: 'the VIP’s source filter leaves this address out',
  mechanism:
    'The VIP or its policy admits certain sources. The control connection came from one of them, the data connection from another address.',
  evidence:
    'A VIP line on the control SYN and none on the data SYN, which has another source; src-filter in the VIP.',
  neighbours: {
    EXPECTATION_SOURCE_MISMATCH: 'the same at a pinhole: it admits one source only',
    VIP_PORT_NOT_FORWARDED: 'the source is the same, the port is not covered',
  },
  steps: withNames((names) => [
    change(
      'Every source in the source filter of the VIP',
      LIST_REPLACES,
      entryFor(names, 'firewall vip', names.vip, 'set src-filter "<source>" "<second-source>"'),
    ),
    ONE_WAY_OUT,
  ]),
  source: 'Fortinet KB 355966',

  find: (it) => {
    const { client } = it.control;
    const source = addressOf(it.trace.src);
    if (it.vip !== null || client === null || addressOf(client) === source) return null;
    const admitsHost = (filter: readonly string[], host: string): boolean =>
      filter.some((range) => within(range, host));
    const vip = vipsDialled(it).find(
      (one) =>
        forwards(one, it.port) &&
        admitsHost(one.srcFilter.value, addressOf(client)) &&
        !admitsHost(one.srcFilter.value, source),
    );
    if (vip === undefined) return null;
    const { value, from } = vip.srcFilter;
    return {
      says: `the source filter of ${aVip(vip)} admits ${addressOf(client)}, which made the control connection, and not ${source}`,
      lines: [{ line: from === 'default' ? vip.origin : from }],
      confidence: 'proven',
      steps: numbered(
        change(
          `${source} in the source filter of ${aVip(vip)}`,
          LIST_REPLACES,
          entry(vip.vdom, 'firewall vip', quoted(vip.name), [
            `set src-filter ${[...value, source].map(quoted).join(' ')}`,
          ]),
        ),
        ONE_WAY_OUT,
      ),
    };
  },
};
