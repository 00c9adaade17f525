import { FTP_PORT, FTPS_PORT } from '../ftp.js';
import { endpoint } from '../net.js';
import { icmpOf } from './host-commands.js';

/** The FTP session to capture. Each host is an address, or a placeholder such as `<client>` where it is unknown. */
export interface Target {
  readonly client: string;
  /** The address that the client dials. */
  readonly vip: string;
  /** The control port, by default 21. */
  readonly port?: number;
  /** The server's own address behind the VIP. */
  readonly server?: string;
  /** What the client speaks, where it is known: plain FTP can be read from the bytes, TLS cannot. */
  readonly protocol?: Protocol | undefined;
  /** The VDOM of the policy, for steps that a person pastes. */
  readonly vdom?: string | undefined;
}

/** `ftps` begins in plain text (AUTH TLS), `implicit` with TLS, on a port of its own. */
export const PROTOCOLS = ['ftp', 'ftps', 'implicit'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** One step of a capture: the commands to paste, and notes to read before. */
export interface Step {
  readonly title: string;
  readonly notes: readonly string[];
  readonly commands: readonly string[];
}

/** How many packets the flow trace may print. One FTP session has fewer, and an idle trace costs the unit nothing. */
const LINES = 10_000;

const isV6 = (address: string): boolean => address.includes(':');

/** The steps of a capture that shows every stage of a data connection, in the order in which to run them. */
export function captureRecipe(target: Target): Readonly<Record<string, Step>> & {
  readonly wad: Step;
  readonly flow: Step;
  readonly sniffer: Step;
  readonly lists: Step;
  readonly stop: Step;
} {
  const { protocol, vdom } = target;
  const there = (step: Step): Step => inVdom(step, vdom);
  return {
    prepare: there(prepare(target)),
    wad: there(wad(target)),
    flow: there(flow(target)),
    sniffer: there(sniffer(target, protocol === 'ftp' ? 6 : 4)),
    ...(protocol === undefined ? { plainSniffer: there(sniffer(target, 6)) } : {}),
    transfer: transfer(target),
    lists: there(lists(target)),
    config,
    stop: stop(target),
    analyze,
  };
}

/** The commands alone of the steps that a report wants: thousands of offers do. */
export const COMMANDS: Readonly<
  Record<'sniffer' | 'flow' | 'wad' | 'stop', (target: Target) => readonly string[]>
> = {
  sniffer: (target) => sniffer(target, 4).commands,
  flow: (target) => flow(target).commands,
  wad: (target) => wad(target).commands,
  stop: (target) => stop(target).commands,
};

/** Each SSH session begins outside of all VDOMs. */
const inVdom = (step: Step, vdom: string | undefined): Step =>
  vdom === undefined ? step : { ...step, commands: ['config vdom', `edit ${vdom}`, ...step.commands] };

const flowFilter = ({ client }: Target): string => (isV6(client) ? 'filter6' : 'filter');

function prepare(target: Target): Step {
  const vdoms =
    target.vdom === undefined
      ? ['With VDOMs, enter the one of the policy first in each session (config vdom, edit <vdom>).']
      : [];
  return {
    title: 'Before: clear what earlier debugging left behind',
    notes: [
      'Open four SSH sessions to the unit, and let the terminal program log each to a file of its own: what is copied from a window comes out damaged.',
      ...vdoms,
      'This also ends the debugging of anybody else on this unit.',
    ],
    commands: [
      'diagnose debug disable',
      'diagnose debug reset',
      'diagnose debug flow trace stop',
      `diagnose debug flow ${flowFilter(target)} clear`,
      'diagnose wad filter clear',
      'diagnose wad debug clear',
    ],
  };
}

function wad({ client }: Target): Step {
  return {
    title: 'SSH session 1, log it to wad.log: what the proxy reads',
    notes: isV6(client)
      ? ['No documentation shows a filter on an IPv6 address, so that lines of other clients come too.']
      : [
          'The filter names the client only: it is not documented whether the destination means the VIP or the server behind it, and a wrong filter shows nothing.',
        ],
    commands: [
      ...(isV6(client) ? [] : [`diagnose wad filter src ${client}`]),
      'diagnose wad debug enable category ftp',
      'diagnose wad debug enable level verbose',
      'diagnose wad debug display pid enable',
      'diagnose debug console timestamp enable',
      'diagnose debug enable',
    ],
  };
}

function flow(target: Target): Step {
  return {
    title: 'SSH session 2, log it to flow.log: what the kernel decides',
    notes: [
      'No filter on a port: the data connection has another one. Lines of the proxy that show up here do no harm.',
    ],
    commands: [
      `diagnose debug flow ${flowFilter(target)} addr ${target.client}`,
      'diagnose debug flow show function-name enable',
      'diagnose debug console timestamp enable',
      `diagnose debug flow trace ${isV6(target.client) ? 'start6' : 'start'} ${LINES}`,
      'diagnose debug enable',
    ],
  };
}

function sniffer({ client, server, protocol }: Target, verbosity: 4 | 6): Step {
  const hosts = [client, ...(server === undefined ? [] : [server])];
  const icmp = new Set(hosts.map(icmpOf));
  const filter = [...hosts.map((host) => `host ${host}`), ...icmp].join(' or ');
  const sides =
    server === undefined
      ? [
          'Without --server the server’s side shows only where the client keeps its address (no source NAT in the policy).',
        ]
      : [];
  const hidden = 'Sessions on a network processor show their first packets only.';
  return {
    title:
      verbosity === 4 || protocol === 'ftp'
        ? 'SSH session 3, log it to sniffer.log: the packets on both sides'
        : 'SSH session 3 instead, if the FTP is plain (no TLS)',
    notes:
      verbosity === 4
        ? [...sides, `${hidden} Port 22 is left out, or the capture would show itself.`]
        : [
            ...(protocol === 'ftp' ? sides : []),
            'Verbosity 6 adds the bytes, and with them the commands, replies and the password of the login.',
          ],
    commands: [`diagnose sniffer packet any '(${filter}) and not port 22' ${verbosity} 0 l`],
  };
}

function transfer({ vip, port, protocol }: Target): Step {
  const isImplicit = protocol === 'implicit' || (protocol === undefined && port === FTPS_PORT);
  const address = endpoint(vip, port ?? (isImplicit ? FTPS_PORT : FTP_PORT));
  const curl = isV6(vip) ? 'curl -g -v' : 'curl -v';
  return {
    title: 'Meanwhile, on the client: one login, one listing, one small file',
    notes: [
      'Best with the program that fails. Let it fail to its end, wait 30 seconds and quit. With curl, for example:',
    ],
    commands: [
      isImplicit
        ? `${curl} -u <user> ftps://${address}/`
        : `${curl} ${TLS_OF_CURL[protocol ?? 'any']}-u <user> ftp://${address}/`,
    ],
  };
}

/** Where it is not known whether the server speaks TLS, curl tries. */
const TLS_OF_CURL = { any: '--ssl ', ftp: '', ftps: '--ssl-reqd ', implicit: '' } as const;

function lists({ client, server }: Target): Step {
  const v6 = isV6(client);
  const session = `diagnose sys ${v6 ? 'session6' : 'session'}`;
  const from = (source: string, ...commands: string[]): string[] => [
    `${session} filter clear`,
    `${session} filter src ${source}`,
    ...commands,
  ];
  const expectations = `${session} list expectation`;
  return {
    title: 'SSH session 4, log it to sessions.log: while the transfer tries',
    notes: v6
      ? ['For IPv6 a list of expectations is not documented; the flow trace shows whether one was hit.']
      : [
          'An unused pinhole lives for about 30 seconds, so be quick and repeat it. Those of active mode come from the server.',
        ],
    commands: [
      ...from(client, `${session} list`, ...(v6 ? [] : [expectations])),
      ...(v6 || server === undefined || isV6(server) ? [] : from(server, expectations)),
      `${session} filter clear`,
    ],
  };
}

const config: Step = {
  title: 'SSH session 4 as well: what is set',
  notes: ['Put in the policy that lets the control session in, and the profiles that it names.'],
  commands: [
    'get system status',
    'show firewall vip',
    'show full-configuration firewall policy <policy-id>',
    'show full-configuration firewall ssl-ssh-profile <ssl-profile>',
    'show full-configuration firewall profile-protocol-options <protocol-options>',
    'show system session-helper',
  ],
};

function stop(target: Target): Step {
  return {
    title: 'When the client has quit: stop',
    notes: [
      'Ctrl-C in session 3. Then in session 1 and in session 2; lines that rush by do not matter, the commands are taken. FortiOS ends debugging by itself after 30 minutes, but not its filters.',
    ],
    commands: [
      'diagnose debug disable',
      'diagnose debug flow trace stop',
      'diagnose debug reset',
      `diagnose debug flow ${flowFilter(target)} clear`,
      'diagnose wad debug clear',
      'diagnose wad filter clear',
    ],
  };
}

const analyze: Step = {
  title: 'Then, where the logs are',
  notes: ['The logs hold addresses, names, and in plain FTP the password: treat them as such.'],
  commands: ['fgtrace analyze wad.log flow.log sniffer.log sessions.log'],
};
