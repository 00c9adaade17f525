import type { ReportDocument } from '../document.js';

/** What evidence has to show: what a report concludes, and about whom. In an order of its own. */
export interface Judgement {
  readonly verdict: string;
  readonly about: readonly string[];
}

/**
 * `exact`: with the confidence of the offers. Remarks beside a verdict, and what the captures could not show, are no
 * part of it; but where nothing was tried they are all there is.
 */
export function judgementOf(document: ReportDocument, exact: boolean): Judgement {
  const { verdict, offers, controlSessions, findings } = document;
  const about = [
    ...offers.map((one) => [
      ...[one.command, one.endpoint, one.verdict, one.code],
      ...(exact ? [one.confidence] : []),
    ]),
    ...controlSessions.map((one) => [one.client, one.server, one.verdict, one.code]),
  ];
  const told = about.length > 0 ? about : findings.map((one) => [one.subject, one.verdict, one.code]);
  return { verdict, about: told.map((words) => words.join(' ')).sort() };
}

export function isSameJudgement(a: Judgement, b: Judgement): boolean {
  return a.verdict === b.verdict && a.about.join('\n') === b.about.join('\n');
}

/** Whether `all` says everything that `part` says, and perhaps more. */
export function includesJudgement(all: Judgement, part: Judgement): boolean {
  const left = [...all.about];
  return part.about.every((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
