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

/** The entry of a message's text (what stands between the quotes after `msg=`). */
export const flowMessage = dispatcher(flowMessages);
