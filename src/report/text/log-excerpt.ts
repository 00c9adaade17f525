const LINE_HEADS = [
  /^\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?\]? +/,
  /^\d+\.\d{6} +/,
  /^(?:\[[a-z]:[^\]]*\])+ */,
  /^\w+ ?\(\d+\): /,
  /^id=\d+ (?:[\w-]+=\S+ )*?msg="/,
];

const PACKET = /^vd-\S+ received a packet\(proto=6, ([^)]*)\)/;
// An arrow and remark that somebody typed behind a pasted line.
const REMARK = / <-{2,}.*$/;

/** A log line without its head (time, ids, function): columns are narrow, and `file:line` leads to the whole line. */
export function logExcerpt(text: string): string {
  let rest = withoutEcho(text).replace(/ {2,}/g, ' ').trim();
  const whole = rest;
  for (const head of LINE_HEADS) rest = rest.replace(head, '');
  rest = rest.replace(PACKET, '$1').replace(REMARK, '');
  if (rest !== whole && whole.includes('msg="')) rest = rest.replace(/"$/, '');
  return rest === '' ? whole : rest;
}

/** Cuts off the rest of an overwritten line: the terminal left it behind a run of blanks (seed). */
function withoutEcho(text: string): string {
  const [, line = '', echo = ''] = /^(.*?\S) {8,}(\S.*)$/.exec(text.trim()) ?? [];
  return line !== '' && line.endsWith(echo) ? line : text;
}

const SNIFFED = /^((?:\S+ (?:in|out|--) )?)(\S+ -> \S+): (syn|fin|rst|psh|ack)\b( \d+ ack\b)?/;
const TRACED = /^([^\s>]+->\S+) (?:tun_id=\S+ )?from (\S+)\. flag \[([^\]]+)\]/;
const FLAGS: Readonly<Record<string, string>> = { S: 'SYN', F: 'FIN', R: 'RST', P: 'PSH', '.': 'ACK' };

/**
 * The excerpt for a narrow column. Of a packet the interface and the flag come first, because the end may be cut off.
 */
export function briefExcerpt(text: string): string {
  const short = logExcerpt(text);
  const [, where = '', route = '', flag = '', ack] = SNIFFED.exec(short) ?? [];
  if (flag !== '')
    return `${where}${flag.toUpperCase()}${flag === 'syn' && ack ? '-ACK' : ''} ${route.replace(' -> ', '->')}`;
  const [, tuple = '', from = '', flags = ''] = TRACED.exec(short) ?? [];
  if (flags === '') return short;
  return `${from} ${FLAGS[flags.slice(0, 1)] ?? flags}${flags === 'S.' ? '-ACK' : ''} ${tuple}`;
}
