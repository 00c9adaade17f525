import type { PayloadEvent } from '../events/payload.js';
import { isControlPort, isTransfer } from '../ftp.js';
import { addressOf, portOf, type Endpoint } from '../net.js';
import { createMessageFramer, type Messages } from './message-framer.js';
import { isKnownCommand, offerInCommand, offerInReply, readCommand, type FtpOffer } from './ftp.js';
import type { PacketMoment, StreamReader } from './tcp-reassembly.js';
import { createReplyReader } from './ftp-replies.js';
import {
  ALERT,
  alertOf,
  APPLICATION,
  asksForCertificate,
  CHANGE_CIPHER,
  HANDSHAKE,
  isHello,
  readHello,
  type TlsRecord,
} from './tls.js';

/** Who opened the connection, and to whom. */
export interface ConnectionEnds {
  readonly client: Endpoint;
  readonly server: Endpoint;
  /** The sequence number of the SYN; undefined where the capture does not hold the SYN. */
  readonly isn: number | undefined;
  /** Its number among the connections that were read from this capture. */
  readonly stream: number;
}

export type Speaker = 'client' | 'server';

/** FTP in clear or in TLS; or anything else that began with a TLS handshake, perhaps a data connection. */
export type Carries = 'control' | 'tls';

/** What the functions below share about one connection. */
interface Dialog {
  readonly ends: ConnectionEnds;
  readonly carries: Carries;
  readonly emit: (event: PayloadEvent) => void;
  readonly readReply: ReturnType<typeof createReplyReader>;
  /** The connection carries another protocol that talks like FTP: mail servers greet with 220 too. */
  foreign: boolean;
  /** Whether bytes of a side were lost since its last message. */
  readonly lost: Record<Speaker, boolean>;
  /** Whether the last message of a side was a line and no TLS record. */
  readonly said: Record<Speaker, boolean>;
}

/** What was read of TLS in one direction. */
interface TlsSide {
  readonly from: Speaker;
  /** The side has changed to its ciphers: its handshake records cannot be read any more. */
  ciphered: boolean;
  /** Application data was reported; once is enough. */
  application: boolean;
}

/** A reader for each direction. `begun`: the capture does not hold the connection's start. */
export function createDialog(
  ends: ConnectionEnds,
  carries: Carries,
  begun: boolean,
  emit: (event: PayloadEvent) => void,
): Record<Speaker, StreamReader> {
  const dialog: Dialog = {
    ends,
    carries,
    emit,
    readReply: createReplyReader(),
    foreign: false,
    lost: { client: false, server: false },
    said: { client: false, server: false },
  };
  return { client: readerOf(dialog, 'client', begun), server: readerOf(dialog, 'server', begun) };
}

function readerOf(dialog: Dialog, from: Speaker, begun: boolean): StreamReader {
  const framer = createMessageFramer(messagesOf(dialog, from), begun);
  return {
    take: framer.take,
    gap(missing, isTold, cut) {
      framer.gap(missing);
      dialog.lost[from] ||= !isTold;
      // Nothing may come behind a packet that is there without its words.
      if (cut !== undefined && dialog.said[from] && dialog.carries === 'control' && !dialog.foreign)
        emitLost(dialog, from, cut);
    },
    lacksEnd(moment) {
      dialog.lost[from] = dialog.carries === 'control' && !dialog.foreign;
      emitLost(dialog, from, moment);
    },
    ends(moment) {
      if (dialog.carries === 'control' && !dialog.foreign) emitLost(dialog, from, moment);
    },
  };
}

function messagesOf(dialog: Dialog, from: Speaker): Messages {
  const tls: TlsSide = { from, ciphered: false, application: false };
  const readLine = from === 'client' ? clientLine : serverLine;
  return {
    line(text, unsure, moment) {
      if (dialog.carries === 'tls') return false;
      tls.ciphered = tls.application = false;
      dialog.said[from] = true;
      return readLine(dialog, text, unsure, moment);
    },
    lostLine(start, unsure, moment) {
      if (dialog.carries !== 'control' || dialog.foreign) return;
      if (!unsure) lostOffer(dialog, start, moment);
      if (from === 'server') cutReply(dialog, start, unsure, moment);
      else cutCommand(dialog, start, moment);
    },
    record(record, data, moment) {
      dialog.lost[from] = dialog.said[from] = false;
      tlsRecord(dialog, tls, record, data, moment);
    },
  };
}

function clientLine(dialog: Dialog, text: string, unsure: boolean, moment: PacketMoment): boolean {
  const command = readCommand(text);
  // What begins in the middle of a line may be any word, even a password: only a known command is believed.
  if (command === null || (unsure && !isKnownCommand(command.command))) return false;
  dialog.foreign ||= /^(?:EHLO|HELO|LHLO)$/.test(command.command);
  if (dialog.foreign) return true;
  const offer = offerInCommand(command);
  const argument = unsure && offer === null ? undefined : command.argument;
  emitLost(dialog, 'client', moment);
  dialog.emit({ ...base(dialog, moment), kind: 'payload-command', command: command.command, argument });
  emitOffer(dialog, offer, moment);
  return true;
}

function serverLine(dialog: Dialog, text: string, unsure: boolean, moment: PacketMoment): boolean {
  const reply = dialog.readReply(text, unsure);
  if (reply === null || reply === 'open') return reply !== null;
  const { server } = dialog.ends;
  dialog.foreign ||= reply.code === 220 && greetsAsMail(reply.text, server);
  if (dialog.foreign) return true;
  emitLost(dialog, 'server', moment);
  dialog.emit({ ...base(dialog, moment), kind: 'payload-reply', ...reply });
  emitOffer(dialog, offerInReply(reply.code, reply.text, addressOf(server)), moment);
  return true;
}

/** An offer whose line breaks off: that one was made is still worth reporting. */
function lostOffer(dialog: Dialog, start: string, moment: PacketMoment): void {
  const code = /^22([79])[ -]/.exec(start)?.[1];
  const command = /^(PORT|EPRT)\b/i.exec(start)?.[1]?.toUpperCase();
  if (code !== undefined) {
    emitOffer(dialog, { command: code === '7' ? 'PASV' : 'EPSV', endpoint: null }, moment, true);
  } else if (command === 'PORT' || command === 'EPRT') {
    emitOffer(dialog, { command, endpoint: null }, moment, true);
  }
}

/** A capture of each packet's first bytes: the number of a reply stands there, and 227 and 229 are of no use without their end. */
function cutReply(dialog: Dialog, start: string, unsure: boolean, moment: PacketMoment): void {
  if (/^(?!22[79])[1-5]\d\d \S/.test(start)) serverLine(dialog, start, unsure, moment);
}

/** The verb of a transfer; what follows it is not whole. */
function cutCommand(dialog: Dialog, start: string, moment: PacketMoment): void {
  const command = readCommand(start)?.command;
  if (command === undefined || !isTransfer(command)) return;
  emitLost(dialog, 'client', moment);
  dialog.emit({ ...base(dialog, moment), kind: 'payload-command', command, argument: undefined });
}

function tlsRecord(
  dialog: Dialog,
  tls: TlsSide,
  record: TlsRecord,
  data: Uint8Array,
  moment: PacketMoment,
): void {
  const { from } = tls;
  const readable = record.type === HANDSHAKE && !tls.ciphered;
  if (readable && isHello(data, record)) emitTls(dialog, from, moment, readHello(data, record));
  if (readable && from === 'server' && asksForCertificate(data, record)) {
    emitTls(dialog, from, moment, { record: 'certificate-request' });
  } else if (record.type === ALERT) {
    emitTls(dialog, from, moment, { record: 'alert', alert: alertOf(data, record) });
  } else if (record.type === APPLICATION && !tls.application) {
    tls.application = true;
    if (dialog.carries === 'control') emitTls(dialog, from, moment, { record: 'application' });
  }
  tls.ciphered ||= record.type === CHANGE_CIPHER;
}

function emitOffer(dialog: Dialog, offer: FtpOffer | null, moment: PacketMoment, isCut = false): void {
  if (offer === null) return;
  const { command, endpoint } = offer;
  if (endpoint === null) dialog.emit({ ...base(dialog, moment), kind: 'payload-unreadable', command, isCut });
  else dialog.emit({ ...base(dialog, moment), kind: 'payload-offer', command, endpoint });
}

function emitLost(dialog: Dialog, from: Speaker, moment: PacketMoment): void {
  if (dialog.lost[from]) dialog.emit({ ...base(dialog, moment), kind: 'payload-lost', from });
  dialog.lost[from] = false;
}

function emitTls(dialog: Dialog, from: Speaker, moment: PacketMoment, facts: TlsFacts): void {
  if (!dialog.foreign)
    dialog.emit({ ...base(dialog, moment), kind: 'payload-tls', from, ...NO_FACTS, ...facts });
}

function base({ ends }: Dialog, moment: PacketMoment) {
  return { source: 'sniffer' as const, ...moment, ...ends };
}

/**
 * A mail server names its protocol in the greeting. The word inside a host's name does not count (`220 smtp.example.com
 * FTP server ready`), nor does it on a control port of FTP or in a greeting that also says FTP.
 */
function greetsAsMail(greeting: string, server: Endpoint): boolean {
  const named = /(?<![\w.-])(?:E?SMTP|LMTP)(?![\w-]|\.\w)/i.test(greeting);
  return named && !/ftp/i.test(greeting) && !isControlPort(portOf(server));
}

const NO_FACTS = { serverName: undefined, version: undefined, alert: undefined };

interface TlsFacts {
  record: 'client-hello' | 'server-hello' | 'certificate-request' | 'alert' | 'application';
  serverName?: string | undefined;
  version?: string | undefined;
  alert?: number | undefined;
}
