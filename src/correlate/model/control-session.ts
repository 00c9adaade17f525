import { messageOf } from './leg-queries.js';
import type { Trace } from './leg.js';
import type { Connection, ControlSession } from './timeline.js';
import { legsOf, sessionIdIn, sessionIdsOf } from './vdom-chain.js';

/** A control session of which nothing is known but its connection, or not even that. */
export function newControl(connection: Connection | null): ControlSession {
  const near = connection?.near;
  const far = connection?.far ?? null;
  const behind = far !== null && far.responder !== near?.responder ? far.responder : null;
  return {
    id: '',
    client: near?.initiator ?? null,
    server: near?.responder ?? null,
    mappedServer: connection?.mapped ?? behind,
    ...readingSession(connection, null),
    wadIds: [],
    vdomIndex: null,
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

/**
 * The kernel's session that stands for a control session. Of those of several VDOMs it is the one whose number WAD names,
 * or in whose VDOM the helper or the proxy reads it, for there its pinholes are; else the first.
 */
export function readingSession(
  connection: Connection | null,
  named: string | null,
): Pick<ControlSession, 'sessionId' | 'vdom' | 'policy'> {
  const traces = connection === null ? [] : legsOf(connection).flatMap((leg) => leg.traces);
  const byName = named === null ? undefined : traces.find((trace) => sessionIdIn(trace) === named);
  const reader = byName ?? traces.find(isRead) ?? traces[0];
  const own = traces.filter(({ vdom }) => vdom === reader?.vdom);
  const first = own.find(({ src }) => src === connection?.near.initiator);
  return {
    sessionId: named ?? firstSessionId(own),
    vdom: first?.vdom ?? null,
    policy: (first && messageOf(first, 'policy-allow')?.policy) ?? null,
  };
}

function firstSessionId(traces: readonly Trace[]): string | null {
  for (const trace of traces) {
    const id = sessionIdIn(trace);
    if (id !== null) return id;
  }
  return null;
}

function isRead(trace: Trace): boolean {
  return (
    messageOf(trace, 'helper', ({ helper }) => helper === 'ftp') !== undefined ||
    messageOf(trace, 'inspect', ({ by }) => by === 'proxy') !== undefined
  );
}

/** Every number by which the kernel knows a control session. */
export function idsOf({ connection, sessionId }: ControlSession): string[] {
  const ids = sessionIdsOf(connection);
  return sessionId === null || ids.includes(sessionId) ? ids : [sessionId, ...ids];
}
