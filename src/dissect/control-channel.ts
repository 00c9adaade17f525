import type { PayloadEvent } from '../events/payload.js';
import { isControlPort } from '../ftp.js';
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
} from './tls.js';

/** Who opened the connection, and to whom. */
export interface ConnectionEnds {
  readonly client: Endpoint;
  readonly server: Endpoint;
  /** The number of the SYN; undefined where the capture does not hold it. */
  readonly isn: number | undefined;
}

export type Speaker = 'client' | 'server';

/** FTP in clear or in TLS; or anything else that began with a TLS handshake, perhaps a data connection. */
export type Carries = 'control' | 'tls';

/** A reader for each direction. `begun`: the capture does not hold the connection's start. */
export function createDialog(
  ends: ConnectionEnds,
  carries: Carries,
  begun: boolean,
  emit: (event: PayloadEvent) => void,
): Record<Speaker, StreamReader> {
  const readReply = createReplyReader();
  /** It is some other protocol with the same manners: mail servers greet with 220 too. */
  let foreign = false;
  /** Words of a side were lost since it was heard last. */
  const lost: Record<Speaker, boolean> = { client: false, server: false };

  const base = (moment: PacketMoment) => ({ source: 'sniffer' as const, ...moment, ...ends });

  function emitOffer(offer: FtpOffer | null, moment: PacketMoment): void {
    if (offer === null) return;
    const { command, endpoint } = offer;
    if (endpoint === null) emit({ ...base(moment), kind: 'payload-unreadable', command });
    else emit({ ...base(moment), kind: 'payload-offer', command, endpoint });
  }

  function clientLine(text: string, unsure: boolean, moment: PacketMoment): boolean {
    const command = readCommand(text);
    // In the middle of a line any word may stand, a password among them.
    if (command === null || (unsure && !isKnownCommand(command.command))) return false;
    foreign ||= /^(?:EHLO|HELO|LHLO)$/.test(command.command);
    if (foreign) return true;
    const offer = offerInCommand(command);
    const argument = unsure && offer === null ? undefined : command.argument;
    tellLost('client', moment);
    emit({ ...base(moment), kind: 'payload-command', command: command.command, argument });
    emitOffer(offer, moment);
    return true;
  }

  function serverLine(text: string, unsure: boolean, moment: PacketMoment): boolean {
    const reply = readReply(text, unsure);
    if (reply === null || reply === 'open') return reply !== null;
    foreign ||= reply.code === 220 && greetsAsMail(reply.text, ends.server);
    if (foreign) return true;
    tellLost('server', moment);
    emit({ ...base(moment), kind: 'payload-reply', ...reply });
    emitOffer(offerInReply(reply.code, reply.text, addressOf(ends.server)), moment);
    return true;
  }

  function tellLost(from: Speaker, moment: PacketMoment): void {
    if (lost[from]) emit({ ...base(moment), kind: 'payload-lost', from });
    lost[from] = false;
  }

  function lostLine(start: string, moment: PacketMoment): void {
    const code = /^22([79])[ -]/.exec(start)?.[1];
    const command = /^(PORT|EPRT)\b/i.exec(start)?.[1]?.toUpperCase();
    if (code !== undefined) emitOffer({ command: code === '7' ? 'PASV' : 'EPSV', endpoint: null }, moment);
    else if (command === 'PORT' || command === 'EPRT') emitOffer({ command, endpoint: null }, moment);
  }

  function messagesOf(from: Speaker): Messages {
    let ciphered = false;
    let application = false;
    const emitTls = (moment: PacketMoment, facts: TlsFacts): void => {
      if (!foreign) emit({ ...base(moment), kind: 'payload-tls', from, ...NO_FACTS, ...facts });
    };
    return {
      line(text, unsure, moment) {
        if (carries === 'tls') return false;
        ciphered = application = false;
        return from === 'client' ? clientLine(text, unsure, moment) : serverLine(text, unsure, moment);
      },
      lostLine(start, moment) {
        if (carries === 'control' && !foreign) lostLine(start, moment);
      },
      record(record, data, moment) {
        lost[from] = false;
        if (record.type === HANDSHAKE && !ciphered && isHello(data, record)) {
          emitTls(moment, readHello(data, record));
        }
        if (record.type === HANDSHAKE && !ciphered && from === 'server' && asksForCertificate(data, record)) {
          emitTls(moment, { record: 'certificate-request' });
        } else if (record.type === ALERT) {
          emitTls(moment, { record: 'alert', alert: alertOf(data, record) });
        } else if (record.type === APPLICATION && !application) {
          application = true;
          if (carries === 'control') emitTls(moment, { record: 'application' });
        }
        ciphered ||= record.type === CHANGE_CIPHER;
      },
    };
  }

  const readerOf = (from: Speaker): StreamReader => {
    const cutter = createMessageFramer(messagesOf(from), begun);
    return {
      take: cutter.take,
      gap(missing) {
        lost[from] = true;
        cutter.gap(missing);
      },
      lacksEnd(moment) {
        lost[from] = carries === 'control' && !foreign;
        tellLost(from, moment);
      },
    };
  };
  return { client: readerOf('client'), server: readerOf('server') };
}

/**
 * A mail server names its protocol in the greeting. A host's name alone tells nothing (`220 smtp.example.com FTP server
 * ready`), and on a control port of FTP, or beside a word of FTP, neither does that of the protocol.
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
