import type { Timeline } from '../correlate/timeline.js';
import type { Finding } from './document.js';
import { lines } from './evidence.js';

/** No offer, no pinhole: what is there, and which capture would show more. */
export function noOffers(timeline: Timeline): Finding {
  const [control] = timeline.controls;
  const client = control?.client ?? null;
  const message =
    control === undefined
      ? 'The capture shows no FTP control session, so it says nothing about a data connection.'
      : `The capture shows the control session of ${client ?? 'a client'} but no offer of a data connection and no pinhole.`;
  const near = control?.connection?.near;
  return {
    code: 'INSUFFICIENT_EVIDENCE',
    subject: 'capture',
    verdict: 'inconclusive',
    confidence: 'proven',
    message,
    evidence: lines([near?.syns[0], near?.traces[0], control?.wad[0]]),
    fix: [],
    next: [
      'diagnose wad debug enable category ftp',
      'diagnose wad debug enable level verbose',
      'diagnose debug console timestamp enable',
      'diagnose debug enable',
    ],
  };
}
