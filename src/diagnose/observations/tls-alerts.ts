import type { Leg } from '../../correlate/model/leg.js';
import type { Kept } from '../../correlate/model/moment.js';
import type { PayloadTls } from '../../events/payload.js';

/** Alerts by number: RFC 8446, section 6, and RFC 5246. */
const NAMES: Readonly<Record<number, string>> = {
  10: 'unexpected message',
  20: 'bad record MAC',
  21: 'decryption failed',
  22: 'record overflow',
  40: 'handshake failure',
  42: 'bad certificate',
  43: 'unsupported certificate',
  44: 'certificate revoked',
  45: 'certificate expired',
  46: 'certificate unknown',
  47: 'illegal parameter',
  48: 'unknown CA',
  49: 'access denied',
  50: 'decode error',
  51: 'decrypt error',
  70: 'protocol version',
  71: 'insufficient security',
  80: 'internal error',
  86: 'inappropriate fallback',
  109: 'missing extension',
  110: 'unsupported extension',
  113: 'bad certificate status response',
  116: 'certificate required',
  120: 'no application protocol',
};
/** 0 (close notify) and 90 (user canceled) end a session in order; 100 and 112 may be mere warnings. */
const HARMLESS: ReadonlySet<number> = new Set([0, 90, 100, 112]);
const ABOUT_CERTIFICATES: ReadonlySet<number> = new Set([42, 43, 44, 45, 46, 48]);

/** The first alert that ended a handshake: it can be read (up to TLS 1.2), and no application data followed it. */
export function fatalAlert({ tls }: Leg): Kept<PayloadTls> | null {
  const alert = tls.find((one) => one.alert !== undefined && !HARMLESS.has(one.alert));
  if (alert === undefined) return null;
  const wentOn = tls.some(
    ({ record, moment }) =>
      record === 'application' &&
      moment.capture === alert.moment.capture &&
      moment.order > alert.moment.order,
  );
  return wentOn ? null : alert;
}

export function isAboutCertificate({ alert }: PayloadTls): boolean {
  return alert !== undefined && ABOUT_CERTIFICATES.has(alert);
}

/** `the alert "unknown CA" (48)` */
export function alertName({ alert }: PayloadTls): string {
  return alert === undefined ? 'an encrypted alert' : `the alert "${NAMES[alert] ?? 'unknown'}" (${alert})`;
}
