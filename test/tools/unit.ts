import { analysed, ftpWire, type Wire } from './ftpwire.js';
import type { Finding, ReportDocument } from '../../src/document.js';

/** A unit with a VIP at 203.0.113.9 for a server at 10.0.0.9, as the flow trace and the configuration print it. */
export interface Story {
  /** Lines for ftpWire: what the client's side of the control connection shows. */
  says?: readonly string[];
  /** The control port before and after the VIP. */
  port?: number;
  mappedPort?: number;
  /** What the flow trace says after the policy: `send to ips`, `run helper-ftp(dir=original)`. */
  control?: readonly string[];
  /** The data SYN: where to, from whom, and what became of it. */
  data?: { port: number; from?: string; becomes: readonly string[] };
  config?: string;
  /** WAD's lines of the session, without time and ids. */
  wad?: readonly string[];
  hosts?: { client: string; vip: string };
  wire?: Wire;
}

const CLIENT = '198.51.100.7';
export const VIP = '203.0.113.9';
export const SERVER = '10.0.0.9';
const LOCAL_IN = ['iprope_in_check() check failed on policy 0, drop'];

let trace = 0;
function traced(
  seconds: number,
  src: string,
  dst: string,
  seq: number,
  messages: readonly string[],
): string[] {
  trace += 1;
  const at = `2023-11-14 22:13:${20 + seconds}`;
  const packet = `vd-root:0 received a packet(proto=6, ${src}->${dst}) from port1. flag [S], seq ${seq}, ack 0, win 64240`;
  return [packet, ...messages].map((text) => `${at} id=20085 trace_id=${trace} func=x line=1 msg="${text}"`);
}

export function told(story: Story): ReportDocument {
  const { client, vip } = story.hosts ?? { client: CLIENT, vip: VIP };
  const { wad = [] } = story;
  const {
    says = [],
    port = 21,
    mappedPort = port,
    control = ['send to ips'],
    data,
    config = '',
    wire,
  } = story;
  const begin = [
    'allocate a new session-0000aaaa',
    `VIP-${SERVER}:${mappedPort}, outdev-port1`,
    `DNAT ${vip}:${port}->${SERVER}:${mappedPort}`,
    'Allowed by Policy-3:',
    ...control,
  ];
  const flow = traced(0, `${client}:40000`, `${vip}:${port}`, 40_000_000, begin);
  const tries = data === undefined ? [] : [2, 3, 5, 9];
  for (const second of tries) {
    const src = `${data?.from ?? client}:50000`;
    const messages = ['allocate a new session-0000bbbb', ...(data?.becomes ?? [])];
    flow.push(...traced(second, src, `${vip}:${data?.port ?? 0}`, 7_000, messages));
  }
  const proxied = wad.map((text) => `2023-11-14 22:13:21.000000 [p:508][s:43690] ${text}`).join('\n');
  const texts = [flow.join('\n'), proxied, config];
  // The wire is IPv4.
  if (story.hosts !== undefined) return analysed(...texts);
  return analysed(ftpWire(says, { oneSide: true, server: VIP, client: CLIENT, port, ...wire }), ...texts);
}

export const PASV = ['< 220 hello', '> PASV', `< 227 Entering Passive Mode (203,0,113,9,195,80)`];
export const AUTH = [
  '< 220 hello',
  '> AUTH TLS',
  '< 234 go on',
  '> !hello',
  '< !server-hello',
  '> !finished',
  '< !bytes',
];

/** A configuration with which explicit FTPS works; every argument changes one line of it. */
export function configured(...changes: readonly [string, string][]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`no ${from} in the configuration`);
    return text.replace(from, to);
  }, CONFIG);
}

const CONFIG = `#config-version=FGVM64-7.0.12-FW-build0523-210601:opmode=0:vdom=0:user=admin
config system session-helper
    edit 1
        set name ftp
        set protocol 6
        set port 21
    next
    edit 2
        set name pptp
        set protocol 6
        set port 1723
    next
end
config firewall vip
    edit "FTP"
        set extip 203.0.113.9
        set mappedip "10.0.0.9"
        set extintf "any"
        set portforward enable
        set extport 21
        set mappedport 21
    next
end
config firewall profile-protocol-options
    edit "default"
        config ftp
            set ports 21
            set status enable
        end
    next
end
config firewall ssl-ssh-profile
    edit "certificate-inspection"
        config ftps
            set status disable
        end
    next
    edit "FTP-scan"
        config ftps
            set ports 990
            set status deep-inspection
        end
    next
end
config firewall policy
    edit 3
        set srcintf "port1"
        set dstintf "port2"
        set srcaddr "all"
        set dstaddr "FTP"
        set action accept
        set service "FTP"
        set utm-status enable
        set inspection-mode proxy
        set ssl-ssh-profile "FTP-scan"
        set av-profile "default"
    next
end
`;

export const flowMode: [string, string] = ['set inspection-mode proxy', 'set inspection-mode flow'];
export const denied = { port: 50_000, becomes: LOCAL_IN };
/** Explicit FTPS whose data SYN was denied: no offer can be read. */
export const blind = (config: string, story: Story = {}): ReportDocument =>
  told({ says: AUTH, data: denied, config, ...story });
/** Plain FTP whose offer can be read. */
export const plain = (config: string, story: Story = {}): ReportDocument =>
  told({ says: PASV, data: denied, config, control: [], ...story });

export function first(report: ReportDocument, subject: string): Finding {
  const finding = report.findings.find((one) => one.subject === subject);
  if (finding === undefined) throw new Error(`no finding on ${subject}`);
  return finding;
}
export const cites = (finding: Finding, text: string): boolean =>
  finding.evidence.some((line) => line.text.includes(text));
