import type { ScenarioOptions } from '../simulate/types.js';
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
    shows:
      'The tuple in the WAD debug, and four times the same SYN that is denied by the forward policy check.',
    scenario: one(base, { command: 'PORT', fault: 'policy-deny' }),
    pair: { name: 'active-worked', change: 'the SYNs of the server meet policy 0.' },
    wants: failed('POLICY_DENY'),
  },
  {
    name: 'active-bind-failed',
    title: 'Active mode: the proxy reads PORT and opens nothing',
    story: 'The proxy reads the command but never listens for the server.',
    shows:
      'The offer in the WAD debug without a listener or a tuple after it, and a denied SYN of the server.',
    scenario: one(base, { command: 'PORT', fault: 'bind-failed' }),
    pair: { name: 'active-worked', change: 'the proxy stops before it listens.' },
    wants: failed('EXPECTATION_OPEN_FAILED'),
  },
  {
    name: 'active-no-route',
    title: 'Active mode: the unit knows no way to the client',
    story: 'The SYN of the server hits the pinhole, and the unit has no route to the endpoint of the client.',
    shows: 'An expectation match and a denial in the same trace, and no SYN on the client side.',
    scenario: one(base, { command: 'PORT', fault: 'no-route' }),
    pair: { name: 'active-worked', change: 'there is no route to the client.' },
    wants: failed('NO_ROUTE'),
  },
  {
    name: 'active-server-silent',
    title: 'Active mode: the server never dials back',
    story: 'The server accepts PORT and says 425 in the end, and no SYN of it reaches the unit.',
    shows:
      'A tuple and reply 425, and a sniffer on all interfaces that shows both hosts and no SYN of the server.',
    scenario: one(base, { command: 'PORT', fault: 'active-server-silent' }),
    pair: { name: 'active-worked', change: 'the server does not dial.' },
    wants: failed('ACTIVE_SERVER_SYN_NOT_SEEN'),
  },
  {
    name: 'active-server-silent-translated',
    title: 'Active mode with source translation: the server never dials back',
    story:
      'The policy translates the client, so that the server is told an address of the unit. It never dials it.',
    shows:
      'The same, with another address of the client on the side of the server: there the missing SYN would have come in.',
    scenario: one({ ...base, snat: true }, { command: 'PORT', fault: 'active-server-silent' }),
    pair: { name: 'active-server-silent', change: 'the policy translates the source.' },
    wants: failed('ACTIVE_SERVER_SYN_NOT_SEEN'),
  },
  {
    name: 'active-client-no-answer',
    title: 'Active mode: the client does not answer',
    story: 'The SYN of the server passes the pinhole, and nothing comes back from the client.',
    shows: 'SYNs out to the client, again and again, and no answer.',
    scenario: one(base, { command: 'PORT', fault: 'active-client-no-answer' }),
    pair: { name: 'active-worked', change: 'nothing comes back from the client.' },
    wants: failed('ACTIVE_CLIENT_NO_ANSWER'),
  },
  {
    name: 'active-server-no-ack',
    title: 'Active mode: the client’s answer never reaches the server',
    story:
      'The SYN of the server passes the pinhole and the client answers, but the server never acknowledges.',
    shows: 'The SYN-ACK of the client going out to the server four times, and nothing coming back.',
    scenario: one(base, { command: 'PORT', fault: 'active-server-no-ack' }),
    pair: { name: 'active-worked', change: 'nothing comes back from the server after its SYN.' },
    wants: failed('ACTIVE_SERVER_NO_ACK'),
  },
  {
    name: 'active-client-refused',
    title: 'Active mode: the client refuses the server’s connection',
    story:
      'The SYN of the server passes the pinhole, and the client, which no longer listens, answers with a reset.',
    shows: 'A SYN out to the client and a reset coming back from it, then reply 425.',
    scenario: one(base, { command: 'PORT', fault: 'active-client-refused' }),
    pair: { name: 'active-worked', change: 'the client answers with a reset.' },
    wants: failed('ACTIVE_CLIENT_REFUSED'),
  },
  {
    name: 'active-source-port',
    title: 'Active mode: the server dials from another port than 20',
    story: 'The pinhole insists on source port 20, and the server dials from a high port.',
    shows: 'A tuple with source port 20, and denied SYNs of the server from a high port.',
    scenario: one(base, { command: 'PORT', fault: 'active-source-port' }),
    pair: { name: 'active-worked', change: 'the tuple asks for port 20 and the server dials from another.' },
    wants: failed('ACTIVE_SOURCE_PORT'),
  },
  {
    name: 'active-client-behind-nat',
    title: 'Active mode: the client names its private address',
    story: 'A device near the client translates its address and leaves the PORT command as it is.',
    shows:
      'A private address in the offer that is not the source of the control connection, and a denied SYN to it.',
    scenario: one(base, { command: 'PORT', fault: 'client-behind-nat' }),
    pair: { name: 'active-worked', change: 'the client names an address that only its own network knows.' },
    wants: failed('CLIENT_BEHIND_OTHER_NAT'),
  },
  {
    name: 'active-refused',
    title: 'Active mode: the server refuses PORT',
    story: 'The proxy reads PORT and opens a pinhole, and then the server refuses the command.',
    shows: 'A tuple, and reply 500 to PORT.',
    scenario: one(base, { command: 'PORT', fault: 'refused' }),
    pair: { name: 'active-worked', change: 'the server answers PORT with 500.' },
    wants: failed('OFFER_REFUSED'),
  },
  {
    name: 'active-low-port',
    title: 'Active mode: the client names a low port',
    story: 'The client offers a port below 1024, and the server refuses to dial a port of services.',
    shows: 'The offer with its low port, and reply 500 to PORT.',
    scenario: one(base, { command: 'PORT', fault: 'low-port' }),
    pair: { name: 'active-refused', change: 'the port that the client names is below 1024.' },
    wants: failed('ACTIVE_LOW_PORT'),
  },
  {
    name: 'active-helper-worked',
    title: 'Active mode with the session helper, whose words nobody recorded',
    story: 'The session helper reads PORT and opens a pinhole; the sniffer shows no payload.',
    shows: 'An expectation match for a SYN of the server: an offer that only its pinhole gives away.',
    scenario: one({ ...base, inspection: 'helper' }, { command: 'PORT' }),
    pair: { name: 'active-worked', change: 'the session helper opens the pinhole instead of the proxy.' },
    wants: worked('ACTIVE_PINHOLE_WORKED'),
  },
];
