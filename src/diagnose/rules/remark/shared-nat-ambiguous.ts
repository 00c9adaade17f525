import type { Remark } from '../../remark.js';

/** Several sessions from one address offered the same endpoint, and no EXP line tells whose data connection it was. */
export const sharedNatAmbiguous: Remark = {
  code: 'SHARED_NAT_AMBIGUOUS',
  judge: ({ flow, hit, offer, syn, timeline }) => {
    if (flow?.join?.by !== 'time' || flow.join.confidence !== 'possible' || hit !== null) return null;
    const others = timeline.offers.filter(
      ({ control, external, endpoint }) =>
        control !== offer.control && (external ?? endpoint) === (offer.external ?? offer.endpoint),
    );
    const named = others.flatMap(({ control }) => (control === null ? [] : [control.id]));
    const next = [
      '# A flow trace names the session: "Find an EXP session, id-…" is the id of the control session.',
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
