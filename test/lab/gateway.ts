import { ADDRESSES, inside, type Network } from './namespaces.js';
import { run } from './processes.js';
import type { Fault, How, Scenario } from './scenario.js';

const active = ({ command }: Scenario): boolean => command === 'PORT' || command === 'EPRT';
export const controlPort = ({ tls }: Scenario): number => (tls === 'implicit' ? 990 : 21);

/** The first four bytes of a control word, at the place where TCP's payload begins. */
const word = (text: string): string => `@ih,0,32 0x${Buffer.from(text).toString('hex')}`;
const bits = (mask: string, flags: string): string => `tcp flags & (${mask}) == ${flags}`;
const PAYLOAD = 'tcp flags & (syn|fin|rst) == 0x0 meta length > 200';

/** Sets of two, because nft merges plain comparisons of neighbouring bytes, and then `!=` of both means another thing. */
const DATA = (port: number): string => `tcp dport != { ${port}, 0 } tcp sport != { ${port}, 0 }`;

/** What picks one packet kind out of the session, as nft says it. Data connections are all but the control port. */
function matching(fault: Fault, scenario: Scenario): string[] {
  const port = controlPort(scenario);
  const up = `tcp dport ${port}`;
  const down = `tcp sport ${port}`;
  const data = DATA(port);
  const byWord = (way: string, ...words: string[]): string[] => words.map((text) => `${way} ${word(text)}`);
  switch (fault.packet) {
    case 'syn':
      return [`${up} ${bits('syn|ack', 'syn')}`];
    case 'syn-ack':
      return [`${down} ${bits('syn|ack', '(syn|ack)')}`];
    case 'banner':
      return byWord(down, '220 ', '220-');
    case 'auth':
      return byWord(up, 'AUTH');
    case '234':
      return byWord(down, '234 ');
    case 'client-hello':
      return [`${up} @ih,0,16 0x1603 @ih,40,8 0x01`];
    case 'offer':
      return byWord(up, scenario.command);
    case 'offer-reply':
      return active(scenario)
        ? byWord(down, '200 ')
        : byWord(down, scenario.command === 'PASV' ? '227 ' : '229 ');
    case 'verb':
      return byWord(up, 'RETR', 'STOR', 'LIST', 'NLST', 'MLSD');
    case '150':
      return byWord(down, '150 ', '125 ', '150-');
    case '226':
      return byWord(down, '226 ', '226-');
    case 'data-syn':
      return [`${data} ${bits('syn|ack', 'syn')}`];
    case 'data-syn-ack':
      return [`${data} ${bits('syn|ack', '(syn|ack)')}`];
    case 'data-ack':
      return [`${data} ${bits('syn|ack|fin|rst|psh', 'ack')} meta length < 100`];
    case 'data':
      return [`${data} ${PAYLOAD}`];
    case 'data-fin':
      return [`${data} ${bits('fin', 'fin')}`];
  }
}

export function acting(how: How, family: 4 | 6): string {
  if (how === 'drop') return 'drop';
  if (how === 'reset') return 'reject with tcp reset';
  const six: Partial<Record<How, string>> = {
    'net-unreachable': 'no-route',
    'host-unreachable': 'addr-unreachable',
  };
  return family === 4 ? `reject with icmp type ${how}` : `reject with icmpv6 type ${six[how] ?? how}`;
}

const rules = (fault: Fault, scenario: Scenario): string =>
  matching(fault, scenario)
    .map((match) => `${match} counter ${acting(fault.how, scenario.family)}`)
    .join('\n');

function translation({ way, policy }: Scenario, port: number): string {
  if (way === 'vip') {
    const ports = policy === 'open' ? `{ ${port}, 1024-65535 }` : port;
    return `chain translated { type nat hook prerouting priority dstnat;
      ip daddr ${ADDRESSES.vip} tcp dport ${ports} dnat ip to ${ADDRESSES.server[4]}
    }`;
  }
  if (way === 'route') return '';
  return `chain translated { type nat hook postrouting priority srcnat;
    oifname "port2" masquerade
  }`;
}

/** Any connection by policy, or only the control channel and what the helper lets in. */
function admission(scenario: Scenario, port: number): string {
  const data = scenario.policy === 'open' ? 'ct state new accept' : '';
  return `ct state established,related accept
    iifname "port3" tcp dport ${port} accept
    ${data}
    meta l4proto tcp counter ${acting(scenario.deny, scenario.family)}`;
}

export function ruleset(scenario: Scenario): string {
  const port = controlPort(scenario);
  const helped = scenario.helper ? `tcp dport ${port} ct helper set "ftp-helper"` : '';
  const own = scenario.fault?.place === 'gateway' ? rules(scenario.fault, scenario) : '';
  return `table inet lab {
  ct helper ftp-helper {
    type "ftp" protocol tcp
  }
  chain tracked { type filter hook prerouting priority -150;
    ${helped}
  }
  ${translation(scenario, port)}
  chain forward { type filter hook forward priority 0; policy accept;
    ${own}
    ${admission(scenario, port)}
  }
  chain local { type filter hook input priority 0; policy accept;
    meta l4proto tcp counter ${acting(scenario.deny, scenario.family)}
  }
}`;
}

/** A host's own firewall meets what arrives, or on the dialling side what leaves. */
function hostRuleset(scenario: Scenario, fault: Fault): string {
  const dials = active(scenario) ? 'server' : 'client';
  return `table inet lab {
  chain host { type filter hook ${fault.place === dials ? 'output' : 'input'} priority 0; policy accept;
    ${rules(fault, scenario)}
  }
}`;
}

async function load(namespace: string, text: string): Promise<void> {
  const { code, out } = await run(inside(namespace, 'nft', '-f', '-'), { input: text });
  if (code !== 0) throw new Error(`nft: ${out.trim().slice(0, 400)}`);
}

/** What the gateway's rules counted, for whoever has to find out which packets they met. */
export async function counted(net: Network): Promise<string> {
  return (await run(inside(net.gateway, 'nft', 'list', 'ruleset'))).out;
}

export async function configure(net: Network, scenario: Scenario): Promise<void> {
  await load(net.gateway, ruleset(scenario));
  const { fault } = scenario;
  if (fault === null || fault.place === 'gateway') return;
  await load(net[fault.place], hostRuleset(scenario, fault));
}
