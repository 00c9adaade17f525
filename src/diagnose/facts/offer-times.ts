import type { Moment } from '../../correlate/model/moment.js';
import { when } from '../../correlate/model/time.js';
import { isTransfer } from '../../ftp.js';
import { STAGES, type OfferReport, type Stage, type StageDuration } from '../../document.js';
import type { OfferCase } from '../cases/offer-case.js';
import { timeOf } from '../observations/evidence.js';
import { momentsOf } from './stages.js';

/** Microseconds. A flow trace prints whole seconds: between two of its lines no duration can be told. */
const WIDEST_STAMP = 100_000;

/** The transfer that used an offer, and how long each stage took. */
export function offerTimes(it: OfferCase): Pick<OfferReport, 'transfer' | 'durations'> {
  return { transfer: transferOf(it), durations: durationsOf(it) };
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

function durationsOf(it: OfferCase): StageDuration[] {
  const timed = STAGES.flatMap((stage) => {
    const at = preciseTime(momentsOf(it, stage));
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
