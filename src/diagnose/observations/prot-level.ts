import type { ControlSession } from '../../correlate/model/timeline.js';
import type { FtpCommand, FtpReply } from '../../correlate/model/control-channel.js';
import type { Moment } from '../../correlate/model/moment.js';
import { onceOf } from './memoize.js';
import { askedBy } from './control-dialogue.js';

export interface Protection {
  readonly level: string;
  readonly asked: FtpCommand;
  readonly agreed: FtpReply;
}

/** The PROT level that both sides had agreed on before a moment, if its words can be read (WAD prints no arguments). */
export function protectionBefore(control: ControlSession | null, moment: Moment | null): Protection | null {
  if (control === null || moment === null) return null;
  const earlier = protsOf(control).filter(
    ({ capture, order }) => capture === moment.capture && order < moment.order,
  );
  for (const asked of earlier.reverse()) {
    const level = asked.argument?.toUpperCase();
    if (level === undefined) return null;
    const answer = control.replies.find(
      ({ capture, order }) => capture === asked.capture && order > asked.order,
    );
    if (answer === undefined || answer.order > moment.order || askedBy(control, answer) !== 'PROT')
      return null;
    // A refused PROT leaves the earlier level in force.
    if (answer.code === 200) return { level, asked, agreed: answer };
  }
  return null;
}

const protsOf = onceOf(({ commands }: ControlSession) =>
  commands.filter(({ command }) => command === 'PROT'),
);
