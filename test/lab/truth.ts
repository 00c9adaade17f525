import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Attempt, Session } from './attempt.js';
import type { Fault, PacketKind, Scenario } from './scenario.js';

export type Verdict = 'worked' | 'failed' | 'unused';

/** What is true of one offer, and which words for it are true too. */
export interface OfferTruth {
  readonly command: string;
  readonly port: number | null;
  /** More than one where the contract leaves it open, as for bytes that all came and were never confirmed. */
  readonly verdicts: readonly Verdict[];
  /** What may be said of it besides where only one side of the gateway is captured, or not to the end. */
  readonly partly: readonly Verdict[];
  readonly codes: readonly string[];
  /** Why, for people. */
  readonly because: string;
  readonly offeredAt: number;
  readonly dialledAt: number | null;
  readonly endedAt: number | null;
  /** The kernel's helper expected a data connection to this port. */
  readonly expected: boolean;
}

export interface Truth {
  readonly offers: readonly OfferTruth[];
  readonly control: {
    readonly verdicts: readonly Verdict[];
    readonly codes: readonly string[];
    readonly because: string;
  };
}

const WORKED = ['PINHOLE_WORKED', 'DATA_CONNECTION_OPENED', 'STATIC_FORWARD_USED', 'ACTIVE_PINHOLE_WORKED'];
const ALSO_WORKED = ['HELPER_PINHOLE_WORKED', 'TRANSFER_OK_DATA_UNSEEN', 'PROT_C_DATA_PLAIN', 'CCC_CLEARED'];
const UNUSED = ['OFFER_ABANDONED', 'OFFER_SUPERSEDED', 'PROXY_CLIENT_NEVER_USED'];

/** A data connection that nobody let through, whatever the name for it. */
const NOT_LET_THROUGH = [
  ...[
    'NOT_FORWARDED',
    'PINHOLE_NOT_OPENED',
    'POLICY_DENY',
    'LOCAL_IN_DENY',
    'HELPER_MISSING',
    'HELPER_NOT_ON_PORT',
  ],
  ...['PASV_PRIVATE_ADDRESS_LEAKED', 'VIP_PORT_NOT_FORWARDED', 'VIP_ONE_TO_ONE', 'HELPER_BLIND_AFTER_AUTH'],
  ...[
    'EPSV_NOT_TRACKED',
    'MASQUERADE_DEFEATS_REWRITE',
    'PASV_MASQUERADE_MISMATCH',
    'CLIENT_BEHIND_OTHER_NAT',
  ],
  ...['DATA_SYN_DROPPED', 'SNAT_DIFFERS', 'OFFER_FOREIGN_ADDRESS'],
];

/** What a kept or refused packet may be called. The unit kept it: nobody may blame a host that answered. */
const KEPT: Readonly<Record<PacketKind, readonly string[]>> = {
  syn: ['CONTROL_NEVER_OPENED', 'NOT_FORWARDED'],
  'syn-ack': ['CONTROL_NEVER_OPENED', 'NOT_FORWARDED'],
  banner: ['NOT_FORWARDED', 'CONTROL_NEVER_OPENED'],
  auth: ['NOT_FORWARDED', 'TLS_CONTROL_FAILED'],
  '234': ['NOT_FORWARDED', 'TLS_CONTROL_FAILED'],
  'client-hello': ['NOT_FORWARDED', 'TLS_CONTROL_FAILED'],
  offer: ['NOT_FORWARDED'],
  'offer-reply': ['NOT_FORWARDED', 'OFFER_UNREADABLE'],
  verb: ['NOT_FORWARDED'],
  '150': ['NOT_FORWARDED', 'REPLY_150_WITHOUT_226'],
  '226': ['NOT_FORWARDED', 'REPLY_150_WITHOUT_226'],
  'data-syn': NOT_LET_THROUGH,
  'data-syn-ack': ['NOT_FORWARDED', 'ASYMMETRIC_ROUTE'],
  'data-ack': ['NOT_FORWARDED', 'ASYMMETRIC_ROUTE', 'CLIENT_NO_ACK'],
  data: ['NOT_FORWARDED', 'MTU_BLACKHOLE', 'REPLY_150_WITHOUT_226', 'TLS_DATA_FAILED'],
  'data-fin': ['NOT_FORWARDED', 'REPLY_150_WITHOUT_226', 'TLS_DATA_FAILED'],
};

const RESET = [
  'DATA_CONNECTION_RESET',
  'SERVER_RST',
  'ACTIVE_CLIENT_REFUSED',
  'IPS_BLOCK',
  'TLS_DATA_FAILED',
];

const isActive = ({ command }: Scenario): boolean => command === 'PORT' || command === 'EPRT';

/** A firewall of the dialling host keeps the SYN to itself; one of the other host leaves it without answer, or refuses. */
function hostFault(scenario: Scenario, { place, how }: Fault): string[] {
  const active = isActive(scenario);
  const dialler = active ? 'server' : 'client';
  if (place === dialler) return active ? ['ACTIVE_SERVER_SYN_NOT_SEEN'] : ['DATA_SYN_NOT_SEEN'];
  if (how === 'drop') return active ? ['ACTIVE_CLIENT_NO_ANSWER'] : ['SERVER_NO_ANSWER'];
  if (how === 'reset') return active ? ['ACTIVE_CLIENT_REFUSED'] : ['SERVER_RST'];
  return ['ICMP_UNREACHABLE'];
}

function faultCodes(scenario: Scenario): string[] {
  const { fault } = scenario;
  if (fault === null) return [];
  if (fault.place !== 'gateway') return hostFault(scenario, fault);
  const refused = fault.how === 'drop' ? [] : fault.how === 'reset' ? RESET : ['ICMP_UNREACHABLE'];
  return [...KEPT[fault.packet], ...refused];
}

/** Where the gateway lets in what its helper expects and nothing else, a data connection may meet its refusal. */
function admissionCodes(scenario: Scenario): string[] {
  const { policy, way, deny } = scenario;
  if (policy === 'open' && way === 'route') return [];
  return [...NOT_LET_THROUGH, ...(deny === 'reset' ? RESET : [])];
}

/** What the peers themselves do to a transfer. */
function ownCodes({ quirk, habit, tls, trust }: Scenario): string[] {
  const codes: string[] = [];
  if (tls !== 'none') codes.push('TLS_DATA_FAILED', 'PROT_MISMATCH', 'TLS_TRUNCATED');
  if (tls !== 'none' && trust === 'reuse-required') codes.push('TLS_SESSION_REUSE_REQUIRED');
  if (habit === 'abort' || habit === 'reset-data' || habit === 'quit-in-transfer')
    codes.push('TRANSFER_ABORTED', 'CONTROL_CLOSED_BEFORE_DATA', 'REPLY_425', 'REPLY_426', ...RESET);
  if (quirk === 'reset-data' || quirk === 'close-control')
    codes.push(...RESET, 'REPLY_150_WITHOUT_226', 'CONTROL_CLOSED_BEFORE_DATA');
  if (quirk === 'no-226' || quirk === 'silent-150') codes.push('REPLY_150_WITHOUT_226');
  if (quirk === 'close-listener') codes.push('SERVER_RST', 'SERVER_NO_ANSWER');
  if (quirk === 'other-address')
    codes.push('OFFER_FOREIGN_ADDRESS', 'PASV_MASQUERADE_MISMATCH', 'DATA_SYN_NOT_SEEN', 'ICMP_UNREACHABLE');
  if (quirk === '425' || quirk === '550' || quirk === '552' || quirk === '421-in-transfer')
    codes.push('SERVER_RST');
  if (habit === 'never-dial')
    codes.push('DATA_SYN_NOT_SEEN', 'ACTIVE_CLIENT_REFUSED', 'SERVER_RST', 'ACTIVE_SERVER_SYN_NOT_SEEN');
  return codes;
}

/** The verb's answers, also those that the client did not wait for but the server's log holds. */
const closing = ({ replies }: Attempt): number | undefined =>
  // 211 answers a STAT while the transfer runs (seed 940292).
  replies.find((code) => code >= 200 && code !== 211);

function outcome(own: Attempt, kept?: PacketKind): { verdicts: Verdict[]; because: string } {
  const final = closing(own);
  const whole = own.expected === null ? own.bytes > 0 : own.bytes === own.expected;
  if (own.code !== null && own.code >= 400)
    return { verdicts: ['failed'], because: `the offer was refused with ${own.code}` };
  if (own.code === null && own.dialledAt === null && own.verb === null) {
    return { verdicts: ['failed'], because: 'the offer was never answered' };
  }
  if (own.verb === null) {
    if (own.dialledAt === null) return { verdicts: ['unused'], because: 'neither dialled nor asked for' };
    const verdicts: Verdict[] = own.opened ? ['worked', 'unused'] : ['failed'];
    return { verdicts, because: own.opened ? 'opened, and nothing asked for' : 'dialled in vain' };
  }
  if (own.aborted) return { verdicts: ['failed', 'worked'], because: 'the client broke it off' };
  if (final !== undefined && final >= 400)
    return { verdicts: ['failed'], because: `${own.verb} ended with ${final}` };
  // All bytes came, but nothing told the client that these were all: one waits for ever, another is content.
  if (final !== undefined && whole && kept === 'data-fin')
    return { verdicts: ['worked', 'failed'], because: `${own.bytes} bytes and ${final}, the end was kept` };
  if (final !== undefined && whole)
    return { verdicts: ['worked'], because: `${own.bytes} bytes and ${final}` };
  if (final !== undefined)
    return { verdicts: ['failed'], because: `${final}, but ${own.bytes} of ${own.expected ?? '?'} bytes` };
  if (whole || (kept === '226' && own.bytes > 0)) {
    return { verdicts: ['worked', 'failed'], because: 'all bytes, never confirmed' };
  }
  return { verdicts: ['failed'], because: `${own.verb} was never confirmed, ${own.bytes} bytes` };
}

/** lftp and curl throw away what comes before a 150: their host received it (seed 910127). */
function discards({ client, quirk }: Scenario, own: Attempt): ReturnType<typeof outcome> | null {
  if ((closing(own) ?? 400) >= 400 || quirk !== 'silent-150') return null;
  // curl's log does not say that the data connection opened.
  if (!(client === 'lftp' && own.opened) && client !== 'curl') return null;
  return { verdicts: ['worked', 'failed'], because: 'confirmed, and thrown away for want of a 150' };
}

function replyCodes(own: Attempt): string[] {
  return [own.code, ...own.replies].flatMap((code) =>
    code !== null && code >= 400 ? [`REPLY_${code}`] : [],
  );
}

/** What the server says of a transfer whether or not the client still listens (seeds 910083, 940066, 940075). */
function saidUnheard({ quirk, fault }: Scenario): string[] {
  if (quirk === '150-and-550') return ['REPLY_550'];
  if (quirk === '426' || quirk === '451') return [`REPLY_${quirk}`];
  if (quirk === 'idle-421' || quirk === '421-in-transfer') return ['REPLY_421'];
  const isBroken = fault?.packet === 'data' || fault?.packet === 'data-ack';
  return quirk === 'reset-data' || isBroken ? ['REPLY_426'] : [];
}

function offerTruth(scenario: Scenario, own: Attempt, expected: ReadonlySet<number>): OfferTruth {
  const { verdicts, because } = discards(scenario, own) ?? outcome(own, scenario.fault?.packet);
  const failed = [
    ...[...faultCodes(scenario), ...admissionCodes(scenario), ...ownCodes(scenario), ...replyCodes(own)],
    ...(own.code !== null && own.code >= 400 ? ['OFFER_REFUSED', 'EPRT_FAMILY_REFUSED'] : []),
    // The server says so whether or not the client still listens.
    ...(isActive(scenario) && !own.opened ? ['REPLY_425'] : []),
    ...saidUnheard(scenario),
  ];
  const codes = verdicts.flatMap((verdict) =>
    verdict === 'worked' ? [...WORKED, ...ALSO_WORKED] : verdict === 'unused' ? UNUSED : failed,
  );
  return {
    partly: scenario.fault !== null && LATER.includes(scenario.fault.packet) ? ['worked'] : [],
    ...{ command: own.command, port: own.port, verdicts, codes: [...new Set(codes)], because },
    ...{ offeredAt: own.offeredAt, dialledAt: own.dialledAt },
    endedAt: closing(own) === undefined ? null : own.endedAt,
    expected: own.port !== null && expected.has(own.port),
  };
}

function controlTruth(scenario: Scenario, session: Session): Truth['control'] {
  const { tls, trust, fault, quirk } = scenario;
  const refused = session.dialogue.flatMap((line) => {
    const code = Number(line.split(' ')[1]);
    return code >= 400 ? [`REPLY_${code}`] : [];
  });
  // The kernel's helper drops the first half of an offer.
  const isSplit = isActive(scenario) ? scenario.habit === 'split-command' : quirk === 'split-reply';
  const keepsSplit = isSplit && scenario.helper;
  // Some clients give up then (seeds 910133, 910274).
  const isRefused = quirk === 'refuse-offer' || (quirk === 'refuse-epsv' && scenario.command === 'EPSV');
  const tlsCodes = tls === 'none' ? [] : ['TLS_CONTROL_FAILED', 'TLS_CERT_REJECTED', 'TLS_CLIENT_CERT'];
  const always = [
    'CONTROL_OPENED',
    'LOGIN_FAILED',
    'REPLY_421',
    'CONTROL_IDLE_TIMEOUT',
    ...faultCodes(scenario),
    ...(isRefused ? ['OFFER_REFUSED'] : []),
    ...(keepsSplit ? ['NOT_FORWARDED'] : []),
  ];
  const codes = [...new Set([...always, ...tlsCodes, ...refused])];
  if (!session.loggedIn) return { verdicts: ['failed', 'worked'], codes, because: 'no login' };
  const dubious =
    keepsSplit ||
    isRefused ||
    quirk === 'idle-421' ||
    quirk === '421-in-transfer' ||
    trust !== 'ok' ||
    fault !== null;
  return { verdicts: dubious ? ['worked', 'failed'] : ['worked'], codes, because: 'logged in' };
}

/** Kept behind an open data connection: who sees the other side alone sees nothing break. */
const LATER: readonly PacketKind[] = ['150', '226', 'data', 'data-fin', 'data-ack'];

/** The ports that the kernel's helper expected, as `conntrack -E expect` told them. */
function expectedPorts(folder: string): Set<number> {
  const log = join(folder, 'expectations.log');
  const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
  return new Set([...text.matchAll(/\[NEW\].*?dport=(\d+)/g)].map(([, port]) => Number(port)));
}

export function truthOf(scenario: Scenario, session: Session, folder: string): Truth {
  const expected = expectedPorts(folder);
  return {
    offers: session.attempts.map((own) => offerTruth(scenario, own, expected)),
    control: controlTruth(scenario, session),
  };
}
