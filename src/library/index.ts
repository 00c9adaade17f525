/**
 * fgtrace as a library: captures in, the report out. It reads no files, starts nothing and keeps nothing between calls.
 *
 *     import { analyze, print } from 'fgtrace';
 *
 *     const report = await analyze([{ name: 'flow.log', data: text }]);
 *     console.log(report.verdict, report.summary, [...print(report, 'markdown')].join(''));
 *
 * @packageDocumentation
 */
export { analyze, type AnalyzeSettings } from './analyze.js';
export type { CaptureFile } from './capture-file.js';
export { evidence, type FewestLines } from './evidence.js';
export { redact, type Redacted, type RedactSettings } from './redact.js';
export { print } from './print.js';
export { VERSION } from './version.js';
export { Failure } from '../failure.js';
export type { Choice, PointInTime } from '../assemble/choice.js';
export type {
  Chosen,
  ClockSummary,
  Confidence,
  ControlSessionReport,
  DataFlowReport,
  Entries,
  Evidence,
  ExpectationReport,
  Finding,
  LegReport,
  LegState,
  OfferOutcome,
  OfferReport,
  Outcome,
  Pinhole,
  ReportDocument,
  Rows,
  SourceSummary,
  SpooledRows,
  Stage,
  StageDuration,
  StageReport,
  StageState,
  TimelineEntry,
  TransferReport,
} from '../document.js';
export type { ConfiguredSetting } from '../events/configured-setting.js';
export type { Origin, Source } from '../events/record.js';
export type { Unit } from '../events/unit.js';
export type { OfferCommand } from '../ftp.js';
export type { Endpoint } from '../net.js';
export type { Ladder, LadderKind, LadderStep, Lane } from '../ladder.js';
export type { RemedyStep } from '../remedy.js';
export type { FormatName } from '../report/formats/index.js';
export type { PrintOptions } from '../report/print-options.js';
