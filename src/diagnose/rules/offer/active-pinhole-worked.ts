import { ackOf, isBroken } from '../../facts/transfer-break.js';
import type { Rule } from '../../rule.js';
import { dialler, offerName } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';
import { noSteps } from '../../wording/named-steps.js';

/** Active mode: the server dialled back through the expectation session and the client answered. */
export const activePinholeWorked: Rule = {
  code: 'ACTIVE_PINHOLE_WORKED',
  stage: 'clientLeg',
  verdict: 'worked',
  grade: 'B',
  title: 'active mode: the server dialled back',
  mechanism:
    'The client named its own endpoint with PORT or EPRT, the unit expected a connection from the server to it, the server dialled, the translation was undone and the client answered.',
  evidence:
    'PORT or EPRT and reply 200; a SYN from the server (often from port 20 or 989) that hits the pinhole; a SYN-ACK of the client.',
  neighbours: {
    ACTIVE_CLIENT_NO_ANSWER: 'the SYN left towards the client and nothing came back',
    ACTIVE_SERVER_SYN_NOT_SEEN: 'the server never dialled',
  },
  steps: noSteps,
  source: 'Fortinet KB 189938; RFC 959',

  judge: (it) => {
    if (it.passive || it.pinhole !== 'hit' || !it.opened || isBroken(it)) return null;
    return {
      message: `The pinhole worked in active mode: ${dialler(it)} dialled back to ${dialledEnd(it)} for ${offerName(it)} through the expectation session, and the client answered.`,
      evidence: [it.hit?.moment, it.nat?.moment, it.expectation?.opened, it.offer.offered, it.syn, ackOf(it)],
      confidence: it.hit === null ? 'likely' : it.joined,
    };
  },
};
