import { causeOf } from '../../causes/index.js';
import { addressOf, type Endpoint } from '../../../net.js';
import { failingLine } from '../../facts/failing-line.js';
import type { Rule } from '../../rule.js';

/** Client and server speak different families: PASV, PORT and EPRT name addresses that mean nothing on the other side. */
export const nat64FamilyMismatch: Rule = {
  code: 'NAT64_FAMILY_MISMATCH',
  stage: 'expectation',
  verdict: 'failed',
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
      fix: causeOf('NAT64_FAMILY_MISMATCH')?.fix() ?? [],
    };
  },
};

function family(end: Endpoint): 4 | 6 {
  return addressOf(end).includes(':') ? 6 : 4;
}
