import type { ScenarioOptions } from '../simulate/types.js';
import { inconclusive, worked, type Sample } from './sample.js';

/** What a capture keeps from being seen: the session itself is the same in both cases of a pair. */

const hanging: ScenarioOptions = {
  ...{ seed: 661, inspection: 'helper', verbosity: 6, vip: 'none', sources: ['sniffer'] },
  sessions: [
    {
      end: 'open',
      transfers: [
        { story: ['< 150 Opening BINARY mode data connection.', 'wait 60', '> NOOP', '< 200 NOOP ok.'] },
      ],
    },
  ],
};

const traced: ScenarioOptions = { seed: 662, sources: ['flow'] };
const twice: ScenarioOptions = { ...traced, sessions: [{ transfers: [{}, { delay: 2 }] }] };

export const captures: Sample[] = [
  {
    name: 'filter-wide',
    title: 'The sniffer’s filter names both hosts',
    story: 'The transfer begins and hangs. The data connection has opened, and the capture shows it.',
    shows: 'A filter on the addresses, an offer, and a data connection that opened on both sides.',
    scenario: hanging,
    wants: worked('DATA_CONNECTION_OPENED'),
  },
  {
    name: 'filter-too-narrow',
    title: 'The sniffer’s filter is "port 21"',
    story:
      'The same transfer, captured with the filter that everybody types first. The data connection has another port.',
    shows:
      'A filter that cannot show the data connection, an offer, and reply 150: nothing tells what became of it.',
    scenario: { ...hanging, filter: 'control' },
    pair: { name: 'filter-wide', change: 'the filter of the sniffer is "port 21".' },
    wants: { ...inconclusive(), remarks: ['CAPTURE_FILTER_TOO_NARROW'] },
  },
  {
    name: 'trace-worked',
    title: 'The flow trace alone, and it shows enough',
    story: 'Nobody took another capture. The trace shows two pinholes and the answers of the server.',
    shows: 'Two expectation matches, their translations, and two SYN-ACKs from the server.',
    scenario: twice,
    wants: { verdict: 'worked', offers: ['worked PINHOLE_WORKED', 'worked PINHOLE_WORKED'] },
  },
  {
    name: 'trace-used-up',
    title: 'The flow trace alone, and it stopped after ten packets',
    story:
      'The same session, traced with "trace start 10". The trace ends before the server answers the second time.',
    shows: 'Two expectation matches, one answer, and ten packets in all.',
    scenario: { ...twice, traceCount: 10 },
    pair: { name: 'trace-worked', change: 'the trace stops after ten packets.' },
    wants: {
      verdict: 'inconclusive',
      offers: ['worked PINHOLE_WORKED', 'inconclusive INSUFFICIENT_EVIDENCE'],
      remarks: ['TRACE_COUNT_USED_UP'],
    },
  },
  {
    name: 'log-whole',
    title: 'The flow trace alone shows denied data connections',
    story:
      'The policy is in flow mode, nobody reads the offer, and the data SYNs are denied. The log is as the unit printed it.',
    shows: 'Denied SYNs to two high ports of the server.',
    scenario: { ...twice, inspection: 'flow' },
    pair: { name: 'trace-worked', change: 'the policy inspects in flow mode.' },
    wants: { verdict: 'failed', offers: [], controls: ['failed PINHOLE_NOT_OPENED'] },
  },
  {
    name: 'log-damaged',
    title: 'The flow trace alone shows denied data connections, and a line of it is damaged',
    story: 'The same log, copied from a terminal window that lost the end of a line.',
    shows: 'Denied SYNs that can be read, and one record that breaks off.',
    scenario: { ...twice, inspection: 'flow' },
    edits: [
      {
        file: 'flow.log',
        from: /(func=print_pkt_detail line=)5723 msg="[^"]*flag \[S\][^"]*"(?=\n[^\n]*allocate a new session-[0-9a-f]{8}"\n[^\n]*\n[^\n]*(?:iprope|Denied)[^\n]*\n$)/,
        to: '$15',
      },
    ],
    pair: { name: 'log-whole', change: 'one line is cut.' },
    wants: {
      ...{ verdict: 'failed', offers: [], controls: ['failed PINHOLE_NOT_OPENED'] },
      remarks: ['LOG_DAMAGED'],
    },
  },
];
