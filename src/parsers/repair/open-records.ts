import { flowMessage } from '../../catalogue/flow.js';
import { wholePacket } from '../../catalogue/flow-packet.js';

/** When a record surely goes on after its line, and when what was joined is whole. */
export interface Grammar {
  /** Only a line's length hints that it goes on: the very next line has to show it. */
  readonly guessed: boolean;
  readonly open: (text: string) => boolean;
  readonly whole: (text: string) => boolean;
  /** Whether the joined text is at least closed at its end, where the catalogue does not know its message. */
  readonly closed?: (text: string) => boolean;
}

const DAY_TIME = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`;

const FLOW = new RegExp(
  String.raw`^(?:\[FP[MC]\d{1,2}\] *)?(?:${DAY_TIME} )?(?:id=\d+ )?(?:pri=\w+ )?trace_id=\d+ (?:func=\w+ (?:line=\d+ )?)?msg="([^"]*)" *(?:<--.*|//.*)?$`,
);

/** Open as long as its quote is; whole where the catalogue knows the message to its end. */
export const flow: Grammar = {
  guessed: false,
  open(text) {
    const quote = text.indexOf('"');
    return quote < 0 || text.indexOf('"', quote + 1) < 0;
  },
  whole(text) {
    const message = FLOW.exec(text)?.[1]?.trim();
    const entry = message === undefined ? undefined : flowMessage(message)?.entry;
    if (message === undefined || entry === undefined) return false;
    if (entry.id === 'flow.packet') return wholePacket(message);
    return entry.event === null || entry.pattern.exec(message)?.[0].length === message.length;
  },
  closed(text) {
    const message = FLOW.exec(text)?.[1];
    return message !== undefined && flowMessage(message.trim()) === null;
  },
};

const WAD_STAMP = String.raw`^(?:\[?[A-Z]\]?)?${DAY_TIME}\.\d{6} `;
const WAD_CUT = new RegExp(
  String.raw`${WAD_STAMP}\[[psr]:[^[\]]*(?:\]|$)(?: *\[[psr]:[^[\]]*(?:\]|$))*[\w ]*(?:[(:]\d*)?\)?$`,
);
const WAD_HEAD = new RegExp(
  String.raw`${WAD_STAMP}(?: *\[[psr]:[^[\]]*\])+ ?_*wad_\w+ *(?:\(\d+\): |:\d+ +)`,
);
const WAD_TUPLE = /^(?:Control|Expect) session tuple: /;
const WAD_GOES_ON =
  /^(?:Control|Expect) session tuple: |(?:\): |:\d+ +)(?:offer_ip=|bound to proto=|forwarded reply to client)/;
const WAD_DONE =
  / vf \d+ vrf \d+$|offer_ip=\S{1,64} offer_port=\d+|dest=\S{1,64} vd=\d+ fd=|reply code=\d{3}/;

/** Whether a message that always goes on after its first words breaks off before its end. */
export const saysMore = (text: string): boolean => WAD_GOES_ON.test(text) && !WAD_DONE.test(text);

/** Open where the name or number of its function is cut, or a message that always goes on. */
export const wad: Grammar = {
  guessed: false,
  open: (text) => (WAD_CUT.test(text) && !WAD_HEAD.test(text)) || saysMore(text),
  whole: (text) => (WAD_HEAD.test(text) || WAD_TUPLE.test(text)) && !wad.open(text),
};

const SNIFFER_STAMP = String.raw`^(?:\[FP[MC]\d{1,2}\] *)?(?:${DAY_TIME}\.\d{6}|\d{1,9}\.\d{6}) `;
const SNIFFER_CUT = new RegExp(
  String.raw`${SNIFFER_STAMP}\S{1,40} (?:in|out|--)(?: [\da-fA-F.:]*(?: -?>?(?: [\da-fA-F.:]*)?)?(?:: (?:(?:syn|ack|psh|fin|rst)(?: \d+ (?:syn|ack))?)?)?)?$`,
);
const SNIFFER = new RegExp(
  String.raw`${SNIFFER_STAMP}(?:\S{1,40} (?:in|out|--) )?[\da-fA-F.:]+ -> [\da-fA-F.:]+: (?:(?:syn|ack|psh|fin|rst) \d{1,10}(?: ack \d{1,10})?|udp \d{1,5}|icmp6?: echo (?:request|reply)) *$`,
);

/** Whether the line ends in a number behind a colon, as nearly every whole line does. */
function endsInNumber(text: string): boolean {
  const last = text.charCodeAt(text.endsWith(' ') ? text.length - 2 : text.length - 1);
  return last >= 48 && last <= 57 && text.includes(': ');
}

/** Open inside the addresses, and after a word that needs its number. */
export const sniffer: Grammar = {
  guessed: false,
  open: (text) => !endsInNumber(text) && SNIFFER_CUT.test(text),
  whole: (text) => SNIFFER.test(text),
};

/** What the FTP proxy says, to the end of the line. */
const WAD_WHOLE = [
  String.raw`offer_ip=\S+ offer_port=\d{1,5}`,
  String.raw`(?:received event \w+ in|transitioned from state \w+ to) state \w+`,
  String.raw`fts=\S+, exp=\S+`,
  String.raw`proto=\d+ vd=\d+ ->\S+ exp_tcp_in=\S+`,
  String.raw`bound to proto=\d+ dest=\S+ vd=\d+ fd=-?\d+ local=\d+ tin\(\w+\)`,
  String.raw`forwarded reply to client: ftp cmd=[A-Z]+, reply code=\d{3}`,
  String.raw`hreq=\w+ Received request from client: \S+:\d{1,5}`,
  String.raw`ips_conn=\w+, len=\d+`,
].map((body) => new RegExp(`${WAD_HEAD.source}${body} *$`));
const REDIRECT = /^redirect: [A-Z]{3} \S+ -> \S+(?: DNAT \S+)?$/;

/** For lines that end at a terminal's width: nothing shows that they are open, but together they are whole. */
export const wadAtWidth: Grammar = {
  guessed: true,
  open: () => false,
  whole: (text) => REDIRECT.test(text) || WAD_WHOLE.some((pattern) => pattern.test(text)),
};
export const snifferAtWidth: Grammar = { guessed: true, open: () => false, whole: sniffer.whole };
