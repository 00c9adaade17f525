import type { Fault } from '../simulate/faults.js';
import type { ScenarioOptions } from '../simulate/types.js';
import { failed, one, worked, type Sample, type Wanted } from './sample.js';

/** Time, ownership and the ways of a packet: explicit FTPS through the proxy again. */
const base: ScenarioOptions = { seed: 101 };

const faulty = (
  fault: Fault,
  wants: Wanted,
  text: Pick<Sample, 'title' | 'story' | 'shows'> & { change: string },
): Sample => {
  const { change, ...rest } = text;
  return {
    name: `proxy-${fault}`,
    ...rest,
    scenario: one(base, { fault }),
    pair: { name: 'proxy-worked', change },
    wants,
  };
};

export const ownership: Sample[] = [
  faulty('expired', failed('EXPECTATION_EXPIRED'), {
    title: 'The client comes too late for the pinhole',
    story: 'The client dials 41 seconds after the offer, and by then the pinhole is gone.',
    shows:
      'A tuple, and 41 seconds later a data SYN that finds no expectation session. See proxy-late-hit for the same delay with a happy end.',
    change: 'the client dials 41 seconds after the offer, when the pinhole has expired.',
  }),
  faulty('source-mismatch', failed('EXPECTATION_SOURCE_MISMATCH'), {
    title: 'The data connection comes from another address',
    story:
      'The client leaves its network by two ways: the data SYN has another source than the control connection.',
    shows: 'A tuple that names one source, and denied SYNs to the very endpoint from another.',
    change: 'the data SYN comes from another address.',
  }),
  faulty('control-closed', failed('CONTROL_CLOSED_BEFORE_DATA'), {
    title: 'The control connection closes before the client dials',
    story:
      'The client drops its control connection, the pinhole goes with it, and the client dials all the same.',
    shows: 'The FINs of the control connection, and two seconds later denied SYNs to the offered endpoint.',
    change: 'the client closes the control connection before it dials.',
  }),
  faulty('wrong-vdom', failed('WRONG_VDOM'), {
    title: 'The data connection arrives in another VDOM',
    story:
      'The interface by which the data SYN comes in belongs to another VDOM, which knows nothing of the pinhole.',
    shows: 'vf 0 in the tuple, and data SYNs in another VDOM.',
    change: 'the data SYN comes in by an interface of another VDOM.',
  }),
  faulty('rpf-drop', failed('RPF_DROP'), {
    title: 'The data connection comes in by the wrong interface',
    story: 'The route back to the client does not lead out where its data SYN came in, so the unit drops it.',
    shows: 'reverse path check fail, drop for each of the four SYNs.',
    change: 'the data SYN comes in by another interface.',
  }),
  faulty('wrong-interface', failed('WRONG_INTERFACE'), {
    title: 'The data connection comes in by another line than the control connection',
    story:
      'The client’s site has two lines and balances its connections over both. The pinhole stands where the control connection came in.',
    shows: 'Data SYNs that come in by another interface than the control connection and are denied there.',
    change: 'the data SYN comes in by another interface.',
  }),
  faulty('taken-by-other', failed('EXPECTATION_TAKEN_BY_OTHER'), {
    title: 'Somebody else behind the same address takes the pinhole',
    story:
      'Another connection from the client’s address reaches the offered endpoint first and uses the pinhole up. The client finds none.',
    shows:
      'Two connections to one offered endpoint from one address: the first finds the expectation session, the second is denied; then reply 425.',
    change: 'another connection from the same address comes first.',
  }),
  {
    name: 'two-transfers',
    title: 'Two transfers in one session, each with a port of its own',
    story:
      'The client fetches two files one after the other. Each has an offer, a pinhole and a data connection of its own.',
    shows: 'Two offers, two tuples, and two data SYNs that find the expectation session.',
    scenario: { ...base, sessions: [{ transfers: [{}, { delay: 2.5 }] }] },
    wants: { verdict: 'worked', offers: ['worked PINHOLE_WORKED', 'worked PINHOLE_WORKED'] },
  },
  {
    name: 'proxy-port-reused',
    title: 'The server offers the same port again while its old session still stands',
    story:
      'The first transfer works. For the second the server offers the same port, and the client dials from the same port as before.',
    shows:
      'Two offers of one endpoint, and a second data SYN that the unit takes for the session of the first: no expectation match, no answer.',
    scenario: one(base, { fault: 'port-reused' }),
    pair: { name: 'two-transfers', change: 'the second transfer uses the ports of the first once more.' },
    wants: { verdict: 'failed', offers: ['worked PINHOLE_WORKED', 'failed OFFER_PORT_REUSED'] },
  },
  faulty('snat-differs', failed('SNAT_DIFFERS'), {
    title: 'The server sees two addresses of one client',
    story:
      'The unit translates the source of the data connection and not that of the control connection. The server hangs up.',
    shows:
      'Two different source addresses on the server side, an open data connection that the server closes at once, and reply 425.',
    change: 'the unit translates the source of the data connection only.',
  }),
  faulty('icmp-unreachable', failed('ICMP_UNREACHABLE'), {
    title: 'A router says that the server cannot be reached',
    story: 'The pinhole works. A router between the unit and the server answers each SYN with ICMP.',
    shows: 'SYNs on the server side, and after each an ICMP message that names the offered endpoint.',
    change: 'a router behind the unit refuses the SYN.',
  }),
  faulty('client-no-ack', failed('CLIENT_NO_ACK'), {
    title: 'The answer never reaches the client',
    story: 'The pinhole works and the unit answers, but the client never acknowledges.',
    shows: 'One SYN, and four times the same SYN-ACK out to the client.',
    change: 'nothing comes back from the client after its SYN.',
  }),
  faulty('client-no-ack-repeats', failed('CLIENT_NO_ACK'), {
    title: 'The answer never reaches the client, and the client tries again',
    story: 'As proxy-client-no-ack, but the client repeats its SYN as if it had heard nothing.',
    shows: 'The same SYN in and the same SYN-ACK out, again and again.',
    change: 'the client hears none of the answers and repeats its SYN.',
  }),
  faulty('syn-not-seen', failed('DATA_SYN_NOT_SEEN'), {
    title: 'The client asks for the file and never dials',
    story:
      'The client sends its transfer command, but no data SYN of it reaches the unit. The server gives up.',
    shows:
      'A transfer command and reply 425, and a sniffer that covers both hosts and shows no SYN to the offered port.',
    change: 'no data SYN reaches the unit.',
  }),
  {
    name: 'proxy-refused',
    title: 'The server refuses PASV',
    story: 'The server answers PASV with an error, so there is no offer at all.',
    shows: 'A failing reply to PASV in the WAD debug, and the end of the control connection.',
    scenario: one(base, { fault: 'refused' }),
    pair: { name: 'proxy-worked', change: 'the server refuses PASV.' },
    wants: { verdict: 'failed', offers: [], controls: ['failed OFFER_REFUSED'] },
  },
  faulty(
    'used-twice',
    { ...worked('PINHOLE_WORKED'), remarks: ['EXPECTATION_USED_TWICE'] },
    {
      title: 'A second connection finds the pinhole used up',
      story:
        'The first data connection works. Then the client opens another to the same endpoint and is denied.',
      shows: 'A complete transfer, and denied SYNs from another port of the client to the same endpoint.',
      change: 'the client dials the same endpoint once more.',
    },
  ),
  faulty(
    'superseded',
    { verdict: 'worked', offers: ['unused OFFER_SUPERSEDED', 'worked PINHOLE_WORKED'] },
    {
      title: 'A second PASV replaces the first',
      story: 'The client asks twice for a passive data connection and uses the second.',
      shows: 'Two offers; with the second the proxy frees the expectation session of the first.',
      change: 'the client asks for a second offer before it dials.',
    },
  ),
];
