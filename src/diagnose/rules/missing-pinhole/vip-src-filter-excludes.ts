import { addressOf } from '../../../net.js';
import { entry, quoted } from '../../wording/fortios-lines.js';
import { forwards, within } from '../../../configuration/vips.js';
import { aVip } from '../../wording/config-objects.js';
import type { PinholeCause } from './cause.js';
import { vipsDialled } from './data-vips.js';

/** The VIP's source filter admits the control connection's address and not the data connection's (KB 355966). */
export const vipSrcFilterExcludes: PinholeCause = {
  code: 'VIP_SRC_FILTER_EXCLUDES',
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
      fix: [
        '# The list replaces the old one. Or pin the client’s way out to one address.',
        ...entry(vip.vdom, 'firewall vip', quoted(vip.name), [
          `set src-filter ${[...value, source].map(quoted).join(' ')}`,
        ]),
      ],
    };
  },
};
