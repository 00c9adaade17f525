import type { OfferReport, ReportDocument } from '../../src/document.js';
import type { OfferTruth, Truth } from './truth.js';
import type { View } from './views.js';

export interface Judgement {
  readonly right: number;
  readonly open: number;
  readonly wrong: readonly string[];
}

/** Where so little was captured that nothing of it is recognised, the program says so in place of a report. */
const NOTHING: Judgement = { right: 0, open: 0, wrong: [] };

const portOf = (endpoint: string | null): number | null => {
  const port = Number(endpoint?.split(':').at(-1));
  return Number.isInteger(port) ? port : null;
};

/** Which truth an offer of the report is about: same command and port, the first that no other offer has taken. */
function meant(offer: OfferReport, left: OfferTruth[]): OfferTruth | null {
  const ports = [portOf(offer.endpoint), portOf(offer.external)];
  const own = left.filter(({ command }) => command === offer.command);
  const named = own.find(({ port }) => port !== null && ports.includes(port));
  // The client never learned the port of a reply that was kept on the way.
  const truth = named ?? own.find(({ port }) => port === null);
  if (truth !== undefined) left.splice(left.indexOf(truth), 1);
  return truth ?? null;
}

/** A capture that ends before the outcome may say what is true so far. */
function soFar(offer: OfferReport, truth: OfferTruth, view: View): boolean {
  if (view.sides !== 'both' && truth.partly.includes(offer.verdict as never)) return true;
  if (view.until === Number.MAX_SAFE_INTEGER) return false;
  if (offer.verdict === 'worked') return truth.endedAt === null || truth.endedAt >= view.until;
  return offer.verdict === 'unused' && (truth.dialledAt === null || truth.dialledAt >= view.until);
}

function verdictWrong(offer: OfferReport, truth: OfferTruth): string {
  return `VERDICT ${offer.verdict} ${offer.code} (${offer.confidence}) is ${truth.verdicts.join('/')}: ${truth.because}`;
}

function codeWrong(offer: OfferReport, truth: OfferTruth): string | null {
  if (offer.confidence !== 'proven' || truth.codes.includes(offer.code)) return null;
  return `CODE ${offer.code} (proven ${offer.verdict}) is none of ${truth.codes.slice(0, 6).join(' ')} …: ${truth.because}`;
}

function judgeOffer(offer: OfferReport, left: OfferTruth[], view: View): string | null {
  const truth = meant(offer, left);
  if (truth === null) {
    return offer.verdict === 'inconclusive'
      ? 'open'
      : `PHANTOM ${offer.command} ${offer.endpoint} ${offer.verdict}`;
  }
  if (offer.pinhole === 'not-opened' && offer.confidence === 'proven' && truth.expected) {
    return `PINHOLE not opened, but the helper expected ${truth.port}`;
  }
  if (offer.verdict === 'inconclusive') return 'open';
  if (truth.verdicts.includes(offer.verdict)) return codeWrong(offer, truth);
  return soFar(offer, truth, view) ? 'open' : verdictWrong(offer, truth);
}

function judgeControls(report: ReportDocument, truth: Truth): string[] {
  const { verdicts, codes, because } = truth.control;
  return report.controlSessions.flatMap(({ id, verdict, code }) => {
    if (verdict === 'failed' && !verdicts.includes('failed'))
      return [`CONTROL ${id} failed ${code}: ${because}`];
    return verdict === 'failed' && !codes.includes(code) ? [`CONTROL ${id} ${code}: ${because}`] : [];
  });
}

/** Findings about the capture or a flow that call something failed must be true of some offer or of the control session. */
function judgeFindings(report: ReportDocument, truth: Truth): string[] {
  const known = new Set([...truth.control.codes, ...truth.offers.flatMap(({ codes }) => codes)]);
  return report.findings.flatMap(({ code, subject, verdict, confidence }) =>
    verdict === 'failed' && confidence === 'proven' && !/^[OC]\d/.test(subject) && !known.has(code)
      ? [`FINDING ${code} of ${subject}`]
      : [],
  );
}

export function judge(report: ReportDocument, truth: Truth, view: View): Judgement {
  if (!('offers' in report)) return NOTHING;
  const left = [...truth.offers];
  const wrong: string[] = [];
  let right = 0;
  let open = 0;
  for (const offer of report.offers) {
    const word = judgeOffer(offer, left, view);
    if (word === null) right++;
    else if (word === 'open') open++;
    else wrong.push(`${offer.id} ${word}`);
  }
  wrong.push(...judgeControls(report, truth), ...judgeFindings(report, truth));
  return { right, open: open + left.length, wrong };
}
