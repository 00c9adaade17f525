import { hostPair } from '../../net.js';
import type { Facts } from '../fold/fold.js';
import type { Horizon } from './evict.js';
import type { Leg } from '../model/leg.js';

/**
 * The share of legs and WAD sessions in memory that can probably be evicted. To know it exactly, everything would have to
 * be joined, which is not worth it while most control sessions go on.
 */
export function shareOver({ legs, wad, isControl }: Facts, left: Omit<Horizon, 'mayCut'>): number {
  const isOver = ({ latestOrder: latest, ends }: Leg): boolean =>
    latest <= left.quietBefore || (latest <= left.closedBefore && ends.length > 0);
  /** Host pairs with a control connection that goes on: their data connections stay as long as it does. */
  const going = new Set<string>();
  for (const leg of legs) {
    if (isControl(leg.responder) && !isOver(leg)) going.add(hostPair(leg.initiator, leg.responder));
  }
  let over = 0;
  for (const leg of legs) {
    const mayBe = isControl(leg.responder) ? isOver(leg) : leg.latestOrder <= left.closedBefore;
    if (mayBe && !going.has(hostPair(leg.initiator, leg.responder))) over += 1;
  }
  for (const { control, last, entries } of wad) {
    const goesOn = control !== undefined && going.has(hostPair(control.client, control.server));
    const mayBe = !goesOn && (legs.length > 0 || saidGoodbye(entries.at(-1)));
    if (last.order <= (mayBe ? left.closedBefore : left.quietBefore)) over += 1;
  }
  return over / Math.max(1, legs.length + wad.length);
}

/** WAD shows a session's end only by the server's 221. */
function saidGoodbye(entry: Facts['wad'][number]['entries'][number] | undefined): boolean {
  return entry?.kind === 'ftp-reply' && entry.code === 221;
}
