import type { FlowVip } from '../../events/flow.js';
import type { Kept } from '../../correlate/model/moment.js';
import type { Policy, Vip } from '../../configuration/configuration.js';
import { messageOf } from '../../correlate/model/leg-queries.js';
import { portOf } from '../../net.js';
import { only } from '../../configuration/setting-evidence.js';
import { forwards, leadsTo, policiesNaming } from '../../configuration/vips.js';
import { vipsDialled } from './dialled-vips.js';
import type { Denied } from './denied-data-syn.js';

export interface VipDenied {
  readonly matched: Kept<FlowVip>;
  readonly mappedPort: number;
  readonly vip: Vip;
  /** The only policy that names the VIP; null if none or several do. */
  readonly policy: Policy | null;
}

/** A VIP matched the data SYN, and then the forward policy check denied it. */
export function vipDenied(it: Denied): VipDenied | null {
  const matched = it.vip;
  if (matched === null || messageOf(it.trace, 'drop')?.reason !== 'forward-policy') return null;
  const vip = only(vipsDialled(it).filter((one) => forwards(one, it.port) && leadsTo(one, matched.mapped)));
  if (vip === null) return null;
  const { all } = it.settings;
  const policy = only(policiesNaming(vip, all));
  return { matched, mappedPort: portOf(matched.mapped) ?? it.port, vip, policy };
}
