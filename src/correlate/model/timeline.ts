import type { PayloadTls, PayloadUnreadable } from '../../events/payload.js';
import type { ConfigEntry, SessionEntry } from '../../events/listing.js';
import type { OfferCommand } from '../../ftp.js';
import { type Endpoint } from '../../net.js';
import type { Configuration } from '../../configuration/configuration.js';
import type { Leg } from './leg.js';
import type { Capture, Clock, Kept, Moment } from './moment.js';
import type { DropsOfReason } from './dropped-packets.js';
import type { FtpCommand, FtpReply } from './control-channel.js';

/**
 * Everything that the captures say about FTP, joined: what rules judge. A control session has offers; an offer asks for
 * one data connection, may have an expectation (the pinhole for it) and a data flow (the connection that came).
 * A `Moment` is where and when a line was printed, a `Kept` an event with its moment (moment.ts).
 */
export interface Timeline {
  readonly clocks: readonly Clock[];
  readonly controls: readonly ControlSession[];
  readonly offers: readonly Offer[];
  readonly expectations: readonly Expectation[];
  readonly flows: readonly DataFlow[];
  /** Data flows of a session's hosts that no offer explains. */
  readonly strays: ReadonlyMap<ControlSession, readonly DataFlow[]>;
  /** Every endpoint that any host was seen to dial. */
  readonly dialled: ReadonlyMap<Endpoint, readonly Dialled[]>;
  /** The ends of connections whose beginning no capture shows. */
  readonly unbegun: ReadonlySet<Endpoint>;
  /** The configuration's lines as read, and the model made of them. */
  readonly config: readonly ConfigEntry[];
  readonly configuration: Configuration;
  readonly captures: readonly Capture[];
  /** By address: ARP requests of the unit that nobody answered. */
  readonly arp: ReadonlyMap<string, readonly Moment[]>;
  /** What flow traces show dropped, of FTP and of other services. */
  readonly drops: readonly DropsOfReason[];
  /** Counts of what did not fit into memory (`legs`, `wadLines`): what was not found may have been among them. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** What is judged together: a whole timeline, or the sessions of it that are evicted. */
export type Part = Pick<Timeline, 'controls' | 'offers' | 'expectations' | 'flows'>;

/** A connection to an endpoint, and the offer that it was made for. */
export interface Dialled {
  readonly connection: Connection;
  readonly offer: Offer | null;
}

/** An ICMP error: the host or router `reporter` tells `sentTo` that its packet did not reach `target`. */
export interface Unreachable extends Moment {
  readonly reporter: Endpoint;
  readonly sentTo: Endpoint;
  /** Null where the line is cut before it says. */
  readonly target: Endpoint | null;
  readonly text: string;
}

/** Why two things belong together, and how sure that is. */
export interface Join {
  readonly by: 'session-id' | 'expectation-id' | 'syn-sequence' | 'tuple' | 'elimination' | 'time';
  readonly confidence: 'proven' | 'likely' | 'possible';
}

/** Both sides of a connection through the unit; one leg may stand for both (no translation, one capture point). */
export interface Connection {
  /** The initiator's side. */
  readonly near: Leg;
  /** The responder's side: null where none was seen; `near` itself where one leg stands for both. */
  far: Leg | null;
  /** Its legs from one VDOM to the next. */
  readonly between: readonly Leg[];
  /** The endpoint after DNAT, where a line or the far leg shows it. */
  mapped: Endpoint | null;
  readonly join: Join | null;
}

/** One FTP control connection, whichever sources show it: packets, WAD debug, a session list. */
export interface ControlSession {
  /** `C1`, `C2` … in order of time; like all ids here empty until the joins are done. */
  id: string;
  client: Endpoint | null;
  /** As the client dials it. */
  server: Endpoint | null;
  /** The server's own endpoint behind the VIP. */
  mappedServer: Endpoint | null;
  /** The kernel's session id: eight hexadecimal digits. */
  sessionId: string | null;
  /** The numbers that WAD gives it: of the VDOM in which it is read, whose own lines of it may be lost. */
  readonly wadIds: string[];
  vdom: string | null;
  /** The VDOM's number, where only that is printed. */
  vdomIndex: number | null;
  /** The id of the policy that let it in. */
  policy: string | null;
  /** Null where no packets of it are shown. */
  connection: Connection | null;
  readonly commands: FtpCommand[];
  readonly replies: FtpReply[];
  /** The commands as the client's side shows them, where that is told apart: the unit may have kept one. */
  clientSaid: readonly FtpCommand[];
  readonly tls: Kept<PayloadTls>[];
  /** Replies and commands whose offer could not be read. */
  readonly unreadable: Kept<PayloadUnreadable>[];
  /** Some of its words, in front of this, are not in the capture that shows the others. */
  wordsLostAt: Moment | null;
  readonly listed: Kept<SessionEntry>[];
  readonly offers: Offer[];
  readonly expectations: Expectation[];
  /** The first and the last line of each of its WAD sessions. */
  readonly wad: Moment[];
}

/**
 * One announced data connection. In the seed (samples/explicit-ftps-over-vip) the server says 10.220.3.202:50756
 * (`endpoint`), the client has to dial the VIP 10.230.4.72:50756 (`external`), and the pinhole translates that back.
 * An *implied* offer was not read by anybody: a pinhole that was hit, or that is listed, shows that there must have been
 * one.
 */
export interface Offer {
  /** `O1`, `O2` … */
  id: string;
  readonly control: ControlSession | null;
  /** Null for an implied offer. */
  readonly command: OfferCommand | null;
  /** As the offering side names it. */
  endpoint: Endpoint;
  /** As the other side has to dial it. */
  external: Endpoint | null;
  /** The line that makes the offer. */
  readonly offered: Moment | null;
  /** The offer as the client's side of the unit shows it, where that side is captured. */
  toldToClient: { readonly endpoint: Endpoint; readonly moment: Moment } | null;
  /** WAD lines that say that the proxy listens for the data connection. */
  readonly listens: Moment[];
  /** The line at which the proxy freed this offer's expectation, because of a later offer. */
  expectationFreed: Moment | null;
  expectation: Expectation | null;
  flow: DataFlow | null;
  /** Commands and replies after the offer, up to the next offer. */
  readonly commands: FtpCommand[];
  readonly replies: FtpReply[];
  /** The next offer of the same session, if any. */
  next: Offer | null;
  /**
   * Where the client asked for another data connection, refused or unreadable: what follows is not about this offer.
   */
  leftBehindBy: Moment | null;
  /** Where the capture that shows the offer misses a part of the control channel after it. */
  wordsLostAt: Moment | null;
  /** Connections that came for it after the first one, `flow`. */
  readonly furtherFlows: DataFlow[];
}

/** An expectation session, the pinhole: the kernel lets one connection from `source` to `destination` in. */
export interface Expectation {
  /** `E1`, `E2` … */
  id: string;
  control: ControlSession | null;
  offer: Offer | null;
  /** Who may dial; port 0 stands for any. */
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** What `destination` is translated to. */
  readonly mapped: Endpoint | null;
  readonly vdomIndex: number | null;
  readonly openedBy: 'wad' | 'helper' | 'unknown';
  /** The kernel hands the connection to the proxy. */
  readonly redirect: boolean;
  readonly opened: Moment;
  /** Seen in a session list rather than being made. */
  listed: Kept<SessionEntry> | null;
  claimedBy: DataFlow | null;
}

/** One data connection, also one that no offer explains. */
export interface DataFlow {
  /** `D1`, `D2` … */
  id: string;
  offer: Offer | null;
  /** Of its offer; else the session whose hosts it joins. */
  control: ControlSession | null;
  /** Other sessions between the same hosts that were open as well, where no offer explains it. */
  readonly rivals: readonly ControlSession[];
  readonly connection: Connection;
  /** Why it belongs to its offer. */
  join: Join | null;
  /** ICMP errors that say that a packet of it did not arrive. */
  readonly unreachable: Unreachable[];
  /** ICMP errors that say a packet of it would have to be fragmented. */
  readonly tooBig: Unreachable[];
  /** A session list says that the network processor carries it. */
  readonly offloaded: Kept<SessionEntry> | null;
}
