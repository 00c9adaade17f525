import {
  STAGES,
  type Evidence,
  type OfferReport,
  type ReportDocument,
  type Stage,
  type StageReport,
  type StageState,
  type TimelineEntry,
} from '../src/document.js';
import type { Ladder } from '../src/ladder.js';

// Lines of a real capture: explicit FTPS through a VIP, the pinhole works.
const FILE = 'explicit-ftps-over-vip.txt';
const FLOW = '2021-07-26 21:42:05 id=20085 trace_id=138192 func=';
const LINES: Readonly<Record<number, string>> = {
  83: 'removed command PASV from cmd queue.',
  85: '2021-07-26 21:42:05.094442 [p:508][s:40738626] wad_ftp_pasv_reply_handler(1180): offer_ip=10.220.3.202 offer_port=50756',
  88: '2021-07-26 21:42:05.094862 [p:508][s:40738626] wad_exp_tcp_in_open(228): bound to proto=6 dest=10.220.3.202:50756 vd=0 fd=83 local=0 tin(0x7f52dca666d0)',
  90: 'Expect session tuple: 10.230.4.86:0 -> 10.230.4.72:50756(10.220.3.202:50756) vf 0 vrf 0',
  95: '2021-07-26 21:42:05.095224 [p:508][s:40738626] __wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=PASV, reply code=227',
  98: '2021-07-26 21:41:53 id=20085 trace_id=138132 func=print_pkt_detail line=5723 msg="vd-root:0 received a packet(proto=6, 10.230.4.86:60919->10.230.4.72:21) from port3. flag [S], seq 1747348908, ack 0, win 64240"',
  99: '2021-07-26 21:41:53 id=20085 trace_id=138132 func=init_ip_session_common line=5894 msg="allocate a new session-026d9f42"',
  103: '2021-07-26 21:41:53 id=20085 trace_id=138132 func=fw_forward_handler line=819 msg="Allowed by Policy-3: AV"',
  108: `${FLOW}print_pkt_detail line=5723 msg="vd-root:0 received a packet(proto=6, 10.230.4.86:60921->10.230.4.72:50756) from port3. flag [S], seq 3571380554, ack 0, win 64240"`,
  109: `${FLOW}resolve_ip_tuple_fast line=5819 msg="Find an EXP session, id-026d9f42."`,
  110: `${FLOW}__ip_session_run_tuple line=3503 msg="DNAT 10.230.4.72:50756->10.220.3.202:50756"`,
  112: '2021-07-26 19:41:53.694768 port3 in 10.230.4.86.60919 -> 10.230.4.72.21: syn 1747348908                   <----- Control. connection      ',
  120: '2021-07-26 19:42:05.235631 port3 in 10.230.4.86.60921 -> 10.230.4.72.50756: syn 3571380554                <----- Data connection.',
  121: '2021-07-26 19:42:05.290253 port3 out 10.230.4.72.50756 -> 10.230.4.86.60921: syn 4276598741 ack 3571380555',
  123: '2021-07-26 19:42:05.302010 port2 out 10.230.4.86.60921 -> 10.220.3.202.50756: syn 3496112363              n 3496112363',
  124: '2021-07-26 19:42:05.307813 port2 in 10.220.3.202.50756 -> 10.230.4.86.60921: syn 3328349616 ack 3496112364',
};

const at = (line: number, file = FILE): Evidence => ({ file, line, text: LINES[line] ?? '' });

export const stages = (
  states: Partial<Record<Stage, [StageState, ...number[]]>>,
  file = FILE,
): StageReport[] =>
  STAGES.map((stage) => {
    const [state, ...lines] = states[stage] ?? ['not-captured'];
    return { stage, state, evidence: lines.map((line) => at(line, file)) };
  });

const entry = (
  time: string,
  source: TimelineEntry['source'],
  kind: string,
  line: number,
  offer: string | null,
): TimelineEntry => ({
  ...{ time: `2021-07-26T${time}`, printed: /\d\d:\d\d:\d\d(?:\.\d+)?/.exec(LINES[line] ?? '')?.[0] ?? null },
  ...{ source, kind, ...at(line), control: 'C1', offer, count: 1 },
});

const WORKED_STAGES = stages({
  control: ['seen', 98, 103],
  offer: ['seen', 85],
  expectation: ['seen', 90, 88],
  syn: ['seen', 120, 108],
  admission: ['seen', 109],
  nat: ['seen', 110],
  clientLeg: ['seen', 121],
  serverLeg: ['seen', 124],
});

/** The real capture, judged by hand. */
export const worked: ReportDocument = {
  schema: 'fgtrace.report/1',
  tool: { name: 'fgtrace', version: '0.1.0' },
  unit: null,
  verdict: 'worked',
  summary:
    'The pinhole worked: the data connection that PASV asked for, 10.230.4.86:60921 to 10.230.4.72:50756, ' +
    'was let through by the expectation of control session 026d9f42 and answered by the server 10.220.3.202:50756.',
  sources: [
    {
      file: FILE,
      lines: 126,
      records: { wad: 11, flow: 11, sniffer: 12, session: 0, config: 4 },
      unrecognised: 31,
      damage: [{ kind: 'repeated-tail', count: 7, firstLine: 113 }],
    },
  ],
  clocks: [
    {
      ...{ source: 'wad', file: FILE, reference: true, offsetSeconds: 0, uncertaintySeconds: 0 },
      ...{ zoneSeconds: 0, method: 'assumed', proof: [] },
    },
    {
      ...{ source: 'flow', file: FILE, reference: true, offsetSeconds: 0, uncertaintySeconds: 0 },
      ...{ zoneSeconds: 0, method: 'assumed', proof: [] },
    },
    {
      ...{
        source: 'sniffer',
        file: FILE,
        reference: false,
        offsetSeconds: -7200,
        uncertaintySeconds: 0.306,
      },
      ...{ zoneSeconds: -7200, method: 'syn-sequence' },
      proof: [
        [at(98), at(112)],
        [at(108), at(120)],
      ],
    },
  ],
  controlSessions: [
    {
      ...{ id: 'C1', time: '2021-07-26T21:41:53.000000', client: '10.230.4.86:60919' },
      ...{ server: '10.230.4.72:21', mappedServer: '10.220.3.202:21' },
      ...{ sessionId: '026d9f42', vdom: 'root', policy: '3', inspection: 'proxy', tls: 'unknown' },
      ...{ verdict: 'worked', code: 'CONTROL_OPENED' },
      stages: [{ stage: 'control', state: 'seen', evidence: [at(98), at(103)] }],
      evidence: [at(98), at(99), at(103)],
    },
  ],
  offers: [
    {
      ...{ id: 'O1', control: 'C1', time: '2021-07-26T21:42:05.094442', command: 'PASV' },
      ...{ endpoint: '10.220.3.202:50756', external: '10.230.4.72:50756', expectation: 'E1', dataFlow: 'D1' },
      ...{ pinhole: 'hit', verdict: 'worked', code: 'PINHOLE_WORKED', confidence: 'proven' },
      ...{ time: '2021-07-26T21:42:05.094442', transfer: null, durations: [] },
      ...{ stages: WORKED_STAGES, evidence: [at(85), at(95)] },
    },
  ],
  expectations: [
    {
      ...{ id: 'E1', control: 'C1', offer: 'O1', source: '10.230.4.86:0', destination: '10.230.4.72:50756' },
      ...{ mapped: '10.220.3.202:50756', openedBy: 'wad', claimedBy: 'D1', evidence: [at(90)] },
    },
  ],
  dataFlows: [
    {
      ...{ id: 'D1', offer: 'O1', initiator: '10.230.4.86:60921', destination: '10.230.4.72:50756' },
      ...{ mapped: '10.220.3.202:50756', synSequence: 3571380554, admittedBy: 'expectation', policy: null },
      clientLeg: { interface: 'port3', state: 'open' },
      serverLeg: { interface: 'port2', state: 'open' },
      evidence: [at(120), at(108)],
    },
  ],
  findings: [
    {
      ...{ code: 'PINHOLE_WORKED', subject: 'O1', verdict: 'worked', confidence: 'proven' },
      time: null,
      message:
        'The pinhole worked: the data connection that PASV asked for, 10.230.4.86:60921 to 10.230.4.72:50756, ' +
        'was let through by the expectation of control session 026d9f42 and answered by the server 10.220.3.202:50756.',
      evidence: [at(85), at(90), at(109), at(110), at(124)],
      ...{ steps: [], fix: [] },
      next: [],
    },
    {
      ...{ code: 'LOG_DAMAGED', subject: 'capture', verdict: 'worked', confidence: 'proven' },
      time: null,
      message:
        'Seven sniffer lines repeat their own end, as a terminal does when it is copied; nothing was lost.',
      evidence: [at(123)],
      ...{ steps: [], fix: [] },
      next: [],
    },
  ],
  timeline: [
    entry('21:41:53.000000', 'flow', 'packet', 98, null),
    entry('21:41:53.000000', 'flow', 'session-new', 99, null),
    entry('21:42:05.094442', 'wad', 'ftp-offer', 85, 'O1'),
    entry('21:42:05.094862', 'wad', 'expectation-listen', 88, 'O1'),
    entry('21:42:05.094862', 'wad', 'expectation', 90, 'O1'),
    entry('21:42:05.095224', 'wad', 'ftp-reply', 95, 'O1'),
    entry('21:42:05.000000', 'flow', 'packet', 108, 'O1'),
    entry('21:42:05.000000', 'flow', 'expectation-match', 109, 'O1'),
    entry('21:42:05.235631', 'sniffer', 'packet', 120, 'O1'),
    entry('21:42:05.290253', 'sniffer', 'packet', 121, 'O1'),
    entry('21:42:05.302010', 'sniffer', 'packet', 123, 'O1'),
    entry('21:42:05.307813', 'sniffer', 'packet', 124, 'O1'),
  ],
  totals: { lines: 126, events: 38, controlSessions: 1, offers: 1, worked: 1 },
  omitted: {},
};

const DENY: Evidence = {
  file: FILE,
  line: 109,
  text: `${FLOW}fw_forward_handler line=691 msg="Denied by forward policy check (policy 0)"`,
};
const [OFFER, FINDING] = [worked.offers[0]!, worked.findings[0]!];

export const FIX = [
  'config firewall vip',
  '    edit "FTP-data"',
  '        set extip 10.230.4.72',
  '        set mappedip "10.220.3.202"',
  '        set extintf "any"',
  '        set portforward enable',
  '        set extport 50000-51000',
  '        set mappedport 50000-51000',
  '    next',
  'end',
];

const STEPS: ReportDocument['findings'][number]['steps'] = [
  { purpose: 'change', where: 'fortigate', option: 1, title: 'Forward a fixed passive range', lines: FIX },
];

/** The same capture with one changed line: the data SYN finds no pinhole and is denied. */
export const failed: ReportDocument = {
  ...worked,
  totals: { controlSessions: 1, offers: 1, failed: 1 },
  verdict: 'failed',
  summary:
    'The data connection that PASV asked for, 10.230.4.86:60921 to 10.230.4.72:50756, was denied by policy 0: ' +
    'the pinhole opened for it was not used; forward the passive ports as below until the command shows why.',
  offers: [
    {
      ...OFFER,
      ...{ pinhole: 'opened', verdict: 'failed', code: 'POLICY_DENY', confidence: 'likely' },
      stages: OFFER.stages.map((stage) => {
        if (stage.stage === 'admission') return { ...stage, state: 'failed', evidence: [DENY] };
        if (stage.stage === 'nat' || stage.stage === 'serverLeg')
          return { ...stage, state: 'missing', evidence: [] };
        if (stage.stage === 'clientLeg') return { ...stage, state: 'missing', evidence: [] };
        return stage;
      }),
    },
  ],
  dataFlows: [
    {
      ...worked.dataFlows[0]!,
      ...{ admittedBy: 'denied', policy: '0', mapped: null },
      clientLeg: { interface: 'port3', state: 'syn-only' },
      serverLeg: { interface: null, state: 'not-seen' },
    },
  ],
  expectations: [{ ...worked.expectations[0]!, claimedBy: null }],
  findings: [
    {
      ...{ code: 'POLICY_DENY', subject: 'O1', verdict: 'failed', confidence: 'likely' },
      time: null,
      message:
        'The SYN to 10.230.4.72:50756 came 0.1 s after the pinhole for it was opened, from the address it was opened ' +
        'for, and was still denied by policy 0 in the same VDOM.',
      evidence: [at(90), at(108), DENY],
      steps: STEPS,
      fix: FIX,
      next: ['diagnose sys session list expectation'],
    },
  ],
  timeline: [...worked.timeline]
    .filter(({ line }) => line < 121)
    .map((one) => (one.line === 109 ? { ...one, kind: 'drop', text: DENY.text } : one)),
};

/** The control channel alone was captured. */
export const inconclusive: ReportDocument = {
  ...worked,
  totals: { controlSessions: 1, offers: 1, inconclusive: 1 },
  verdict: 'inconclusive',
  summary:
    'PASV offered 10.220.3.202:50756 and the pinhole for it was opened, but no source shows whether the client ' +
    'dialled 10.230.4.72:50756: capture the data connection with the command below.',
  offers: [
    {
      ...OFFER,
      ...{ dataFlow: null, pinhole: 'opened', verdict: 'inconclusive', code: 'CAPTURE_FILTER_TOO_NARROW' },
      stages: stages({ control: ['seen', 98], offer: ['seen', 85], expectation: ['seen', 90] }),
    },
  ],
  dataFlows: [],
  findings: [
    {
      ...{ code: 'CAPTURE_FILTER_TOO_NARROW', subject: 'O1', verdict: 'inconclusive', confidence: 'proven' },
      time: null,
      message: 'The sniffer filter shows port 21 only; the data connection uses port 50756.',
      evidence: [at(112)],
      ...{ steps: [], fix: [] },
      next: [
        "diagnose sniffer packet any 'host 10.230.4.86 or host 10.220.3.202 or icmp' 6 0 l",
        'diagnose debug flow filter addr 10.230.4.86',
      ],
    },
  ],
  timeline: [...worked.timeline].filter(({ line }) => line < 100),
};

/** The client asked twice and used the first offer never. */
export const unused: ReportDocument = {
  ...worked,
  totals: { controlSessions: 1, offers: 2, worked: 1, unused: 1 },
  offers: [
    {
      ...{ ...OFFER, dataFlow: null, pinhole: 'opened', verdict: 'unused', code: 'OFFER_SUPERSEDED' },
      stages: stages({
        control: ['seen', 98],
        offer: ['seen', 85],
        expectation: ['seen', 90],
        syn: ['missing'],
      }),
    },
    { ...OFFER, id: 'O2' },
  ],
  findings: [
    {
      ...FINDING,
      ...{ code: 'OFFER_SUPERSEDED', verdict: 'unused', message: 'A second PASV replaced this offer.' },
    },
    { ...FINDING, subject: 'O2' },
  ],
};

/** 500 offers in 50 control sessions: 40 denied, 3 open, the others worked. */
export function many(): ReportDocument {
  const offers: OfferReport[] = [];
  for (let n = 1; n <= 500; n += 1) {
    const like = n % 12 === 0 && n < 490 ? failed : n > 497 ? inconclusive : worked;
    const [id, port] = [`O${n}`, 50_000 + n];
    offers.push({
      ...like.offers[0]!,
      ...{ id, control: `C${Math.ceil(n / 10)}`, expectation: null, dataFlow: null },
      ...{ endpoint: `10.220.3.202:${port}`, external: `10.230.4.72:${port}` },
    });
  }
  const like = { failed, inconclusive, worked, unused: worked };
  return {
    ...worked,
    totals: { controlSessions: 50, offers: 500, failed: 40, inconclusive: 3, worked: 457 },
    verdict: 'failed',
    summary: '40 of 500 data connections were denied by policy 0; forward the passive port range as below.',
    controlSessions: Array.from({ length: 50 }, (_, at) => ({
      ...worked.controlSessions[0]!,
      id: `C${at + 1}`,
    })),
    offers,
    expectations: [],
    dataFlows: [],
    findings: offers.map(({ id, verdict }) => ({ ...like[verdict].findings[0]!, subject: id })),
    timeline: offers.flatMap(({ id, control }) =>
      [...worked.timeline].map((one) => ({ ...one, offer: id, control })),
    ),
  };
}

export const HOSTILE = [
  '\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u009b2J \u0000\u0008',
  '</script><script>alert(1)</script> <img src=x onerror=alert(1)> <!-- -->',
  '``` fence ```` and `code` | a | b | \\| @team @org/team #123 !7 user@example.com',
  '[click](https://evil.example/) ![x](http://evil.example/x.png) https://evil.example www.evil.example',
  '# heading\n\n---\n* list\n> quote\r\n<details>\u2028- item',
  '\u202egnp.exe\u202c \u2066isolated\u2069 \u200bzero\u200d\ufeff \ud800 lone',
  `long${'x'.repeat(5000)}`,
  '連接被拒絕。データ接続が拒否されました。연결이 거부되었습니다 👩‍👩‍👧 🇨🇭 ❤️',
  `tab\tbed\t${'e\u0301\u0302\u0303'.repeat(30)}`,
  '$(reboot) $x^2$ **bold** __under__ ~~gone~~ &lt; &amp; :smile:',
];

/** Every text that can come from a log or a command line is one of the above, also the name of the file. */
export function hostile(text: string): ReportDocument {
  const line: Evidence = { file: text, line: 7, text };
  const offer: OfferReport = {
    ...failed.offers[0]!,
    stages: failed.offers[0]!.stages.map((stage) => ({ ...stage, evidence: [line] })),
    evidence: [line],
  };
  return {
    ...failed,
    summary: `It failed because of ${text}`,
    sources: [{ ...failed.sources[0]!, file: text, damage: [{ kind: text, count: 2, firstLine: 3 }] }],
    clocks: failed.clocks.map((clock) => ({ ...clock, file: text, proof: [[line, line]] })),
    controlSessions: [{ ...failed.controlSessions[0]!, vdom: text, policy: text, evidence: [line] }],
    offers: [offer],
    dataFlows: [
      {
        ...failed.dataFlows[0]!,
        ...{ policy: text, evidence: [line] },
        clientLeg: { interface: text, state: 'syn-only' },
      },
    ],
    findings: [
      {
        ...{ ...failed.findings[0]!, message: `Denied: ${text}`, evidence: [line], fix: [], next: [] },
        steps: [
          { purpose: 'check', where: 'client', option: 1, title: text, lines: [] },
          { purpose: 'change', where: 'fortigate', option: 1, title: text, lines: [`# ${text}`] },
          { purpose: 'change', where: 'server', option: 2, title: text, lines: [`# ${text}`] },
        ],
      },
      {
        ...failed.findings[0]!,
        subject: 'capture',
        message: text,
        evidence: [line],
        steps: [],
        fix: [],
        next: [],
      },
    ],
    timeline: [...failed.timeline].map((one) => ({ ...one, file: text, text, printed: text })),
    omitted: { [text]: 4 },
  };
}

/** A ladder of which every word comes from a log. */
export function hostileLadder(text: string): Ladder {
  const lane = { endpoint: text, interface: text, captured: false };
  const step = {
    ...{ at: 1627335725e6, time: '2021-07-26T21:42:05.000000', precise: true, label: text, count: 2 },
    ...{ failed: false, evidence: { file: text, line: 7, text } },
  };
  return {
    offer: text,
    lanes: [
      { ...lane, name: 'client' },
      { ...lane, name: 'unit outside' },
      { ...lane, name: 'unit inside' },
      { ...lane, name: 'server' },
    ],
    steps: [
      { ...step, from: 0, to: 1, kind: 'word' },
      { ...step, from: 1, to: 1, kind: 'wad' },
      { ...step, from: 3, to: 0, kind: 'packet', failed: true },
    ],
  };
}
