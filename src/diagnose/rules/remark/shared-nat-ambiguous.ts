import type { Remark } from '../../remark.js';
import { withNames } from '../../wording/named-steps.js';
import { check } from '../../wording/steps.js';

/** Several sessions from one address offered the same endpoint, and no EXP line says whose data connection it was. */
export const sharedNatAmbiguous: Remark = {
  code: 'SHARED_NAT_AMBIGUOUS',
  stage: 'admission',
  verdict: 'inconclusive',
  grade: 'A',
  title: 'several clients share one address',
  mechanism:
    'More than one control session comes from this address. Pairing by address and time then fits several offers, and only the id in the EXP line decides.',
  evidence: 'Two live offers that fit the SYN, and no EXP line with an id.',
  neighbours: { EXPECTATION_TAKEN_BY_OTHER: 'the id shows that it was the other one' },
  steps: withNames(({ client }) => [
    check(
      'Trace the flow: it names the control session in “Find an EXP session, id-…”',
      'diagnose debug flow filter clear',
      `diagnose debug flow filter addr ${client}`,
      'diagnose debug flow show function-name enable',
      'diagnose debug flow trace start 10000',
      'diagnose debug enable',
    ),
  ]),
  source: 'Fortinet KB 189531',

  judge: ({ flow, hit, offer, syn, timeline }) => {
    if (flow?.join?.by !== 'time' || flow.join.confidence !== 'possible' || hit !== null) return null;
    const others = timeline.offers.filter(
      ({ control, external, endpoint }) =>
        control !== offer.control && (external ?? endpoint) === (offer.external ?? offer.endpoint),
    );
    const named = others.flatMap(({ control }) => (control === null ? [] : [control.id]));
    const next = [
      '# A flow trace names the session: "Find an EXP session, id-..." is the id of the control session.',
    ];
    const rivals = flow.rivals.map(({ id }) => id).join(' and ');
    if (rivals !== '') {
      return {
        message: `The session ${offer.control?.id ?? ''} had ended when ${flow.connection.near.initiator} dialled, and ${rivals} of the same address had not: whose data connection this is cannot be told.`,
        evidence: [syn, offer.offered],
        confidence: 'possible',
        next,
      };
    }
    if (named.length === 0) return null;
    return {
      message: `The sessions ${[offer.control?.id ?? '', ...new Set(named)].join(' and ')} come from one address and offered the same endpoint: whose data connection this is was decided by time alone.`,
      evidence: [syn, offer.offered, ...others.map(({ offered }) => offered).slice(0, 3)],
      confidence: 'possible',
      next,
    };
  },
};
