import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { createAnalysis, type InputSink } from '../src/analyze.js';
import { memoryStore } from '../src/correlate/fold/evidence-store.js';
import type { ReportDocument } from '../src/document.js';
import { createPcapReader } from '../src/input/pcap.js';
import { printSniffer } from './tools/printsniffer.js';

interface Flow {
  initiator: string;
  destination: string;
}

interface Session {
  client: string;
  server: string;
  tls: boolean;
  offers: { command: string; endpoint: string; dataFlow: Flow | null }[];
}

/** Captures from other projects' test suites stand beside the checkout and are not ours to copy. */
const FOLDER = '../shared/peer-pcaps';

function report(read: (sink: InputSink) => void): ReportDocument {
  const analysis = createAnalysis({ store: memoryStore(), offsets: new Map(), detail: 1000 });
  const sink = analysis.begin('x');
  read(sink);
  sink.end();
  return analysis.report();
}

/** Control sessions, their offers and the data connection of each, in the words of `expected.json`. */
function found({ controlSessions, offers, dataFlows }: ReportDocument): Session[] {
  const flow = (id: string | null): Flow | null => {
    const one = dataFlows.find((data) => data.id === id);
    return one ? { initiator: one.initiator, destination: one.destination } : null;
  };
  return controlSessions.map(({ id, client, server, tls }) => ({
    client: client ?? '',
    server: server ?? '',
    tls: tls === 'explicit' || tls === 'implicit',
    offers: offers
      .filter(({ control }) => control === id)
      .map(({ command, endpoint, dataFlow }) => ({
        command: command ?? '',
        endpoint,
        dataFlow: flow(dataFlow),
      })),
  }));
}

function wanted(sessions: readonly Session[]): Session[] {
  return sessions.map(({ client, server, tls, offers }) => ({
    client,
    server,
    tls,
    offers: offers.map(({ command, endpoint, dataFlow }) => ({ command, endpoint, dataFlow })),
  }));
}

function check(document: ReportDocument, sessions: readonly Session[]): void {
  expect(found(document)).toEqual(wanted(sessions));
  expect(document.dataFlows.filter(({ offer }) => offer === null)).toEqual([]);
  expect(document.sources[0]).toMatchObject({ unrecognised: 0, damage: [] });
}

if (!existsSync(FOLDER)) {
  it.skip('peer captures: not run, the captures are not here', () => undefined);
} else {
  const peers = JSON.parse(readFileSync(`${FOLDER}/expected.json`, 'utf8')) as {
    capture: string;
    controlSessions: Session[];
  }[];
  describe.each(peers)('$capture', ({ capture, controlSessions }) => {
    const bytes = readFileSync(`${FOLDER}/${capture}`);

    it('pairs offers and connections as its own project does', () => {
      const document = report((sink) => {
        const reader = createPcapReader(capture, sink);
        reader.bytes(bytes);
        reader.end();
      });
      check(document, controlSessions);
    });

    it.each([2, 3, 5, 6] as const)('and printed with verbosity %i', (verbosity) => {
      const document = report((sink) => {
        for (const line of printSniffer(bytes, verbosity)) sink.line(line);
      });
      check(document, controlSessions);
    });
  });
}
