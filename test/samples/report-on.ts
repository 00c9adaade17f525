import type { ReportDocument } from '../../src/document.js';
import { stored } from './folder.js';
import { analyse } from './run.js';

const reports = new Map<string, ReportDocument>();

/** The report on a case, made once for all tests of a suite. */
export function reportOn(name: string): ReportDocument {
  const report = reports.get(name) ?? analyse(stored(name));
  reports.set(name, report);
  return report;
}
