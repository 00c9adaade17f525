import { placeOfLine, type Evidence, type ReportDocument } from '../document.js';

/** The places of the lines that the judgement cites, and that the joins and clocks under it rest on. */
export function citedLines(document: ReportDocument): Set<string> {
  const { offers, controlSessions, expectations, dataFlows, findings, clocks } = document;
  const rows: Iterable<Evidence>[] = [
    ...[...offers, ...controlSessions].flatMap((row) => [
      row.evidence,
      ...row.stages.map((one) => one.evidence),
    ]),
    ...[...expectations, ...dataFlows, ...findings].map((row) => row.evidence),
    ...clocks.flatMap(({ proof }) => proof),
  ];
  return placesOf(rows);
}

/** The places of all lines that tell of the sessions, and of the heads of the captures. */
export function timelineLines({ timeline }: ReportDocument): Set<string> {
  return placesOf([timeline]);
}

function placesOf(rows: readonly Iterable<Pick<Evidence, 'file' | 'line'>>[]): Set<string> {
  const places = new Set<string>();
  for (const lines of rows) for (const line of lines) places.add(placeOfLine(line));
  return places;
}
