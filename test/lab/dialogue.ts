import { attempt, type Attempt, type Session } from './attempt.js';
import type { Command } from './scenario.js';

/** A word of the control channel as a client tells it, or that it dials. */
export type Line =
  | { readonly at: number; readonly kind: 'command' | 'reply'; readonly text: string }
  | { readonly at: number; readonly kind: 'dial' | 'open' };

const OFFER = /^(PASV|EPSV|PORT|EPRT)\b/;
const VERB = /^(RETR|STOR|LIST|NLST|MLSD)\b/;

/** The port that a 227, 229, PORT or EPRT names. */
export function portIn(text: string): number | null {
  const extended = /\|(\d+)\|\)?\s*\.?\s*$/.exec(text);
  if (extended !== null) return Number(extended[1]);
  const plain = /(?:\d+,){4}(\d+),(\d+)/.exec(text);
  return plain === null ? null : Number(plain[1]) * 256 + Number(plain[2]);
}

interface Pending {
  readonly text: string;
  readonly attempt: Attempt | null;
}

/** Follows a dialogue: replies answer commands in their order, a 1yz reply keeps its command waiting. */
export function follow(lines: readonly Line[]): Omit<Session, 'exit'> {
  const attempts: Attempt[] = [];
  const dialogue: string[] = [];
  const pending: Pending[] = [];
  let loggedIn = false;

  const asked = (text: string, at: number): void => {
    const offer = OFFER.exec(text)?.[1] as Command | undefined;
    if (offer !== undefined && text !== 'EPSV ALL') {
      attempts.push({ ...attempt(offer, at), port: portIn(text) });
      pending.push({ text, attempt: attempts.at(-1)! });
      return;
    }
    const last = attempts.at(-1);
    const verb = VERB.test(text) && last?.verb === null ? last : null;
    if (verb !== null) verb.verb = text;
    pending.push({ text, attempt: verb });
  };

  const answered = (text: string, at: number): void => {
    const code = Number(text.slice(0, 3));
    // A banner begins another control connection: what the one before it had asked for stays without answer.
    if (code === 220) pending.splice(0);
    const head = pending[0];
    if (code >= 200) pending.shift();
    dialogue.push(`${head?.text.split(' ')[0] ?? '-'} ${code}`);
    if (code === 230) loggedIn = true;
    if (head?.attempt == null) return;
    const own = head.attempt;
    if (!OFFER.test(head.text)) {
      own.replies.push(code);
      if (code >= 200) own.endedAt = at;
      return;
    }
    own.code = code;
    own.port ??= portIn(text);
  };

  for (const line of lines) {
    if (line.kind === 'command') asked(line.text, line.at);
    else if (line.kind === 'reply') answered(line.text, line.at);
    else {
      const last = attempts.at(-1);
      if (last === undefined) continue;
      last.dialledAt ??= line.at;
      if (line.kind === 'open') last.opened = true;
    }
  }
  return { attempts, dialogue, loggedIn };
}
