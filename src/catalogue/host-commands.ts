/** By which way the unit reaches a host. */
export const routeTo = (host: string): string =>
  host.includes(':') ? 'get router info6 routing-table' : `get router info routing-table details ${host}`;

/** The filter's word for the errors that speak of a host. */
export const icmpOf = (host: string): string => (host.includes(':') ? 'icmp6' : 'icmp');
