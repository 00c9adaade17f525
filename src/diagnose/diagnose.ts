import type { ControlSession, Part, Timeline } from '../correlate/model/timeline.js';
import type { Finding } from '../document.js';
import { judgeControl, type ControlVerdict } from './judge-control.js';
import { judge, type Judged } from './judge-offer.js';

/**
 * The control sessions and offers of a part of the timeline with their verdicts, and the findings: those of the
 * sessions first.
 */
export interface JudgedPart {
  readonly controls: readonly { readonly control: ControlSession; readonly judged: ControlVerdict }[];
  readonly offers: readonly Judged[];
  readonly findings: readonly Finding[];
}

/** Judges `part`; the rest of the timeline is only looked things up in. */
export function judgePart(part: Part, timeline: Timeline): JudgedPart {
  const offers = part.offers.map((offer) => judge(offer, timeline));
  const controls = part.controls.map((control) => ({ control, judged: judgeControl(control, timeline) }));
  const findings = [
    ...controls.flatMap(({ judged }) => judged.findings),
    ...offers.flatMap((judged) => judged.findings),
  ];
  return { controls, offers, findings };
}
