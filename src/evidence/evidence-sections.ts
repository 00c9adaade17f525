import type { Emit } from '../events/events.js';
import type { Quick } from '../events/line-block.js';
import { EVIDENCE_MARK } from './evidence-text.js';

const HEADING = /^# (?<name>\S.*)$/;
/** A prompt of a shell with a command behind it is a line of a capture. */
const COMMAND = /^# (?:dia\w*|get|show|config|exec\w*|end|next|exit|fnsysctl) /;

/** What takes an input. */
interface InputTaker {
  line(text: string): void;
  readonly quick: Quick;
  event: Emit;
  damaged(kind: string, line: number): void;
  recognised?(): boolean;
  reached(): number;
  end(): void;
}

/**
 * Lets one text stand for several files: printed evidence has the lines of each file under its name (`# flow.log`).
 * Each becomes an input of its own, for each sniffer has a clock of its own. Any other text is one input, as it is
 * named. `begin` is called for each input that there really is.
 */
export function withSections(begin: (file: string) => InputTaker): (file: string) => InputTaker {
  const names = new Set<string>();
  const beginOnce = (file: string): InputTaker => {
    let name = file;
    for (let nth = 2; names.has(name); nth++) name = `${file} (${nth})`;
    names.add(name);
    return begin(name);
  };
  return (file) => {
    let current: InputTaker | undefined;
    let isEvidence = false;
    const input = (): InputTaker => (current ??= beginOnce(file));
    const section = (name: string | undefined): void => {
      current?.end();
      current = name === undefined ? undefined : beginOnce(name);
    };
    return {
      line(text) {
        if (text.charCodeAt(0) !== 35) input().line(text);
        else if (text.startsWith(EVIDENCE_MARK) && (isEvidence || current === undefined)) {
          isEvidence = true;
          section(undefined);
        } else if (isEvidence && !COMMAND.test(text) && HEADING.test(text)) section(text.slice(2));
        else input().line(text);
      },
      quick: (block) => current?.quick(block) ?? 0,
      event(event) {
        input().event(event);
      },
      damaged(kind, line) {
        input().damaged(kind, line);
      },
      recognised: () => isEvidence || current?.recognised?.() !== false,
      reached: () => current?.reached() ?? -Infinity,
      end() {
        if (!isEvidence) input().end();
        else current?.end();
      },
    };
  };
}
