import { dispatcher } from './dispatch.js';
import { flowIprope } from './flow-iprope.js';
import { flowIpsec } from './flow-ipsec.js';
import { flowPacket } from './flow-packet.js';
import { flowPath } from './flow-path.js';
import { flowSession } from './flow-session.js';
import { flowVerdict } from './flow-verdict.js';
import type { FlowHead, Message } from './message.js';

/** All messages of the flow trace, in the order of a packet's way through the kernel. */
export const flowMessages: readonly Message<FlowHead>[] = [
  ...flowPacket,
  ...flowSession,
  ...flowPath,
  ...flowIprope,
  ...flowVerdict,
  ...flowIpsec,
];

/** Finds the entry of a message: the text between the quotes behind `msg=`. Null if it is unknown. */
export const flowMessage = dispatcher(flowMessages);
