import { asControlRule, withoutControlCause } from '../../pinhole-cause.js';
import { implicitFtpsAlone, lesserPinholeCauses, pinholeCauses } from '../missing-pinhole/index.js';
import type { ControlRule } from '../../rule.js';
import { arpUnresolved } from './arp-unresolved.js';
import { cccRefused } from './ccc-refused.js';
import { controlIdleTimeout } from './control-idle-timeout.js';
import { controlNeverOpened } from './control-never-opened.js';
import { dataSynDropped } from './data-syn-dropped.js';
import { dataSynUnexplained } from './data-syn-unexplained.js';
import { helperBlindAfterAuth } from './helper-blind-after-auth.js';
import { implicitFtpsUnsupported } from './implicit-ftps-unsupported.js';
import { loginFailed } from './login-failed.js';
import { notForwarded, wordDropped } from './not-forwarded.js';
import { offerRefused } from './offer-refused.js';
import { offerUnreadable } from './offer-unreadable.js';
import { pasvPrivateAddressLeaked } from './pasv-private-address-leaked.js';
import { pinholeNotOpened } from './pinhole-not-opened.js';
import { reply421 } from './reply-421.js';
import { tlsCertRejected } from './tls-cert-rejected.js';
import { tlsClientCert } from './tls-client-cert.js';
import { tlsControlFailed } from './tls-control-failed.js';
import { tlsServerCertBlocked } from './tls-server-cert-blocked.js';

/** In the order of decision: did it open, could it be read, did it log in. The first that applies is the cause. */
export const controlRules: readonly ControlRule[] = [
  arpUnresolved,
  controlNeverOpened,
  notForwarded,
  // TLS
  tlsServerCertBlocked,
  tlsCertRejected,
  tlsClientCert,
  tlsControlFailed,
  // login
  reply421,
  loginFailed,
  cccRefused,
  // nobody read an offer
  ...dataSynDropped,
  ...offerRefused,
  helperBlindAfterAuth,
  offerUnreadable,
  pasvPrivateAddressLeaked,
  ...pinholeCauses.map(asControlRule),
  withoutControlCause(pinholeNotOpened, pinholeCauses),
  ...lesserPinholeCauses.map(asControlRule),
  withoutControlCause(implicitFtpsUnsupported, [implicitFtpsAlone]),
  // later
  controlIdleTimeout,
  wordDropped,
  // beside what is known
  dataSynUnexplained,
];
