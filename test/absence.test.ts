// @long Judges samples again for each gap in them.
import { describe, expect, it } from '@jest/globals';

import type { Finding } from '../src/document.js';
import { samples } from './samples/cases.js';
import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';

/** The sniffer's packets as they are printed, and the lines in front of them. */
const packetsOf = (text: string): string[] => text.split(/(?=^\d{4}-\d\d-\d\d )/m);

/** What a flow trace prints of a packet that comes in on a data connection. */
function traceOf(packet: string, at: number): string[] {
  const printed =
    /^(\S+ \d\d:\d\d:\d\d)\.\d+ (\S+) in (\S+)\.(\d+) -> (\S+)\.(\d+): (syn|psh|fin)? ?(\d*) ?(?:ack (\d+))?/.exec(
      packet,
    );
  const [, time, iface, src, from, dst, to, flag = '', seq = '', ack] = printed ?? [];
  if (printed === null || Number(from) < 1024 || Number(to) < 1024) return [];
  const flags = `${flag === '' ? '' : flag[0]!.toUpperCase()}${ack === undefined ? '' : '.'}`;
  const head = `${time} id=20085 trace_id=${9000 + at} func=print_pkt_detail line=5639`;
  return [
    `${head} msg="vd-root:0 received a packet(proto=6, ${src}:${from}->${dst}:${to}) tun_id=0.0.0.0 from ${iface}. flag [${flags}], seq ${seq || 1}, ack ${ack ?? 0}, win 64240"`,
  ];
}

describe('a pause in a transfer through the proxy', () => {
  const files = stored('file-held');

  it('is no failure where only a flow trace shows it, which never prints what the proxy sends', () => {
    const traced = packetsOf(files['sniff.txt']!).flatMap((packet, at) => traceOf(packet, at));
    const report = analyse({ 'flow.log': files['flow.log']! + traced.join('\n') });
    expect(report.offers[0]).toMatchObject({ verdict: 'worked' });
  });

  it('is a failure of the transfer where both sides are shown, with a reply and without', () => {
    const replies = / 10\.\S+\.21 -> \S+: psh /;
    const unsaid = packetsOf(files['sniff.txt']!)
      .filter((packet) => !packet.includes('12:38:31') || !replies.test(packet))
      .join('');
    for (const sniff of [files['sniff.txt']!, unsaid]) {
      const [offer] = analyse({ ...files, 'sniff.txt': sniff }).offers;
      expect(offer).toMatchObject({ verdict: 'failed', code: 'ANTIVIRUS_HOLD' });
      expect(offer!.stages).toContainEqual(expect.objectContaining({ stage: 'transfer', state: 'failed' }));
    }
  });

  it('is no failure where the FIN of the waiting side acknowledges data that the capture lost', () => {
    const gaveUp = / in \S+ -> \S+\.50004: fin \d+ ack (\d+)/;
    const sniff = files['sniff.txt']!;
    const [, acknowledged] = gaveUp.exec(sniff)!;
    const received = String(Number(acknowledged) + 2300);
    const left = sniff.replace(gaveUp, (line) => line.replace(acknowledged!, received));
    expect(left).not.toBe(sniff);
    expect(analyse({ ...files, 'sniff.txt': left }).offers[0]!.code).not.toBe('ANTIVIRUS_HOLD');
  });
});

describe('a proxy that closes what the capture shows no data of', () => {
  const files = stored('ipv6-configured-worked');
  const packets = packetsOf(files['sniff.txt']!);
  const isData = (packet: string): boolean => /\.50284(?: ->|:)/.test(packet);
  const without = (lost: (packet: string) => boolean): string =>
    analyse({ ...files, 'sniff.txt': packets.filter((packet) => !lost(packet)).join('') }).offers[0]!.code;

  it('did reach the server if its FIN counts the data that was lost', () => {
    const isServerSide = (packet: string): boolean => isData(packet) && packet.includes(' srv.30 ');
    const carries = (packet: string): boolean => isData(packet) && /: psh /.test(packet);
    expect(without((packet) => isServerSide(packet) || carries(packet))).toBe('INSUFFICIENT_EVIDENCE');
  });

  it('did reach the server if a packet of the server comes in', () => {
    const isShown = (packet: string): boolean => !isData(packet) || / fin |: fin | syn /.test(packet);
    const isServerSyn = (packet: string): boolean => packet.includes(' srv.30 ') && /: syn /.test(packet);
    expect(without((packet) => !isShown(packet) || (isData(packet) && isServerSyn(packet)))).not.toBe(
      'PROXY_SERVER_LEG_FAILED',
    );
  });
});

describe('what a rule concludes from something that is not there', () => {
  const name = 'helper-server-no-answer';
  const files = stored(name);
  const sniff = files['sniff.txt']!;
  const findingOf = (text: string): Finding => {
    const [first] = analyse({ ...files, 'sniff.txt': text }).findings.filter(
      ({ code }) => code === 'SERVER_NO_ANSWER',
    );
    return first!;
  };
  const packets = packetsOf(sniff);
  const firstSyn = packets.findIndex((packet) => packet.includes('.50342: syn '));
  /** One packet more at this place, cut off in its middle. */
  const damagedAt = (at: number): string =>
    packets.toSpliced(at, 0, packets[at]!.slice(0, 45).trimEnd() + '\n\n').join('');

  it('is proven where the capture is whole', () => {
    expect(findingOf(sniff)).toMatchObject({ confidence: 'proven' });
    expect(findingOf(sniff).message).not.toContain('lost');
  });

  it.each([
    [
      'the sniffer lost packets',
      sniff.replace('\n0 packets dropped', '\n12 packets dropped'),
      'The answer may be among what was lost: the sniffer lost 12 packets of sniff.txt.',
    ],
    ['a line behind the SYN is damaged', damagedAt(firstSyn + 3), 'sniff.txt is damaged in line'],
    [
      'a quarter of the lines cannot be read',
      sniff + Array.from({ length: 100 }, (_, at) => `noise ${at}\n`).join(''),
      `100 of ${sniff.split('\n').length - 1 + 100} lines of sniff.txt could not be read`,
    ],
    [
      'words of the control channel after the offer are missing',
      packets.filter((packet) => !/: psh 1726178673 /.test(packet)).join(''),
      'sniff.txt lacks words of the control channel',
    ],
  ])('is likely where %s, and says so', (_, text, says) => {
    expect(text).not.toBe(sniff);
    const found = findingOf(text);
    expect(found).toMatchObject({ verdict: 'failed', confidence: 'likely' });
    expect(found.message).toContain(says);
  });

  it('is proven where only what came before the offer is damaged', () => {
    expect(findingOf(damagedAt(2))).toMatchObject({ confidence: 'proven' });
  });

  it('a report says in its first sentences that files could not be read', () => {
    const { summary } = analyse({ 'sniff.txt': sniff + 'noise\n'.repeat(100) });
    expect(summary).toMatch(/100 of \d+ lines of sniff\.txt could not be read\./);
  });
});

/** Codes of which a line shows all that they say: a drop, a refusal, a reset, an alert. A new code has to choose its side. */
const SHOWN_BY_A_LINE = new Set(
  `REPLY_421 REPLY_425 REPLY_426 REPLY_550 REPLY_451 REPLY_552 OFFER_REFUSED CCC_REFUSED EPRT_FAMILY_REFUSED EPSV_ALL
  ACTIVE_CLIENT_REFUSED CONTROL_NEVER_OPENED SERVER_RST SERVER_PEER_CHECK PROT_MISMATCH ICMP_UNREACHABLE POLICY_DENY RPF_DROP
  DATA_SYN_DROPPED WRONG_VDOM TLS_CERT_REJECTED TLS_CONTROL_FAILED TLS_DATA_FAILED TLS_SESSION_REUSE_REQUIRED AV_BLOCK
  CCC_CLEARED EXPECTATION_USED_TWICE`.split(/\s+/),
);

it('of files that are largely unread nothing is proven that rests on an absence, and no verdict changes', () => {
  const once = new Map(samples.map(({ name, wants }) => [JSON.stringify(wants), name]));
  const wrong: string[] = [];
  for (const name of once.values()) {
    const files = stored(name);
    const whole = analyse(files);
    const unread = Object.entries(files).map(([file, text]): [string, string] => {
      const noise = text.split('\n').map((_, at) => `nobody reads this ${at}\n`);
      return [file, file.endsWith('.conf') ? text : text + noise.join('')];
    });
    const report = analyse(Object.fromEntries(unread));
    if (report.verdict !== whole.verdict) wrong.push(`${name}: ${report.verdict}`);
    for (const { code, verdict, confidence, subject } of report.findings)
      if (['failed', 'unused'].includes(verdict) && confidence === 'proven' && subject !== 'capture')
        if (!SHOWN_BY_A_LINE.has(code)) wrong.push(`${name}: ${code}`);
  }
  expect(wrong).toEqual([]);
});
