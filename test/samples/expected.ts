import type { ReportDocument } from '../../src/document.js';
import { REAL } from './folder.js';
import { print } from './run.js';

/**
 * The cases whose reports are kept whole, for people to look at and for changes of wording to show. Together they
 * have every source, every state of every stage, every sort of verdict, command, inspection and damage of all cases,
 * which test/samples.test.ts asks of them. Of the others stands what matters, so that wording touches few files.
 */
export const WHOLE: readonly string[] = [
  ...[REAL, 'proxy-worked', 'helper-worked', 'eprt-worked', 'snat-worked', 'words-two-offers'],
  ...['control-denied', 'login-refused', 'tls-certificate-rejected', 'active-low-port', 'proxy-bind-failed'],
  ...['proxy-other-port', 'proxy-policy-deny', 'implicit-tls-denied', 'range-translated', 'proxy-server-rst'],
  ...[
    'active-client-refused',
    'proxy-wad-only-425',
    'transfer-426',
    'three-transfers',
    'shared-address-ambiguous',
  ],
  ...['trace-used-up', 'log-damaged', 'configuration-alone-flow-mode'],
];

type Expected = Readonly<Record<'expected.json' | 'expected.txt', string | undefined>>;

/** The files that stand beside the captures of a case; `undefined` is a file that does not. */
export function expected(name: string, document: ReportDocument): Expected {
  if (!WHOLE.includes(name))
    return { 'expected.json': inShort(whatMatters(document)), 'expected.txt': undefined };
  return { 'expected.json': print(document, 'json'), 'expected.txt': print(document, 'text') };
}

/** What must not change unseen, by the keys of the report: verdicts, stages, and the first line that proves each. */
const whatMatters = ({ verdict, sources, controlSessions, offers, findings }: ReportDocument): object => ({
  // By its name fgtrace passes it over where it reads the whole folder: the lines that it quotes would count twice.
  schema: 'fgtrace.expected/1',
  verdict,
  sources: sources.map(({ file, lines, unrecognised }) => ({ file, lines, unrecognised })),
  controlSessions: controlSessions.map((session) => ({
    ...{ id: session.id, client: session.client, server: session.server, inspection: session.inspection },
    ...{ tls: session.tls, verdict: session.verdict, code: session.code },
    stages: session.stages.map(({ stage, state }) => ({ stage, state })),
  })),
  offers: offers.map((offer) => ({
    ...{ id: offer.id, control: offer.control, command: offer.command, endpoint: offer.endpoint },
    ...{ dataFlow: offer.dataFlow, pinhole: offer.pinhole },
    ...{ verdict: offer.verdict, code: offer.code, confidence: offer.confidence },
    stages: offer.stages.map(({ stage, state }) => ({ stage, state })),
  })),
  findings: findings.map(({ code, subject, verdict: judged, confidence, evidence }) => ({
    ...{ code, subject, verdict: judged, confidence },
    evidence: evidence.slice(0, 1),
  })),
});

/** JSON with each innermost object on a line of its own. */
const inShort = (value: object): string =>
  `${JSON.stringify(value, null, 2).replace(/\{\n[^{}[\]]*\}/g, (leaf) => leaf.replace(/\n\s*/g, ' '))}\n`;
