// @long Hurts every sample in many ways, each judged anew.
import { describe, expect, it } from '@jest/globals';

import type { ReportDocument } from '../src/document.js';
import { hurts } from './matrix/hurt.js';
import { KNOWN } from './matrix/known.js';
import { wrongs } from './matrix/wrong.js';
import { sampleNames, stored } from './samples/folder.js';
import { reportOn } from './samples/report-on.js';
import { analyse } from './samples/run.js';
import { share } from './samples/share.js';

const names = sampleNames();

/**
 * A sample with other clients: neighbours share addresses and session ids and would be one story. Two clients of one
 * unit meet the same clocks.
 */
function strangerOf(name: string, at: number): string {
  const own = reportOn(name);
  const clientsOf = (report: ReportDocument): string[] =>
    report.controlSessions.map(({ client }) => client ?? '');
  const clash = (other: ReportDocument): boolean =>
    other.clocks.some(({ source, zoneSeconds, offsetSeconds }) =>
      own.clocks.some(
        (clock) =>
          clock.source === source &&
          clock.zoneSeconds !== null &&
          zoneSeconds !== null &&
          Math.abs(clock.offsetSeconds - offsetSeconds) > 60,
      ),
    );
  const others = names.filter((other) => {
    const report = reportOn(other);
    return !clash(report) && !clientsOf(report).some((client) => clientsOf(own).includes(client));
  });
  return others[(at * 7) % others.length]!;
}

describe.each(
  share(
    names.map((name, at) => ({ name, at })),
    9,
  ),
)('$name, hurt', ({ name, at }) => {
  it('says nothing wrong', () => {
    const files = stored(name);
    const whole = reportOn(name);
    const strange = strangerOf(name, at);
    const stranger = stored(strange);
    const other = reportOn(strange);
    const found: string[] = [];
    for (const hurt of hurts(files, stranger)) {
      const report = analyse(hurt.files);
      const wholes = hurt.mixed ? [whole, other] : [whole];
      found.push(...wrongs(wholes, report, hurt.files).map((what) => `${name}, ${hurt.name}: ${what}`));
    }
    expect(found.filter((said) => !KNOWN.some(({ pattern }) => pattern.test(said)))).toEqual([]);
  });
});
