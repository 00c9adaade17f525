import type { SnifferTcp } from '../../events.js';

/** What the words after the addresses say: the IP protocol, TCP flags and numbers, the payload length. */
export interface Words {
  readonly proto: number | undefined;
  readonly tcp: SnifferTcp | undefined;
  readonly length: number | undefined;
}

const TCP_WORD = /(syn|psh|fin|rst|urg|ack)(?: (\d+))?(?: +|$)/y;
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
    return { proto, tcp: undefined, length: sized[2] === undefined ? undefined : Number(sized[2]) };
  }
  const proto = OTHER.find(([pattern]) => pattern.test(text))?.[1];
  return { proto, tcp: undefined, length: undefined };
}

/** Flags in any order, each with or without its number: only `syn`, `ack` and `psh` lines were seen in real output. */
function tcpWords(text: string): SnifferTcp | undefined {
  const tcp = { syn: false, fin: false, rst: false, psh: false };
  let seq: number | undefined;
  let ack: number | undefined;
  TCP_WORD.lastIndex = 0;
  let match = TCP_WORD.exec(text);
  if (match === null) return undefined;
  for (; match !== null; match = TCP_WORD.exec(text)) {
    const [, word, digits] = match;
    const number = digits === undefined ? undefined : Number(digits);
    if (word === 'ack') ack ??= number;
    else {
      seq ??= number;
      if (word !== 'urg') tcp[word as keyof typeof tcp] = true;
    }
  }
  return { ...tcp, seq, ack };
}
