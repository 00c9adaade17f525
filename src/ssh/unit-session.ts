import { EXIT, Failure } from '../failure.js';

/** What the unit prints after each command: `FGT-60F # `, in a VDOM `FGT-60F (root) # `, for a read-only administrator `$`. */
const PROMPT = /^(?<host>[\w.-]{1,63})(?: \([^()]{1,79}\))? [#$] /;
const BANNER = /\(Press 'a' to accept\):\s*$/;
const MORE = /--More--\s*$/;
const REFUSED = /^(?:Unknown action|command parse error|Command fail|ambiguous command|Return code -).*$/im;

/** Milliseconds that a prompt may take: a login waits for a person who types a password, a command for the unit alone. */
const LOGIN = 120_000;
const ANSWER = 20_000;

/** Characters of an answer that are kept: its prompt stands at the end. */
const MOST_HEARD = 1 << 20;
const LONGEST_PROMPT = 200;

/** One command line of the unit, whatever carries it. */
export interface UnitSession {
  readonly name: string;
  /** Resolves once the unit has printed its first prompt. */
  ready: () => Promise<void>;
  /** Sends a command and waits for the next prompt: what the unit answered. Rejects if none comes. */
  run: (command: string) => Promise<string>;
  /** Sends a command that prints until it is interrupted. */
  start: (command: string) => void;
  /** Ctrl-C, and waits for the prompt. */
  interrupt: () => Promise<void>;
  /** Ends the session. */
  leave: () => void;
  /** What the unit printed. */
  hear: (text: string) => void;
  /** The session is over. */
  close: () => void;
  readonly isOpen: () => boolean;
}

/** `write` carries keys to the unit, `leave` hangs up. */
export function createUnitSession(
  name: string,
  { write, leave }: { readonly write: (keys: string) => void; readonly leave: () => void },
): UnitSession {
  let heard = '';
  let host: string | undefined;
  let open = true;
  let waiting: Awaited | undefined;

  const prompted = (patience = ANSWER): Promise<string> => {
    const prompt = awaited(name, patience);
    waiting = prompt;
    if (!open) prompt.fail('ended');
    return prompt.answer;
  };

  /** The hostname is learned from the first prompt: afterwards no other line is taken for one. */
  const isPrompt = (line: string): boolean => {
    const found = PROMPT.exec(line)?.groups?.['host'];
    return found !== undefined && (host ??= found) === found;
  };

  const send = (keys: string): void => {
    heard = '';
    if (open) write(keys);
  };

  return {
    name,
    leave,
    async ready() {
      await prompted(LOGIN);
    },
    run(command) {
      send(`${command}\n`);
      return prompted();
    },
    start(command) {
      send(`${command}\n`);
    },
    async interrupt() {
      send('\u0003');
      await prompted();
    },
    hear(text) {
      // Between commands a debug prints on and on, and nobody reads it here.
      heard = (heard + text).slice(waiting === undefined ? -LONGEST_PROMPT : -MOST_HEARD);
      if (MORE.test(heard.slice(-20))) write(' ');
      else if (BANNER.test(heard.slice(-40))) write('a');
      if (waiting === undefined || !heard.split(/[\r\n]+/).some(isPrompt)) return;
      waiting.done(heard);
      waiting = undefined;
    },
    close() {
      open = false;
      waiting?.fail('ended');
    },
    isOpen: () => open,
  };
}

interface Awaited {
  readonly answer: Promise<string>;
  readonly done: (answer: string) => void;
  readonly fail: (what: string) => void;
}

/** An answer that comes within `patience`, or is given up. */
function awaited(name: string, patience: number): Awaited {
  let done: Awaited['done'] = () => undefined;
  let fail: Awaited['fail'] = () => undefined;
  const answer = new Promise<string>((resolve, reject) => {
    done = resolve;
    fail = (what) => {
      reject(noPrompt(name, what));
    };
  });
  const timer = setTimeout(() => {
    fail('printed no prompt');
  }, patience);
  const over = (): void => {
    clearTimeout(timer);
  };
  answer.then(over, over);
  return { answer, done, fail };
}

/** What the unit said of a command that it did not take, or nothing. */
export function refusedCommand(answer: string): string | undefined {
  return REFUSED.exec(answer)?.[0].trim();
}

function noPrompt(name: string, what: string): Failure {
  return new Failure('FGT_NO_SESSION', EXIT.unreadable, `The SSH session for ${name} ${what}`, [
    'Try ssh with the same name by hand: it must come to the prompt of the unit.',
  ]);
}
