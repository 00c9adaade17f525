import type { Frame } from './frame-model.js';
import { tcpWords } from './tcp.js';

/** The frame as the sniffer words it after the addresses; for a frame without addresses these are all its words. */
export function frameWords(frame: Frame): string {
  const words = [transportWords(frame), frame.note].filter((part) => part !== '').join(' ');
  return words === '' && frame.src !== undefined ? `ip-proto-${frame.proto ?? 0}` : words;
}

function transportWords({ tcp, proto, length }: Frame): string {
  if (tcp !== undefined) return tcpWords(tcp);
  return proto === 17 && length !== undefined ? `udp ${length}` : '';
}
