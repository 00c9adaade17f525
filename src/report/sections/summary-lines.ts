import {
  OFFER_OUTCOMES,
  type ControlSessionReport,
  type DataFlowReport,
  type Finding,
  type OfferReport,
  type ReportDocument,
} from '../../document.js';
import { firstOf, allRows } from './rows.js';
import { counted, grouped, LEG_WORDS, PINHOLE_WORDS } from '../text/labels.js';

/** `3 offers in 1 control session: 1 failed, 2 worked. Nothing to change.` */
export function tally(document: ReportDocument): string {
  const { totals } = document;
  const counts = OFFER_OUTCOMES.flatMap((word) => {
    const count = totals[word] ?? 0;
    return count === 0 ? [] : `${grouped(count)} ${word}`;
  });
  const all = totals['offers'] ?? 0;
  const of = `${counted(all, 'offer')} in ${counted(totals['controlSessions'] ?? 0, 'control session')}`;
  const change = ({ steps, verdict }: Finding): boolean => steps.length > 0 || verdict === 'inconclusive';
  const quiet =
    document.verdict === 'worked' && firstOf(allRows(document, 'findings'), 1, change).length === 0;
  return `${of}${all > 1 ? `: ${counts.join(', ')}` : ''}.${quiet ? ' Nothing to change.' : ''}`;
}

export function sessionRoute({ client, server, mappedServer }: ControlSessionReport): string {
  const to = mappedServer !== null && mappedServer !== server ? `, mapped to ${mappedServer}` : '';
  return `${client ?? 'unknown'} -> ${server ?? 'unknown'}${to}`;
}

export function sessionFacts({ sessionId, vdom, policy, inspection, tls }: ControlSessionReport): string {
  const facts = [
    sessionId === null ? '' : `session ${sessionId}`,
    vdom === null ? '' : `VDOM ${vdom}`,
    policy === null ? '' : `policy ${policy}`,
    `inspection ${inspection}`,
    `TLS ${tls}`,
  ];
  return facts.filter((fact) => fact !== '').join(', ');
}

export function offerFacts(offer: OfferReport, flow: DataFlowReport | undefined): string {
  const { command, endpoint, external, pinhole } = offer;
  const dialled = external !== null && external !== endpoint ? `, to be dialled as ${external}` : '';
  return `${command ?? 'no readable offer for'} ${endpoint}${dialled}; ${PINHOLE_WORDS[pinhole]}${pinhole === 'opened' ? wasNotHit(offer, flow) : ''}`;
}

/** That nobody hit an open pinhole only a source can tell that would have shown it. */
function wasNotHit({ verdict, stages }: OfferReport, flow: DataFlowReport | undefined): string {
  const wentElsewhere = flow?.admittedBy === 'policy' || flow?.admittedBy === 'denied';
  const isMissing = stages.some(({ stage, state }) => stage === 'syn' && state === 'missing');
  return wentElsewhere || isMissing || verdict === 'unused'
    ? ', not hit'
    : '; whether it was hit is not captured';
}

export function flowFacts(flow: DataFlowReport): string {
  const { id, initiator, destination, mapped, admittedBy, policy, clientLeg, serverLeg } = flow;
  const to = mapped === null || mapped === destination ? '' : ` (${mapped})`;
  const legs = [['client', clientLeg] as const, ['server', serverLeg] as const].map(
    ([name, leg]) =>
      `${name} side ${leg.interface === null ? '' : `${leg.interface} `}${LEG_WORDS[leg.state]}`,
  );
  const by = policy === null ? '' : `policy ${policy}`;
  const admitted = {
    denied: `denied${by === '' ? '' : ` by ${by}`}`,
    policy: `let through by ${by === '' ? 'a policy' : by}`,
    expectation: 'let through by the pinhole',
    unknown: 'what let it through is not captured',
  }[admittedBy];
  return `data connection ${id} ${initiator} -> ${destination}${to}; ${admitted}; ${legs.join(', ')}`;
}
