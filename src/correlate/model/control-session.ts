import { messageOf } from './leg-queries.js';
import type { Connection, ControlSession } from './timeline.js';

/** A control session of which nothing is known but its connection, or not even that. */
export function newControl(connection: Connection | null): ControlSession {
  const near = connection?.near;
  const trace = near?.traces.find(({ src }) => src === near.initiator);
  const far = connection?.far ?? null;
  const behind = far !== null && far.responder !== near?.responder ? far.responder : null;
  return {
    id: '',
    client: near?.initiator ?? null,
    server: near?.responder ?? null,
    mappedServer: connection?.mapped ?? behind,
    sessionId: connection === null ? null : sessionIdOf(connection),
    vdom: trace?.vdom ?? null,
    vdomIndex: null,
    policy: (trace && messageOf(trace, 'policy-allow')?.policy) ?? null,
    connection,
    commands: [],
    replies: [],
    clientSaid: [],
    tls: [],
    unreadable: [],
    wordsLostAt: null,
    listed: [],
    offers: [],
    expectations: [],
    wad: [],
  };
}

export function sessionIdOf({ near }: Connection): string | null {
  for (const trace of near.traces) {
    const found = messageOf(trace, 'session-new') ?? messageOf(trace, 'session-match');
    // A data SYN names its parent in the EXP line: that id is not its own.
    if (found !== undefined && messageOf(trace, 'expectation-match') === undefined) return found.sessionId;
  }
  return null;
}
