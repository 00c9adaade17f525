import type { ScenarioOptions } from '../simulate/index.js';
import { one, type Sample, type Wanted } from './sample.js';

/** What goes wrong before anybody can make an offer, or read one. */
const base: ScenarioOptions = { seed: 404 };

const lost = (code: string): Wanted => ({ verdict: 'failed', offers: [], controls: [`failed ${code}`] });

export const control: Sample[] = [
  {
    name: 'control-denied',
    title: 'The control connection is denied',
    story: 'No policy allows the client to reach the server on port 21.',
    shows: 'Four times the same SYN to port 21, each denied by the policy check.',
    scenario: one(base, {}, { control: 'denied' }),
    wants: lost('CONTROL_NEVER_OPENED'),
  },
  {
    name: 'control-no-answer',
    title: 'The control connection is allowed and never answered',
    story: 'The policy allows the client, and nothing comes back from the server.',
    shows: 'The SYN to port 21 on both sides of the unit, again and again, and no answer.',
    scenario: one(base, {}, { control: 'no-answer' }),
    pair: { name: 'control-denied', change: 'the policy allows the SYN and the server stays silent.' },
    wants: lost('CONTROL_NEVER_OPENED'),
  },
  {
    name: 'flow-mode-denied',
    title: 'Explicit FTPS in flow mode: nobody can read the offer',
    story:
      'The policy inspects in flow mode. Its engine cannot read the encrypted control channel, so no pinhole is opened, and the data connection is denied.',
    shows:
      'A control session that is sent to the IPS engine only, no line about an offer, and a denied SYN of the same client to a high port.',
    scenario: one({ ...base, inspection: 'flow' }),
    wants: lost('PINHOLE_NOT_OPENED'),
  },
];
