import type { OfferOutcome, StageState } from '../../document.js';
import { STATE_NAME, VERDICT_NAME } from '../text/labels.js';
import { markup, type Markup } from './markup.js';

export const verdictBadge = (verdict: OfferOutcome): Markup =>
  markup`<span class="badge ${verdict}">${VERDICT_NAME[verdict]}</span>`;

const STATE_COLOUR: Readonly<Record<StageState, OfferOutcome>> = {
  seen: 'worked',
  failed: 'failed',
  missing: 'failed',
  'not-captured': 'inconclusive',
  'not-needed': 'unused',
};

export const stateBadge = (state: StageState): Markup =>
  markup`<span class="badge ${STATE_COLOUR[state]}">${STATE_NAME[state]}</span>`;
