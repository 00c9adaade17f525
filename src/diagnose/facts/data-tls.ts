import { isRefusal } from '../../ftp.js';
import { fatalAlert } from '../observations/tls-alerts.js';
import type { OfferCase } from '../cases/offer-case.js';
import type { Leg } from '../../correlate/model/leg.js';
import type { Kept } from '../../correlate/model/moment.js';
import type { PayloadTls } from '../../events/payload.js';

/** The legs of the data connection: one, or one on each side of the unit. */
export function dataLegs({ flow }: OfferCase): Leg[] {
  if (flow === null) return [];
  const { near, far } = flow.connection;
  return far === null || far === near ? [near] : [near, far];
}

/** The first TLS record of the data connection, a ClientHello. */
export function dataHello(it: OfferCase): Kept<PayloadTls> | null {
  const hellos = dataLegs(it).map(({ tls }) => tls.find(({ record }) => record === 'client-hello'));
  return hellos.find((hello) => hello !== undefined) ?? null;
}

/** The alert that ended TLS on the data connection; null if the transfer was confirmed, since then it did not fail. */
export function dataAlert(it: OfferCase): { readonly alert: Kept<PayloadTls>; readonly leg: Leg } | null {
  const { closing } = it.replies;
  if (closing !== null && !isRefusal(closing.code)) return null;
  for (const leg of dataLegs(it)) {
    const alert = fatalAlert(leg);
    if (alert !== null && (closing !== null || leg.ends.length > 0)) return { alert, leg };
  }
  return null;
}

/** An alert that nothing follows yet: the capture ends before anybody could hang up or say what came of it. */
export function endsInAlert(it: OfferCase): boolean {
  return it.replies.closing === null && dataLegs(it).some((leg) => fatalAlert(leg) !== null);
}

/**
 * 522 behind 150 and an open data connection, and no words that say why (WAD tells the code alone). A server that wants
 * data in TLS says 522 in place of 150; vsftpd says it then, where the client brings no session that it knows.
 */
export function isRefusedOnceOpen(it: OfferCase): boolean {
  const { closing } = it.replies;
  return closing?.code === 522 && closing.text === '' && beganOnBothLegs(it) && dataAlert(it) === null;
}

/** 150 or 125, and both legs of the data connection. */
export function beganOnBothLegs({ replies: { opening }, near, far }: OfferCase): boolean {
  return opening !== null && near?.opened != null && far?.opened != null;
}
