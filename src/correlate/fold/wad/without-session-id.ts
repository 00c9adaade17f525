import type { WadSession } from './sessions.js';

/** Releases that print no session id mix all sessions in one: the control tuple above each expectation tells them apart. */
export function splitUnnamed(session: WadSession): WadSession[] {
  if (session.wadSession !== undefined) return [session];
  const parts = new Map<string, WadSession>();
  let from = 0;
  const { entries } = session;
  for (const [at, entry] of entries.entries()) {
    if (entry.kind !== 'expectation' && at !== entries.length - 1) continue;
    const control = entry.kind === 'expectation' ? entry.control : undefined;
    const key =
      control === undefined ? ([...parts.keys()].at(-1) ?? '') : `${control.client}>${control.server}`;
    const piece = entries.slice(from, at + 1);
    from = at + 1;
    const part = parts.get(key);
    const [first, last] = [piece[0] ?? session.first, entry];
    if (part === undefined) parts.set(key, { ...session, control, entries: piece, first, last });
    else {
      part.entries.push(...piece);
      part.last = last;
    }
  }
  return [...parts.values()];
}

/** Whether it has no id, no control tuple, no offer and no expectation: then it is no evidence of a control session. */
export function isMute(session: WadSession): boolean {
  if (session.control !== undefined || session.wadSession !== undefined) return false;
  return !session.entries.some(({ kind }) => kind === 'ftp-offer' || kind === 'expectation');
}
