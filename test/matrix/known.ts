/**
 * Wrong words that the analyzer still says of hurt captures, and why they are wrong. Each pattern meets
 * `sample, hurt: what it says`. To be taken out as they are put right; never to grow.
 */
export const KNOWN: { pattern: RegExp; why: string }[] = [
  {
    pattern: /: unused PROXY_CLIENT_NEVER_USED, not (?:failed|worked) /,
    why: 'an expectation without its offer line is not tied to the denied or admitted SYN at its very endpoint',
  },
  {
    pattern:
      /(?:without wad\.log|wad\.log (?:begins|ends) after line \d+): control session \S+ failed PINHOLE_NOT_OPENED/,
    why: 'a tuple, a list or a hit shows that the pinhole was opened',
  },
  {
    pattern: /wad\.log begins after line \d+: worked PINHOLE_WORKED, not failed (?:REPLY_\d+|SNAT_DIFFERS)/,
    why: 'the failing reply still stands in the session of the implied offer',
  },
  {
    pattern: /wad\.log ends after line \d+: failed EXPECTATION_OPEN_FAILED, not failed /,
    why: 'the WAD debug ends at the listener: nothing shows that no tuple followed',
  },
  {
    pattern: /wad\.log ends after line \d+: failed REPLY_150_WITHOUT_226, not worked /,
    why: 'the WAD debug ends before the reply could come',
  },
  {
    pattern: /flow\.log begins after line \d+: failed OFFER_PORT_REUSED, not failed /,
    why: 'the session that "exists" is that of the same SYN, whose first print the trace no longer holds',
  },
  {
    pattern: /sniff\.txt ends after line \d+: failed NO_ROUTE, not failed ACTIVE_CLIENT_NO_ANSWER/,
    why: 'the sniffer ends before the SYN could leave, and no line names a route',
  },
  {
    pattern: /wrapped(?: in one)?: failed SERVER_NO_ANSWER, not failed ICMP_UNREACHABLE/,
    why: 'an ICMP line that the terminal wrapped is lost, and then "nothing came back"',
  },
  {
    pattern: /active-client-no-answer, wad\.log begins after line \d+: failed SERVER_NO_ANSWER/,
    why: 'the server dialled: an implied offer whose source is the server is one of active mode',
  },
  {
    pattern: /proxy-source-mismatch, (?:flow|wad)\.log -?\d+ s ahead: failed DATA_SYN_NOT_SEEN/,
    why: 'on these clocks the sniffer does not cover the time after the offer, so it would not have shown a SYN',
  },
];
