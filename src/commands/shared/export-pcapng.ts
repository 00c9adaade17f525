import { once } from 'node:events';
import type { Writable } from 'node:stream';

import { createHopLimits } from '../../dissect/hop-limits.js';
import type { ReportDocument } from '../../document.js';
import type { TraceEvent } from '../../events/events.js';
import { withSections } from '../../evidence/evidence-sections.js';
import { chosenPackets } from '../../export/chosen-packets.js';
import { createKernelDecisions } from '../../export/kernel-decisions.js';
import { createPcapngWriter, type PcapngWriter } from '../../export/pcapng-writer.js';
import { verdictComments, type VerdictRows } from '../../export/verdict-comments.js';
import type { Input } from '../../input/input.js';
import { createReader } from '../../parsers/reader.js';
import { allRows } from '../../report/sections/rows.js';
import { onlyOnce } from '../../library/read-once.js';
import { NAMED } from './read-inputs.js';

export interface Exported {
  readonly packets: number;
  readonly withoutBytes: number;
  /** Not all decisions of the kernel could be remembered. */
  readonly isCut: boolean;
}

/** The inputs from their beginning, under the names that the document has for them. */
export type OpenInputs = () => Promise<readonly Input[]>;

/**
 * Writes all packets of the captures that have bytes. The captures are read twice more: what was decided about a packet
 * may stand behind it, and nothing but the decisions is remembered.
 */
export async function exportPcapng(
  open: OpenInputs,
  document: ReportDocument,
  stream: Writable,
  application: string,
): Promise<Exported> {
  const decisions = createKernelDecisions();
  await readEvents(open, (event) => {
    if (event.source === 'flow') decisions.event(event);
  });
  const judged = judgedOf(document);
  const verdicts = verdictComments(judged);
  const writer = createPcapngWriter({
    application,
    wants: document.chosen === undefined ? () => true : chosenPackets(judged),
    comments: (packet) => [...decisions.of(packet), ...verdicts(packet)],
  });
  await writePackets(open, writer, stream);
  return { ...writer.counts(), isCut: decisions.isCut() };
}

/** The document's lists again and again: of a long capture they lie on disk. */
const judgedOf = (document: ReportDocument): VerdictRows => ({
  controlSessions: [...allRows(document, 'controlSessions')],
  offers: [...allRows(document, 'offers')],
  dataFlows: [...allRows(document, 'dataFlows')],
});

async function writePackets(open: OpenInputs, writer: PcapngWriter, stream: Writable): Promise<void> {
  const findDirection = createHopLimits();
  let full: Promise<void> | undefined;
  const ready = (): void => {
    full = undefined;
  };
  const write = (blocks: readonly Uint8Array[]): void => {
    for (const block of blocks) {
      // An error of the stream comes up again when it is finished.
      if (!stream.write(block)) full ??= once(stream, 'drain').then(ready, ready);
    }
  };
  await readEvents(
    open,
    (event) => {
      if (event.source !== 'sniffer') return;
      if (event.kind === 'packet') findDirection(event);
      write(writer.event(event));
    },
    () => full,
  );
}

async function readEvents(
  open: OpenInputs,
  emit: (event: TraceEvent) => void,
  ready: () => Promise<void> | undefined = () => undefined,
): Promise<void> {
  const begin = withSections((file) => {
    const { line, quick, damaged, end } = createReader(file, emit);
    return { line, quick, damaged, end, event: emit, reached: () => 0 };
  });
  const inputs = await open();
  if (inputs.some(({ size }) => size === undefined))
    throw onlyOnce('Packets cannot be exported', 'pipe', NAMED);
  for (const input of inputs) {
    const sink = begin(input.name);
    await input.read({ ...sink, ready });
    sink.end();
  }
}
