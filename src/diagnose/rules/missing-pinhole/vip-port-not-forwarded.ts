import { passiveRange } from '../../wording/config-fixes.js';
import { forwards } from '../../../configuration/vips.js';
import { aVip, inWords } from '../../wording/config-objects.js';
import { noPinhole } from '../../wording/missing-pinhole.js';
import type { PinholeCause } from './cause.js';
import { portsLine, vipsDialled } from './data-vips.js';

/** The VIP forwards the control port alone: without a pinhole nothing takes the data SYN (seed, KB 189531). */
export const vipPortNotForwarded: PinholeCause = {
  code: 'VIP_PORT_NOT_FORWARDED',
  find: (it) => {
    const { vip, policy } = it.settings;
    if (it.vip !== null || it.madeElsewhere || vip === null || !vip.portforward.value) return null;
    const dialled = vipsDialled(it);
    if (!dialled.includes(vip) || dialled.some((one) => forwards(one, it.port))) return null;
    return {
      says: `${aVip(vip)} forwards port ${inWords(vip.extport.value)} and not ${it.port}, so only a pinhole could have let the data connection in`,
      lines: [portsLine(vip)],
      confidence: it.control.mappedServer === null ? 'likely' : 'proven',
      fix: [
        '# With a working pinhole no VIP for the data ports is needed: see first why there was none.',
        ...passiveRange(vip, policy),
      ],
      next: noPinhole(it.control, it.timeline).next,
    };
  },
};
