import type { Fault } from '../simulate/faults.js';
import type { ScenarioOptions } from '../simulate/types.js';
import { failed, inconclusive, one, worked, type Sample, type Wanted } from './sample.js';

/** Explicit FTPS through a VIP, decrypted by the proxy; each differs from the first by what goes wrong. */
const base: ScenarioOptions = { seed: 101 };

const faulty = (
  name: string,
  fault: Fault,
  wants: Wanted,
  text: Pick<Sample, 'title' | 'story' | 'shows'> & { change: string },
): Sample => {
  const { change, ...rest } = text;
  return {
    name: `proxy-${name}`,
    ...rest,
    scenario: one(base, { fault }),
    pair: { name: 'proxy-worked', change },
    wants,
  };
};

export const proxy: Sample[] = [
  {
    name: 'proxy-worked',
    title: 'Explicit FTPS through the proxy: the pinhole works',
    story:
      'A client logs in over TLS, asks for a passive data connection and gets its file. The proxy decrypts the control channel, reads the offer and opens a pinhole for it.',
    shows:
      'The offer, the listener and the tuple in the WAD debug; the data SYN that finds the expectation session in the flow trace; both legs of the data connection in the sniffer, each with numbers of its own.',
    scenario: one(base),
    wants: worked('PINHOLE_WORKED'),
  },
  faulty('late-hit', 'late-hit', worked('PINHOLE_WORKED'), {
    title: 'The client comes late and the pinhole still works',
    story: 'The client dials 41 seconds after the offer. Its control session has kept the pinhole alive.',
    shows:
      'A data SYN long after the documented 30 seconds that still finds the expectation session: age alone proves nothing.',
    change: 'the client dials 41 seconds after the offer.',
  }),
  faulty(
    'early-syn',
    'early-syn',
    { ...worked('PINHOLE_WORKED'), remarks: ['SYN_BEFORE_EXPECTATION'] },
    {
      title: 'The first SYN overtakes the pinhole, its repetition goes through',
      story: 'The client dials before the proxy has installed the tuple. TCP tries again a second later.',
      shows:
        'The same SYN twice, with one sequence number: denied at first, then through the expectation session. A denied first SYN is not final.',
      change: 'the client dials before the pinhole is there.',
    },
  ),
  faulty('static-range', 'static-range', worked('STATIC_FORWARD_USED'), {
    title: 'A static VIP lets the data connection in, not the pinhole',
    story:
      'A second VIP and policy forward the whole passive range. The proxy makes no pinhole, and none is needed.',
    shows:
      'A VIP line and a policy line for the data SYN and no expectation session. A broken pinhole would not show here.',
    change:
      'a second VIP and policy cover ports 50000-51000, and the proxy stops after it has read the offer.',
  }),
  faulty('static-and-pinhole', 'static-range-with-expectation', worked('STATIC_FORWARD_USED'), {
    title: 'A static VIP lets the data connection in before the pinhole can',
    story: 'A second VIP and policy forward the whole passive range, and the proxy makes a pinhole as well.',
    shows:
      'A tuple in the WAD debug, and yet a VIP line and a policy line for the data SYN: the pinhole was not needed.',
    change: 'a second VIP and policy cover ports 50000-51000.',
  }),
  faulty('local-in-deny', 'local-in-deny', failed('LOCAL_IN_DENY'), {
    title: 'The data SYN is dropped as traffic to the unit itself',
    story:
      'The proxy installs the tuple, but the packet does not find it and is dropped at the VIP address, which forwards port 21 only.',
    shows:
      'The tuple in the WAD debug, and four times the same SYN that ends in iprope_in_check; then reply 425.',
    change: 'the data SYNs do not find the expectation session and go to the unit itself.',
  }),
  faulty('policy-deny', 'policy-deny', failed('POLICY_DENY'), {
    title: 'The data SYN is denied by the policy check in spite of a pinhole',
    story: 'The proxy installs the tuple, but the packet does not find it and no policy allows the port.',
    shows:
      'The tuple in the WAD debug, and four times the same SYN that is denied by the forward policy check; then reply 425.',
    change: 'the data SYNs do not find the expectation session and meet policy 0.',
  }),
  faulty('policy-deny-after-hit', 'policy-deny-after-hit', failed('POLICY_DENY'), {
    title: 'The data SYN hits the pinhole and is denied all the same',
    story: 'The packet finds the expectation session and is translated, and then the policy check denies it.',
    shows:
      'An expectation match and a denial in one and the same trace: the pinhole stays hit, the connection failed.',
    change: 'the policy check denies the packet after it has found the expectation session.',
  }),
  faulty('tunnel-down', 'tunnel-down', failed('DATA_SYN_DROPPED'), {
    title: 'The data SYN hits the pinhole and is dropped before it leaves',
    story:
      'The packet finds the expectation session and is translated, and the tunnel that it belongs into is not up.',
    shows: 'An expectation match and “SA is not ready yet, drop” in one and the same trace, four times.',
    change: 'the tunnel to the server goes down between the control connection and the data connection.',
  }),
  faulty('bind-failed', 'bind-failed', failed('EXPECTATION_OPEN_FAILED'), {
    title: 'The proxy reads the offer and cannot listen for it',
    story: 'The proxy reads the offer but never binds the endpoint, so no pinhole comes about.',
    shows: 'The offer in the WAD debug without a listener or a tuple after it, and a denied data SYN.',
    change: 'the proxy stops before it listens.',
  }),
  faulty('no-tuple', 'no-tuple', failed('EXPECTATION_OPEN_FAILED'), {
    title: 'The proxy listens and the tuple is never installed',
    story: 'The proxy binds the endpoint, but no expectation session follows.',
    shows: 'A listener in the WAD debug without the three lines of a tuple after it, and a denied data SYN.',
    change: 'the proxy stops after it has begun to listen.',
  }),
  faulty('server-no-answer', 'server-no-answer', failed('SERVER_NO_ANSWER'), {
    title: 'The pinhole works and the server stays silent',
    story:
      'The unit answers the client at once, before it contacts the server. Its own SYNs to the server find no answer.',
    shows:
      'A complete handshake on the client side, four SYNs and nothing else on the server side: a client that is connected has reached the unit only.',
    change: 'nothing comes back from the server.',
  }),
  faulty('server-rst', 'server-rst', failed('SERVER_RST'), {
    title: 'The pinhole works and the server refuses',
    story:
      'Nothing listens on the offered port any more: the server answers the SYN of the unit with a reset.',
    shows: 'A complete handshake on the client side, then a SYN and a reset on the server side.',
    change: 'the server answers with a reset.',
  }),
  {
    name: 'proxy-server-leg-unseen',
    title: 'The proxy accepts the client and hangs up; the server side is not captured',
    story: 'The server stays silent, and the sniffer watched the interface of the client only.',
    shows:
      'A complete handshake of the client, no byte, a FIN from the unit and reply 425. What the server did cannot be seen.',
    scenario: one({ ...base, sniff: 'client' }, { fault: 'server-leg-failed' }),
    pair: { name: 'proxy-server-no-answer', change: 'the sniffer shows the interface of the client only.' },
    wants: failed('PROXY_SERVER_LEG_FAILED'),
  },
  {
    name: 'proxy-wad-only',
    title: 'The WAD debug alone, and the transfer completed',
    story: 'The working session again, of which only the WAD debug was kept.',
    shows:
      'Offer, pinhole, reply 150 and reply 226. No packet shows the data connection, and yet the closing reply says that it worked.',
    scenario: one({ ...base, sources: ['wad'] }),
    pair: { name: 'proxy-worked', change: 'only the WAD debug is there.' },
    wants: worked('TRANSFER_OK_DATA_UNSEEN'),
  },
  {
    name: 'proxy-wad-only-425',
    title: 'The WAD debug alone, and the transfer failed',
    story: 'The denied session again, of which only the WAD debug was kept.',
    shows: 'Offer, pinhole and reply 425: that it failed, not why.',
    scenario: one({ ...base, sources: ['wad'] }, { fault: 'policy-deny' }),
    pair: { name: 'proxy-policy-deny', change: 'only the WAD debug is there.' },
    wants: failed('REPLY_425'),
  },
  {
    name: 'proxy-cut-short',
    title: 'The capture ends before the server can answer',
    story:
      'As far as it goes it is a session that works. All three captures end just before the SYN-ACK of the server.',
    shows:
      'Offer, pinhole and a data SYN that found it. Not seen is not the same as did not happen: nobody can tell the end.',
    scenario: one(base, { undecided: true }),
    pair: { name: 'proxy-worked', change: 'all captures end before the server answers.' },
    wants: { ...inconclusive(), remarks: ['CAPTURE_TOO_SHORT'] },
  },
  {
    name: 'proxy-never-used',
    title: 'The client never uses the pinhole',
    story: 'The client asks for a passive data connection, dials nothing, asks for nothing and leaves.',
    shows: 'Offer and tuple, no data SYN, no transfer command, and the end of the control connection.',
    scenario: one(base, { fault: 'never-used' }),
    pair: { name: 'proxy-worked', change: 'the client leaves after the offer.' },
    wants: { verdict: 'inconclusive', offers: ['unused PROXY_CLIENT_NEVER_USED'] },
  },
];
