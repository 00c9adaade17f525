import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { createPayloadReader } from '../src/dissect/payload-reader.js';
import type { PayloadEvent } from '../src/events/payload.js';
import type { TraceEvent } from '../src/events/events.js';
import { createPcapReader } from '../src/input/pcap.js';
import { createReader } from '../src/parsers/reader.js';
import { printSniffer, type Verbosity } from './tools/printsniffer.js';

interface Offer {
  command: string;
  endpoint: string;
  replies: number[] | null;
}

interface Peer {
  capture: string;
  controlSessions: { client: string; server: string; tls: boolean; handshake: string; offers: Offer[] }[];
}

/** Captures from other projects' test suites stand beside the checkout and are not ours to copy. */
const FOLDER = '../shared/peer-pcaps';

interface Read {
  payload: PayloadEvent[];
  damage: string[];
}

function asPcap(bytes: Uint8Array): Read {
  const out: Read = { payload: [], damage: [] };
  const payload = createPayloadReader((event) => {
    // Data connections are no sessions.
    if (event.kind !== 'payload-plain') out.payload.push(event);
  });
  const reader = createPcapReader('x.pcap', {
    line: () => undefined,
    event: (event: TraceEvent) => {
      if (event.source === 'sniffer' && event.kind === 'packet') payload.packet(event);
    },
    damaged: (kind) => out.damage.push(kind),
  });
  reader.bytes(bytes);
  reader.end();
  return out;
}

function asText(bytes: Uint8Array, verbosity: Verbosity): Read {
  const out: Read = { payload: [], damage: [] };
  const payload = createPayloadReader((event) => {
    // Data connections are no sessions.
    if (event.kind !== 'payload-plain') out.payload.push(event);
  });
  const reader = createReader('x.txt', (event) => {
    if (event.source === 'sniffer' && event.kind === 'packet') payload.packet(event);
  });
  const lines = printSniffer(bytes, verbosity);
  lines.forEach((line) => {
    reader.line(line);
  });
  reader.end();
  out.damage.push(...reader.summary().damage.map((damage) => damage.kind));
  expect(reader.summary().unrecognised).toBe(0);
  return out;
}

/** The offers of one control session, each with the codes of the replies up to the next one. */
function offersIn(events: PayloadEvent[], client: string, server: string): Offer[] {
  const offers: Offer[] = [];
  for (const event of events.filter((one) => one.client === client && one.server === server)) {
    if (event.kind === 'payload-offer') {
      offers.push({ command: event.command, endpoint: event.endpoint, replies: [] });
    } else if (event.kind === 'payload-reply') offers.at(-1)?.replies?.push(event.code);
  }
  return offers;
}

function check(peer: Peer, { payload, damage }: Read): void {
  expect(damage).toEqual([]);
  const expected = peer.controlSessions.filter((session) => session.handshake === 'complete');
  const sessions = new Set(payload.map((event) => `${event.client} ${event.server}`));
  expect([...sessions]).toEqual(expected.map(({ client, server }) => `${client} ${server}`));
  for (const { client, server, tls, offers } of expected) {
    const found = offersIn(payload, client, server);
    expect(found.map(({ command, endpoint }) => [command, endpoint])).toEqual(
      offers.map(({ command, endpoint }) => [command, endpoint]),
    );
    offers.forEach(({ replies }, index) => {
      const listed = found[index]?.replies?.filter((code) => replies?.includes(code));
      if (replies !== null) expect(listed).toEqual(replies);
    });
    const hello = payload.some((event) => event.kind === 'payload-tls' && event.record === 'client-hello');
    expect(hello).toBe(tls);
  }
  expect(payload.filter((event) => event.kind === 'payload-unreadable')).toEqual([]);
}

if (!existsSync(FOLDER)) {
  it.skip('peer captures: not run, the captures are not here', () => undefined);
} else {
  const peers = JSON.parse(readFileSync(`${FOLDER}/expected.json`, 'utf8')) as Peer[];
  describe.each(peers)('$capture', (peer) => {
    const bytes = readFileSync(`${FOLDER}/${peer.capture}`);

    it('as it is', () => {
      check(peer, asPcap(bytes));
    });

    it.each([2, 3, 5, 6] as const)('printed with verbosity %i', (verbosity) => {
      const printed = asText(bytes, verbosity);
      check(peer, printed);
      const facts = (event: PayloadEvent) => ({
        ...event,
        origin: 0,
        stamp: 0,
        interface: 0,
        direction: undefined,
      });
      expect(printed.payload.map(facts)).toEqual(asPcap(bytes).payload.map(facts));
    });

    it('never shows a password', () => {
      const { payload } = asPcap(bytes);
      const secrets = payload.filter((one) => one.kind === 'payload-command' && one.command === 'PASS');
      expect(secrets.filter((one) => 'argument' in one && one.argument !== undefined)).toEqual([]);
    });
  });
}
