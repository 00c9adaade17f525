import { DELETED, type ConfigEntry } from '../events/listing.js';
import type { Origin } from '../events/record.js';

/** A value and the line that says it; `default` where no line does and FortiOS's own default holds. */
export interface Setting<T> {
  readonly value: T;
  readonly from: Origin | 'default';
}

/** Both ends included; one port has equal ends. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** One `edit`, from all places that show it: a later line overrides an earlier one, as typing it would. */
export interface ConfigTableEntry {
  readonly name: string;
  readonly vdom: string | undefined;
  readonly origin: Origin;
  /** No copy of it leaves lines out, so that a setting without a line has its default. */
  readonly complete: boolean;
  readonly settings: ReadonlyMap<string, { values: string[]; from: Origin }>;
}

/** What is made of the entries of these tables, by name, in the order in which they first appear; what was deleted is none. */
export function entriesAt<T>(
  entries: readonly ConfigEntry[],
  paths: readonly string[],
  make: (of: ConfigTableEntry) => T,
): T[] {
  return shownAt(entries, paths).map((shown) => make(merged(shown)));
}

/**
 * The same, each made when one of its settings is asked for, and only the latest kept: 200,000 policies with all their
 * settings would fill the memory, and few are asked of.
 */
export function entriesWhenAsked<T extends Omit<ConfigTableEntry, 'settings'>>(
  entries: readonly ConfigEntry[],
  paths: readonly string[],
  make: (of: ConfigTableEntry) => T,
): T[] {
  let latest: { readonly of: unknown; readonly made: T } | undefined;
  class WhenAsked {
    readonly #shown: Shown;
    constructor(shown: Shown) {
      this.#shown = shown;
    }
    get name(): string {
      return copiesOf(this.#shown)[0].entry ?? '';
    }
    get vdom(): string | undefined {
      return copiesOf(this.#shown)[0].vdom;
    }
    made(): T {
      if (latest?.of !== this) latest = { of: this, made: make(merged(this.#shown)) };
      return latest.made;
    }
  }
  const settings = Object.keys(make(EMPTY)).filter((key) => !(key in WhenAsked.prototype)) as (keyof T)[];
  for (const key of settings) {
    Object.defineProperty(WhenAsked.prototype, key, {
      get(this: WhenAsked): unknown {
        return this.made()[key];
      },
    });
  }
  return shownAt(entries, paths).map((shown) => new WhenAsked(shown) as unknown as T);
}

/** The one place that shows an entry, or all of them: a list for each of 200,000 policies would be 11 MB. */
type Shown = ConfigEntry | Copies;
type Copies = [ConfigEntry, ...ConfigEntry[]];

const copiesOf = (shown: Shown): Copies => ('path' in shown ? [shown] : shown);

const EMPTY: ConfigTableEntry = {
  name: '',
  vdom: undefined,
  origin: { file: '', line: 0, text: '' },
  complete: true,
  settings: new Map(),
};

/** Places by table and then by name: 200,000 keys of both would be as many texts more. */
function shownAt(entries: readonly ConfigEntry[], paths: readonly string[]): Shown[] {
  const tables = new Map<string, Map<string, number>>();
  const all: (Shown | undefined)[] = [];
  for (const one of entries) {
    if (one.entry === undefined || !paths.includes(one.path)) continue;
    const key = JSON.stringify([one.path, one.vdom]);
    const places = tables.get(key) ?? new Map<string, number>();
    tables.set(key, places);
    const place = places.get(one.entry);
    const before = place === undefined ? undefined : all[place];
    if (DELETED in one.settings) {
      if (place !== undefined) all[place] = undefined;
      places.delete(one.entry);
    } else if (place === undefined || before === undefined) places.set(one.entry, all.push(one) - 1);
    else if ('path' in before) all[place] = [before, one];
    else before.push(one);
  }
  return all.filter((shown) => shown !== undefined);
}

function merged(shown: Shown): ConfigTableEntry {
  const copies = copiesOf(shown);
  const [{ entry = '', vdom, origin }] = copies;
  const all = new Map<string, { values: string[]; from: Origin }>();
  for (const { settings, lines, origin: head } of copies) {
    for (const [name, values] of Object.entries(settings)) {
      const line = lines[name];
      all.set(name, { values, from: line ? { file: head.file, ...line } : head });
    }
  }
  return { name: entry, vdom, origin, complete: !copies.some(({ elided }) => elided), settings: all };
}

/** What `delete` took away from a table, and was not made again. */
export function deletedFrom(entries: readonly ConfigEntry[], table: string): ConfigEntry[] {
  const inTable = entries.filter(({ path, entry }) => path === table && entry !== undefined);
  const last = new Map(inTable.map((one) => [one.entry, one]));
  return [...last.values()].filter(({ settings }) => DELETED in settings);
}

/** `default` also where the line prints choices in place of a value: `set status <*disable|enable>`. */
function read<T>(
  of: ConfigTableEntry | undefined,
  key: string,
  byDefault: T,
  parse: (values: string[]) => T | undefined,
): Setting<T> {
  const setting = of?.settings.get(key);
  const printed = setting && !setting.values.some((value) => value.startsWith('<'));
  const value = printed ? parse(setting.values) : undefined;
  return setting && value !== undefined ? { value, from: setting.from } : defaulted(byDefault);
}

/** Of thousands of policies most settings have their default: one object serves them all. */
const DEFAULTED = new Map<unknown, Setting<unknown>>();
const NO_VALUES: string[] = [];

function defaulted<T>(value: T): Setting<T> {
  if (typeof value === 'object' && (value as unknown) !== NO_VALUES) return { value, from: 'default' };
  const known = DEFAULTED.get(value) as Setting<T> | undefined;
  const one = known ?? { value, from: 'default' };
  if (known === undefined) DEFAULTED.set(value, one);
  return one;
}

export function textSetting<T extends string | undefined>(
  of: ConfigTableEntry | undefined,
  key: string,
  byDefault: T,
): Setting<string | T> {
  return read<string | T>(of, key, byDefault, ([value]) => value);
}

export function listSetting(
  of: ConfigTableEntry | undefined,
  key: string,
  byDefault: string[] = NO_VALUES,
): Setting<string[]> {
  return read(of, key, byDefault, (values) => values);
}

export function switchSetting(
  of: ConfigTableEntry | undefined,
  key: string,
  byDefault: boolean,
): Setting<boolean> {
  return read(of, key, byDefault, ([value]) => {
    return value === 'enable' || value === 'disable' ? value === 'enable' : undefined;
  });
}

export function numberSetting(of: ConfigTableEntry | undefined, key: string): Setting<number | undefined> {
  return read(of, key, undefined, ([value]) =>
    value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined,
  );
}

/** `21`, `50000-51000`, `21 2121`, and a service's `DESTINATION:SOURCE`, of which the source is left out. */
export function portSetting(
  of: ConfigTableEntry | undefined,
  key: string,
  byDefault: PortRange[] = [],
): Setting<PortRange[]> {
  return read(of, key, byDefault, (values) => {
    const ranges = values.flatMap((value) => {
      const parts = /^(\d{1,5})(?:-(\d{1,5}))?(?:$|:)/.exec(value);
      return parts ? [{ first: Number(parts[1]), last: Number(parts[2] ?? parts[1]) }] : [];
    });
    return ranges.length > 0 ? ranges : undefined;
  });
}

export function coversPort(ranges: readonly PortRange[], port: number): boolean {
  return ranges.some(({ first, last }) => first <= port && port <= last);
}
