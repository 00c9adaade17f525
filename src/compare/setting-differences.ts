import { placeOfLine, type Finding } from '../document.js';
import type { ConfiguredSetting } from '../events/configured-setting.js';
import type { Both, SettingDifference, SubjectPair } from './comparison.js';
import type { ComparedSide } from './side.js';

/**
 * Settings that are not the same on both sides, those first that explain why the two part: a finding cites their line, or
 * their entry, and would change them. Without a configuration on both sides nothing can be said.
 */
export function settingDifferences(
  good: ComparedSide,
  bad: ComparedSide,
  decisive: SubjectPair | null,
): SettingDifference[] {
  const [here, there] = [settingsOf(good), settingsOf(bad)];
  if (here.size === 0 || there.size === 0) return [];
  const told = [...toldOf(good, decisive?.good.id), ...toldOf(bad, decisive?.bad.id)];
  const isCited = citedBy(told, [here, there]);
  const all = [...new Set([...here.keys(), ...there.keys()])].flatMap((key) => {
    const [a, b] = [here.get(key), there.get(key)];
    return a?.value === b?.value ? [] : differenceAt(a, b, isCited);
  });
  return all.sort((a, b) => Number(b.explains) - Number(a.explains));
}

/** A saved report tells of a configuration what was found in it, and not what it sets. */
export function settingsUnknown(sides: Both<ComparedSide>): (keyof Both<unknown>)[] {
  if (![sides.good, sides.bad].every(({ given }) => given.has('config'))) return [];
  return (['good', 'bad'] as const).filter((side) => sides[side].report.settings === undefined);
}

type Settings = ReadonlyMap<string, ConfiguredSetting>;

function differenceAt(
  a: ConfiguredSetting | undefined,
  b: ConfiguredSetting | undefined,
  isCited: (one: ConfiguredSetting) => boolean,
): SettingDifference[] {
  const known = a ?? b;
  if (known === undefined) return [];
  const { path, entry, setting } = known;
  const explains = [a, b].some((one) => one !== undefined && isCited(one));
  const evidence = { good: a?.evidence ?? null, bad: b?.evidence ?? null };
  return [{ path, entry, setting, good: a?.value ?? null, bad: b?.value ?? null, explains, evidence }];
}

/** Whether these findings rest on a setting. */
function citedBy(
  told: readonly Finding[],
  sides: readonly [Settings, Settings],
): (one: ConfiguredSetting) => boolean {
  const lines = new Set(told.flatMap(({ evidence }) => evidence.map(placeOfLine)));
  const steps = told.flatMap((finding) => finding.steps);
  const changed = new Set(steps.flatMap((step) => step.lines.flatMap(settingIn)));
  const settings = sides.flatMap((side) => [...side.values()]);
  const tables = new Set(settings.flatMap(({ head, path }) => (lines.has(placeOfLine(head)) ? [path] : [])));
  const entries = sides.map((side) => new Set([...side.values()].map(entryOf)));
  // Of an entry that only one side has no line can be cited on the other: its neighbours are.
  const isGone = (one: ConfiguredSetting): boolean =>
    tables.has(one.path) && !entries.every((all) => all.has(entryOf(one)));
  return (one) =>
    lines.has(placeOfLine(one.evidence)) ||
    (changed.has(one.setting) && (lines.has(placeOfLine(one.head)) || isGone(one)));
}

const settingsOf = ({ report }: ComparedSide): Settings =>
  new Map((report.settings?.() ?? []).map((one) => [`${one.path} ${one.entry} ${one.setting}`, one]));

const entryOf = ({ path, entry }: ConfiguredSetting): string => `${path} ${entry}`;

const toldOf = (side: ComparedSide, subject: string | undefined): Finding[] => [
  ...side.findingsOf(subject ?? 'capture'),
  ...side.findingsOf('capture'),
];

/** The setting that a line to paste changes. */
function settingIn(line: string): string[] {
  const [, setting] = /^\s*(?:set|unset)\s+(\S+)/.exec(line) ?? [];
  return setting === undefined ? [] : [setting];
}
