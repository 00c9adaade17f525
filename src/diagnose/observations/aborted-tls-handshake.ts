import type { End, Leg, Sighting } from '../../correlate/model/leg.js';
import type { Kept, Moment } from '../../correlate/model/moment.js';
import type { PayloadTls } from '../../events/payload.js';

/** An encrypted alert of TLS 1.3 is a record of 24 bytes, 30 with the change of cipher before it; a Finished has 58. */
const ALERT_SIZE = 30;

export interface Broken {
  /** Who closed the connection instead of answering. */
  readonly by: 'initiator' | 'responder';
  readonly end: End;
  readonly hello: Moment;
  /** The last bytes from the side that closed may have been an encrypted alert. */
  readonly alerted: boolean;
}

/**
 * A TLS handshake that one side ended instead of answering. The sequence number of its FIN or RST proves that it sent
 * nothing more (or at most an alert): it is the very number that the other side's last packet acknowledged. So this
 * holds even if the capture is an excerpt.
 */
export function brokenHandshake(leg: Leg): Broken | null {
  const client = leg.tls.find(({ record }) => record === 'client-hello');
  const [end] = leg.ends;
  if (client === undefined || end?.seq === undefined) return null;
  const server = leg.tls.find(({ record }) => record === 'server-hello');
  const last = end.by === 'responder' ? client : server;
  const ack = last === undefined ? undefined : printOf(leg, last)?.ack;
  if (last === undefined || ack === undefined) return null;
  const sent = (end.seq - ack) >>> 0;
  if (end.by === 'responder') {
    return sent === 0 && server === undefined
      ? { by: 'responder', end, hello: last.moment, alerted: false }
      : null;
  }
  return sent <= ALERT_SIZE ? { by: 'initiator', end, hello: last.moment, alerted: sent > 0 } : null;
}

function printOf(leg: Leg, { moment }: Kept<PayloadTls>): Sighting | undefined {
  return [...leg.initiatorData, ...leg.responderData].find(
    ({ line }) => line.line === moment.line.line && line.file === moment.line.file,
  );
}
