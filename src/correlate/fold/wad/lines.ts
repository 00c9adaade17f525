import type { WadEvent, WadMessage, WadExpectation } from '../../../events/wad.js';
import type { OfferCommand } from '../../../ftp.js';
import { type Endpoint } from '../../../net.js';
import { shared } from '../../../intern.js';
import type { Moment } from '../../model/moment.js';
import type { FtpCommand, FtpReply } from '../../model/control-channel.js';

interface SaidCommand extends FtpCommand {
  readonly kind: 'ftp-command';
}
interface SaidReply extends FtpReply {
  readonly kind: 'ftp-reply';
}
interface SaidOffer extends Moment {
  readonly kind: 'ftp-offer';
  readonly command: OfferCommand | undefined;
  readonly endpoint: Endpoint;
}
interface SaidListen extends Moment {
  readonly kind: 'expectation-listen';
  readonly endpoint: Endpoint;
}
export interface SaidExpectation
  extends Moment, Pick<WadExpectation, 'from' | 'to' | 'mapped' | 'control' | 'vdomIndex' | 'redirect'> {
  readonly kind: 'expectation';
}
/** `freed`: a later offer made the proxy free an expectation. `alive`: any other line; it shows that the session goes on. */
interface SaidPlainly extends Moment {
  readonly kind: 'freed' | 'alive';
  readonly text: string;
}

/**
 * What is kept of a WAD line: its moment and its content. A capture may hold a hundred thousand of them, so each is one
 * flat object that the joins pass on unchanged; what all lines of a session share is kept once, at the session.
 */
export type KeptWadLine = SaidCommand | SaidReply | SaidOffer | SaidListen | SaidExpectation | SaidPlainly;

/** Most lines of the FTP proxy only show that the session was alive. */
export function wadLineKind(event: WadEvent): KeptWadLine['kind'] {
  if (event.kind !== 'wad-message') return event.kind;
  return freesExpectation(event) ? 'freed' : 'alive';
}

/** Printed after a new offer's line, and about the one before it (seed: exp=(nil) on a first offer). */
function freesExpectation({ func, text }: WadMessage): boolean {
  return text.includes('exp=0x') && /exp_free\b/.test(func ?? '') && /\bexp=0x/.test(text);
}

/** Written out kind by kind: a generic copy takes three times as long and twice the memory. */
export function keepWadLine(event: WadEvent, { capture, stamp, order, line }: Moment): KeptWadLine {
  switch (event.kind) {
    case 'ftp-command': {
      const { kind, command } = event;
      return { capture, stamp, order, line, kind, command: shared(command), argument: undefined };
    }
    case 'ftp-reply': {
      const { kind, code } = event;
      const command = event.command === undefined ? undefined : shared(event.command);
      return { capture, stamp, order, line, kind, command, code, text: '' };
    }
    case 'ftp-offer': {
      const { kind, command, endpoint } = event;
      return { capture, stamp, order, line, kind, command, endpoint: shared(endpoint) };
    }
    case 'expectation-listen':
      return { capture, stamp, order, line, kind: event.kind, endpoint: shared(event.endpoint) };
    case 'expectation': {
      const { kind, from, to, mapped, control, vdomIndex, redirect } = event;
      return {
        capture,
        stamp,
        order,
        line,
        kind,
        from: shared(from),
        to: shared(to),
        mapped: mapped === undefined ? undefined : shared(mapped),
        control: control && { client: shared(control.client), server: shared(control.server) },
        vdomIndex,
        redirect,
      };
    }
    case 'wad-message': {
      const kind = freesExpectation(event) ? 'freed' : 'alive';
      return { capture, stamp, order, line, kind, text: shared(event.text) };
    }
  }
}

/** The part of a line that differs between lines of the same kind and stamp. */
export function wadLineContent(said: KeptWadLine | WadEvent): string | number {
  switch (said.kind) {
    case 'ftp-command':
      return said.command;
    case 'ftp-reply':
      return said.code;
    case 'ftp-offer':
    case 'expectation-listen':
      return said.endpoint;
    case 'expectation':
      return said.to;
    case 'freed':
    case 'alive':
    case 'wad-message':
      return said.text;
  }
}
