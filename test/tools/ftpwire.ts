import { createAnalysis } from '../../src/analyze.js';
import { memoryStore } from '../../src/correlate/fold/evidence-store.js';
import type { ReportDocument } from '../../src/document.js';
import { createPcapReader } from '../../src/input/pcap.js';
import { bytesOf, enhanced, ethernet, interfaceBlock, ipv4, section, tcp } from './captures.js';
import { clientHello, record, serverHello } from './talk.js';

/**
 * An FTP dialogue, told line by line, as the pcapng of a unit that passes its packets on unchanged from port1 to port2:
 *
 * | line | what happens |
 * | --- | --- |
 * | `> USER a`, `< 331 b` | the client says it on the control connection, the server answers |
 * | `data 50000` | the client opens a data connection to this port; `data from 50000`: the server to the client's |
 * | `d> bytes`, `d< bytes` | client or server sends bytes on the latest data connection |
 * | `> !hello`, `< !hello`, `> !finished`, `< !bytes`, `d> !alert 48` | TLS records, on either connection |
 * | `> !fin`, `d< !rst` | one side closes or resets; `d! !rst`: the unit resets to both sides |
 * | `wait 5` | so many seconds pass; otherwise 10 ms between two lines |
 */
export interface Wire {
  client?: string;
  server?: string;
  port?: number;
  /** The newest TLS version that the hellos offer and choose. */
  tls?: 'TLS 1.2' | 'TLS 1.3';
  /** Show the packets of port1 only, or of port2: there they have other sequence numbers, as a proxy's have. */
  oneSide?: boolean | 'port2';
  /** The prints that the capture holds, of all in their order. */
  hold?: (prints: readonly Printed[]) => readonly Printed[];
  /** The client's address on port2, where the unit translates it. */
  snat?: string;
}

interface Ends {
  /** FTP client's and server's ports. */
  ports: { client: number; server: number };
  next: { client: number; server: number };
}
type Who = 'client' | 'server';
interface Flags {
  payload?: Uint8Array;
  flags?: number;
}
const [FIN, SYN, RST, PUSH, ACK] = [1, 2, 4, 8, 16] as const;
const [IN, OUT] = [1, 2] as const;

export const ftpWire = (lines: readonly string[], options: Wire = {}): Uint8Array =>
  capture(options.hold?.(printed(lines, options)) ?? printed(lines, options));

/** Both sides of a proxy in one capture: what port1 shows and what port2 shows. */
export const twoSided = (near: readonly string[], far: readonly string[]): Uint8Array =>
  capture([...printed(near, { oneSide: true }), ...printed(far, { oneSide: 'port2' })]);

export interface Printed {
  /** 0: port1, the client's side; 1: port2. */
  iface: number;
  way: 'in' | 'out';
  micros: bigint;
  block: Uint8Array;
}

function capture(packets: readonly Printed[]): Uint8Array {
  const sorted = packets.toSorted((a, b) => Number(a.micros - b.micros));
  const heads = [section(true), interfaceBlock(true, 1, 'port1'), interfaceBlock(true, 1, 'port2')];
  return Uint8Array.from([...heads, ...sorted.map(({ block }) => block)].flatMap((block) => [...block]));
}

function printed(lines: readonly string[], options: Wire): Printed[] {
  const { client = '198.51.100.7', server = '203.0.113.9', port = 21, tls = 'TLS 1.3' } = options;
  const packets: Printed[] = [];
  let micros = 1_700_000_000_000_000n;
  const other = (who: Who): Who => (who === 'client' ? 'server' : 'client');

  const print = (iface: number, way: number, frame: Uint8Array): void => {
    if (options.oneSide === (iface === 0 ? 'port2' : true)) return;
    const block = enhanced(true, iface, micros, frame, way);
    packets.push({ iface, way: way === IN ? 'in' : 'out', micros, block });
    micros += 40n;
  };
  const frameOf = (ends: Ends, from: Who, { payload, flags = ACK }: Flags, iface: number): Uint8Array => {
    const to = other(from);
    const segment = {
      sport: ends.ports[from],
      dport: ends.ports[to],
      seq: ends.next[from],
      ack: (flags & ACK) === 0 ? 0 : ends.next[to],
      flags: payload === undefined ? flags : flags | PUSH,
      ...(payload === undefined ? {} : { payload }),
    };
    const hosts = { client: iface === 0 ? client : (options.snat ?? client), server };
    return ethernet(ipv4(6, tcp(segment), hosts[from], hosts[to]));
  };
  const send = (ends: Ends, from: Who, what: Flags): void => {
    const [near, far] = from === 'client' ? [0, 1] : [1, 0];
    print(near, IN, frameOf(ends, from, what, near));
    print(far, OUT, frameOf(ends, from, what, far));
    const { flags = ACK, payload } = what;
    ends.next[from] += (payload?.length ?? 0) + ((flags & (SYN | FIN)) === 0 ? 0 : 1);
    micros += 10_000n;
  };
  const open = (ports: Ends['ports'], from: Who): Ends => {
    const own = options.oneSide === 'port2' ? 1_000_000_000 : 0;
    const next = { client: ports.client * 1000 + own, server: ports.server * 1000 + 7 + own };
    const ends: Ends = { ports, next };
    send(ends, from, { flags: SYN });
    send(ends, other(from), { flags: SYN | ACK });
    send(ends, from, {});
    return ends;
  };

  const control = open({ client: 40_000, server: port }, 'client');
  let data: Ends | undefined;
  let source = 50_000;
  for (const line of lines) {
    const [, place = '', rest = ''] = /^(data from|data|wait|d[<>!]|[<>]) ?(.*)$/.exec(line) ?? [];
    if (place === 'wait') micros += BigInt(Math.round(Number(rest) * 1e6));
    else if (place === 'data') data = open({ client: source++, server: Number(rest) }, 'client');
    else if (place === 'data from') data = open({ client: Number(rest), server: 20 }, 'server');
    else {
      const ends = place.startsWith('d') ? data! : control;
      if (place === 'd!') {
        print(0, OUT, frameOf(ends, 'server', { flags: RST | ACK }, 0));
        print(1, OUT, frameOf(ends, 'client', { flags: RST | ACK }, 1));
        continue;
      }
      send(ends, place.endsWith('>') ? 'client' : 'server', said(rest, place.startsWith('d'), tls));
    }
  }
  return packets;
}

function said(what: string, raw: boolean, tls: string): Flags {
  if (what === '!fin') return { flags: FIN | ACK };
  if (what === '!rst') return { flags: RST | ACK };
  if (what === '!bytes' || what === '!finished') return { payload: record(23, bytesOf('x'.repeat(60))) };
  if (what === '!secret-alert') return { payload: record(23, bytesOf('x'.repeat(19))) };
  if (what.startsWith('!alert ')) return { payload: record(21, [2, Number(what.slice(7))]) };
  if (what === '!close') return { payload: record(21, [1, 0]) };
  // A handshake whose first message nobody knows.
  if (what === '!strange-hello') return { payload: record(22, bytesOf('x'.repeat(60))) };
  if (what === '!hello') return { payload: clientHello('ftp.example.com') };
  if (what === '!server-hello') return { payload: tls === 'TLS 1.3' ? serverHello() : oldServerHello() };
  if (what === '!asking-hello') return { payload: oldServerHello(true) };
  if (what === '!old-hello') return { payload: oldClientHello() };
  return { payload: bytesOf(raw ? what : `${what}\r\n`) };
}

/** Hellos without extensions: TLS 1.2. */
function oldClientHello(): Uint8Array {
  const body = [3, 3, ...Array<number>(32).fill(7), 0, 0, 2, 0xc0, 0x2f, 1, 0];
  return record(22, [1, 0, 0, body.length, ...body]);
}
function oldServerHello(asks = false): Uint8Array {
  const body = [3, 3, ...Array<number>(32).fill(9), 0, 0xc0, 0x2f, 0];
  // All in one record, as some servers write it: then the certificate, the request for one, and the end of the flight.
  const request = asks ? [11, 0, 0, 3, 0, 0, 0, 13, 0, 0, 8, 1, 1, 0, 2, 4, 1, 0, 0, 14, 0, 0, 0] : [];
  return record(22, [2, 0, 0, body.length, ...body, ...request]);
}

export type Input = Uint8Array | string;

/** The report on captures (pcap bytes) and logs (text), through the same pipeline as `fgtrace analyze`. */
export function analysed(...inputs: readonly Input[]): ReportDocument {
  const analysis = createAnalysis({ store: memoryStore(), offsets: new Map(), detail: 1000 });
  for (const [at, input] of inputs.entries()) {
    const file = typeof input === 'string' ? `log${at}.txt` : `capture${at}.pcap`;
    const sink = analysis.begin(file);
    if (typeof input === 'string') {
      for (const line of input.split('\n')) sink.line(line);
    } else {
      const reader = createPcapReader(file, sink);
      reader.bytes(input);
      reader.end();
    }
    sink.end();
  }
  return analysis.report();
}

export const onWire = (lines: readonly string[], options?: Wire): ReportDocument =>
  analysed(ftpWire(lines, options));

export const login = ['< 220 hello', '> USER a', '< 331 password', '> PASS b', '< 230 welcome'];

/** The codes of all findings on a subject: `C1`, `O1`, `capture`. */
export function codesOf({ findings }: ReportDocument, subject: string): string[] {
  return findings.filter((finding) => finding.subject === subject).map(({ code }) => code);
}
