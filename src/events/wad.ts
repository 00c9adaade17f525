import type { Endpoint } from '../net.js';
import type { Base } from './record.js';
import type { OfferCommand } from '../ftp.js';

export interface Wad<K extends string> extends Base<'wad', K> {
  /** As printed: decimal (`s:40738626`) or a pointer (`0x7f52…`). */
  readonly wadSession: string | undefined;
  /** The decimal id in the kernel's form, 8 hex digits: `026d9f42`. */
  readonly sessionId: string | undefined;
  readonly pid: number | undefined;
}

export interface WadFtpCommand extends Wad<'ftp-command'> {
  readonly command: string;
}

export interface WadFtpReply extends Wad<'ftp-reply'> {
  readonly command: string | undefined;
  readonly code: number;
}

/** The offer before any rewrite: behind a VIP the server's private address is normal here. */
export interface WadFtpOffer extends Wad<'ftp-offer'> {
  /** Undefined where neither the function nor a queued command told; the next reply's `cmd=` may. */
  readonly command: OfferCommand | undefined;
  readonly endpoint: Endpoint;
}

/** The proxy listens for the data connection. */
export interface WadExpectationListen extends Wad<'expectation-listen'> {
  readonly endpoint: Endpoint;
}

/** The pinhole: who may come (port 0 = any), where to, and what it is translated to. */
export interface WadExpectation extends Wad<'expectation'> {
  readonly control: { client: Endpoint; server: Endpoint } | undefined;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly mapped: Endpoint | undefined;
  readonly vdomIndex: number | undefined;
  /** The kernel was told to redirect (`redirect: TCP …`). */
  readonly redirect: boolean;
}

export interface WadMessage extends Wad<'wad-message'> {
  readonly func: string | undefined;
  readonly text: string;
}

export type WadEvent =
  WadFtpCommand | WadFtpReply | WadFtpOffer | WadExpectationListen | WadExpectation | WadMessage;
