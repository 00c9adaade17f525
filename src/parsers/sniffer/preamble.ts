import type { SnifferCapture } from '../../events/sniffer.js';
import { uint32 } from '../../net.js';
import { own } from '../../intern.js';
import type { LogRecord } from '../parser.js';

/** What a line of the preamble or the summary tells; an empty object for a line that is known but tells nothing. */
export type CaptureFields = Partial<Pick<SnifferCapture, 'interface' | 'filter' | 'received' | 'dropped'>>;

/** A filter may hold brackets itself: `filters=[port 80 and tcp[tcpflags] == tcp-syn]`. */
const BRACKETS = /^(interfaces|filters)=\[(.*)$/;
const SUMMARY = /^(\d+) packets (received by filter|dropped by kernel)/;
const KNOWN =
  /^(?:\[?Using Original Sniffing Mode\b|pcap_(?:lookupnet|snapshot)\b|System Time: .*\(Uptime: )/;

export function readCaptureLine(text: string): CaptureFields | null {
  const brackets = BRACKETS.exec(text);
  if (brackets !== null) {
    const [, name, rest = ''] = brackets;
    const close = rest.lastIndexOf(']');
    const inner = own(close < 0 ? rest.trimEnd() : rest.slice(0, close));
    return name === 'interfaces' ? { interface: inner } : { filter: inner };
  }
  const summary = SUMMARY.exec(text);
  if (summary !== null) {
    const count = uint32(summary[1]);
    return summary[2] === 'received by filter' ? { received: count } : { dropped: count };
  }
  return KNOWN.test(text) ? {} : null;
}

/** Whether a filter was broken over several lines. A part of it alone would claim that more, or less, was captured. */
export function isOpenFilter(text: string): boolean {
  return text.startsWith('filters=[') && text.split('[').length > text.split(']').length;
}

/** Whether two lines make one event: interface with filter, received with dropped. */
export function completes(first: CaptureFields, second: CaptureFields): boolean {
  return (
    ('interface' in first && !('filter' in first) && 'filter' in second) ||
    ('received' in first && !('dropped' in first) && 'dropped' in second)
  );
}

export function captureEvent(fields: CaptureFields, record: LogRecord): SnifferCapture {
  return {
    source: 'sniffer',
    kind: 'capture',
    origin: record.origin,
    stamp: undefined,
    interface: fields.interface,
    filter: fields.filter,
    received: fields.received,
    dropped: fields.dropped,
  };
}
