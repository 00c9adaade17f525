import { onceOf } from './memoize.js';
import { FTPS_PORT } from '../../ftp.js';
import type { ControlSession, Offer } from '../../correlate/model/timeline.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import type { Trace } from '../../correlate/model/leg.js';
import { messageOf } from '../../correlate/model/leg-queries.js';
import type { ControlSessionReport } from '../../document.js';

/** True if the kernel's FTP session helper reads this session. */
export function isHelped(control: ControlSession | null): boolean {
  if (control === null) return false;
  const traced = tracesOf(control).some(
    (trace) => messageOf(trace, 'helper', ({ helper }) => helper === 'ftp') !== undefined,
  );
  return traced || control.listed.some(({ helper }) => helper === 'ftp');
}

/**
 * Who reads the control channel. If the first packet only went to the IPS engine, that is nobody who opens pinholes.
 */
export function inspectionOf(control: ControlSession): ControlSessionReport['inspection'] {
  if (isProxied(control)) return 'proxy';
  if (isHelped(control)) return 'helper';
  return inspectedBy(control, 'ips') ? 'none' : 'unknown';
}

export function tlsOf(control: ControlSession): ControlSessionReport['tls'] {
  const port = [control.server, control.mappedServer].some((end) => end?.endsWith(`:${FTPS_PORT}`) === true);
  const auth = control.commands.some(
    ({ command, argument }) => command === 'AUTH' && !/^GSSAPI/i.test(argument ?? ''),
  );
  const hello = control.tls.some(({ record }) => record === 'client-hello');
  if (auth && (hello || control.replies.some(({ code }) => code === 234))) return 'explicit';
  if (hello) return control.commands.length > 0 ? 'explicit' : 'implicit';
  if (port) return 'implicit';
  const readable = control.replies.some(({ capture }) => capture.source === 'sniffer');
  return readable && !auth ? 'none' : 'unknown';
}

export function isProxied(control: ControlSession | null): boolean {
  return control !== null && passesProxy(control);
}

const passesProxy = onceOf(
  (control: ControlSession): boolean =>
    control.wad.length > 0 || inspectedBy(control, 'proxy') || control.offers.some(isDialledAnew),
);

/** A data connection that has a number of its own on each side: nobody but a proxy makes another one of it. */
function isDialledAnew({ flow }: Offer): boolean {
  const { near, far, join } = flow?.connection ?? {};
  if (near?.isn === undefined || far?.isn === undefined || near.isn === far.isn) return false;
  return join?.confidence === 'proven';
}

export function inspectedBy(control: ControlSession, by: 'proxy' | 'ips'): boolean {
  return tracesOf(control).some(
    (trace) => messageOf(trace, 'inspect', (event) => event.by === by) !== undefined,
  );
}

/** In whichever VDOM it is read. */
function tracesOf({ connection }: ControlSession): Trace[] {
  return connection === null ? [] : legsOf(connection).flatMap(({ traces }) => traces);
}
