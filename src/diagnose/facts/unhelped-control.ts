import type { CustomService, SessionHelper } from '../../configuration/configuration.js';
import { coversPort } from '../../configuration/settings.js';
import { messageOf } from '../../correlate/model/leg-queries.js';
import { known } from '../../configuration/setting-evidence.js';
import { shownServices } from '../../configuration/services.js';
import type { Denied } from './denied-data-syn.js';
import { controlPorts } from './control-ports.js';

export interface Unhelped {
  readonly ports: { before: number; after: number };
  /** The session helper's entries for FTP, on any port. */
  readonly helpers: readonly SessionHelper[];
  readonly onPort: boolean;
  /** A service of the policy that switches the helper off for this port. */
  readonly disabled: CustomService | null;
}

/**
 * A plain session that the kernel's session helper should have read, although the trace of its first packet shows no
 * `run helper-ftp`. Null in proxy mode, where the proxy reads FTP, and if a service switches a helper on for the
 * port.
 */
export function unhelped(it: Denied): Unhelped | null {
  const { policy, all } = it.settings;
  const ports = controlPorts(it.control);
  if (ports === null || it.proxied || it.helped || it.madeElsewhere) return null;
  if (it.tls !== 'none' && !(it.tls === 'unknown' && it.offer === null)) return null;
  const mode = policy && known(policy, policy.inspectionMode, all);
  if (mode?.value === 'proxy' || !firstPacketTraced(it)) return null;
  const helpers = all.sessionHelpers.filter(({ helper }) => helper.value === 'ftp');
  const mine = policy === null ? [] : shownServices(policy, all);
  const onPorts = mine.filter(
    ({ tcpPortrange }) =>
      coversPort(tcpPortrange.value, ports.before) || coversPort(tcpPortrange.value, ports.after),
  );
  if (onPorts.some(({ helper }) => helper.value === 'ftp')) return null;
  return {
    ports,
    helpers,
    onPort: helpers.some(({ port }) => port.value === ports.before || port.value === ports.after),
    disabled: onPorts.find(({ helper }) => helper.value === 'disable') ?? null,
  };
}

function firstPacketTraced({ control }: Denied): boolean {
  return (
    control.connection?.near.traces.some(
      (trace) =>
        messageOf(trace, 'session-new') !== undefined && messageOf(trace, 'policy-allow') !== undefined,
    ) ?? false
  );
}
