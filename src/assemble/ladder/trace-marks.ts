import type { Trace } from '../../correlate/model/leg.js';
import type { Kept } from '../../correlate/model/moment.js';
import type { DropReason, FlowDrop, FlowEvent } from '../../events/flow.js';
import { OWN, type IsCited, type Mark } from './mark.js';

/** What the kernel did with a packet. Of the way back only what it dropped, and what decides. */
export function traceMarks(trace: Trace, at: number | null, forth: boolean, isCited: IsCited): Mark[] {
  const marks: Mark[] = [];
  for (const message of trace.messages) {
    const { moment, kind } = message;
    const cited = isCited(moment);
    const done = forth || kind === 'drop' || cited ? doneLabel(message) : null;
    const label = done ?? (cited ? kindLabel(message) : null);
    if (label !== null) marks.push({ moment, at, way: OWN, kind: 'kernel', label, doneTo: trace });
  }
  return marks;
}

function doneLabel(message: Kept<FlowEvent>): string | null {
  switch (message.kind) {
    case 'expectation-match':
      return 'pinhole hit (EXP session)';
    case 'nat':
      return `${message.nat.toUpperCase()} to ${message.to}`;
    case 'policy-allow':
      return `allowed by policy ${message.policy}`;
    case 'drop':
      return dropLabel(message);
    default:
      return null;
  }
}

function kindLabel(message: Kept<FlowEvent>): string {
  switch (message.kind) {
    case 'vip':
      return `VIP to ${message.mapped}`;
    case 'route':
    case 'policy-route':
      return `route to ${message.gateway}${message.interface === undefined ? '' : ` by ${message.interface}`}`;
    case 'inspect':
      return message.by === 'proxy' ? 'given to the proxy' : 'given to the IPS engine';
    case 'helper':
      return `session helper ${message.helper}`;
    case 'session-new':
      return 'new session';
    case 'session-match':
      return 'belongs to a session';
    case 'flow-message':
      return message.text;
    default:
      return message.kind;
  }
}

const DROPS: Readonly<Record<DropReason, string>> = {
  'forward-policy': 'forward policy check',
  'iprope-in-check': 'iprope_in_check',
  'reverse-path': 'reverse path check',
  'no-route': 'no route',
  replay: 'replay check',
  'ipsec-sa-not-ready': 'the tunnel is not up',
  'ipsec-selector': 'no selector of the tunnel fits',
  'shaper-limit': 'traffic shaper',
  'end-point-filter': 'end point filter',
  'no-session-matched': 'no session matches',
  'session-blocked': 'the session is blocked',
  other: 'other reason',
};

function dropLabel({ reason, words, policy }: FlowDrop): string {
  if (reason === 'forward-policy' && policy !== undefined) return `denied by policy ${policy}`;
  return `dropped: ${words ?? DROPS[reason]}`;
}
