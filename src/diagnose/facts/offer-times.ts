import type { Moment } from '../../correlate/model/moment.js';
import { when } from '../../correlate/model/time.js';
import { isTransfer } from '../../ftp.js';
import type { OfferReport, Stage, StageDuration } from '../../document.js';
import type { OfferCase } from '../cases/offer-case.js';
import { timeOf } from '../observations/evidence.js';
import type { StageAnswer } from './stages.js';

/** Microseconds. A flow trace prints whole seconds: between two of its lines no duration can be told. */
const WIDEST_STAMP = 100_000;

/** The transfer that used an offer, and how long each stage took. */
export function offerTimes(
  it: OfferCase,
  stages: readonly StageAnswer[],
): Pick<OfferReport, 'transfer' | 'durations'> {
  return { transfer: transferOf(it), durations: durationsOf(stages) };
}

function transferOf({ offer, replies: { opening, closing } }: OfferCase): OfferReport['transfer'] {
  const verb = offer.commands.find(({ command }) => isTransfer(command));
  const said = [opening, closing].flatMap((reply) => reply ?? []);
  if (verb === undefined && said.length === 0) return null;
  return {
    command: verb?.command ?? null,
    replies: said.map((reply) => ({ code: reply.code, time: timeOf([reply]) })),
  };
}

/** What is missing has no time of its own: its moments are those that would have come before and after it. */
function durationsOf(stages: readonly StageAnswer[]): StageDuration[] {
  const timed = stages.flatMap(({ stage, state, moments }) => {
    const at = state === 'seen' || state === 'failed' ? preciseTime(moments) : null;
    return at === null ? [] : [{ stage, at }];
  });
  return timed.slice(1).map(({ stage, at }, nth) => {
    const before = timed[nth] as { readonly stage: Stage; readonly at: number };
    return { from: before.stage, to: stage, seconds: Math.round(at - before.at) / 1e6 };
  });
}

function preciseTime(moments: readonly Moment[]): number | null {
  for (const moment of moments) {
    const at = moment.stamp === undefined || moment.stamp.width > WIDEST_STAMP ? null : when(moment);
    if (at !== null) return at.from;
  }
  return null;
}
