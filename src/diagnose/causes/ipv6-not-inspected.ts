import { addressOf } from '../../net.js';
import { known } from '../config/known.js';
import { opensFtps } from '../config/profiles.js';
import { admits } from '../config/services.js';
import { aPolicy } from '../config/words.js';
import type { PinholeCause } from './cause.js';

/** The rule for IPv4 inspects FTP and the one for IPv6 does not: a likely slip, with no FortiOS text behind it. */
export const ipv6NotInspected: PinholeCause = {
  code: 'IPV6_NOT_INSPECTED',
  find: (it) => {
    const { client, server } = it.control;
    const { policy, all } = it.settings;
    if (client === null || server === null || !addressOf(server).includes(':')) return null;
    if (it.proxied || it.helped || it.madeElsewhere) return null;
    if (policy !== null && known(policy, policy.inspectionMode, all)?.value !== 'flow') return null;
    const inspected = all.policies.find(
      (one) =>
        one !== policy &&
        one.inspectionMode.value === 'proxy' &&
        admits(one, 21, all) === 'yes' &&
        opensFtps(one, all)?.value === true,
    );
    const mode = inspected && known(inspected, inspected.inspectionMode, all);
    if (inspected === undefined || mode == null) return null;
    return {
      says: `the IPv6 rule lacks the inspection that ${aPolicy(inspected)} has for FTP`,
      lines: [mode],
      confidence: 'possible',
      fix: [`# Give the IPv6 rule the inspection-mode and the profiles of ${aPolicy(inspected)}.`],
    };
  },
};
