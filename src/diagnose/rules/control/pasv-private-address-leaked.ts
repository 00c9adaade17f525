import { addressOf } from '../../../net.js';
import type { ControlRule } from '../../rule.js';
import { announceOutside, dialsInside } from '../../facts/inside-address.js';
import { deniedTries } from '../../facts/unmatched-flows.js';
import { pasvPrivateAddressLeakedCause } from '../shared/pasv-private-address-leaked.js';

/**
 * No offer can be read, and the client dialled the address behind the VIP: it was told that one, so nobody rewrote
 * the offer.
 */
export const pasvPrivateAddressLeaked: ControlRule = {
  ...pasvPrivateAddressLeakedCause,
  judge: ({ control, strays, timeline }) => {
    const { server } = control;
    if (server === null || control.offers.some(({ command }) => command !== null)) return null;
    const tried = deniedTries(strays, timeline, (trace) => dialsInside(control, trace));
    if (tried === null) return null;
    const [{ trace }] = tried;
    return {
      message: `The client dialled the server’s inside address ${trace.dst} and was denied: it was told that address, not ${addressOf(server)}, which it had dialled for the control connection.`,
      evidence: [...tried.map(({ drop }) => drop), trace, control.connection?.near.traces[0]],
      confidence: 'likely',
      steps: announceOutside(server),
    };
  },
};
