import { put } from '../../collections.js';
import type { ControlSessionReport, OfferReport, ReportDocument } from '../../document.js';
import { allRows } from './rows.js';

/** A control session with its offers, in the order of the report. */
export interface SessionWithOffers {
  readonly session: ControlSessionReport;
  readonly offers: readonly OfferReport[];
}

/** All control sessions with their offers, and the offers that belong to none that is known. */
export function sessionRows(document: ReportDocument): {
  readonly sessions: readonly SessionWithOffers[];
  readonly offers: readonly OfferReport[];
} {
  const sessions = [...allRows(document, 'controlSessions')];
  const byControl = new Map<string | null, OfferReport[]>();
  for (const offer of allRows(document, 'offers')) {
    // Of thousands of offers the lines that prove them would fill memory, and no list shows them.
    put(byControl, offer.control, { ...offer, stages: [], evidence: [] });
  }
  return {
    sessions: sessions.map((session) => ({ session, offers: byControl.get(session.id) ?? [] })),
    offers: byControl.get(null) ?? [],
  };
}
