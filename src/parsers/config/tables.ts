import type { Emit } from '../../events/events.js';
import { DELETED, type ConfigEntry } from '../../events/listing.js';
import type { Origin } from '../../events/record.js';
import { own } from '../../intern.js';
import { noWords } from '../../collections.js';
import type { Damaged } from '../parser.js';
import { isFragment, isProtocol, isRoot } from './table-names.js';
import { saidOfUnit, type Said } from './said-of-unit.js';
import { MASK, maskedLine, maskedValues } from './secrets.js';

/** An entry that is being read: the settings of one `edit`, or of a table without edits. */
type Open = Omit<ConfigEntry, 'settings' | 'lines' | 'origin' | 'elided'> & {
  elided: boolean;
  readonly origin: Origin;
  readonly settings: Record<string, string[]>;
  readonly lines: Record<string, { line: number; text: string }>;
};

interface Table {
  readonly path: string;
  /** The name of the `edit` that the table stands in. */
  readonly outer: string | undefined;
  readonly origin: Origin;
  /** `vdom` and `global` hold whole configurations, and stand in no path. */
  readonly shell: 'vdom' | 'global' | undefined;
  edited: boolean;
  entry: Open | undefined;
  singleton: Open | undefined;
}

/** FortiOS nests four or five tables. More show lost `end`s, and would make longer and longer paths. */
const DEEPEST = 16;

interface State {
  /** The open tables, innermost last. */
  readonly stack: Table[];
  /** The outermost table that was closed last, if it had edits: another `edit` may follow it in a damaged copy. */
  ended: Table | undefined;
  vdom: string | undefined;
  emit: Emit;
  damaged: Damaged;
  /**
   * The origin that was masked last. One line may hold thousands of statements, and each would mask and copy it anew.
   */
  masked: { readonly of: Origin; readonly origin: Origin } | undefined;
}

/** The open tables of a configuration. The methods that take a statement return how many entries it began. */
export interface Tables {
  /** Says where entries and damage go, until the next call. */
  to(emit: Emit, damaged: Damaged): void;
  /** The first line of a backup becomes an entry of its own: it tells the release, and that the file is whole. */
  head(said: Said, origin: Origin): void;
  /** What the unit runs, of `get system status`. It says nothing of how much of the configuration is shown. */
  status(said: Said, origin: Origin): void;
  isOpen(): boolean;
  mayReopen(): boolean;
  inVdom(name: string): void;
  config(words: readonly string[], origin: Origin): number;
  edit(name: string, origin: Origin): number;
  set(key: string, values: string[], origin: Origin, append: boolean): number;
  unset(key: string): number;
  remove(name: string, origin: Origin): number;
  next(origin: Origin): number;
  end(): number;
  /** A copy's `...` stands for lines of everything that is open. */
  elide(): void;
  closeAll(): void;
}

export function createTables(): Tables {
  const state: State = {
    stack: [],
    ended: undefined,
    vdom: undefined,
    emit: () => undefined,
    damaged: () => undefined,
    masked: undefined,
  };
  return {
    to(emit, damaged) {
      state.emit = emit;
      state.damaged = damaged;
    },
    head(said, origin) {
      state.emit({ ...begin(state, 'config-version', undefined, origin), ...saidOfUnit(said, origin) });
    },
    status(said, origin) {
      const of = { ...begin(state, 'system status', undefined, origin), vdom: undefined };
      state.emit({ ...of, ...saidOfUnit(said, origin) });
    },
    isOpen: () => state.stack.length > 0,
    mayReopen: () => state.ended !== undefined,
    inVdom(name) {
      state.vdom = own(name);
    },
    config: (words, origin) => config(state, words, origin),
    edit: (name, origin) => edit(state, name, origin),
    set: (key, values, origin, append) => set(state, key, values, origin, append),
    unset: (key) => unset(state, key),
    remove: (name, origin) => remove(state, name, origin),
    next: (origin) => next(state, origin),
    end() {
      pop(state);
      return 0;
    },
    elide() {
      for (const open of state.stack.flatMap(({ entry, singleton }) => [entry, singleton])) {
        if (open) open.elided = true;
      }
    },
    closeAll() {
      while (state.stack.length > 0) pop(state);
      state.ended = undefined;
    },
  };
}

function maskedOrigin(state: State, of: Origin): Origin {
  if (state.masked?.of !== of) state.masked = { of, origin: { ...of, text: maskedLine(of.text) } };
  return state.masked.origin;
}

function begin({ vdom }: State, path: string, entry: string | undefined, origin: Origin): Open {
  return {
    source: 'config',
    kind: 'config',
    origin,
    stamp: undefined,
    path,
    entry,
    settings: noWords(),
    lines: noWords(),
    vdom,
    elided: false,
  };
}

function close(state: State, open: Open | undefined): void {
  if (open) state.emit({ ...open, origin: maskedOrigin(state, open.origin) });
}

function push(
  { stack }: State,
  path: string,
  outer: string | undefined,
  origin: Origin,
  shell?: Table['shell'],
): void {
  stack.push({ path, outer, origin, shell, edited: false, entry: undefined, singleton: undefined });
}

function pop(state: State): void {
  const table = state.stack.pop();
  close(state, table?.entry);
  close(state, table?.singleton);
  if (table?.shell === 'vdom') state.vdom = undefined;
  state.ended = table?.edited && state.stack.length === 0 ? table : undefined;
}

/** Closes the innermost table, whose `end` a copy lost. */
function missingEnd(state: State, origin: Origin): void {
  state.damaged('missing-end', origin.line);
  pop(state);
}

function config(state: State, words: readonly string[], origin: Origin): number {
  const { stack } = state;
  state.ended = undefined;
  const path = own(words.join(' '));
  if (isRoot(words)) {
    const shell = path === 'vdom' || path === 'global' ? path : undefined;
    while (stack.length > 0 && (shell || !stack.at(-1)?.shell)) missingEnd(state, origin);
    push(state, path, undefined, origin, shell);
    return 0;
  }
  const above = stack.at(-1);
  const besideProtocol = above?.outer !== undefined && isFragment(words) && isProtocol(above.path);
  if (besideProtocol) missingEnd(state, origin);
  if (stack.length >= DEEPEST) missingEnd(state, origin);
  const top = stack.at(-1);
  const isOutermost = !top || top.shell;
  push(state, isOutermost ? path : `${top.path} ${path}`, top?.entry?.entry ?? top?.outer, origin);
  return 0;
}

function edit(state: State, name: string, origin: Origin): number {
  const { stack, ended, damaged } = state;
  if (stack.length === 0 && ended) {
    damaged('edit-after-end', origin.line);
    push(state, ended.path, ended.outer, ended.origin);
  }
  if (stack.at(-1)?.singleton && stack.at(-2)?.entry) missingEnd(state, origin);
  const top = stack.at(-1);
  if (!top) return 0;
  if (top.shell) {
    state.vdom = own(name);
    return 0;
  }
  if (top.entry) damaged('missing-next', origin.line);
  close(state, top.entry);
  top.edited = true;
  top.entry = begin(state, top.path, own(name), origin);
  return 1;
}

function set(state: State, key: string, values: string[], origin: Origin, append: boolean): number {
  const top = state.stack.at(-1);
  if (!top || top.shell) return 0;
  let open = top.entry ?? top.singleton;
  const began = open ? 0 : 1;
  open ??= top.singleton = begin(state, top.path, top.outer, top.origin);
  const name = own(key);
  const shown = maskedValues(name, values.map(own), top.path);
  const old = append ? open.settings[name] : undefined;
  // Appended in place: thousands of values may come line by line.
  if (old && shown[0] !== MASK) for (const value of shown) old.push(value);
  else open.settings[name] = shown;
  open.lines[name] = { line: origin.line, text: maskedOrigin(state, origin).text };
  return began;
}

function unset({ stack }: State, key: string): number {
  const open = stack.at(-1)?.entry ?? stack.at(-1)?.singleton;
  if (open) for (const told of [open.settings, open.lines]) Reflect.deleteProperty(told, key);
  return 0;
}

/** `delete 9` in a table. It is typed and never shown, so it is all that tells of an entry that FortiOS ships. */
function remove(state: State, name: string, origin: Origin): number {
  const top = state.stack.at(-1);
  if (!top || top.shell || top.entry || top.singleton) return 0;
  close(state, { ...begin(state, top.path, own(name), origin), settings: { [DELETED]: [] } });
  return 1;
}

/** Closes an edit. In a table that has no edits, inside an edit of another, the table's `end` is missing. */
function next(state: State, origin: Origin): number {
  const { stack } = state;
  if (!stack.at(-1)?.entry && stack.at(-2)?.entry) missingEnd(state, origin);
  const top = stack.at(-1);
  close(state, top?.entry);
  if (top) top.entry = undefined;
  return 0;
}
