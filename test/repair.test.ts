// @long Random records, glued and wrapped.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { flowMessages } from '../src/catalogue/flow.js';
import type { LogRecord } from '../src/parsers/parser.js';
import { createRepair } from '../src/parsers/repair/repair.js';
import { facts, read } from './read.js';

/** Records as `line+lines text`, and damage as `kind@line`. */
function repaired(...lines: string[]) {
  const records: string[] = [];
  const damage: string[] = [];
  const take = ({ text, origin }: LogRecord, count: number) =>
    records.push(`${origin.line}+${count} ${text}`);
  const repair = createRepair('x', take, (kind, line) => damage.push(`${kind}@${line}`));
  lines.forEach(repair.line);
  repair.end();
  return { records, damage };
}

const PACKET =
  '2021-07-26 21:42:05 id=20085 trace_id=7 func=print_pkt_detail line=5723 msg="vd-root:0 received a packet(proto=6, 10.230.4.86:60921->10.230.4.72:50756) from port3. flag [S], seq 3571380554, ack 0, win 64240"';
const DNAT =
  'id=20085 trace_id=7 func=__ip_session_run_tuple line=3503 msg="DNAT 10.230.4.72:50756->10.220.3.202:50756"';
const SNIFFED = '2021-07-26 19:42:05.235631 port3 in 10.230.4.86.60921 -> 10.230.4.72.50756: syn 3571380554';
const ARP = '2021-07-26 19:42:05.235631 port3 out arp who-has 10.0.0.7 tell 10.0.0.1';
const WAD =
  '2021-07-26 21:42:05.094442 [p:508][s:40738626] wad_ftp_pasv_reply_handler(1180): offer_ip=10.220.3.202 offer_port=50756';

describe('one line', () => {
  test.each([
    [PACKET, PACKET, []],
    [`${PACKET}\r`, PACKET, []],
    ['        set status deep-inspection', '        set status deep-inspection', []],
    ['\u00a0 \u00a0 set status deep-inspection\u00a0 \u00a0 <-----', '    set status deep-inspection', []],
    [`${SNIFFED}${'\u00a0 '.repeat(90)}571380554`, SNIFFED, ['repeated-tail@1']],
    [`${SNIFFED}          4711`, `${SNIFFED}          4711`, []],
    [`${SNIFFED}   <----- Data connection.   `, SNIFFED, []],
    [`${DNAT}    //to the server`, DNAT, []],
    ['set comment "a <-- b  // c"', 'set comment "a <-- b  // c"', []],
    ['set url https://example.com', 'set url https://example.com', []],
    [DNAT.replace('>', '&gt;'), DNAT, ['html-entities@1']],
    [DNAT.replaceAll('"', '&quot;'), DNAT, ['html-entities@1']],
    ['a &gt; b and c &amp; d', 'a &gt; b and c &amp; d', []],
    [DNAT.replace('"', '\u201d').replace('"', '\u2033'), DNAT, ['typographic-quotes@1']],
    ['set name \u201cFTP\u201d', 'set name "FTP"', ['typographic-quotes@1']],
    ['He said \u201cno\u201d', 'He said \u201cno\u201d', []],
    [`\u001b[1m${DNAT}\u001b[0m`, DNAT, ['control-bytes@1']],
    [`\u001b]0;FGT\u0007${DNAT}`, DNAT, ['control-bytes@1']],
    ['FGT # dux\b\u001b[Ki sys\r', 'FGT # dui sys', ['control-bytes@1']],
    [`--More-- \r         \r${DNAT}`, DNAT, ['control-bytes@1']],
    [`--More-- ${DNAT}`, DNAT, []],
    [`\0\0${DNAT}`, DNAT, ['control-bytes@1']],
    [`FGT (root) # ${SNIFFED}`, SNIFFED, []],
    [`user@FGT:~$ ${WAD}`, WAD, []],
    ['FGT (vip) # edit "FTP"', 'FGT (vip) # edit "FTP"', []],
    [`**${SNIFFED}**`, SNIFFED, ['markup@1']],
    [SNIFFED.replace('syn', '<b>syn</b>') + '<br>', SNIFFED, ['markup@1']],
    [DNAT.replace('msg=', '**msg=') + '**', DNAT, ['markup@1']],
    ['set `mappedip` **10.0.0.7**', 'set mappedip 10.0.0.7', ['markup@1']],
    [DNAT.replaceAll('"', String.raw`\"`), DNAT, ['markup@1']],
    [DNAT.replaceAll('_', String.raw`\_`).replace('->', String.raw`-\>`), DNAT, ['markup@1']],
    [SNIFFED.replace('->', String.raw`-\>`), SNIFFED, ['markup@1']],
    [WAD.replaceAll(/[[_\]]/g, String.raw`\$&`), WAD, ['markup@1']],
    [
      String.raw`set comment "the \"new\_server\" \> 21"`,
      String.raw`set comment "the \"new\_server\" \> 21"`,
      [],
    ],
    [String.raw`C:\inetpub\ftproot`, String.raw`C:\inetpub\ftproot`, []],
    ['from **.2.3.4 to 10.*.*.7 and 10.**.**.5', 'from **.2.3.4 to 10.*.*.7 and 10.**.**.5', []],
    [`> > ${DNAT}`, DNAT, []],
    [`| ${WAD}`, WAD, []],
    [`12: ${SNIFFED}`, SNIFFED, []],
    ['[10:22:01]     set mappedip 10.0.0.7', 'set mappedip 10.0.0.7', []],
    ['17  hook=pre dir=org act=noop', 'hook=pre dir=org act=noop', []],
    ['> 0x0000\t 4500 0034\tE..4', '0x0000\t 4500 0034\tE..4', []],
    ['3. see the manual', '3. see the manual', []],
    ['0x0000\t 4500 0034\tE..4<-- "  // x', '0x0000\t 4500 0034\tE..4<-- "  // x', []],
  ])('%j', (line, text, damage) => {
    expect(repaired(line)).toEqual({ records: [`1+1 ${text}`], damage });
  });
});

test('the rest of a wrapped message with escaped quotes', () => {
  const [head, rest] = [
    'id=20085 trace_id=7 func=x line=1 msg="Denied by',
    'forward policy check (policy 0)"',
  ];
  const { records } = repaired(...[head, rest].map((line) => line.replace('"', String.raw`\"`)));
  expect(records).toEqual([`1+2 ${head} ${rest}`]);
  const foot = String.raw`it said "no\"`;
  expect(repaired(foot).records).toEqual([`1+1 ${foot}`]);
});

describe('glued records', () => {
  test.each([
    [`${DNAT} ${DNAT}`, [DNAT, DNAT]],
    [`${DNAT}${PACKET}${DNAT}`, [DNAT, PACKET, DNAT]],
    [`${SNIFFED} ${SNIFFED}`, [SNIFFED, SNIFFED]],
    [`${ARP} ${SNIFFED}`, [ARP, SNIFFED]],
    [`${WAD} ${WAD}`, [WAD, WAD]],
    [`${PACKET} ${WAD} ${SNIFFED}`, [PACKET, WAD, SNIFFED]],
    [`[FPM04]  ${DNAT} [FPM05]  ${DNAT}`, [`[FPM04]  ${DNAT}`, `[FPM05]  ${DNAT}`]],
  ])('%j', (line, texts) => {
    const { records, damage } = repaired(line);
    expect(records).toEqual(texts.map((text, at) => `1+${at === 0 ? 1 : 0} ${text}`));
    expect(damage).toEqual(['glued-records@1']);
  });

  test('words before the first record do not count as a line of their own', () => {
    expect(repaired(`Output: ${DNAT}`).records).toEqual(['1+0 Output:', `1+1 ${DNAT}`]);
    expect(read(`Output: ${DNAT}`).tally).toEqual({ lines: 1, claimed: 1, blank: 0, unrecognised: 0 });
  });
});

describe('wrapped records', () => {
  test('a packet cut anywhere in its tuple is one packet again', () => {
    const whole = facts(PACKET);
    for (let at = PACKET.indexOf(' func='); at < PACKET.length; at++) {
      const { records, damage } = repaired(PACKET.slice(0, at), PACKET.slice(at));
      expect([at, damage]).toEqual([at, ['wrapped-record@1']]);
      expect(records.map((record) => record.slice(0, 4))).toEqual(['1+2 ']);
      expect(facts(records[0]!.slice(4))).toEqual(whole);
    }
  });

  test.each([40, 64, 72, 80, 100, 132])('wrapped at %i columns by a terminal', (width) => {
    for (const record of [PACKET, DNAT].filter(({ length }) => length > width)) {
      const lines = record.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
      if ((lines[0] ?? '').indexOf('trace_id=') < 0) continue;
      expect(repaired(...lines)).toEqual({
        records: [`1+${lines.length} ${record}`],
        damage: ['wrapped-record@1'],
      });
    }
  });

  test('wrapped at blanks by a page, with blank lines between', () => {
    expect(repaired('id=20085 trace_id=7 func=a line=1 msg="Allowed by', '', 'Policy-3: SNAT"')).toEqual({
      records: ['1+3 id=20085 trace_id=7 func=a line=1 msg="Allowed by Policy-3: SNAT"'],
      damage: ['wrapped-record@1'],
    });
    expect(facts('id=1 trace_id=7 msg="SNAT 10.0.0.1->172.1\n\n7.1.36:61001"')).toEqual([
      { kind: 'nat', traceId: 7, nat: 'snat', from: '10.0.0.1', to: '172.17.1.36:61001' },
    ]);
  });

  test('the hyphen of the arrow may be lost on the way', () => {
    expect(
      facts(
        'id=1 trace_id=7 msg="vd-root received a packet(proto=6, 10.0.0.1:10709\n>10.0.0.7:21) from lan."',
      ),
    ).toEqual([
      {
        kind: 'packet',
        traceId: 7,
        vdom: 'root',
        proto: 6,
        src: '10.0.0.1:10709',
        dst: '10.0.0.7:21',
        interface: 'lan',
      },
    ]);
  });

  test('the end of one record and the next one on a line', () => {
    const { records } = repaired(DNAT.slice(0, 90), `${DNAT.slice(90)} ${DNAT}`);
    expect(records).toEqual([`1+1 ${DNAT}`, `2+1 ${DNAT}`]);
  });

  test.each([
    [SNIFFED.slice(0, 50), SNIFFED.slice(50), SNIFFED],
    [SNIFFED.slice(0, 37), SNIFFED.slice(37), SNIFFED],
    [SNIFFED.slice(0, 76), SNIFFED.slice(76), SNIFFED],
    [WAD.slice(0, 60), WAD.slice(60), WAD],
    [WAD.replace(/ offer_port.*/, ''), 'offer_port=50756', WAD],
    [
      'Control session tuple: 10.0.0.1:1 -> 10.0.0.2:21 vf 0',
      'vrf 0',
      'Control session tuple: 10.0.0.1:1 -> 10.0.0.2:21 vf 0 vrf 0',
    ],
  ])('%j and %j', (first, second, whole) => {
    expect(repaired(first, second)).toEqual({ records: [`1+2 ${whole}`], damage: ['wrapped-record@1'] });
  });

  test.each([
    ['prose', [PACKET.slice(0, 150), 'This packet was lost.']],
    ['prose with quotes', [PACKET.slice(0, 150), 'See policy "FTP"']],
    ['another record', [PACKET.slice(0, 150), DNAT]],
    ['a prompt', [PACKET.slice(0, 150), 'FGT # ']],
    ['a configuration', ['id=1 trace_id=7 msg="Allowed by Policy-3:', 'set name "AV"']],
    ['an unknown message', ['id=1 trace_id=7 msg="words of a', 'release to come"']],
    ['many lines', [PACKET.slice(0, 150), ...Array<string>(12).fill('more')]],
    ['the end', [PACKET.slice(0, 150)]],
  ])('no join: %s', (_, lines) => {
    const { records, damage } = repaired(...lines);
    expect(records).toEqual(lines.map((line, at) => `${at + 1}+1 ${line}`));
    expect(damage).toEqual([]);
  });

  test('what breaks off is told', () => {
    expect(read(`${PACKET.slice(0, 150)}\nThis packet was lost.`).damage).toEqual(['truncated-record@1']);
  });
});

describe('what nobody claims', () => {
  test('blanks, ellipses, prompts and echoed commands are no puzzle', () => {
    const { tally } = read(
      [
        '',
        ' ',
        '.',
        '...',
        '\u2026',
        'FGT # ',
        'FGT (root) #',
        'FGT # diagnose debug flow trace start 10',
        '--More--',
      ].join('\n'),
    );
    expect(tally).toEqual({ lines: 9, claimed: 0, blank: 9, unrecognised: 0 });
  });

  test('shapes, with the first of each', () => {
    const { unclaimed, summary } = read(
      'peer 10.0.0.1 lost at 21:42:05\n\npeer 10.0.0.2 lost at 1:02:03\nflag 0x1f of 12',
    );
    expect(summary.unrecognised).toBe(3);
    expect(unclaimed).toEqual([
      { shape: 'peer IP lost at N:N:N', count: 2, firstLine: 1, example: 'peer 10.0.0.1 lost at 21:42:05' },
      { shape: 'flag H of N', count: 1, firstLine: 4, example: 'flag 0x1f of 12' },
    ]);
  });

  test('at most 200 shapes are kept', () => {
    const lines = Array.from({ length: 500 }, (_, at) =>
      String.fromCharCode(97 + (at % 26)).repeat(1 + (at % 40)),
    );
    expect(read([...new Set(lines)].join('\n')).unclaimed.length).toBe(200);
  });
});

const RECORDS = [
  PACKET,
  DNAT,
  SNIFFED,
  WAD,
  'Expect session tuple: 10.0.0.1:0 -> 10.0.0.2:50756(10.0.0.7:50756) vf 0 vrf 0',
  'session info: proto=6 proto_state=01 duration=1 expire=3599 timeout=3600 flags=00000000',
  'config firewall vip',
  '    edit "FTP"',
  '        set extip 10.0.0.2',
  'FGT # ',
  '',
  '0x0000\t 4500 0034 0000\tE..4..',
  ...flowMessages.flatMap(({ samples }) =>
    samples.map((sample) => `id=1 trace_id=1 func=f line=1 msg="${sample}"`),
  ),
];

describe('whatever comes', () => {
  const adds = (text: string) => {
    const { tally, summary } = read(text);
    expect(tally.lines).toBe(text.split('\n').length);
    expect(tally.claimed + tally.blank + tally.unrecognised).toBe(tally.lines);
    expect(summary.lines).toBe(tally.lines);
  };
  const record = fc.constantFrom(...RECORDS);
  const noise = fc.string({ unit: 'binary', maxLength: 40 });

  test('prefixes of records, in any order', () => {
    const prefix = fc.tuple(record, fc.nat(300)).map(([text, length]) => text.slice(0, length));
    fc.assert(
      fc.property(fc.array(prefix, { maxLength: 12 }), (lines) => {
        adds(lines.join('\n'));
      }),
    );
  });

  test('records glued, cut and mixed with any bytes', () => {
    const part = fc.oneof(
      record,
      noise,
      fc.constantFrom('\n', '\r\n', '\u001b[K', '\b', '\u00a0', ' <----- ', '"', '&gt;'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 15 }), (parts) => {
        adds(parts.join(''));
      }),
    );
  });

  const MEGA = 1_000_000;
  test.each([
    ['digits', '1'.repeat(MEGA)],
    ['blanks', ' '.repeat(MEGA)],
    ['blanks in a record', `id=1 trace_id=1${' '.repeat(MEGA)}x`],
    ['no-break blanks', '\u00a0'.repeat(MEGA)],
    ['an open message', `id=1 trace_id=1 msg="${'a'.repeat(MEGA)}`],
    ['an open tuple', `id=1 trace_id=1 msg="vd-root received a packet(proto=6, ${'1.'.repeat(MEGA / 2)}`],
    [
      'a long interface',
      `id=1 trace_id=1 msg="vd-root received a packet(proto=6, 1.1.1.1:1->1.1.1.1:1) from ${'a.'.repeat(MEGA / 2)}"`,
    ],
    ['many trace ids', 'trace_id=1 '.repeat(MEGA / 11)],
    ['many ids', 'id=1 '.repeat(MEGA / 5)],
    ['many stamps', '2021-07-26 21:42:05.235631 '.repeat(MEGA / 27)],
    ['many glued records', `${DNAT} `.repeat(MEGA / 130)],
    ['relative stamps', '1.234567 '.repeat(MEGA / 9)],
    ['escapes', '\u001b['.repeat(MEGA / 2)],
    ['inserts', `a\u001b[200@`.repeat(MEGA / 7)],
    ['titles', '\u001b]0;'.repeat(MEGA / 4)],
    ['backspaces', 'a\b'.repeat(MEGA / 2)],
    ['carriage returns', 'a\r'.repeat(MEGA / 2)],
    ['remarks', ' <--'.repeat(MEGA / 4)],
    ['quotes', 'set a "'.repeat(MEGA / 7)],
    ['entities', '-&gt;'.repeat(MEGA / 5)],
    ['colons', ':'.repeat(MEGA)],
    ['addresses', '10.0.0.1.'.repeat(MEGA / 9)],
    ['masked', 'x.'.repeat(MEGA / 2)],
    ['words', 'peer lost '.repeat(MEGA / 10)],
    ['prompts', 'a # '.repeat(MEGA / 4)],
  ])('1 MB of %s takes linear time', (_, line) => {
    const began = process.cpuUsage();
    adds(line);
    expect(process.cpuUsage(began).user).toBeLessThan(4e6);
  });

  test('open records in a row cost no more than lines', () => {
    const began = process.cpuUsage();
    adds(`id=1 trace_id=1 msg="Allowed by\n${'a\n'.repeat(8)}`.repeat(5000));
    adds(`id=1 trace_id=1 msg="Allowed by\n${'a\n'.repeat(6)}"\n`.repeat(2000));
    expect(process.cpuUsage(began).user).toBeLessThan(10e6);
  });
});

describe('an open record', () => {
  const [begin = '', rest = ''] = PACKET.split(/(?<=from) /);
  const sniffed = SNIFFED.slice(0, SNIFFED.indexOf('->') + 2);
  const wad = WAD.slice(0, WAD.indexOf('rt=50756'));

  /** Where lines may be read without the one who waits: the number of the next one, after each of them. */
  function waits(lines: readonly string[]): (number | undefined)[] {
    const repair = createRepair('x', noRecord, noDamage);
    return lines.map((line) => {
      repair.line(line);
      return repair.next();
    });
  }
  const noRecord = (): void => undefined;
  const noDamage = (): void => undefined;
  const until = (count: number, of: string): string[] => Array.from({ length: count }, () => of);

  test.each([
    ['flow, blank lines', begin, ''],
    ['flow, anything', begin, 'anything'],
    ['sniffer, blank lines', sniffed, ''],
    ['WAD, blank lines', wad, ''],
    ['WAD, anything', wad, 'anything'],
  ])('waits eight lines for its rest: %s', (_, open, line) => {
    const eight = until(8, line);
    expect(waits([open, ...eight])).toEqual([...until(8, '').map(() => undefined), 10]);
    expect(repaired(open, ...eight, line).records).toHaveLength(10);
  });

  test('is one with a rest that comes in time', () => {
    expect(repaired(begin, ...until(7, ''), rest)).toEqual({
      records: [`1+9 ${PACKET}`],
      damage: ['wrapped-record@1'],
    });
    expect(repaired(begin, ...until(8, ''), rest).damage).toEqual([]);
  });

  test('waits for nothing once another one begins', () => {
    expect(waits([begin, PACKET])).toEqual([undefined, 3]);
    expect(waits([begin, '0x0000\t 4500 0034'])).toEqual([undefined, 3]);
  });
});
