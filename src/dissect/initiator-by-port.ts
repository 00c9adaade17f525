import { isActiveSourcePort, isControlPort } from '../ftp.js';
import { portOf, type Endpoint } from '../net.js';

/** SMTP greets with 220 as FTP does; on its own ports it is told apart before it speaks. */
const MAIL_PORTS: ReadonlySet<number> = new Set([25, 465, 587]);

export function isMailPort(port: number): boolean {
  return MAIL_PORTS.has(port);
}

/** Who opened the connection, as far as well-known ports tell. */
export function byPort(src: Endpoint, dst: Endpoint): Endpoint | undefined {
  const [from, to] = [portOf(src), portOf(dst)];
  if (isControlPort(to) || isActiveSourcePort(from)) return src;
  return isControlPort(from) || isActiveSourcePort(to) ? dst : undefined;
}
