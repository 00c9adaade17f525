import { addressOf, type Endpoint } from '../../../net.js';
import { failingLine } from '../../facts/failing-line.js';
import type { Rule } from '../../rule.js';
import { withNames } from '../../wording/named-steps.js';
import { change, inClient } from '../../wording/steps.js';

/**
 * Client and server use different address families: the addresses in PASV, PORT and EPRT mean nothing on the other
 * side.
 */
export const nat64FamilyMismatch: Rule = {
  code: 'NAT64_FAMILY_MISMATCH',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'A',
  title: 'the offer does not survive NAT64',
  mechanism:
    'The client speaks IPv6 and the server IPv4. PASV, PORT and EPRT carry an address of one family and need a translator that rewrites them; EPSV carries none.',
  evidence: 'A control connection that crosses families, and an offer of another kind than EPSV.',
  neighbours: { EPSV_NOT_TRACKED: 'it is EPSV, and the pinhole is missing' },
  steps: withNames(() => [
    inClient('EPSV, which names no address'),
    change('An FTP gateway in the translator, as in RFC 6384'),
  ]),
  source: 'RFC 6384',

  judge: (it) => {
    const { control, offer } = it;
    const { command } = offer;
    const server = control?.mappedServer ?? control?.connection?.far?.responder ?? null;
    if (control?.client == null || server === null || command === null || command === 'EPSV') return null;
    if (it.hit !== null || it.opened || family(control.client) === family(server)) return null;
    const failing = failingLine(it) ?? it.far?.reset ?? null;
    if (failing === null) return null;
    return {
      message: `The client speaks IPv${family(control.client)} and the server IPv${family(server)}: the address in ${it.passive ? `the reply to ${command}` : command} means nothing on the other side, and only EPSV passes a translator as it is.`,
      evidence: [
        failing,
        offer.offered,
        it.syn,
        control.connection?.near.syns[0],
        control.connection?.far?.syns[0],
      ],
      confidence: 'likely',
      steps: nat64FamilyMismatch.steps(),
    };
  },
};

function family(end: Endpoint): 4 | 6 {
  return addressOf(end).includes(':') ? 6 : 4;
}
