import type {
  ControlSessionReport,
  DataFlowReport,
  OfferReport,
  ReportDocument,
} from '../diagnose/document.js';
import { counted, LEG, PINHOLE } from './words.js';

/** `3 offers in 1 control session: 1 failed, 2 worked. Nothing to change.` */
export function tally({ offers, controlSessions, findings, verdict }: ReportDocument): string {
  const counts = (['failed', 'inconclusive', 'worked', 'unused'] as const).flatMap((word) => {
    const count = offers.filter((offer) => offer.verdict === word).length;
    return count === 0 ? [] : `${count.toLocaleString('en-US')} ${word}`;
  });
  const of = `${counted(offers.length, 'offer')} in ${counted(controlSessions.length, 'control session')}`;
  const quiet = verdict === 'worked' && findings.every(({ fix }) => fix.length === 0);
  return `${of}${offers.length > 1 ? `: ${counts.join(', ')}` : ''}.${quiet ? ' Nothing to change.' : ''}`;
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

export function offerFacts({ command, endpoint, external, pinhole }: OfferReport): string {
  const dialled = external !== null && external !== endpoint ? `, to be dialled as ${external}` : '';
  return `${command ?? 'no readable offer for'} ${endpoint}${dialled}; ${PINHOLE[pinhole]}`;
}

export function flowFacts(flow: DataFlowReport): string {
  const { id, initiator, destination, mapped, admittedBy, policy, clientLeg, serverLeg } = flow;
  const to = mapped === null || mapped === destination ? '' : ` (${mapped})`;
  const legs = [['client', clientLeg] as const, ['server', serverLeg] as const].map(
    ([name, leg]) => `${name} side ${leg.interface === null ? '' : `${leg.interface} `}${LEG[leg.state]}`,
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
