import type { SnifferTcp } from '../../events/sniffer.js';
import { uint32 } from '../../net.js';

/** What the words after the addresses say: the IP protocol, TCP flags and numbers, the payload length. */
export interface Words {
  readonly proto: number | undefined;
  readonly tcp: SnifferTcp | undefined;
  readonly length: number | undefined;
}

/** The forms that were seen in real output; nearly every line has one of them. */
const TCP = /^(?:(syn|psh|fin|rst) (\d+)(?: ack (\d+))?|ack (\d+))$/;
/** A number ends at its first non-digit, for a page may have glued a word to it; with an `x` or `*` it is masked. */
const TCP_WORD = /(syn|psh|fin|rst|urg|ack)(?![a-z])(?: (\d+)(?![\dXx*]))?[ ,;]*/y;
const OTHER: [RegExp, number][] = [
  [/^icmp\b/, 1],
  [/^(?:\[icmp6 sum [^\]]*\] )?icmp6\b/, 58],
  [/^ESP\b/i, 50],
  [/^AH\b/, 51],
  [/^gre\b/i, 47],
  [/^igmp\b/, 2],
  [/^ospf/i, 89],
  [/^(?:pim|PIM)/, 103],
  [/^(?:vrrp|VRRP)/, 112],
];

/** `syn 1 ack 2`, `udp 48`, `icmp: echo request`, ` ip-proto-2 8` and their like. */
export function readWords(text: string): Words {
  const tcp = tcpWords(text);
  if (tcp !== undefined) return { proto: 6, tcp, length: undefined };
  const sized = /^(?:udp|ip-proto-(\d{1,3}))(?: (\d+))?/.exec(text);
  if (sized !== null) {
    const proto = sized[1] === undefined ? 17 : Number(sized[1]);
    return { proto, tcp: undefined, length: uint32(sized[2]) };
  }
  const proto = OTHER.find(([pattern]) => pattern.test(text))?.[1];
  return { proto, tcp: undefined, length: undefined };
}

function tcpWords(text: string): SnifferTcp | undefined {
  const match = TCP.exec(text);
  if (match === null) return anyTcpWords(text);
  const [, flag, seq, ack = match[4]] = match;
  return {
    syn: flag === 'syn',
    fin: flag === 'fin',
    rst: flag === 'rst',
    psh: flag === 'psh',
    seq: uint32(seq),
    ack: uint32(ack),
  };
}

/** Flags in any order, each with or without its number, and any tail. */
function anyTcpWords(text: string): SnifferTcp | undefined {
  const flags: string[] = [];
  let seq: string | undefined;
  let ack: string | undefined;
  TCP_WORD.lastIndex = 0;
  for (let match = TCP_WORD.exec(text); match !== null; match = TCP_WORD.exec(text)) {
    flags.push(match[1] ?? '');
    if (match[1] === 'ack') ack ??= match[2];
    else seq ??= match[2];
  }
  if (flags.length === 0) return undefined;
  return {
    syn: flags.includes('syn'),
    fin: flags.includes('fin'),
    rst: flags.includes('rst'),
    psh: flags.includes('psh'),
    seq: uint32(seq),
    ack: uint32(ack),
  };
}
