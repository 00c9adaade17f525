/** What people send beside their captures, or in their place, and fgtrace does not read. */
interface Foreign {
  /** The kind of damage that counts its lines. */
  readonly kind: string;
  /** How its lines begin; a frame of a capture file has none. */
  readonly line?: RegExp;
  readonly is: string;
  /** What to take in its place. */
  readonly instead: string;
}

export const WRAPPED_FRAME = 'wrapped-frame';

export const FOREIGN: readonly Foreign[] = [
  {
    kind: 'foreign-traffic-log',
    line: /^(?:\d+: )?.{0,200}\bdate=\S+ time=\S+ .{0,400}\btype="?(?:traffic|utm|event)\b/,
    is: 'log messages of a FortiGate',
    instead: 'A log message tells no reason: a flow trace does.',
  },
  {
    kind: 'foreign-session-table',
    line: /^(?:PROTO +EXPIRE +SOURCE|(?:tcp|udp|icmp|sctp) +\d+ +\d{1,3}(?:\.\d{1,3}){3}:\d+ )/,
    is: 'the table of get system session list',
    instead: 'diagnose sys session list tells more, and is read.',
  },
  {
    kind: 'foreign-tcpdump',
    line: /^(?:listening on \S+, link-type |(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d{3,9} (?:\S{1,20} +(?:In|Out) +)?IP6? \S+ > )/,
    is: 'what tcpdump prints',
    instead: 'The file of tcpdump -w is read.',
  },
  {
    kind: 'foreign-packet-list',
    line: /^(?:No\. +Time +Source|\d+ +\d+\.\d{3,9} +\S+ +(?:(?:→|->) +)?\S+ +(?:TCP|FTP|FTP-DATA|TLSv1\S*|SSL\S*) +\d+ )/,
    is: 'a packet list of Wireshark',
    instead: 'The capture file itself (pcap, pcapng) is read.',
  },
  {
    kind: 'foreign-ftp-log',
    line: /^(?:(?:Status|Command|Response|Befehl|Antwort|Commande|Réponse|Comando|Respuesta):\s|-{3,4}> |<-{3} |-{4} Connect|(?:[<>.*] )?(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} )?(?:(?:1[25]|2[0-5]|3[35]|4[25]|5[035])\d[ -]["(A-Za-z]|(?:USER|PASS|PASV|EPSV|PORT|EPRT|LIST|MLSD|NLST|RETR|STOR|AUTH|PBSZ|PROT)(?: |$))|.{0,40}\[pid \d+\] )/,
    is: 'the log of an FTP client or server',
    instead:
      'It tells what was met and not why: fgtrace capture prints what shows it. A pcap beside the client is read, too.',
  },
  {
    kind: WRAPPED_FRAME,
    is: 'packets within a tunnel (GRE, VXLAN, MPLS) or of an unknown link type',
    instead: 'Capture where the packets are not wrapped.',
  },
];

/** The kind of another program's text, for a line that no parser claims. */
export function foreignKind(text: string): string | undefined {
  const line = text.trim();
  return FOREIGN.find((one) => one.line?.test(line) === true)?.kind;
}

const FEWEST_LINES = 3;

/** What a file holds that is not read, by the lines of it: a single one may be anything. */
export function foreignIn(
  damage: readonly { readonly kind: string; readonly count: number }[],
  fewest = FEWEST_LINES,
): Foreign | undefined {
  const counts = new Map(damage.map(({ kind, count }) => [kind, count]));
  const countOf = ({ kind }: Foreign): number => counts.get(kind) ?? 0;
  const most = Math.max(fewest, ...FOREIGN.map(countOf));
  return FOREIGN.find((one) => countOf(one) >= most);
}
