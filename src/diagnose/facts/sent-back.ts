import type { End } from '../../correlate/model/leg.js';

/** Resets made by the unit leave it; one sent by the server comes in on the server's side, if no packet was lost. */
export const isSentBack = ({ direction, capture }: End): boolean =>
  direction === 'out' && capture.lost === undefined;
