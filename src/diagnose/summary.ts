import type { Finding, Outcome } from './document.js';
import type { Judged } from './judge.js';

/** Failed if anything failed; else worked if any offer worked and none is open; unused offers do not count. */
export function verdictOf(judged: readonly Judged[], controls: readonly Outcome[]): Outcome {
  const verdicts = judged.map(({ verdict }) => verdict);
  if (verdicts.includes('failed') || controls.includes('failed')) return 'failed';
  return verdicts.includes('worked') && !verdicts.includes('inconclusive') ? 'worked' : 'inconclusive';
}

/** One sentence: how many of how many, and the first cause. */
export function summaryOf(verdict: Outcome, judged: readonly Judged[], findings: readonly Finding[]): string {
  const cause = findings.find((finding) => finding.verdict === verdict) ?? findings[0];
  const message = cause?.message ?? 'Nothing in the capture shows an FTP data connection.';
  if (judged.length < 2) return message;
  const of = judged.filter((one) => one.verdict === verdict).length;
  const total = judged.filter((one) => one.verdict !== 'unused').length;
  return of === 0 || total < 2
    ? message
    : `${of} of ${total} data connections ${verdict === 'inconclusive' ? 'are inconclusive' : verdict}. ${message}`;
}
