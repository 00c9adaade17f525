import { unless, type PinholeCause } from '../../pinhole-cause.js';
import { controlOpaqueFlowMode } from './control-opaque-flow-mode.js';
import { controlOpaqueNoDeepInspection } from './control-opaque-no-deep-inspection.js';
import { epsvNotTracked } from './epsv-not-tracked.js';
import { explicitFtpsNotRedirected } from './explicit-ftps-not-redirected.js';
import { ftpPortNotMapped } from './ftp-port-not-mapped.js';
import { ftpProxyDisabled } from './ftp-proxy-disabled.js';
import { ftpsPortNotMapped } from './ftps-port-not-mapped.js';
import { ftpsReleaseTooOld } from './ftps-release-too-old.js';
import { helperMissing } from './helper-missing.js';
import { helperNotOnPort } from './helper-not-on-port.js';
import { implicitFtpsUnread } from './implicit-ftps-unsupported.js';
import { ipv6NotInspected } from './ipv6-not-inspected.js';
import { pasvPortOutsideRange } from './pasv-port-outside-range.js';
import { policyServiceExternalPort } from './policy-service-external-port.js';
import { vipOneToOne } from './vip-one-to-one.js';
import { vipPortNotForwarded } from './vip-port-not-forwarded.js';
import { vipSrcFilterExcludes } from './vip-src-filter-excludes.js';

/** A VIP or policy was meant to let the connection in without a pinhole. */
const forwarding = [policyServiceExternalPort, vipSrcFilterExcludes, pasvPortOutsideRange];

/** Nobody could read the control channel. */
const reading = [
  ftpsReleaseTooOld,
  ftpProxyDisabled,
  ftpPortNotMapped,
  ftpsPortNotMapped,
  explicitFtpsNotRedirected,
  controlOpaqueNoDeepInspection,
  helperMissing,
  helperNotOnPort,
  controlOpaqueFlowMode,
];

/** Said only if nothing in the configuration is to blame. */
export const implicitFtpsAlone = unless(implicitFtpsUnread, reading);

/** What else the denied SYN lacked, and what is only a possibility. */
const lacking = [vipPortNotForwarded, epsvNotTracked, ipv6NotInspected];

/**
 * Why there was no pinhole, and what else could have let the data connection in; the most exact first. They are
 * listed before PINHOLE_NOT_OPENED, which says the same without a cause.
 */
export const pinholeCauses: readonly PinholeCause[] = [
  ...forwarding,
  ...reading,
  implicitFtpsAlone,
  ...lacking.map((cause) => unless(cause, [...forwarding, ...reading, implicitFtpsAlone])),
];

/** Not a cause by itself, since a pinhole would have made up for it: listed after PINHOLE_NOT_OPENED. */
export const lesserPinholeCauses: readonly PinholeCause[] = [
  unless(vipOneToOne, [...forwarding, ...reading]),
];
