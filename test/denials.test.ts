import { describe, expect, it } from '@jest/globals';

import { DROP_REASONS, type DropReason } from '../src/events/flow.js';
import { stored } from './samples/folder.js';
import { analyse, print } from './samples/run.js';

/** What the kernel says for each reason; *other* is said in words that no catalogue lists. */
const WORDS: Readonly<Record<DropReason, string>> = {
  'forward-policy': 'Denied by forward policy check (policy 0)',
  'iprope-in-check': 'iprope_in_check() check failed on policy 0, drop',
  'reverse-path': 'reverse path check fail, drop',
  'no-route': 'no route to host, drop',
  replay: 'replay packet, drop',
  'ipsec-sa-not-ready': 'SA is not ready yet, drop',
  'ipsec-selector': 'No matching IPsec selector, drop',
  'shaper-limit': 'exceeded shaper limit, drop',
  'end-point-filter': 'Denied by end point ip filter check',
  'no-session-matched': 'no session matched',
  'session-blocked': 'Session is in BLOCK state. Drop the packet.',
  other: 'Denied by quota check',
};
const CODES: Partial<Record<DropReason, { offer: string; control: string }>> = {
  'forward-policy': { offer: 'WRONG_INTERFACE', control: 'PINHOLE_NOT_OPENED' },
  'iprope-in-check': { offer: 'WRONG_INTERFACE', control: 'PINHOLE_NOT_OPENED' },
  'reverse-path': { offer: 'RPF_DROP', control: 'RPF_DROP' },
  'no-route': { offer: 'NO_ROUTE', control: 'NO_ROUTE' },
};

/** The sample whose data SYNs are dropped, for another reason. */
function dropped(words: string): Record<string, string> {
  const { 'flow.log': flow = '', ...others } = stored('proxy-rpf-drop');
  return { ...others, 'flow.log': flow.replaceAll(WORDS['reverse-path'], words) };
}

describe.each(DROP_REASONS.map((reason) => [reason]))('a data SYN that is dropped for %s', (reason) => {
  const words = WORDS[reason];
  const { offer, control } = CODES[reason] ?? { offer: 'DATA_SYN_DROPPED', control: 'DATA_SYN_DROPPED' };

  it('has a rule that names it and cites its line, where the offer is read', () => {
    const document = analyse(dropped(words));
    expect(document.offers.map(({ verdict, code }) => `${verdict} ${code}`)).toEqual([`failed ${offer}`]);
    expect(document.offers[0]!.evidence[0]!.text).toContain(words);
  });

  it('has one where no offer is read', () => {
    const { 'flow.log': flow = '', 'sniff.txt': sniff = '' } = dropped(words);
    const document = analyse({ 'flow.log': flow, 'sniff.txt': sniff });
    expect(document.controlSessions.map(({ verdict, code }) => `${verdict} ${code}`)).toEqual([
      `failed ${control}`,
    ]);
    expect(document.controlSessions[0]!.stages[0]!.evidence[0]!.text).toContain(words);
  });

  it('is final for the SYN of a control connection, though it is dropped only once', () => {
    const document = analyse({ 'flow.log': trace(5, 'S', '10.86.10.10:40211->10.86.110.12:21', NEW, words) });
    expect(document.controlSessions[0]).toMatchObject({ verdict: 'failed', code: 'CONTROL_NEVER_OPENED' });
    expect(document.controlSessions[0]!.evidence[0]!.text).toContain(words);
  });
});

const NEW = 'allocate a new session-00d40007, tun_id=0.0.0.0';
const PARENT = 'allocate a new session-00d40001, tun_id=0.0.0.0';

/** One packet's way, as posts show it: without stamps. */
function trace(id: number, flags: string, tuple: string, ...messages: string[]): string {
  const packet = `vd-root:0 received a packet(proto=6, ${tuple}) tun_id=0.0.0.0 from wan1. flag [${flags}], seq 810000001, ack 0, win 64240`;
  return [packet, ...messages]
    .map((message) => `id=20085 trace_id=${id} func=f line=1 msg="${message}"\n`)
    .join('');
}

const CONTROL = trace(1, 'S', '198.51.100.31:51022->203.0.113.70:21', PARENT, 'Allowed by Policy-17:');
const DATA = '198.51.100.31:51023->203.0.113.70:50069';
const DENIED = trace(9, 'S', DATA, NEW, WORDS['forward-policy']);

describe('a denial', () => {
  it('of a control SYN is undone by a later print that is let through', () => {
    const again = trace(6, 'S', '198.51.100.31:51022->203.0.113.70:21', PARENT, 'Allowed by Policy-17:');
    const first = trace(5, 'S', '198.51.100.31:51022->203.0.113.70:21', NEW, WORDS['forward-policy']);
    expect(analyse({ 'flow.log': first + again }).controlSessions[0]).toMatchObject({
      verdict: 'inconclusive',
    });
  });

  it('of a data SYN that nothing follows is told first and decides nothing', () => {
    const { verdict, summary, findings } = analyse({ 'flow.log': CONTROL + DENIED });
    expect(verdict).toBe('inconclusive');
    expect(summary).toMatch(/^198\.51\.100\.31:51023 dialled 203\.0\.113\.70:50069 and was denied/);
    expect(findings[0]).toMatchObject({ code: 'DATA_SYN_UNEXPLAINED', verdict: 'inconclusive' });
  });

  it('of a data SYN is final where a retransmission met the same fate', () => {
    const again = trace(10, 'S', DATA, NEW, WORDS['forward-policy']);
    const { verdict, controlSessions } = analyse({ 'flow.log': CONTROL + DENIED + again });
    expect([verdict, controlSessions[0]!.code]).toEqual(['failed', 'PINHOLE_NOT_OPENED']);
  });

  it('of a data SYN is undone by a later hit, in the same file or another one', () => {
    const hit = trace(
      10,
      'S',
      DATA,
      'Find an EXP session, id-00d40001.',
      'DNAT 203.0.113.70:50069->10.98.1.21:50069',
    );
    for (const files of [
      { 'flow.log': CONTROL + DENIED + hit },
      { 'flow-1.log': CONTROL + DENIED, 'flow-2.log': hit },
    ]) {
      const [offer] = analyse(files).offers;
      expect(offer).toMatchObject({ verdict: 'inconclusive', pinhole: 'hit' });
      expect(offer!.stages.filter(({ state }) => state === 'failed')).toEqual([]);
    }
  });

  it('to the port of another service is told, and blamed on nobody', () => {
    for (const port of [3389, 8443, 5060]) {
      const other = DATA.replace(':50069', `:${port}`);
      const twice = [9, 10].map((id) => trace(id, 'S', other, NEW, WORDS['forward-policy'])).join('');
      const { verdict, findings } = analyse({ 'flow.log': CONTROL + twice });
      expect([verdict, findings[0]!.code]).toEqual(['inconclusive', 'DATA_SYN_UNEXPLAINED']);
    }
  });

  it('is not forgotten because another pinhole of the session was hit', () => {
    const { 'flow.log': flow, 'sniff.txt': sniff } = stored('three-transfers');
    const { verdict, findings } = analyse({ 'flow.log': flow!, 'sniff.txt': sniff! });
    expect(verdict).toBe('inconclusive');
    expect(findings.map(({ code }) => code)).toContain('DATA_SYN_UNEXPLAINED');
  });
});

describe('an ICMP error', () => {
  const files = stored('proxy-icmp-unreachable');
  const line = files['sniff.txt']!.split('\n').find((one) => one.includes('unreachable'))!;
  const before = files['sniff.txt']!.split('\n').filter(
    (one) => !one.includes('unreachable') || one === line,
  );
  const codes = (changed: string): string[] =>
    analyse({
      ...files,
      'sniff.txt': before.map((one) => (one === line ? changed : one)).join('\n'),
    }).findings.map(({ code }) => code);

  it('counts where it names the endpoint, was sent to who dialled it, and came while that was tried', () => {
    const to = /-> (?<to>\S+): icmp/.exec(line)!.groups!['to']!;
    const hour = / (?<hour>\d\d):/.exec(line)!.groups!['hour']!;
    expect(codes(line)).toContain('ICMP_UNREACHABLE');
    for (const changed of [
      line.replace(`-> ${to}: icmp`, '-> 10.7.7.7: icmp'),
      line.replace(` ${hour}:`, ` ${String((Number(hour) + 20) % 24).padStart(2, '0')}:`),
      line.replace(/icmp: [\d.]+/, 'icmp: 10.7.7.8'),
    ]) {
      expect(changed).not.toBe(line);
      expect(codes(changed)).not.toContain('ICMP_UNREACHABLE');
    }
  });
});

describe('a denied SYN that fits its pinhole, as a second connection for one offer', () => {
  const files = stored('proxy-used-twice');
  const [used, denied] = ['58720', '58354'] as const;
  const drop = (text: string, fits: (line: string) => boolean): string =>
    text
      .split('\n')
      .filter((line) => !fits(line))
      .join('\n');
  const ids = [...files['flow.log']!.matchAll(/trace_id=(\d+).*:58720/g)].map(([, id]) => id!);
  const flow = drop(files['flow.log']!, (line) => ids.some((id) => line.includes(`trace_id=${id} `)));
  const sniffer = drop(files['sniff.txt']!, (line) => line.includes(`.${used}`));
  // WAD's log ends with the pinhole: no reply tells how the transfer ended.
  const wad = files['wad.log']!.split('\n').slice(0, 11).join('\n');
  const codes = (captures: Record<string, string>): string[] =>
    analyse(captures).offers.map(({ verdict, code }) => `${verdict} ${code}`);

  it('is no failure where the trace lacks the packets before it', () => {
    expect(flow).toContain(denied);
    for (const captures of [
      { 'wad.log': wad, 'flow.log': flow, 'sniff.txt': sniffer },
      { 'wad.log': wad, 'flow.log': flow.replace(/^[^]*?(?=.*:55 .*58354)/, '') },
    ])
      expect(codes(captures)).toEqual(['inconclusive INSUFFICIENT_EVIDENCE']);
  });

  it('is one where WAD’s log goes on to the end of the session and tells of no transfer', () => {
    const end = [
      'removed command QUIT from cmd queue.',
      '2021-07-26 14:39:22.640754 [p:1365][s:289932138] wad_ftp_exec_state(3954): received event REPLY in state NORMAL',
      '2021-07-26 14:39:22.640854 [p:1365][s:289932138] __wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=QUIT, reply code=221',
    ].join('\n');
    for (const captures of [
      { 'wad.log': `${wad}\n${end}\n`, 'flow.log': flow },
      { 'wad.log': `${wad}\n${end}\n`, 'flow.log': flow, 'sniff.txt': sniffer },
    ])
      expect(codes(captures)).toEqual(['failed LOCAL_IN_DENY']);
  });

  it('is one where the trace is whole', () => {
    let latest = 0;
    const renumbered = new Map<string, number>();
    const whole = flow.replace(/trace_id=(\d+)/g, (_, id: string) => {
      if (!renumbered.has(id)) renumbered.set(id, (latest += 1));
      return `trace_id=${renumbered.get(id)}`;
    });
    expect(codes({ 'wad.log': wad, 'flow.log': whole })).toEqual(['failed LOCAL_IN_DENY']);
  });
});

describe('a WAD log alone', () => {
  it('tells of a pinhole that was opened, and not that nobody hit it', () => {
    const wad = stored('proxy-worked')['wad.log']!;
    const text = print(analyse({ 'wad.log': wad }), 'text').replace(/\s+/g, ' ');
    expect(text).toContain('pinhole opened; whether it was hit is not captured');
    expect(text).not.toContain('not hit');
  });
});

describe('an offer that a later one replaced', () => {
  const files = stored('proxy-superseded');
  const latest = Number(/.*trace_id=(\d+)/s.exec(files['flow.log']!)![1]);
  /** Two tries of the client's at the first offer, which the unit denied. */
  const withDenials = (seconds: readonly number[]) => {
    const denied = seconds.map((second, nth) => {
      const head = `2021-07-26 14:38:${second} id=20085 trace_id=${latest + 1 + nth}`;
      return [
        `${head} func=print_pkt_detail line=5723 msg="vd-root:0 received a packet(proto=6, 10.217.6.81:58870->10.217.6.79:50493) from vlan-120. flag [S], seq 77777, ack 0, win 64240"`,
        `${head} func=fw_forward_handler line=640 msg="Denied by forward policy check (policy 0)"\n`,
      ].join('\n');
    });
    const [offer] = analyse({
      'wad.log': files['wad.log']!,
      'flow.log': files['flow.log']! + denied.join(''),
    }).offers;
    return `${offer!.verdict} ${offer!.code}`;
  };

  it('failed if its client was denied while it stood', () => {
    expect(withDenials([52, 53])).toMatch(/^failed (?!REPLY)/);
  });

  it('is unused if its client came too late', () => {
    expect(withDenials([57, 58])).toBe('unused OFFER_SUPERSEDED');
  });
});
