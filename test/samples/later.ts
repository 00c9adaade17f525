import type { Command, Fault, ScenarioOptions } from '../simulate/index.js';
import { failed, one, worked, type Later, type Wanted } from './sample.js';

/** Cases whose rule is missing as yet: the simulator can tell the story, the analyzer not yet its cause. */
const proxy: ScenarioOptions = { seed: 101 };
const helper: ScenarioOptions = { seed: 202, inspection: 'helper', verbosity: 6 };
const active: ScenarioOptions = { seed: 303 };

const later = (fault: Fault, wants: Wanted, scenario: ScenarioOptions = proxy, command: Command = 'PASV'): Later => ({
  name: `${scenario === active ? 'active' : scenario === helper ? 'helper' : 'proxy'}-${fault}`,
  title: fault,
  story: '',
  shows: '',
  scenario: one(scenario, { fault, command }),
  wants,
  reason: `no rule says ${wants.offers.concat(wants.remarks ?? []).join(', ')}`,
});

const remarked = (code: string, remark: string): Wanted => ({ ...worked(code), remarks: [remark] });

export const laters: Later[] = [
  later('expired', failed('EXPECTATION_EXPIRED')),
  later('source-mismatch', failed('EXPECTATION_SOURCE_MISMATCH')),
  later('control-closed', failed('CONTROL_CLOSED_BEFORE_DATA')),
  later('wrong-vdom', failed('WRONG_VDOM')),
  later('rpf-drop', failed('RPF_DROP')),
  later('snat-differs', failed('SNAT_DIFFERS')),
  later('icmp-unreachable', failed('ICMP_UNREACHABLE')),
  later('client-no-ack', failed('CLIENT_NO_ACK')),
  later('client-no-ack-repeats', failed('CLIENT_NO_ACK')),
  later('client-no-ack', failed('CLIENT_NO_ACK'), helper),
  later('syn-not-seen', failed('DATA_SYN_NOT_SEEN')),
  later('refused', failed('OFFER_REFUSED')),
  later('refused', failed('OFFER_REFUSED'), helper),
  later('used-twice', remarked('PINHOLE_WORKED', 'EXPECTATION_USED_TWICE')),
  {
    ...later('superseded', worked('')),
    wants: { verdict: 'worked', offers: ['unused OFFER_SUPERSEDED', 'worked PINHOLE_WORKED'] },
  },
  later('none', worked('ACTIVE_PINHOLE_WORKED'), { ...active, inspection: 'helper' }, 'PORT'),
  later('no-route', failed('NO_ROUTE'), active, 'PORT'),
  later('active-server-silent', failed('ACTIVE_SERVER_SYN_NOT_SEEN'), active, 'PORT'),
  later('active-client-no-answer', failed('ACTIVE_CLIENT_NO_ANSWER'), active, 'PORT'),
  later('active-source-port', failed('ACTIVE_SOURCE_PORT'), active, 'PORT'),
  later('client-behind-nat', failed('CLIENT_BEHIND_OTHER_NAT'), active, 'PORT'),
  later('refused', failed('OFFER_REFUSED'), active, 'PORT'),
];
