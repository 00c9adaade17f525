import type { Rule } from '../../rule.js';
import { farEnd, dialledEnd } from '../../facts/dialling.js';
import { unservedClient } from '../../facts/unserved-client.js';
import { SERVER_LISTENER } from '../../wording/general-steps.js';
import { icmpOf } from '../../../catalogue/host-commands.js';
import { withNames } from '../../wording/named-steps.js';
import { check } from '../../wording/steps.js';

/** The proxy accepted the client and then gave up; its connection to the server is not in the capture. */
export const proxyServerLegFailed: Rule = {
  code: 'PROXY_SERVER_LEG_FAILED',
  stage: 'serverLeg',
  verdict: 'failed',
  grade: 'B',
  title: 'the proxy did not reach the server',
  mechanism:
    'The proxy accepts the client before it dials the server. That second connection failed, so the first was closed again. How it failed is not in the capture.',
  evidence:
    'A complete handshake on the client’s side, then FIN or RST of the unit without data, or 425; no packet of the server’s side.',
  neighbours: {
    SERVER_NO_ANSWER: 'the capture shows the SYNs to the server',
    SERVER_RST: 'the capture shows the server’s reset',
    PINHOLE_WORKED: 'both sides opened',
  },
  steps: withNames((names) => [
    check(
      'Watch the server’s side',
      `diagnose sniffer packet any 'host ${names.server} or ${icmpOf(names.server)}' 4 0 l`,
    ),
    SERVER_LISTENER,
  ]),
  source: 'Fortinet KB 189531 (two sides, two sequence numbers)',

  judge: (it) => {
    const unserved = unservedClient(it);
    if (unserved === null) return null;
    const { refused, given } = unserved;
    const failing = refused ?? given;
    if (failing === undefined) return null;
    const how =
      refused === undefined ? 'then closed the connection without a byte' : `then reported ${refused.code}`;
    return {
      message: `The proxy accepted the data connection at ${dialledEnd(it)} but did not reach the server at ${farEnd(it)}: it ${how}.`,
      evidence: [failing, given, it.near?.opened, it.hit?.moment, it.offer.offered],
      lacks: 'the connection to the server',
      confidence: 'likely',
    };
  },
};
