import { describe, expect, it } from '@jest/globals';

import type { ReportDocument } from '../../src/document.js';
import { sampleNames, stored } from '../samples/folder.js';
import { reportOn } from '../samples/report-on.js';
import { analyse } from '../samples/run.js';
import { mechanical } from '../world/check.js';

/** A failed control session and its stage cite what failed, and no line of success before it. */
function controlFaults({ controlSessions, findings }: ReportDocument): string[] {
  return controlSessions
    .filter(({ verdict }) => verdict === 'failed')
    .flatMap(({ id, stages }) => {
      const cited = findings.find(({ subject, verdict }) => subject === id && verdict === 'failed')?.evidence;
      const [line] = stages[0]!.evidence;
      return line !== undefined && line.line === cited?.[0]?.line ? [] : [`${id} cites no failing line`];
    });
}

function faultsOf(report: ReportDocument): string[] {
  const rows = report.offers.flatMap((offer) => mechanical(offer).map((fault) => `${offer.id}: ${fault}`));
  return [...rows, ...controlFaults(report)];
}

describe.each(sampleNames().map((name) => [name]))('what %s says holds together', (name) => {
  const files = stored(name);
  const names = Object.keys(files);

  it('of all its files', () => {
    expect(faultsOf(reportOn(name))).toEqual([]);
  });

  for (const file of names.length > 1 ? names : [])
    it(`of ${file} alone`, () => {
      expect(faultsOf(analyse({ [file]: files[file]! }))).toEqual([]);
    });
});
