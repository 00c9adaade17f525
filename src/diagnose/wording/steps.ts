import type { Finding } from '../../document.js';
import type { RemedyStep } from '../../remedy.js';

/** A step without the number of its option. */
export type Draft = Omit<RemedyStep, 'option'>;

/** What a remedy is made of. */
export type Parts = readonly (Draft | readonly Draft[])[];

type Lines = readonly (string | readonly string[])[];

const draft =
  (purpose: RemedyStep['purpose'], where: RemedyStep['where']) =>
  (title: string, ...lines: Lines): Draft => ({ purpose, where, title, lines: lines.flat() });

export const check = draft('check', 'fortigate');
export const checkServer = draft('check', 'server');
export const checkClient = draft('check', 'client');
export const change = draft('change', 'fortigate');
export const onServer = draft('change', 'server');
export const inClient = draft('change', 'client');

/**
 * Steps in the order in which they are to be read. Checks come before any change; of the changes each list is an
 * option, and a change that stands alone is one too.
 */
export function numbered(...parts: Parts): RemedyStep[] {
  const drafts = parts.map((part) => [part].flat());
  const options = drafts.filter((all) => all.some(({ purpose }) => purpose === 'change'));
  return drafts.flatMap((all) =>
    all.map((one) => ({ ...one, option: Math.max(1, options.indexOf(all) + 1) })),
  );
}

/** The first option's lines for the FortiGate. */
export function withFix<T extends Pick<Finding, 'steps'>>(finding: T): T & Pick<Finding, 'fix'> {
  const first = finding.steps.filter(({ option, where }) => option === 1 && where === 'fortigate');
  return { ...finding, fix: first.flatMap(({ lines }) => lines) };
}
