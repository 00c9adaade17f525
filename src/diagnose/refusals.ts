import type { ControlSession, FtpCommand, FtpReply } from '../correlate/timeline.js';
import { askedBy } from './said.js';

export interface Refusal {
  readonly reply: FtpReply;
  readonly command: string;
}

/** PASV and EPSV that were answered with 4xx or 5xx: there is no offer then. */
export function passiveRefusals(control: ControlSession): Refusal[] {
  return control.replies.flatMap((reply) => {
    const command = askedBy(control, reply);
    const isRefusal = reply.code >= 400 && (command === 'PASV' || command === 'EPSV');
    return isRefusal ? [{ reply, command }] : [];
  });
}

/** `EPSV ALL` before a refused PASV: RFC 2428 demands the refusal. */
export function allOf(control: ControlSession, refused: FtpReply): FtpCommand | null {
  if (askedBy(control, refused) === 'EPSV') return null;
  return (
    control.commands.find(
      ({ command, argument, capture, order }) =>
        command === 'EPSV' &&
        argument?.toUpperCase() === 'ALL' &&
        capture === refused.capture &&
        order < refused.order,
    ) ?? null
  );
}
