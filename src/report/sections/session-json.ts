import { OFFER_OUTCOMES, type ReportDocument } from '../../document.js';
import { jsonValue, key, keys } from '../text/json-value.js';
import { sessionRows } from './session-rows.js';

const OFFER_KEYS = keys(
  ...['id', 'time', 'command', 'endpoint', 'external', 'pinhole', 'verdict', 'code', 'confidence'],
);
const SESSION_KEYS = [
  ...keys('id', 'time', 'client', 'server', 'mappedServer', 'sessionId', 'vdom', 'policy', 'inspection'),
  ...keys('tls', 'verdict', 'code'),
  key('offers', OFFER_KEYS),
];

/** `fgtrace.sessions/1` */
export function* sessionJson(document: ReportDocument): Iterable<string> {
  const { sessions, offers } = sessionRows(document);
  const { verdict, summary, chosen, totals } = document;
  const counts = Object.fromEntries(
    ['controlSessions', 'offers', ...OFFER_OUTCOMES].map((name) => [name, totals[name] ?? 0]),
  );
  const head = { schema: 'fgtrace.sessions/1', verdict, summary, ...(chosen && { chosen }), totals: counts };
  for (const [name, value] of Object.entries(head))
    yield `${name === 'schema' ? '{\n' : ',\n'}  "${name}": ${jsonValue(value, null, 1)}`;
  const all = sessions.map(({ session, offers: own }) => ({ ...session, offers: own }));
  yield* list('sessions', all, SESSION_KEYS);
  yield* list('offers', offers, OFFER_KEYS);
  yield '\n}\n';
}

function* list(name: string, rows: readonly object[], order: typeof SESSION_KEYS): Iterable<string> {
  yield `,\n  "${name}": [`;
  for (const [at, row] of rows.entries()) yield `${at > 0 ? ',' : ''}\n    ${jsonValue(row, order, 2)}`;
  yield rows.length > 0 ? '\n  ]' : ']';
}
