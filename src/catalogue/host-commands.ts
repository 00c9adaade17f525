/** The FortiOS command that shows the unit's route to a host. `host`: an IPv4 or IPv6 address without a port. */
export const routeTo = (host: string): string =>
  host.includes(':') ? 'get router info6 routing-table' : `get router info routing-table details ${host}`;

/** The word of a capture filter for the ICMP of a host's address family. `host`: an address, or a name for IPv4. */
export const icmpOf = (host: string): string => (host.includes(':') ? 'icmp6' : 'icmp');
