import type { OfferReport, ReportDocument } from '../../src/document.js';

const DENIED = [
  'POLICY_DENY',
  'LOCAL_IN_DENY',
  'PINHOLE_NOT_OPENED',
  'EXPECTATION_OPEN_FAILED',
  'EXPECTATION_EXPIRED',
  'EXPECTATION_SOURCE_MISMATCH',
  'CONTROL_CLOSED_BEFORE_DATA',
  'WRONG_VDOM',
  'WRONG_INTERFACE',
  'RPF_DROP',
  'ACTIVE_SOURCE_PORT',
  'CLIENT_BEHIND_OTHER_NAT',
  'PASV_PRIVATE_ADDRESS_LEAKED',
  'EPSV_NOT_TRACKED',
  'MASQUERADE_DEFEATS_REWRITE',
  'NAT64_FAMILY_MISMATCH',
  'OFFER_FOREIGN_ADDRESS',
  'HELPER_MISSING',
  'HELPER_NOT_ON_PORT',
  'PASV_PORT_OUTSIDE_RANGE',
  'POLICY_SERVICE_EXTERNAL_PORT',
  'VIP_SRC_FILTER_EXCLUDES',
];
/** Where the flow trace is lost, a sniffer of both sides still shows that the unit kept the SYN. */
const KEPT = 'NOT_FORWARDED';
const BASIC = ['POLICY_DENY', 'LOCAL_IN_DENY', 'PINHOLE_NOT_OPENED', 'RPF_DROP', KEPT];
const REPLIES = ['REPLY_421', 'REPLY_425', 'REPLY_426', 'REPLY_550'];

/** Words that say less of the same. */
const LESSER: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(DENIED.map((code) => [code, BASIC])),
  NO_ROUTE: [KEPT],
  DATA_SYN_DROPPED: [KEPT],
  OFFER_PORT_REUSED: [KEPT],
  ACTIVE_LOW_PORT: ['OFFER_REFUSED'],
  SERVER_NO_ANSWER: ['PROXY_SERVER_LEG_FAILED'],
  SERVER_RST: ['PROXY_SERVER_LEG_FAILED'],
  ICMP_UNREACHABLE: ['PROXY_SERVER_LEG_FAILED'],
  ARP_UNRESOLVED: ['PROXY_SERVER_LEG_FAILED'],
  SNAT_DIFFERS: ['SERVER_PEER_CHECK', 'PROXY_SERVER_LEG_FAILED'],
  SERVER_PEER_CHECK: ['PROXY_SERVER_LEG_FAILED'],
};

const UNDIALLED = [
  'EPRT_FAMILY_REFUSED',
  'OFFER_REFUSED',
  'DATA_SYN_NOT_SEEN',
  'ACTIVE_SERVER_SYN_NOT_SEEN',
  'OFFER_REFUSED',
  'ACTIVE_LOW_PORT',
];

/** Stages after the opening: the connection came about before it broke. */
const LATE = [
  'MTU_BLACKHOLE',
  'PROT_MISMATCH',
  ...REPLIES,
  'DATA_CONNECTION_RESET',
  'ANTIVIRUS_HOLD',
  'AV_BLOCK',
  'EXPECTATION_TAKEN_BY_OTHER',
  'FILE_BLOCK_OR_OVERSIZE',
  'IPS_BLOCK',
  'REPLY_150_WITHOUT_226',
  'TLS_DATA_FAILED',
  'TLS_SESSION_REUSE_REQUIRED',
  'SNAT_DIFFERS',
  'SERVER_PEER_CHECK',
  'CLIENT_NO_ACK',
  'ACTIVE_SERVER_NO_ACK',
];

const codesOf = (report: ReportDocument, id: string): string[] =>
  report.findings.filter(({ subject }) => subject === id).map(({ code }) => code);

const flowOf = (report: ReportDocument, offer: OfferReport) =>
  report.dataFlows.find(({ id }) => id === offer.dataFlow);

const lineOf = ({ stages }: OfferReport): string | undefined =>
  stages.find(({ stage }) => stage === 'offer')?.evidence[0]?.text;

function sameOffer(whole: ReportDocument, hurt: ReportDocument, offer: OfferReport): OfferReport | undefined {
  const exact = whole.offers.filter(
    ({ endpoint, external, command }) =>
      (command === offer.command || offer.command === null) &&
      (endpoint === offer.endpoint || external === offer.endpoint || endpoint === offer.external),
  );
  if (exact.length < 2) return exact[0];
  // One port offered twice: the line of the offer tells them apart, else their order, else the number of the SYN.
  const line = lineOf(offer);
  const said = exact.find((one) => line !== undefined && lineOf(one) === line);
  if (said !== undefined) return said;
  const alike = hurt.offers.filter(({ endpoint }) => endpoint === offer.endpoint);
  if (alike.length === exact.length && offer.command !== null) return exact[alike.indexOf(offer)];
  const flow = flowOf(hurt, offer);
  const flows = exact.map((one) => ({ one, own: flowOf(whole, one) }));
  const found =
    flow === undefined
      ? flows.find(({ one }) => one.verdict === offer.verdict)
      : (flows.find(({ own }) => own?.synSequence === flow.synSequence) ??
        flows.find(({ own }) => own?.initiator === flow.initiator));
  return found?.one ?? exact[0];
}

const isGone = (text: string, files: Readonly<Record<string, string>>): boolean => {
  // A wrapped line is still there; blanks are what wrapping and pasting change.
  const squeezed = text.replace(/\s+/g, '');
  return !Object.values(files).some((file) => {
    const found = file.replace(/\s+/g, '').includes(squeezed);
    return found && !isCutOff(text, file);
  });
};

/** The capture ends within the bytes of this packet: nobody can read what it said. */
const isCutOff = (text: string, file: string): boolean => {
  const at = file.indexOf(text);
  return at >= 0 && /^[^\n]*\n(?:0x[^\n]*\n)+$/.test(file.slice(at));
};

/** What shows the break: of an end that nobody confirmed also its beginning, and that nothing followed. */
const isUnshown = ({ code, evidence }: OfferReport, files: Readonly<Record<string, string>>): boolean => {
  const lines = code === 'REPLY_150_WITHOUT_226' ? evidence : evidence.slice(0, 1);
  return lines.some(({ text }) => isGone(text, files));
};

function wrongOffer(
  [whole, known]: [ReportDocument, OfferReport],
  [hurt, offer]: [ReportDocument, OfferReport],
  files: Readonly<Record<string, string>>,
): string | undefined {
  const says = `${offer.verdict} ${offer.code}, not ${known.verdict} ${known.code}`;
  const [before, now] = [flowOf(whole, known), flowOf(hurt, offer)];
  if (before && now && before.initiator !== now.initiator && before.destination !== now.destination) {
    return `data connection ${now.initiator} -> ${now.destination}, not ${before.initiator}`;
  }
  if (offer.verdict === 'inconclusive') return undefined;
  if (offer.verdict === known.verdict) {
    if (offer.verdict !== 'failed') return undefined;
    const own = [known.code, ...codesOf(whole, known.id)];
    const codes = [...own, ...own.flatMap((code) => LESSER[code] ?? []), ...REPLIES];
    return codes.includes(offer.code) ? undefined : says;
  }
  if (offer.verdict === 'unused' && UNDIALLED.includes(known.code)) return undefined;
  const late = known.verdict === 'failed' && LATE.includes(known.code);
  if (offer.verdict === 'worked' && late && isUnshown(known, files)) return undefined;
  const abort = whole.findings.find(
    ({ subject, code }) => subject === known.id && code === 'TRANSFER_ABORTED',
  );
  const [wish] = abort?.evidence ?? [];
  if (offer.code === 'REPLY_426' && wish && isGone(wish.text, files)) return undefined;
  return says;
}

function wrongControls(wholes: readonly ReportDocument[], hurt: ReportDocument): string[] {
  const failed = hurt.controlSessions.filter(({ verdict }) => verdict === 'failed');
  return failed.flatMap((control) => {
    const same = ({ client, sessionId }: ReportDocument['controlSessions'][number]): boolean =>
      client === control.client || (sessionId !== null && sessionId === control.sessionId);
    const whole = wholes.find(({ controlSessions }) => controlSessions.some(same)) ?? wholes[0]!;
    const known = whole.controlSessions.find(same);
    if (known?.verdict === 'failed') return [];
    const isReadable = ({ endpoint, external }: OfferReport): boolean =>
      hurt.offers.some((offer) => [endpoint, external].includes(offer.endpoint));
    const denied = whole.offers.filter(
      (offer) =>
        offer.control === known?.id &&
        offer.verdict === 'failed' &&
        DENIED.includes(offer.code) &&
        !isReadable(offer),
    );
    // What ends the service or the transfer may be told of the session where its offer is lost.
    const isTheSame = (code: string): boolean => [code, ...(LESSER[code] ?? [])].includes(control.code);
    const refused = ['OFFER_REFUSED', 'EPRT_FAMILY_REFUSED'].includes(control.code);
    const own = whole.offers.filter(({ control: id }) => id === known?.id);
    if (own.some(({ code }) => (refused ? isTheSame(code) : code === control.code))) return [];
    const opaque = [...BASIC, 'CONTROL_OPAQUE_FLOW_MODE'].includes(control.code);
    const stray = whole.findings.some(
      ({ subject, code }) => subject === known?.id && code === 'DATA_SYN_UNEXPLAINED',
    );
    if (opaque && (denied.length > 0 || stray)) return [];
    return [`control session ${control.client ?? control.id} failed ${control.code}`];
  });
}

/**
 * What a hurt capture must never say, measured on the report on the whole capture, whose verdicts the gallery holds to
 * the truth. Less evidence may leave more open; it never proves the opposite.
 *
 * An offer of the whole may be gone, or be found again by its endpoint (or, where the reply that named it is lost, as an
 * implied offer by its data connection). Found again,
 * - *inconclusive* is never wrong;
 * - its own verdict is right. If that is *failed*, the code has to be true as well: one that the whole report gives to
 *   this offer as its cause or as a consequence, or a lesser word for the same cause (see `LESSER`), because sources are
 *   missing that tell more;
 * - *worked* instead of *failed* is right only for a transfer that broke after it had opened, and only when the line that
 *   shows the break is gone: the contract asks for such a line;
 * - *unused* instead of *worked* or *failed* is wrong: it claims that nobody came, and somebody did. Where in truth nobody
 *   dialled, only the command or reply that shows the wish makes it a failure; without it *unused* is right;
 * - *worked* or *failed* instead of *unused* or *inconclusive* is wrong;
 * - *failed* by reply 426 instead of *worked* is right only where the ABOR that explains the reply is gone.
 *
 * Its data connection and its control session, where it has them, are the same ones. An offer that the whole does not
 * know is wrong, and a failed control session is wrong unless the whole says so too, or one of its offers failed for the
 * same reason, or by a denial and can no longer be read: that is how an opaque control session fails, also for a denied
 * SYN that no offer of the whole explains.
 */
export function wrongs(
  wholes: readonly ReportDocument[],
  hurt: ReportDocument,
  files: Readonly<Record<string, string>>,
): string[] {
  const offers = hurt.offers.flatMap((offer) => {
    const known = wholes.flatMap((whole) => {
      const same = sameOffer(whole, hurt, offer);
      return same === undefined ? [] : [[whole, same] as [ReportDocument, OfferReport]];
    })[0];
    if (known === undefined) return [`an unknown offer ${offer.command ?? 'implied'} ${offer.endpoint}`];
    return wrongOffer(known, [hurt, offer], files) ?? [];
  });
  return [...offers, ...wrongControls(wholes, hurt)];
}
