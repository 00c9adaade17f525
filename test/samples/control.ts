import type { ScenarioOptions } from '../simulate/types.js';
import { one, worked, type Sample, type Wanted } from './sample.js';

/** What goes wrong before anybody can make an offer, or read one. */
const base: ScenarioOptions = { seed: 404 };

const lost = (code: string): Wanted => ({ verdict: 'failed', offers: [], controls: [`failed ${code}`] });

export const control: Sample[] = [
  {
    name: 'control-worked',
    title: 'The control connection opens, and all that follows works',
    story: 'The policy allows the client, the server answers, and the proxy reads what is said.',
    shows: 'The SYN to port 21 and its answer on both sides of the unit, an offer, and a data connection.',
    scenario: one(base),
    wants: worked('PINHOLE_WORKED'),
  },
  {
    name: 'control-denied',
    title: 'The control connection is denied',
    story: 'No policy allows the client to reach the server on port 21.',
    shows: 'Four times the same SYN to port 21, each denied by the policy check.',
    scenario: one(base, {}, { control: 'denied' }),
    pair: { name: 'control-worked', change: 'no policy allows the client.' },
    wants: lost('CONTROL_NEVER_OPENED'),
  },
  {
    name: 'control-no-answer',
    title: 'The control connection is allowed and never answered',
    story: 'The policy allows the client, and nothing comes back from the server.',
    shows: 'The SYN to port 21 on both sides of the unit, again and again, and no answer.',
    scenario: one(base, {}, { control: 'no-answer' }),
    pair: { name: 'control-worked', change: 'the server stays silent.' },
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
    pair: { name: 'control-worked', change: 'the policy inspects in flow mode.' },
    wants: lost('PINHOLE_NOT_OPENED'),
  },
  {
    name: 'flow-mode-configured',
    title: 'Explicit FTPS in flow mode, and the configuration says so',
    story: 'The same session with the configuration of the unit beside it.',
    shows:
      'A policy without inspection-mode proxy, which means flow mode: the cause of what the traces show.',
    scenario: one({ ...base, inspection: 'flow', sources: ['flow', 'sniffer', 'config'] }),
    pair: { name: 'flow-mode-denied', change: 'the configuration is there.' },
    wants: lost('CONTROL_OPAQUE_FLOW_MODE'),
  },
  {
    name: 'deep-inspection-worked',
    title: 'Explicit FTPS in proxy mode with deep inspection',
    story:
      'The policy is in proxy mode and its SSL profile decrypts FTPS. The proxy reads the offer and opens a pinhole.',
    shows:
      'A control session that is sent to the application layer, an expectation match, and the profile in the policy.',
    scenario: one({ ...base, vip: 'none', sources: ['flow', 'sniffer', 'config'] }),
    wants: worked('PINHOLE_WORKED'),
  },
  {
    name: 'no-deep-inspection',
    title: 'Explicit FTPS in proxy mode without deep inspection',
    story:
      'The policy is in proxy mode, but its SSL profile looks at certificates only. The proxy cannot read the offer.',
    shows:
      'A control session that is sent to the application layer, a denied data SYN, and ssl-ssh-profile "certificate-inspection" in the policy.',
    scenario: one({ ...base, vip: 'none', sources: ['flow', 'sniffer', 'config'] }, { fault: 'not-opened' }),
    edits: [
      {
        file: 'fortigate.conf',
        from: /set ssl-ssh-profile "FTP-scan"/,
        to: 'set ssl-ssh-profile "certificate-inspection"',
      },
    ],
    pair: { name: 'deep-inspection-worked', change: 'the SSL profile looks at certificates only.' },
    wants: lost('CONTROL_OPAQUE_NO_DEEP_INSPECTION'),
  },
  {
    name: 'vip-worked',
    title: 'The VIP forwards port 21 only, and the pinhole makes up for it',
    story: 'The proxy reads the offer. The data SYN finds the pinhole, and no VIP has to forward its port.',
    shows: 'An expectation match for the data SYN, and a VIP with extport 21 in the configuration.',
    scenario: one({ ...base, sources: ['flow', 'sniffer', 'config'] }),
    wants: worked('PINHOLE_WORKED'),
  },
  {
    name: 'vip-port-not-forwarded',
    title: 'No pinhole, and the VIP forwards port 21 only',
    story:
      'The traffic passes the proxy unread. The client dials the VIP at the offered port, which no VIP forwards.',
    shows: 'A denied data SYN without a VIP line, and a VIP with extport 21 in the configuration.',
    scenario: one({ ...base, sources: ['flow', 'sniffer', 'config'] }, { fault: 'not-opened' }),
    pair: { name: 'vip-worked', change: 'the proxy reads nothing of it.' },
    wants: lost('VIP_PORT_NOT_FORWARDED'),
  },
  {
    name: 'vip-one-to-one-worked',
    title: 'The VIP forwards every port, and the pinhole lets the data connection in',
    story:
      'The proxy reads the offer and opens a pinhole, so that the policy does not have to admit the port.',
    shows: 'An expectation match for the data SYN, and a VIP without port forwarding in the configuration.',
    scenario: one({ ...base, vip: 'one-to-one', sources: ['flow', 'sniffer', 'config'] }),
    wants: worked('PINHOLE_WORKED'),
  },
  {
    name: 'vip-one-to-one',
    title: 'No pinhole, and the VIP forwards every port',
    story: 'The VIP translates the data SYN as well, and then no policy allows its port.',
    shows:
      'A VIP line for the data SYN, a denial after it, and a VIP without port forwarding in the configuration.',
    scenario: one(
      { ...base, vip: 'one-to-one', sources: ['flow', 'sniffer', 'config'] },
      { fault: 'not-opened' },
    ),
    pair: { name: 'vip-one-to-one-worked', change: 'the proxy reads nothing of it.' },
    wants: { ...lost('PINHOLE_NOT_OPENED'), remarks: ['VIP_ONE_TO_ONE'] },
  },
];
