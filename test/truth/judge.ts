import type { OfferReport, ReportDocument } from '../../src/document.js';
import type { Fault } from '../simulate/faults.js';
import type { OfferTruth, Truth } from '../simulate/types.js';

/**
 * How a report stands to the truth. `wrong` is what it says and must not say. `undecided` is left open although the
 * captures decide it. `vague` has the right verdict with a lesser code: its symptom instead of its cause.
 */
export interface Judgement {
  wrong: string[];
  right: number;
  named: number;
  vague: number;
  undecided: number;
  unseen: number;
}

export interface Told {
  truth: Truth;
  fault: Fault;
  /** The captures end before the deciding line. */
  undecided: boolean;
  /** Something at hand shows the replies of the control channel. */
  replies: boolean;
}

/** A reply is a symptom of every failed transfer; a denial is one of every cause that kept a packet from its pinhole. */
const REPLIES = ['REPLY_425', 'REPLY_426', 'REPLY_421'];
const DENIALS = ['POLICY_DENY', 'LOCAL_IN_DENY', 'PINHOLE_NOT_OPENED'];
/** Where nobody opens a pinhole nobody rewrites the reply either, and the client side may show that; the VIP then decides. */
const UNOPENED = [...DENIALS, 'PASV_PRIVATE_ADDRESS_LEAKED', 'VIP_ONE_TO_ONE', 'VIP_PORT_NOT_FORWARDED'];
const LESSER: Readonly<Record<string, readonly string[]>> = {
  EXPECTATION_EXPIRED: DENIALS,
  EXPECTATION_SOURCE_MISMATCH: DENIALS,
  CONTROL_CLOSED_BEFORE_DATA: DENIALS,
  WRONG_VDOM: DENIALS,
  ACTIVE_SOURCE_PORT: DENIALS,
  CLIENT_BEHIND_OTHER_NAT: DENIALS,
  EXPECTATION_OPEN_FAILED: UNOPENED,
  PINHOLE_NOT_OPENED: UNOPENED,
  SERVER_NO_ANSWER: ['PROXY_SERVER_LEG_FAILED'],
  SERVER_RST: ['PROXY_SERVER_LEG_FAILED'],
  ICMP_UNREACHABLE: ['PROXY_SERVER_LEG_FAILED'],
  ARP_UNRESOLVED: ['PROXY_SERVER_LEG_FAILED'],
  SNAT_DIFFERS: ['PROXY_SERVER_LEG_FAILED', 'SERVER_PEER_CHECK'],
  REPLY_425: ['PROXY_SERVER_LEG_FAILED'],
  OFFER_SUPERSEDED: ['PROXY_CLIENT_NEVER_USED', 'OFFER_ABANDONED'],
  PROXY_CLIENT_NEVER_USED: ['OFFER_ABANDONED'],
  ACTIVE_PINHOLE_WORKED: ['DATA_CONNECTION_OPENED', 'TRANSFER_OK_DATA_UNSEEN'],
  HELPER_PINHOLE_WORKED: ['DATA_CONNECTION_OPENED', 'TRANSFER_OK_DATA_UNSEEN', 'PINHOLE_WORKED'],
};

/**
 * The contract calls a data connection worked once it has opened at its far end and no line shows that it then broke.
 * These break later: whoever does not see the breaking line is right to say worked.
 */
const OPENS: readonly Fault[] = [
  'client-no-ack',
  'client-no-ack-repeats',
  'active-server-no-ack',
  'used-twice',
  'taken-by-other',
  'snat-differs',
  'prot-mismatch',
  'mtu-blackhole',
];

/** The unit keeps the data SYN: a sniffer of both sides shows that it came in again and again and never left. */
const KEEPS_THE_SYN: readonly Fault[] = [
  ...([
    'bind-failed',
    'no-tuple',
    'not-opened',
    'policy-deny',
    'policy-deny-after-hit',
    'tunnel-down',
  ] as const),
  ...(['local-in-deny', 'expired', 'source-mismatch', 'control-closed', 'wrong-vdom', 'rpf-drop'] as const),
  ...(['wrong-interface', 'port-reused', 'no-route', 'active-source-port'] as const),
];

function mayAlsoSay(offer: OfferReport, wanted: OfferTruth, told: Told): boolean {
  if (offer.code === 'NOT_FORWARDED') return KEEPS_THE_SYN.includes(told.fault) && !told.undecided;
  const hidden = wanted.verdict === 'inconclusive' || told.undecided || !told.replies;
  // Captured at one point with no sign of a translation, the one connection stands for both legs.
  if (offer.code === 'DATA_CONNECTION_OPENED' && told.fault === 'server-leg-failed') return true;
  if (offer.verdict === 'worked') return OPENS.includes(told.fault) && hidden;
  // A SYN-ACK that the server repeats proves that it heard nothing, whichever source prints it.
  return (
    offer.verdict === 'failed' && /^(?:CLIENT|ACTIVE_SERVER)_NO_ACK$/.test(offer.code) && !told.undecided
  );
}

const fits = (offer: OfferReport, wanted: OfferTruth): boolean =>
  (offer.endpoint === wanted.endpoint || wanted.endpoint === '') &&
  (offer.command === wanted.command || wanted.implied === true);

function judgeOffer(offer: OfferReport, wanted: OfferTruth, told: Told, judgement: Judgement): void {
  const says = `${offer.verdict} ${offer.code}, not ${wanted.verdict} ${wanted.code}`;
  const verdicts = [wanted.verdict, ...wanted.alsoVerdicts];
  if (!verdicts.includes(offer.verdict)) {
    if (offer.verdict === 'inconclusive') judgement.undecided += 1;
    else if (!mayAlsoSay(offer, wanted, told)) judgement.wrong.push(says);
    return;
  }
  judgement.right += 1;
  const codes = [wanted.code, ...wanted.alsoCodes];
  if (codes.includes(offer.code)) judgement.named += 1;
  else if ([...REPLIES, ...codes.flatMap((code) => LESSER[code] ?? [])].includes(offer.code)) {
    judgement.vague += 1;
  } else if (!mayAlsoSay(offer, wanted, told)) judgement.wrong.push(says);
}

/** The whole is what its parts make it, as the contract says. */
function overall({ offers, controlSessions }: ReportDocument): string {
  const parts = [...offers, ...controlSessions.filter(({ verdict }) => verdict === 'failed')];
  const has = (verdict: string): boolean => parts.some((part) => part.verdict === verdict);
  if (has('failed')) return 'failed';
  return has('worked') && !has('inconclusive') ? 'worked' : 'inconclusive';
}

export function judge(report: ReportDocument, told: Told): Judgement {
  const judgement: Judgement = { wrong: [], right: 0, named: 0, vague: 0, undecided: 0, unseen: 0 };
  const free = new Set(report.offers);
  // A refusal names no endpoint and so makes no offer: then it is the control session that failed.
  const refusals = report.controlSessions.filter(({ code }) => code === 'OFFER_REFUSED');
  for (const wanted of told.truth.offers) {
    const named = [...free].find((one) => fits(one, wanted));
    const offer = named ?? [...free].find(({ command }) => command === wanted.command);
    if (offer === undefined) {
      judgement[wanted.endpoint === '' && refusals.length > 0 ? 'named' : 'unseen'] += 1;
      continue;
    }
    free.delete(offer);
    if (named === undefined) judgement.wrong.push(`${offer.endpoint} instead of ${wanted.endpoint}`);
    judgeOffer(offer, wanted, told, judgement);
  }
  for (const { command, endpoint } of free) {
    judgement.wrong.push(`an offer that nobody made: ${command ?? 'implied'} ${endpoint}`);
  }
  for (const wanted of told.truth.controlSessions) {
    const control = report.controlSessions.find(({ client }) => client === wanted.client);
    if (control === undefined) continue;
    if (refusals.includes(control) && told.fault === 'refused') continue;
    if ([wanted.verdict, ...wanted.alsoVerdicts].includes(control.verdict)) {
      if (control.verdict !== 'failed') continue;
      judgement.right += 1;
      const codes = [wanted.code, ...wanted.alsoCodes];
      judgement[codes.includes(control.code) ? 'named' : 'vague'] += 1;
      continue;
    }
    // It opened, and why nobody could read it is not told: no verdict on what it did not claim to judge.
    if (control.verdict !== 'failed') judgement.undecided += 1;
    else judgement.wrong.push(`${control.verdict} ${control.code}, not ${wanted.verdict} ${wanted.code}`);
  }
  if (report.verdict !== overall(report)) judgement.wrong.push(`the whole is ${report.verdict}`);
  for (const { verdict, code, evidence } of report.offers) {
    if (verdict === 'failed' && evidence.length === 0) judgement.wrong.push(`${code} without a line`);
  }
  return judgement;
}
