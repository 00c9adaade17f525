import { passiveRange } from '../../wording/config-steps.js';
import { forwards } from '../../../configuration/vips.js';
import { aVip, inWords } from '../../wording/config-objects.js';
import { noPinhole } from '../../wording/missing-pinhole.js';
import type { PinholeCause } from '../../pinhole-cause.js';
import { portsLine, vipsDialled } from '../../facts/dialled-vips.js';
import { proxyModeFor, staticRangeFor } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, check } from '../../wording/steps.js';

/** The VIP forwards only the control port: without a pinhole nothing lets the data SYN in (seed, KB 189531). */
export const vipPortNotForwarded: PinholeCause = {
  code: 'VIP_PORT_NOT_FORWARDED',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'A',
  title: 'the VIP forwards only the control port',
  mechanism:
    'The VIP forwards port 21 and no pinhole is there, so the data SYN to the same address matches nothing: it is taken for traffic to the unit, or denied by policy.',
  evidence:
    'A data SYN without a VIP and without an EXP line, then a local-in or policy denial; portforward enable on the control port alone.',
  neighbours: {
    PINHOLE_WORKED: 'an EXP line: a pinhole needs no VIP for the port',
    PASV_PORT_OUTSIDE_RANGE: 'a range is forwarded, but not this port',
  },
  steps: withNames((names) => [proxyModeFor(names), staticRangeFor(names)]),
  source: 'Fortinet KB 189531',

  find: (it) => {
    const { vip, policy } = it.settings;
    if (it.vip !== null || it.madeElsewhere || vip === null || !vip.portforward.value) return null;
    const dialled = vipsDialled(it);
    if (!dialled.includes(vip) || dialled.some((one) => forwards(one, it.port))) return null;
    return {
      says: `${aVip(vip)} forwards port ${inWords(vip.extport.value)} and not ${it.port}, so only a pinhole could have let the data connection in`,
      lines: [portsLine(vip)],
      confidence: it.control.mappedServer === null ? 'likely' : 'proven',
      steps: numbered(
        check('With a working pinhole no VIP for the data ports is needed: see first why there was none'),
        passiveRange(vip, policy),
      ),
      next: noPinhole(it.control, it.timeline).next,
    };
  },
};
