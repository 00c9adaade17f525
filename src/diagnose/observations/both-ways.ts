import type { Leg } from '../../correlate/model/leg.js';
import type { Capture, Moment } from '../../correlate/model/moment.js';
import type { ControlSession } from '../../correlate/model/timeline.js';

/**
 * False where the capture shows what goes one way only: then no answer can be in it. Either nothing is printed that
 * comes in, or of a control connection on which both sides spoke only what one of them said.
 */
export function showsBothWays(capture: Capture, control: ControlSession | null): boolean {
  if (capture.senders.size === 0) return false;
  const { near, far } = control?.connection ?? {};
  const legs = [near, far].filter((leg): leg is Leg => leg != null);
  const isShown = (said: (leg: Leg) => readonly Moment[]): boolean =>
    legs.some((leg) => said(leg).some((print) => print.capture === capture));
  const asked = isShown(({ initiatorAcks, initiatorData }) => [...initiatorAcks, ...initiatorData]);
  const answered = isShown(({ synAcks, responderData }) => [...synAcks, ...responderData]);
  return asked === answered || isShown(({ ends }) => ends.filter(({ by }) => (by === 'responder') === asked));
}
