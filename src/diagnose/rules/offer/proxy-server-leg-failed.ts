import type { Rule } from '../../rule.js';
import { legsOf } from '../../../correlate/model/vdom-chain.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { hasSentBytes } from '../../observations/sent-bytes.js';
import { linksOf } from '../../observations/vdom-links.js';
import { farEnd, dialledEnd } from '../../facts/dialling.js';
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
    if (!it.passive || !it.proxied || it.opened || it.near?.state !== 'open' || it.far?.leg != null)
      return null;
    const { closing } = it.replies;
    // If the client got data, it came from the server. What broke with 426 had been open, and 550 is about the file.
    const carried = it.near.leg !== null && (hasSentBytes(it.near.leg, 'responder') || isReached(it));
    if (carried || (closing !== null && closing.code !== 425)) return null;
    const refused = closing ?? undefined;
    // The unit closed or reset the connection without a byte: it had no server to connect the client to.
    const given = it.near.ends.find(({ by }, at) => at === 0 && by === 'responder');
    const failing = refused ?? given;
    if (failing === undefined) return null;
    const how =
      refused === undefined ? 'then closed the connection without a byte' : `then reported ${refused.code}`;
    return {
      message: `The proxy accepted the data connection at ${dialledEnd(it)} but did not reach the server at ${farEnd(it)}: it ${how}.`,
      evidence: [failing, given, it.near.opened, it.hit?.moment, it.offer.offered],
      lacks: 'the connection to the server',
      confidence: 'likely',
    };
  },
};

/**
 * True if a packet of the server comes in. Without translation it bears the endpoints of the client's side, and a
 * capture that lost the SYN to the server does not tell the two sides apart.
 */
function isReached({ flow }: OfferCase): boolean {
  if (flow === null) return false;
  const { near } = flow.connection;
  const links = linksOf(legsOf(flow.connection));
  const answers = [...near.synAcks, ...near.ends.filter(({ by }) => by === 'responder')];
  return answers.some(
    ({ direction, interface: name }) => direction === 'in' && name !== undefined && !links.has(name),
  );
}
