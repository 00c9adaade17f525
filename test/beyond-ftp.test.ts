import { describe, expect, it } from '@jest/globals';

import { flowVerdict } from '../src/catalogue/flow-verdict.js';
import { DROP_REASONS } from '../src/events/flow.js';
import type { ReportDocument } from '../src/document.js';
import { analysed } from './tools/ftpwire.js';

/** The records of one packet; `way` is what the kernel says of it. */
function packet(id: number, second: number, tuple: string, flags: string, ...way: string[]): string[] {
  const head = `2024-05-06 10:00:${String(second).padStart(2, '0')} id=65308 trace_id=${id} `;
  const tcp = flags === '' ? '' : ` flag [${flags}], seq 1000, ack 0, win 64240`;
  const proto = flags === '' ? 17 : 6;
  const printed = `vd-root:0 received a packet(proto=${proto}, ${tuple}) tun_id=0.0.0.0 from port1.${tcp}`;
  return [
    `${head}func=print_pkt_detail line=5894 msg="${printed}"`,
    ...way.map((said) => `${head}func=x line=1 msg="${said}"`),
  ];
}

const report = (...records: readonly string[][]): ReportDocument => analysed(records.flat().join('\n'));
const HTTPS = '10.1.1.5:50011->192.0.2.9:443';
const CONTROL = '198.51.100.31:51022->203.0.113.70:21';
const BACK = '203.0.113.70:21->198.51.100.31:51022';
const DATA = '198.51.100.31:51023->203.0.113.70:50069';

/** Every listed wording of a drop, and two that no list has. */
const DROPS = [
  ...flowVerdict.flatMap(({ id, samples }) => (id.startsWith('flow.drop-') ? samples : [])),
  'Denied by quota check',
  'exceeds the size of the tunnel, drop',
];

describe('a flow trace of something else', () => {
  it.each(DROPS)('names the drop with its line, and says that no FTP is there: %s', (said) => {
    const { verdict, summary, findings } = report(
      packet(7, 1, HTTPS, 'S', said),
      packet(8, 2, HTTPS, 'S', said),
    );
    expect(verdict).toBe('inconclusive');
    expect(findings.map(({ code, subject }) => [code, subject])).toEqual([['TRAFFIC_DROPPED', 'capture']]);
    const [{ message, evidence, fix }] = findings as [ReportDocument['findings'][number]];
    expect(summary.startsWith(message)).toBe(true);
    expect(message).toContain('10.1.1.5:50011 -> 192.0.2.9:443');
    expect(message).toContain(`“${said.trim()}”, 2 lines`);
    expect(message).toContain('no FTP control session');
    expect(evidence.map(({ line }) => line)).toEqual([2, 1]);
    expect(fix.length).toBeGreaterThan(0);
  });

  it('has all reasons in these wordings', () => {
    const listed = flowVerdict.flatMap(({ id }) => /^flow\.drop-(.*)/.exec(id)?.[1] ?? []);
    expect([...listed, 'other'].sort()).toEqual([...DROP_REASONS].sort());
  });

  it('tells UDP from TCP, and an explicit deny from the implicit one', () => {
    const { summary } = report(packet(7, 1, HTTPS, '', 'Denied by forward policy check (policy 7)'));
    expect(summary).toMatch(/^The unit dropped UDP .*policy 7 took this connection and denies it/);
  });

  it('gives each reason a finding of its own, and comes last to what only follows', () => {
    const { findings } = report(
      packet(7, 1, HTTPS, '.', 'no session matched'),
      packet(8, 2, '10.1.1.6:50011->192.0.2.9:443', 'S', 'reverse path check fail, drop'),
    );
    expect(findings.map(({ message }) => /“([^”]*)”/.exec(message)?.[1])).toEqual([
      'reverse path check fail, drop',
      'no session matched',
    ]);
  });

  it('says that a later try was let in', () => {
    const { summary } = report(
      packet(7, 1, HTTPS, 'S', 'Denied by forward policy check (policy 0)'),
      packet(
        9,
        9,
        '10.1.1.5:50012->192.0.2.9:443',
        'S',
        'allocate a new session-00001234',
        'Allowed by Policy-3:',
      ),
    );
    expect(summary).toContain('A later packet of 10.1.1.5 to 192.0.2.9:443 was allowed.');
  });

  it('leaves open whether a SYN to a high port was for FTP, and tells what to capture', () => {
    const { summary, findings } = report(
      packet(7, 1, DATA, 'S', 'iprope_in_check() check failed on policy 0, drop'),
    );
    expect(summary).toContain('if this is its data connection');
    expect(findings[0]!.next.join('\n')).toContain('diagnose debug flow filter addr 198.51.100.31');
    expect(report(packet(7, 1, HTTPS, 'S', 'no route, drop')).findings[0]!.next).toEqual([]);
  });

  it('tells a drop of which only the line itself was copied', () => {
    const { summary } = analysed(
      'id=65308 trace_id=9 func=fw_forward_handler line=640 msg="Denied by forward policy check (policy 0)"',
    );
    expect(summary).toMatch(/^The unit dropped a packet whose own line is not in the capture/);
  });
});

describe('a drop behind the SYN', () => {
  const opened = packet(1, 1, CONTROL, 'S', 'allocate a new session-00d40001', 'Allowed by Policy-17:');
  const hit = packet(20, 5, DATA, 'S', 'Find an EXP session, id-00d40001');
  const answered = packet(
    21,
    5,
    '203.0.113.70:50069->198.51.100.31:51023',
    'S.',
    'Find an existing session, id-00d40002, reply direction',
  );
  const twice = (at: number, tuple: string, flags: string, said: string): string[] => [
    ...packet(at, at, tuple, flags, said),
    ...packet(at + 1, at + 3, tuple, flags, said),
  ];

  it.each(DROPS)('fails the control session whose answer or words it takes: %s', (said) => {
    for (const taken of [twice(30, BACK, 'S.', said), twice(30, CONTROL, 'P.', said)]) {
      const { verdict, controlSessions, findings } = report(opened, taken);
      expect([verdict, controlSessions[0]!.code]).toEqual(['failed', 'NOT_FORWARDED']);
      expect(findings[0]!.evidence[0]!.text).toContain(said.trim());
    }
  });

  it.each(DROPS)('fails the offer whose data it takes: %s', (said) => {
    const { offers, findings } = report(opened, hit, answered, twice(40, DATA, '.', said));
    expect(offers.map(({ verdict, code }) => [verdict, code])).toEqual([['failed', 'NOT_FORWARDED']]);
    expect(findings[0]!.evidence[0]!.text).toContain(said.trim());
  });

  it('is nothing if it comes once, is made up for, or follows a FIN', () => {
    const said = 'no session matched';
    const fin = packet(39, 30, DATA, 'F.', 'Find an existing session, id-00d40002, original direction');
    const good = packet(50, 50, DATA, '.', 'Find an existing session, id-00d40002, original direction');
    const verdictOf = (...more: string[][]): string => report(opened, hit, answered, ...more).verdict;
    expect(verdictOf(packet(40, 40, DATA, '.', said))).toBe('worked');
    expect(verdictOf(twice(40, DATA, '.', said), good)).toBe('worked');
    expect(verdictOf(fin, twice(40, DATA, '.', said))).toBe('worked');
  });
});

describe('underscores as emphasis', () => {
  const said = 'Denied by forward policy check (policy 0)';
  const plain = packet(7, 1, HTTPS, 'S', said).join('\n');
  it.each([
    ['around the field', plain.replace(`msg="${said}"`, `__msg="${said}"__`)],
    ['around the message', plain.replace(said, `__${said}__`)],
    ['struck through', plain.replace(`msg="${said}"`, `~~msg="${said}"~~`)],
  ])('hide no record: %s', (_, text) => {
    expect(analysed(text).summary.replace(/__/g, '')).toBe(analysed(plain).summary);
  });
});
