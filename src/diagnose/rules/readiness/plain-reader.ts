import { coversPort } from '../../../configuration/settings.js';
import { isWhole } from '../../../configuration/setting-evidence.js';
import { shownServices } from '../../../configuration/services.js';
import type { Configuration, SessionHelper } from '../../../configuration/configuration.js';
import type { ConfigEntry } from '../../../events/listing.js';
import { FTP_PORT } from '../../../ftp.js';
import { inWords } from '../../wording/config-objects.js';
import { helperAllowed, helperOn } from '../../wording/config-steps.js';
import { quoted } from '../../wording/fortios-lines.js';
import { proxyReadsFtp } from './checks.js';
import type { Check, ControlPath } from './vip-with-policy.js';
import { numbered } from '../../wording/steps.js';

/** Who reads the offers of plain FTP: the proxy, if the policy sends FTP there, or else the kernel's session helper. */
export function plainReader(path: ControlPath): Check {
  const { policy, all, before, after } = path;
  const proxy = proxyReadsFtp(path);
  if (proxy !== null) return proxy;
  const services = shownServices(policy, all).filter(
    ({ tcpPortrange }) => coversPort(tcpPortrange.value, after) || coversPort(tcpPortrange.value, before),
  );
  const own = services.find(({ helper }) => helper.value === 'ftp' || helper.value === 'disable');
  if (own !== undefined) {
    const line = own.helper.from === 'default' ? own.origin : own.helper.from;
    if (own.helper.value === 'ftp')
      return met(`service ${quoted(own.name)} gives it the session helper`, line);
    return {
      ...missing('HELPER_MISSING', `service ${quoted(own.name)} switches the session helper off`, line),
      steps: numbered(helperAllowed(own)),
    };
  }
  const [shown] = all.sessionHelpers;
  const helpers = all.sessionHelpers.filter(({ helper }) => helper.value === 'ftp');
  const onPort = helpers.find(({ port }) => port.value === after || port.value === before);
  if (onPort !== undefined)
    return met(`the session helper reads port ${onPort.port.value ?? after}`, lineOf(onPort));
  const steps = numbered(helperOn(policy.vdom, after));
  const [first] = helpers;
  if (first !== undefined) {
    const ports = inWords(
      helpers.flatMap(({ port: { value } }) => (value === undefined ? [] : [{ first: value, last: value }])),
    );
    const says = `the session helper for FTP reads port ${ports} and not ${after}`;
    return {
      ...missing('HELPER_NOT_ON_PORT', says, ...helpers.map(lineOf)),
      certain: isWhole(first, all),
      steps,
    };
  }
  if (shown !== undefined)
    return {
      ...missing('HELPER_MISSING', 'the session helpers have no entry for FTP', shown.origin),
      certain: isWhole(shown, all),
      steps,
    };
  const [deleted] = perhapsDeleted(all);
  if (deleted !== undefined)
    return {
      ...missing('', helperDeleted(deleted), deleted.origin),
      ...{ state: 'unknown', certain: false, next: ['show system session-helper'] },
    };
  if (after === FTP_PORT || before === FTP_PORT)
    return met('the session helper reads port 21 (not shown, so taken as it comes)', policy.origin);
  return {
    ...missing(
      'HELPER_NOT_ON_PORT',
      `by default the session helper reads port 21 alone, and not ${after}`,
      policy.origin,
    ),
    ...{ certain: false, steps },
  };
}

/**
 * Numbers that the helper for FTP has as it is shipped: before it stand those of PPTP, H.323, RAS, TNS, TFTP and two or
 * three of RTSP, by release. To delete that of SIP, 12 or 13, is what most guides are about.
 */
const SHIPPED_NUMBERS: ReadonlySet<string> = new Set(['8', '9']);

/** Deleted helpers of which one may be that of FTP. */
export function perhapsDeleted({ deletedHelpers }: Configuration): Configuration['deletedHelpers'] {
  return deletedHelpers.filter(({ entry }) => SHIPPED_NUMBERS.has(entry ?? ''));
}

/** As the object of a sentence. */
export const helperDeleted = ({ entry }: Pick<ConfigEntry, 'entry'>): string =>
  `whether session helper ${entry ?? ''}, which was deleted, was that for FTP (on some releases it is)`;

type Line = Check['lines'][number]['line'];

function lineOf({ port, origin }: SessionHelper): Line {
  return port.from === 'default' ? origin : port.from;
}

function met(says: string, line: Line): Check {
  return { state: 'met', code: '', says, lines: [{ line }], certain: true, steps: [] };
}

function missing(code: string, says: string, ...lines: Line[]): Check {
  return { state: 'missing', code, says, lines: lines.map((line) => ({ line })), certain: true, steps: [] };
}
