/** What went wrong, for people (`message`, `suggestions`) and for programs (`code`, `exit`). Any room may throw one. */
export class Failure extends Error {
  override readonly name = 'Failure';
  /** Stable, upper case, `FGT_…`. */
  readonly code: string;
  /** One of the exit codes below. */
  readonly exit: number;
  /** What the user can do about it, one step each. */
  readonly suggestions: string[];

  constructor(code: string, exit: number, message: string, suggestions: string[], options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.exit = exit;
    this.suggestions = suggestions;
  }
}

/** The exit codes that fgtrace promises. 1 is only given where it was asked for (`--fail-on`, `diff`, `redact --check`). */
export const EXIT = {
  asked: 1,
  usage: 2,
  unrecognised: 65,
  unreadable: 66,
  bug: 70,
  unwritable: 73,
  interrupted: 130,
} as const;
