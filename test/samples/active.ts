import type { ScenarioOptions } from '../simulate/index.js';
import { failed, one, worked, type Sample } from './sample.js';

/** Active mode: the server dials the client. */
const base: ScenarioOptions = { seed: 303 };

export const active: Sample[] = [
  {
    name: 'active-worked',
    title: 'Active mode through the proxy: the pinhole works',
    story: 'The client names its own endpoint with PORT and the server dials back from port 20.',
    shows:
      'The tuple with the server as its source, the SYN of the server that finds the expectation session, and the answer of the client.',
    scenario: one(base, { command: 'PORT' }),
    wants: worked('ACTIVE_PINHOLE_WORKED'),
  },
  {
    name: 'active-policy-deny',
    title: 'Active mode: the server dials back and is denied',
    story: 'The tuple is there, but the SYN of the server does not find it.',
    shows: 'The tuple in the WAD debug, and four times the same SYN that is denied by the forward policy check.',
    scenario: one(base, { command: 'PORT', fault: 'policy-deny' }),
    pair: { name: 'active-worked', change: 'the SYNs of the server meet policy 0.' },
    wants: failed('POLICY_DENY'),
  },
  {
    name: 'active-bind-failed',
    title: 'Active mode: the proxy reads PORT and opens nothing',
    story: 'The proxy reads the command but never listens for the server.',
    shows: 'The offer in the WAD debug without a listener or a tuple after it, and a denied SYN of the server.',
    scenario: one(base, { command: 'PORT', fault: 'bind-failed' }),
    pair: { name: 'active-worked', change: 'the proxy stops before it listens.' },
    wants: failed('EXPECTATION_OPEN_FAILED'),
  },
];
