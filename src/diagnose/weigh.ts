import type { Moment } from '../correlate/model/moment.js';
import { weakest } from './observations/confidence.js';
import { lossesOf } from './observations/losses.js';
import type { Claim } from './rule.js';
import { capital } from './wording/sentences.js';

/**
 * What a claim concludes from something that is not there is not proven by captures that are not whole. The claim says
 * what weakens it.
 */
export function weigh(claim: Claim, wordsLostAt: Moment | null): Claim {
  const { lacks, evidence, searched = [], message, confidence } = claim;
  if (lacks === undefined) return claim;
  const lost = lossesOf(evidence, searched, wordsLostAt);
  if (lost.length === 0) return claim;
  return {
    ...claim,
    message: `${message} ${capital(lacks)} may be among what was lost: ${lost.join(', ')}.`,
    confidence: weakest([confidence, 'likely']),
  };
}
