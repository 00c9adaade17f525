import type { Base } from './record.js';
import type { OfferCommand } from '../ftp.js';
import type { Endpoint } from '../net.js';

/** What the bytes of a connection say (hex dumps, pcap): read by the fold, not printed by `fgtrace events`. */
interface Payload<K extends string> extends Base<'sniffer', K> {
  /** The TCP connection it was read from: who opened it, and to whom. */
  readonly client: Endpoint;
  readonly server: Endpoint;
  /** The sequence number of its SYN, where captured. It tells two connections of a proxy that keeps the endpoints apart. */
  readonly isn: number | undefined;
  /** Its number among the connections that were read from this capture: those without a SYN have only this. */
  readonly stream: number;
  readonly interface: string | undefined;
  readonly direction: 'in' | 'out' | undefined;
}
/** `argument` is never kept for PASS. */
export interface PayloadFtpCommand extends Payload<'payload-command'> {
  readonly command: string;
  readonly argument: string | undefined;
}
export interface PayloadFtpReply extends Payload<'payload-reply'> {
  readonly code: number;
  readonly text: string;
}
export interface PayloadFtpOffer extends Payload<'payload-offer'> {
  readonly command: OfferCommand;
  /** The address a 227, PORT or EPRT names; for 229 the server's control address. */
  readonly endpoint: Endpoint;
}
/** A reply or PORT whose offer could not be read: malformed, over-long. */
export interface PayloadUnreadable extends Payload<'payload-unreadable'> {
  readonly command: OfferCommand;
  /** The capture lacks the end of the line. */
  readonly isCut: boolean;
}
export interface PayloadTls extends Payload<'payload-tls'> {
  readonly record: 'client-hello' | 'server-hello' | 'certificate-request' | 'alert' | 'application';
  readonly from: 'client' | 'server';
  readonly serverName: string | undefined;
  readonly version: string | undefined;
  /** RFC 8446 alert description: 0 close_notify, 42 bad_certificate, 48 unknown_ca; undefined where encrypted. */
  readonly alert: number | undefined;
}
/** The first bytes of one side of a connection are no TLS; never on a control port. */
export interface PayloadPlain extends Payload<'payload-plain'> {
  readonly from: 'client' | 'server';
}
/** A part of what this side sent is missing in the capture, before what it says next. */
export interface PayloadLost extends Payload<'payload-lost'> {
  readonly from: 'client' | 'server';
}
/** Read by the fold, not printed by `fgtrace events`. */
export type PayloadEvent =
  | PayloadFtpCommand
  | PayloadFtpReply
  | PayloadFtpOffer
  | PayloadUnreadable
  | PayloadTls
  | PayloadPlain
  | PayloadLost;
