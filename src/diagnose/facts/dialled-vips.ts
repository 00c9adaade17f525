import type { Vip } from '../../configuration/configuration.js';
import { sameVdom } from '../../configuration/setting-evidence.js';
import { hasAddress } from '../../configuration/vips.js';
import type { Denied } from './denied-data-syn.js';

/** Every VIP with the address that the data connection dialled. */
export function vipsDialled({ settings, responder, control }: Denied): Vip[] {
  return settings.all.vips.filter((vip) => sameVdom(vip.vdom, control.vdom) && hasAddress(vip, responder));
}

/** The configuration line that says which ports the VIP forwards. */
export function portsLine({ extport, origin }: Vip): { line: Vip['origin'] } {
  return { line: extport.from === 'default' ? origin : extport.from };
}
