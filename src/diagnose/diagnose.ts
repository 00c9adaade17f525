import type { Part } from '../correlate/model/ids.js';
import type { ControlSession, Timeline } from '../correlate/model/timeline.js';
import type { Finding } from '../document.js';
import { judgeControl, type ControlVerdict } from './judge-control.js';
import { judge, type Judged } from './judge-offer.js';

/** Every control session and offer of a part with its verdict, and what was found, the sessions' first. */
export interface JudgedPart {
  readonly controls: readonly { readonly control: ControlSession; readonly judged: ControlVerdict }[];
  readonly offers: readonly Judged[];
  readonly findings: readonly Finding[];
}

/** `part` of the timeline is judged; the rest of it is there to be asked. */
export function judgePart(part: Part, timeline: Timeline): JudgedPart {
  const offers = part.offers.map((offer) => judge(offer, timeline));
  const controls = part.controls.map((control) => ({ control, judged: judgeControl(control, timeline) }));
  const findings = [
    ...controls.flatMap(({ judged }) => judged.findings),
    ...offers.flatMap((judged) => judged.findings),
  ];
  return { controls, offers, findings };
}
