import type { Frame } from './frame-model.js';
import { tcpWords } from './tcp.js';

/** The frame as the sniffer words it after the addresses; the whole payload for a frame without addresses. */
export function frameWords(frame: Frame): string {
  const { tcp, proto, src, length, note } = frame;
  const main =
    tcp !== undefined ? tcpWords(tcp) : proto === 17 && length !== undefined ? `udp ${length}` : '';
  const words = main === '' ? note : note === '' ? main : `${main} ${note}`;
  return words === '' && src !== undefined ? `ip-proto-${proto ?? 0}` : words;
}
