import { unresolved } from '../../facts/unanswered-arp.js';
import type { ControlRule } from '../../rule.js';
import { stepsFor } from '../../wording/remedies.js';
import { arpUnresolvedCause } from '../shared/arp-unresolved.js';

/** The control connection never left the unit: nobody answered its ARP for the server or the way there. */
export const arpUnresolved: ControlRule = {
  ...arpUnresolvedCause,
  judge: ({ timeline, control }) => {
    const { connection, server, mappedServer, replies, offers } = control;
    if (connection === null || connection.far !== null || replies.length + offers.length > 0) return null;
    const { near } = connection;
    const left = near.syns.some(({ direction }) => direction === 'out');
    if (left || near.responderData.length > 0) return null;
    const after = near.syns.find(({ capture }) => capture.source === 'sniffer') ?? near.syns[0];
    const found = unresolved(timeline, [mappedServer ?? server], [near], after);
    if (found === null) return null;
    return {
      message: `The control connection of ${control.client ?? 'the client'} to ${server ?? 'the server'} never left the unit: it asked for ${found.host} by ARP and nobody answered.`,
      evidence: [...found.prints.slice(0, 3), near.syns[0], near.traces[0]],
      lacks: 'the answer',
      confidence: 'likely',
      steps: stepsFor(arpUnresolvedCause.steps, { control, timeline }),
    };
  },
};
