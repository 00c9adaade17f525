import { portOf, type Endpoint } from '../net.js';

export const CONTROL_PORTS = [21, 990];
/** The server opens a data connection from here (active mode). */
const DATA_PORTS = [20, 989];
export const MAIL_PORTS = [25, 465, 587];

/** Who opened the connection, as far as well-known ports tell. */
export function byPort(src: Endpoint, dst: Endpoint): Endpoint | undefined {
  const [from, to] = [portOf(src) ?? 0, portOf(dst) ?? 0];
  if (CONTROL_PORTS.includes(to) || DATA_PORTS.includes(from)) return src;
  return CONTROL_PORTS.includes(from) || DATA_PORTS.includes(to) ? dst : undefined;
}
