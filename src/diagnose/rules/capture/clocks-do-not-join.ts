import type { CaptureRule } from './capture-rule.js';

/** Half a day: an offset that may be any zone's is none. */
const ANY = 12 * 3600e6;

/** A sniffer capture and the unit's own logs share no packet, so that nothing is ordered between them. */
export const clocksDoNotJoin: CaptureRule = {
  code: 'CLOCKS_DO_NOT_JOIN',
  judge: ({ timeline }) => {
    const timed = timeline.captures.filter(({ first }) => first !== undefined);
    const unit = timed.find(({ source, first }) => source !== 'sniffer' && first?.relative === false);
    const apart = timed.find(
      ({ source, clock }) =>
        source === 'sniffer' && (clock === undefined || (!clock.reference && clock.uncertainty >= ANY)),
    );
    if (unit === undefined || apart === undefined) return null;
    return {
      message: `No packet can be recognised in both ${apart.file} (${apart.source}) and ${unit.file} (${unit.source}), so their clocks cannot be compared: what they show is not ordered against each other.`,
      evidence: apart.filters,
    };
  },
};
