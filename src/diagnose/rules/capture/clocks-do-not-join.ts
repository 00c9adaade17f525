import type { CaptureRule } from '../../capture-rule.js';
import { CAPTURE_EVERYTHING } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { CLOCK_UNKNOWN_MICROS } from '../../limits.js';
import { check } from '../../wording/steps.js';

/** A sniffer capture and the unit's own logs share no packet, so what they show cannot be ordered. */
export const clocksDoNotJoin: CaptureRule = {
  code: 'CLOCKS_DO_NOT_JOIN',
  stage: 'syn',
  verdict: 'remark',
  grade: 'A',
  title: 'the clocks of two captures have nothing in common',
  mechanism:
    'Two sources stamp with different clocks or zones and share no SYN. Their events cannot be ordered closer than the clocks are known.',
  evidence: 'No sequence number of a SYN stands in both sources.',
  neighbours: { CAPTURE_TOO_SHORT: 'they were taken at different times and cannot share anything' },
  steps: withNames(() => [
    check('Capture with local time in the sniffer; a known difference can be given: --offset sniffer=-2h'),
    CAPTURE_EVERYTHING,
  ]),
  source: 'Fortinet KB 189531 (its own captures differ by two hours)',

  judge: ({ timeline }) => {
    const timed = timeline.captures.filter(({ first }) => first !== undefined);
    const unit = timed.find(({ source, first }) => source !== 'sniffer' && first?.relative === false);
    const apart = timed.find(
      ({ source, clock }) =>
        source === 'sniffer' &&
        (clock === undefined || (!clock.reference && clock.uncertainty >= CLOCK_UNKNOWN_MICROS)),
    );
    if (unit === undefined || apart === undefined) return null;
    return {
      message: `No packet can be recognised in both ${apart.file} (${apart.source}) and ${unit.file} (${unit.source}), so their clocks cannot be compared: what they show is not ordered against each other.`,
      evidence: apart.filters,
    };
  },
};
