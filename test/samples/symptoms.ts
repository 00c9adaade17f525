import type { OfferReport, ReportDocument, Stage } from '../../src/document.js';

/** What an administrator sees of a connection, in the order in which it gets that far. */
export const SYMPTOMS = {
  connect: 'The client cannot connect',
  login: 'It connects, and TLS or the login fails',
  refused: 'The login works, and PASV, EPSV, PORT or EPRT gets no answer that helps',
  hangs: 'The login works, and listings and transfers hang or end in 425',
  active: 'Active mode: the data connection of the server does not reach the client',
  breaks: 'The data connection opens, and the transfer breaks or ends in an error',
  unused: 'A data connection was offered, and nobody came',
  undecided: 'The captures do not show what became of the data connection',
  untried: 'Nobody tried yet: the configuration alone',
  remarked: 'It works, and there is something to know',
  works: 'It works: what a good capture looks like',
} as const;

export interface Symptom {
  readonly sees: keyof typeof SYMPTOMS;
  readonly breaksAt: Stage | null;
  readonly codes: readonly string[];
}

/** All control sessions fail in one stage, whatever the client gets to see; their codes tell that. */
const CONTROL_SYMPTOMS: readonly [codes: RegExp, sees: Symptom['sees']][] = [
  [/^(?:CONTROL_NEVER_OPENED|ARP_UNRESOLVED)$/, 'connect'],
  [/^(?:TLS_|LOGIN_|CCC_|REPLY_)/, 'login'],
  [/^(?:OFFER_|EPSV_ALL)/, 'refused'],
  [/^CONTROL_IDLE_TIMEOUT$/, 'breaks'],
  // What is left is that nobody who opens pinholes could read the offer.
  [/^/, 'hangs'],
];

/** Open where the unit sees it, and not for the client: the answer is lost on its way, or another client gets it. */
const OPEN_ELSEWHERE = /^(?:CLIENT_NO_ACK|ACTIVE_SERVER_NO_ACK|EXPECTATION_TAKEN_BY_OTHER)$/;

function offerSymptom({ code, stages, command }: OfferReport): Symptom['sees'] {
  const stateOf = (wanted: Stage) => stages.find(({ stage }) => stage === wanted)?.state;
  if (stateOf('offer') === 'failed') return 'refused';
  const opened = stateOf('clientLeg') === 'seen' && stateOf('serverLeg') !== 'failed';
  if (opened && !OPEN_ELSEWHERE.test(code)) return 'breaks';
  return command === 'PORT' || command === 'EPRT' ? 'active' : 'hangs';
}

/** The symptom of the first thing that failed, or of what is left open, or of what went well. */
export function symptomOf({ verdict, controlSessions, offers, findings }: ReportDocument): Symptom {
  const offer = offers.find((one) => one.verdict === 'failed');
  const control = controlSessions.find((one) => one.verdict === 'failed');
  const broken = offer ?? control;
  if (broken) {
    const sees = offer
      ? offerSymptom(offer)
      : CONTROL_SYMPTOMS.find(([codes]) => codes.test(broken.code))![1];
    const breaksAt = broken.stages.find(({ state }) => state === 'failed')?.stage ?? null;
    return { sees, breaksAt, codes: [broken.code] };
  }
  const judged = new Set(offers.filter((one) => one.verdict === 'worked').map(({ code }) => code));
  const others = findings.map(({ code }) => code).filter((code) => !judged.has(code));
  const codes = [...new Set(others.length > 0 ? others : judged)];
  return { sees: unbroken(verdict, offers, others), breaksAt: null, codes };
}

function unbroken(
  verdict: string,
  offers: readonly OfferReport[],
  others: readonly string[],
): Symptom['sees'] {
  if (offers.length === 0) return 'untried';
  if (offers.some((one) => one.verdict === 'unused')) return 'unused';
  if (verdict !== 'worked') return 'undecided';
  return others.length > 0 ? 'remarked' : 'works';
}
