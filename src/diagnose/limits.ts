/**
 * The times and limits of judging, in seconds unless the comment says otherwise, each with the reason for its value.
 * What a join waits for stands in correlate, what a report leaves out in report.
 */

/**
 * An expectation session (the pinhole) without traffic lives this long: KB 189938, and a listing that prints
 * `duration=6 expire=23`. A client that has not dialled by then will not dial any more.
 */
export const PINHOLE_LIFE = 30;

/**
 * TCP repeats a SYN after 1 s and after 3 s (RFC 6298). So a SYN that was denied or not answered is final if the
 * capture goes on for this long without another try.
 */
export const SYN_FINAL_AFTER = 3;

/** The first repetition of a SYN comes a second after it (RFC 6298). */
export const FIRST_SYN_REPEATED_AFTER = 1;

/** Two prints of one source that are closer than this are one packet, printed at two interfaces: a repeated SYN comes later. */
export const SAME_PACKET_WITHIN = 0.2;

/** Microseconds within which the unit sends a packet on, so that an exit right after it is taken for the same packet. */
export const TRANSIT_MICROS = 50_000;

/** If a capture goes on for this long after a packet came in and does not show it leave, it would have shown it. */
export const FORWARDED_WITHIN = 2;

/** A reset that the flow trace prints this soon after a SYN answers it: the trace prints the first packet of each side. */
export const RESET_ANSWERS_WITHIN = 5;

/** A client takes its next step within this time after a reply. If nothing follows for longer, nothing will. */
export const CLIENT_STEP_WITHIN = 3;

/** Clients try to connect for at least this long before they give up and hang up. */
export const CLIENT_DIALS_FOR = 5;

/** Who does not want an offer after all says so, or takes longer than this to close: a refusal by the own host is quicker. */
export const CLIENT_DECIDES_IN = 0.1;

/** Ends of both sides that come within this time may cross on their way: neither acknowledges the other. */
export const ENDS_CROSS_WITHIN = 1;

/** A server answers PASV or PORT within this time; it ends a session without commands after half a minute at the soonest. */
export const SERVER_ANSWERS_WITHIN = 10;

/** A server confirms a transfer within this time after both sides have closed the data connection, or not at all. */
export const SERVER_CONFIRMS_WITHIN = 5;

/** A transfer that goes on shows a byte within this time after the handshake. */
export const FIRST_BYTE_WITHIN = 3;

/** Clients and servers wait at least this long for the next byte before they give up. */
export const PEER_WAITS_FOR_BYTES = 10;

/**
 * What clocks may leave open about the last word of a control connection, for it to count as silent after a moment. In
 * a longer time a transfer could be asked for and refused unseen.
 */
export const CLOCK_DOUBT_IN_SILENCE = 2;

/** The default `session-ttl` of FortiOS: a session that is silent for longer is forgotten (KB on session-ttl). */
export const DEFAULT_SESSION_TTL = 3600;

/** Microseconds, half a day: a clock that is known no better than this may stand in any time zone. */
export const CLOCK_UNKNOWN_MICROS = 12 * 3600e6;

/** Prints of one packet at the place where it comes in, until the unit is said to keep it: fewer may be losses on the way. */
export const KEPT_PACKET_PRINTS = 3;

/** Prints of one unacknowledged segment, and the time that they span, until it is stuck: TCP repairs a loss sooner. */
export const STUCK_SEGMENT_PRINTS = 3;
export const STUCK_SEGMENT_SPAN = 3;

/** Lines between damaged text and a line that a finding rests on: damage further away does not matter to it. */
export const DAMAGE_NEAR_LINES = 30;

/** Unexplained data connections whose lines are cited; further ones are only counted. */
export const UNEXPLAINED_FLOWS_CITED = 3;
