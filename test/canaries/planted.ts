import { gzipSync } from 'node:zlib';

import { bytesOf, ethernet, ipv4, pcap, tcp } from '../tools/captures.js';
import { printSniffer } from '../tools/printsniffer.js';
import { stored } from '../samples/folder.js';
import { CONFIGURED, PRINTED, SAID, TYPED } from './forms.js';

/** Two halves, so that each piece of one that is cut is known again. */
const canary = (nth: number): string => `Qz${nth}head${nth}tailKx`;
export const CANARY = /Qz(\d+)head|head(\d+)tail|(\d+)tailKx/;

export interface Planted {
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** What each canary was planted in, by its number. */
  readonly places: readonly string[];
}

const WAD = '2021-07-26 21:42:05.094380 [p:508][s:40738626] wad_http_req';
const FLOW = '2021-07-26 21:41:53 id=20085 trace_id=1 func=print_pkt_detail line=5892 msg="';
const SESSION = 'session info: proto=6 proto_state=01 duration=3 expire=3597 timeout=3600 flags=00000000';
const SAMPLE = 'explicit-ftps-over-vip';

/** Every form of a secret in every source, each with a number of its own. */
export function planted(): Planted {
  const places: string[] = [];
  const plant = (form: string, where: string): string => {
    places.push(`${where}: ${form}`);
    return form.replace(/%(?!%)/, canary(places.length - 1));
  };
  const lines = (forms: readonly string[], where: string, before: string, behind = ''): string =>
    forms.map((form) => `${before}${plant(form, where)}${behind}\n`).join('');
  const texts = stored(SAMPLE);
  const text = (name: string): string => `${texts[name] ?? ''}\n`;
  const console = lines([...PRINTED, ...TYPED], 'console', '');
  const files = {
    'wad.log': text('wad.log') + lines(PRINTED, 'WAD', `${WAD}(12): `),
    'wad-wrapped.log': wrapped(
      PRINTED.filter((form) => !ONE_LINE.test(form)),
      'wrapped WAD',
      plant,
    ),
    'flow.log':
      text('flow.log') +
      lines(
        PRINTED.filter((one) => !one.includes('"')),
        'flow',
        FLOW,
        '"',
      ),
    'sniff.txt': text('sniff.txt') + lines([...PRINTED, ...TYPED], 'sniffer', ''),
    'sessions.txt': lines([...PRINTED, ...TYPED], 'session list', `${SESSION}\n`),
    'console.txt': console,
    'console-wrapped.txt': wrappedConsole(
      [...PRINTED, ...TYPED].filter((form) => !ONE_LINE.test(form)),
      plant,
    ),
    'unit.conf': configuration(plant),
    'fragments.conf': lines(
      CONFIGURED.filter(([table]) => !table.includes('community')).map(([, setting]) => setting),
      'fragment',
      '        ',
    ),
    'wide.log': utf16(lines([...PRINTED, ...TYPED], 'UTF-16', '')),
    'packed.log.gz': gzipSync(text('wad.log') + lines(PRINTED, 'gzip', `${WAD}(12): `)),
    'dump.txt': printSniffer(spoken(plant, 'hex dump', 40_000), 6).join('\n'),
    'control.pcap': spoken(plant, 'pcap', 41_000),
  };
  const bytes = Object.entries(files).map(([name, one]) => [name, Buffer.from(one)] as const);
  return { files: Object.fromEntries(bytes), places };
}

type Plant = (form: string, where: string) => string;

/** Lines of a script, which begin with the word that tells, and what tells only by the words behind it. */
const ONE_LINE = /^(?:(?:user|password|echo|open) |0000)/;

/** A place within the canary of a line. */
const middleOf = (line: string): number => (/head\d+(?=\d*tail)/.exec(line)?.index ?? 0) + 4;

/** As a terminal of 80 columns, or of as many more as it takes, cuts it: in the middle of the secret. */
function wrapped(forms: readonly string[], where: string, plant: Plant): string {
  return forms
    .map((form) => {
      const line = plant(form, where);
      const cut = middleOf(line);
      const width = [80, 100, 120, 160].find((one) => one > cut + WAD.length + 4) ?? 0;
      const filled = `${WAD}(${'1'.repeat(width - cut - WAD.length - 3)}): ${line}`;
      return `${filled.slice(0, width)}\n${filled.slice(width)}\n`;
    })
    .join('');
}

function wrappedConsole(forms: readonly string[], plant: Plant): string {
  return forms
    .map((form) => {
      const line = plant(form, 'wrapped console');
      const cut = middleOf(line);
      const filled = line.includes('# ')
        ? line.replace('FGT ', `${'F'.repeat(80 - cut + 3)} `)
        : `${'x'.repeat(78 - cut)}: ${line}`;
      return `${filled.slice(0, 80)}\n${filled.slice(80)}\n`;
    })
    .join('');
}

function configuration(plant: Plant): string {
  const entries = CONFIGURED.map(
    ([table, setting]) =>
      `config ${table}\n    edit "x"\n        ${plant(setting, `config ${table}`)}\n    next\nend\n`,
  );
  const quoted = CONFIGURED.filter(([, setting]) => setting.includes('"%"')).map(
    ([table, setting]) =>
      `config ${table}\n    edit "x"\n        ${plant(setting, `config ${table}, lines`).replace(/"(Qz\w+)"/, '"a\n$1\nb"')}\n    next\nend\n`,
  );
  const cut = CONFIGURED.map(([table, setting]) => {
    const line = plant(setting, `config ${table}, wrapped`);
    const at = middleOf(line);
    return `config ${table}\n    edit "x"\n${' '.repeat(80 - at)}${line.slice(0, at)}\n${line.slice(at)}\n    next\nend\n`;
  });
  const pem = plant('-----BEGIN RSA PRIVATE KEY-----\n%\n-----END RSA PRIVATE KEY-----\n', 'PEM');
  return [...entries, ...quoted, ...cut, pem].join('');
}

const utf16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

/** A control connection for each form: in one packet, cut in its verb, and cut in the secret. */
function spoken(plant: Plant, where: string, port: number): Uint8Array {
  const cuts: readonly ((line: string) => number[])[] = [
    () => [],
    () => [2],
    (line) => [line.indexOf('head') + 2],
    (line) => [line.indexOf(' ') + 1],
  ];
  const said = SAID.flatMap((form) =>
    cuts.map((cut, nth) => pieces(plant(form, `${where}, cut ${nth}`), cut)),
  );
  let time = 0;
  const frames = said.flatMap((parts, nth) => {
    let seq = 1000;
    return parts.map((part): [number, number, Uint8Array] => {
      const segment = tcp({ sport: port + nth, dport: 21, seq, ack: 1, flags: 24, payload: bytesOf(part) });
      seq += part.length;
      return [1_700_000_000 + (time += 1), 0, ethernet(ipv4(6, segment, '10.0.0.1', '10.0.0.2'))];
    });
  });
  return pcap(frames);
}

function pieces(line: string, cut: (line: string) => number[]): string[] {
  const places = [0, ...cut(line)];
  const whole = `${line}\r\n`;
  return [
    'USER jsmith\r\n',
    ...places.map((from, nth) => whole.slice(from, places[nth + 1] ?? whole.length)),
  ];
}
