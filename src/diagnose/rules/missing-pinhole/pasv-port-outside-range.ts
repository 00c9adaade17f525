import { forwards, leadsTo } from '../../../configuration/vips.js';
import { aVip, inWords } from '../../wording/config-objects.js';
import type { PinholeCause } from '../../pinhole-cause.js';
import { portsLine, vipsDialled } from '../../facts/dialled-vips.js';
import { serverRange } from '../../wording/general-steps.js';
import { withNames, entryFor } from '../../wording/named-steps.js';
import { FIRST_HIGH_PORT } from '../../../net.js';
import { numbered, change } from '../../wording/steps.js';

/**
 * Data connections are meant to come through a VIP with a fixed port range, and the server offered a port outside it.
 */
export const pasvPortOutsideRange: PinholeCause = {
  code: 'PASV_PORT_OUTSIDE_RANGE',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'A',
  title: 'the offered port is outside of the forwarded range',
  mechanism:
    'Data connections come through a VIP with a fixed range, and the server offered a port beyond it.',
  evidence: 'An offered port that no VIP’s extport covers; the SYN to it is denied.',
  neighbours: {
    VIP_PORT_NOT_FORWARDED: 'no VIP forwards any range',
    PINHOLE_NOT_OPENED: 'no range was meant to be needed',
  },
  steps: withNames((names) => [
    [
      ...serverRange(),
      change(
        'The same range in the VIP',
        '# A wider one opens more to the outside.',
        entryFor(names, 'firewall vip', names.vip, 'set extport 50000-51000', 'set mappedport 50000-51000'),
      ),
    ],
  ]),
  source: 'vsftpd; ProFTPD NAT howto',

  find: (it) => {
    const { mappedServer } = it.control;
    if (it.vip !== null || it.madeElsewhere) return null;
    const dialled = vipsDialled(it);
    if (dialled.some((one) => forwards(one, it.port))) return null;
    const ranges = dialled.filter(
      (vip) =>
        vip.protocol.value === 'tcp' &&
        vip.extport.value.some(({ first, last }) => last > first && first >= FIRST_HIGH_PORT) &&
        (mappedServer === null || leadsTo(vip, mappedServer)),
    );
    const [range] = ranges;
    if (range === undefined) return null;
    const ports = inWords(range.extport.value);
    const [{ first, last } = { first: 50_000, last: 51_000 }] = range.mappedport.value;
    return {
      says: `the server offered port ${it.port}, and ${aVip(range)} forwards only ${ports}`,
      lines: ranges.map(portsLine),
      confidence: 'proven',
      steps: numbered(serverRange(first, last)),
    };
  },
};
