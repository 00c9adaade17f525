import type { DataVip, ScenarioOptions, TransferOptions } from '../simulate/types.js';
import { failed, one, worked, type Sample, type Wanted } from './sample.js';

/**
 * Nobody opens pinholes: a second VIP, a service and a policy are meant to forward the passive range, and the server
 * announces the outside address. All is in the configuration, and each case changes one line of it.
 */
const base: ScenarioOptions = {
  ...{ seed: 811, inspection: 'none', tls: 'none', verbosity: 6, sniff: 'client' },
  sources: ['flow', 'sniffer', 'config'],
};
const range: DataVip = { extport: '50000-51000' };

const forwarded = (dataVip: DataVip, transfer: TransferOptions): ScenarioOptions =>
  one({ ...base, dataVip }, { announces: 'outside', ...transfer });

const wrong = (
  name: string,
  code: string,
  [dataVip, transfer]: [DataVip, TransferOptions],
  text: Pick<Sample, 'title' | 'story' | 'shows'> & { change: string },
  wants: Wanted = failed(code),
): Sample => {
  const { change, ...rest } = text;
  const scenario = forwarded(dataVip, { fault: 'not-opened', ...transfer });
  return { name: `range-${name}`, ...rest, scenario, pair: { name: 'range-worked', change }, wants };
};

export const forwarding: Sample[] = [
  {
    name: 'range-worked',
    title: 'Plain FTP through a forwarded passive range',
    story:
      'The policy inspects nothing. A second VIP forwards ports 50000 to 51000, its policy admits them, and the server announces the outside address.',
    shows: 'The VIP and the policy that let the data SYN in, and both in the configuration.',
    scenario: forwarded(range, { fault: 'static-range' }),
    wants: worked('STATIC_FORWARD_USED'),
  },
  wrong('missed', 'PASV_PORT_OUTSIDE_RANGE', [{ extport: '51001-52000' }, {}], {
    title: 'The server offers a port that the VIP does not forward',
    story: 'The range of the VIP and the passive range of the server are not the same.',
    shows: 'A data SYN that no VIP takes, and a VIP at the same address that forwards other ports.',
    change: 'the VIP forwards ports 51001 to 52000.',
  }),
  wrong(
    'service-outside',
    'POLICY_SERVICE_EXTERNAL_PORT',
    [{ ...range, mappedport: '60000-61000', service: '50000-51000' }, {}],
    {
      title: 'The policy lists the outside ports of a VIP that translates them',
      story:
        'The VIP maps the range to other numbers. The policy is checked after that, and its service lists the numbers before it.',
      shows: 'A VIP line for the data SYN, a denial after it, and a service that lists the outside ports.',
      change: 'the VIP maps its ports to 60000 and up, and the service stays as it was.',
    },
  ),
  wrong(
    'translated',
    'VIP_PORT_TRANSLATED',
    [{ ...range, mappedport: '60000-61000' }, { fault: 'translated-port' }],
    {
      title: 'The VIP maps the offered port to another one',
      story:
        'The VIP maps the range to other numbers and the policy admits those. The server listens at the port that it offered, and refuses the connection.',
      shows: 'A VIP line with another port than the one in the reply to PASV, and a reset.',
      change: 'the VIP maps its ports to 60000 and up, and the service with it.',
    },
  ),
  {
    ...wrong(
      'source-filter',
      'VIP_SRC_FILTER_EXCLUDES',
      [{ ...range, srcFilter: '10.203.9.0/24' }, { from: '10.204.9.81' }],
      {
        title: 'The VIP’s source filter knows only one of the client’s two addresses',
        story:
          'The client’s site leaves by two addresses. The source filter of the range’s VIP lists the network of the control connection’s, and not that of the data connection’s.',
        shows:
          'Data SYNs of another address than the control connection’s, which no VIP takes, and the source filter.',
        change: 'the VIP has a source filter, and the data SYN comes from an address that is not in it.',
      },
    ),
  },
];
