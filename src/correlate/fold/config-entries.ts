import { isEverRead, isWordAlone } from '../../configuration/tables.js';
import { noWords } from '../../collections.js';
import type { ConfigEntry } from '../../events/listing.js';
import { shared } from '../../intern.js';
import { sharingRepeats, type EvidenceStore } from './evidence-store.js';

export interface ConfigEntries {
  readonly keep: (entry: ConfigEntry) => void;
  readonly all: ConfigEntry[];
}

/** The configuration as far as anything reads it: a unit may have 200,000 policies, and as many addresses that nobody asks for. */
export function createConfigEntries(store: EvidenceStore): ConfigEntries {
  const lines = sharingRepeats(store);
  const all: ConfigEntry[] = [];
  const unpacked = createUnpacking();
  return {
    keep(entry) {
      // The first one of all tells that there was a configuration, whatever it is of.
      if (isEverRead(entry.path) || all.length === 0) all.push(new Packed(entry, lines, store, unpacked));
    },
    all,
  };
}

type Lines = ConfigEntry['lines'];
type Unpacking = (packed: ConfigEntry['origin']) => readonly PackedSetting[];

/** Who asks for the settings of an entry asks for their lines next. */
function createUnpacking(): Unpacking {
  let latest: { readonly of: unknown; readonly said: readonly PackedSetting[] } = { of: null, said: [] };
  return (packed) => {
    if (latest.of !== packed) latest = { of: packed, said: JSON.parse(packed.text) as PackedSetting[] };
    return latest.said;
  };
}

/** Name, values, number of the line, its text if that is not in `#long`. */
type PackedSetting = readonly [string, string[], number?, string?];

/** Of a configuration on one line each setting has all of it as its line: such a text is kept once. */
const LONGEST_PACKED = 400;
const NONE: ReadonlyMap<string, string> = new Map();

/**
 * An entry whose settings lie in the store as one text, a tenth of what they take as objects. A class, because getters
 * of its own would cost each entry more than that.
 */
class Packed implements ConfigEntry {
  readonly source = 'config';
  readonly kind = 'config';
  readonly stamp = undefined;
  readonly origin: ConfigEntry['origin'];
  readonly path: string;
  readonly entry: string | undefined;
  readonly vdom: string | undefined;
  readonly elided: boolean;
  readonly #said: ConfigEntry['origin'];
  readonly #long: ReadonlyMap<string, string>;
  readonly #unpacked: Unpacking;

  constructor(
    { origin, path, entry, vdom, elided, settings, lines }: ConfigEntry,
    heads: EvidenceStore,
    store: EvidenceStore,
    unpacked: Unpacking,
  ) {
    this.#unpacked = unpacked;
    this.origin = heads.keep(origin);
    this.path = shared(path);
    this.entry = entry === undefined ? undefined : shared(entry);
    this.vdom = vdom === undefined ? undefined : shared(vdom);
    this.elided = elided;
    const long = Object.entries(lines).filter(([, { text }]) => text.length > LONGEST_PACKED);
    this.#long = long.length === 0 ? NONE : new Map(long.map(([name, { text }]) => [name, text]));
    const said = Object.entries(settings)
      .filter(([name]) => !isWordAlone(name))
      .map(([name, values]): PackedSetting => {
        const line = lines[name];
        if (line === undefined) return [name, values];
        return this.#long.has(name) ? [name, values, line.line] : [name, values, line.line, line.text];
      });
    this.#said = store.keep({ ...origin, text: JSON.stringify(said) });
  }

  get settings(): ConfigEntry['settings'] {
    const settings = noWords<string[]>();
    for (const [name, values] of this.#unpacked(this.#said)) settings[shared(name)] = values.map(shared);
    return settings;
  }

  get lines(): Lines {
    const lines = noWords<Lines[string]>();
    for (const [name, , line, text] of this.#unpacked(this.#said))
      if (line !== undefined)
        lines[shared(name)] = { line, text: this.#long.get(name) ?? shared(text ?? '') };
    return lines;
  }
}
