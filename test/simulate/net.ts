export interface Endpoint {
  address: string;
  port: number;
}

export const endpoint = (address: string, port: number): Endpoint => ({ address, port });

/** Flow trace, WAD and session list: never brackets, also for IPv6. */
export const colon = (end: Endpoint): string => `${end.address}:${end.port}`;

/** Sniffer. */
export const dot = (end: Endpoint): string => `${end.address}.${end.port}`;

/** Reports: RFC 5952 with brackets. */
export const plain = (end: Endpoint): string =>
  end.address.includes(':') ? `[${end.address}]:${end.port}` : `${end.address}:${end.port}`;

export const same = (a: Endpoint, b: Endpoint): boolean => a.address === b.address && a.port === b.port;

export const SECOND = 1_000_000;

/** `2021-07-26 21:42:05.094380` from microseconds since 1970. */
export function stamp(microseconds: number): string {
  const whole = Math.floor(microseconds / SECOND);
  const fraction = String(Math.floor(microseconds - whole * SECOND)).padStart(6, '0');
  return `${stampSeconds(microseconds)}.${fraction}`;
}

export function stampSeconds(microseconds: number): string {
  return new Date(Math.floor(microseconds / SECOND) * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
