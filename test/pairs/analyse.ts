import { createAnalysis } from '../../src/analyze.js';
import { memoryStore } from '../../src/correlate/fold/evidence-store.js';
import type { ReportDocument } from '../../src/document.js';
import { createPcapReader } from '../../src/input/pcap.js';
import { inputOrder } from '../samples/run.js';
import type { Captures } from './remade.js';

/** The report on texts and pcaps by name; a pcap is read last, as the command does. */
export function analyseAny(files: Captures): ReportDocument {
  const analysis = createAnalysis({ store: memoryStore(), offsets: new Map(), detail: 1000 });
  const texts = Object.fromEntries(
    Object.entries(files).flatMap(([name, one]) => (typeof one === 'string' ? [[name, one] as const] : [])),
  );
  for (const name of [...inputOrder(texts), ...Object.keys(files).filter((one) => !(one in texts))]) {
    const sink = analysis.begin(name);
    const content = files[name] ?? '';
    if (typeof content === 'string')
      for (const line of content.replace(/\n$/, '').split('\n')) sink.line(line);
    else {
      const reader = createPcapReader(name, sink);
      reader.bytes(content);
      reader.end();
    }
    sink.end();
  }
  return analysis.report();
}
