import type { Emit } from '../../events/events.js';
import type { ConfigEntry } from '../../events/listing.js';
import type { Origin } from '../../events/record.js';
import { own } from '../../intern.js';
import type { Damaged } from '../parser.js';
import { MASK, maskedLine, maskedValues } from './secrets.js';

/** Settings of one `edit`, or of a table without edits. */
type Open = Omit<ConfigEntry, 'settings' | 'lines' | 'origin' | 'elided'> & {
  elided: boolean;
  readonly origin: Origin;
  readonly settings: Record<string, string[]>;
  readonly lines: Record<string, { line: number; text: string }>;
};

/** `vdom` and `global` hold whole configurations: they give no path of their own. */
interface Table {
  readonly path: string;
  readonly outer: string | undefined;
  readonly origin: Origin;
  readonly shell: 'vdom' | 'global' | undefined;
  edited: boolean;
  entry: Open | undefined;
  singleton: Open | undefined;
}

const ROOTS = new Set(
  `alertemail antivirus application authentication certificate cifs dlp dnsfilter emailfilter endpoint-control
  extender-controller file-filter firewall ftp-proxy icap ips log monitoring report router spamfilter ssh-filter
  switch-controller system user videofilter virtual-patch voip vpn waf wanopt web-proxy webfilter wireless-controller
  ztna`.split(/\s+/),
);

/** Protocols of inspection profiles: such a table never holds another, so the one before it lacks its `end`. */
const PROTOCOLS = new Set(
  'ssl https ftps imaps pop3s smtps ssh dot http ftp imap pop3 smtp nntp mapi cifs dns'.split(' '),
);

/** FortiOS nests four or five tables; what nests more lost its `end`s, and each level's path holds those above it. */
const DEEPEST = 16;

/** Whether `config WORDS` opens a table of its own, not one inside an `edit`. */
export function isRoot(words: readonly string[]): boolean {
  const [first = ''] = words;
  return words.length === 1 ? first === 'vdom' || first === 'global' : ROOTS.has(first);
}

/** A table inside an `edit` whose beginning a copy left out. */
export function isFragment(words: readonly string[]): boolean {
  return words.length === 1 && PROTOCOLS.has(words[0] ?? '');
}

/** The open tables, innermost last. Each method answers how many entries it began. */
export function createTables() {
  let stack: Table[] = [];
  let ended: Table | undefined;
  let vdom: string | undefined;
  let emit: Emit = () => undefined;
  let damaged: Damaged = () => undefined;

  /** Once for all statements of a line: there may be thousands on it, and each would copy it. */
  let shown: { readonly of: Origin; readonly origin: Origin } | undefined;
  const shownOf = (of: Origin): Origin => {
    if (shown?.of !== of) shown = { of, origin: { ...of, text: own(maskedLine(of.text)) } };
    return shown.origin;
  };

  const close = (open: Open | undefined): void => {
    if (open) emit({ ...open, origin: shownOf(open.origin) });
  };
  const pop = (): void => {
    const table = stack.pop();
    close(table?.entry);
    close(table?.singleton);
    if (table?.shell === 'vdom') vdom = undefined;
    ended = table?.edited && stack.length === 0 ? table : undefined;
  };
  const missing = (origin: Origin): void => {
    damaged('missing-end', origin.line);
    pop();
  };
  const begin = (path: string, entry: string | undefined, origin: Origin): Open => ({
    source: 'config',
    kind: 'config',
    origin,
    stamp: undefined,
    path,
    entry,
    settings: {},
    lines: {},
    vdom,
    elided: false,
  });
  const push = (path: string, outer: string | undefined, origin: Origin, shell?: Table['shell']): void => {
    stack.push({ path, outer, origin, shell, edited: false, entry: undefined, singleton: undefined });
  };

  return {
    /** Where entries and damage go, until the next call. */
    to(nextEmit: Emit, nextDamaged: Damaged): void {
      emit = nextEmit;
      damaged = nextDamaged;
    },
    /** The first line of a backup: an entry of its own, for it tells the release and that the file is whole. */
    head(release: string, origin: Origin): void {
      const line = { line: origin.line, text: own(origin.text) };
      const settings = { release: [own(release)] };
      emit({ ...begin('config-version', undefined, origin), settings, lines: { release: line } });
    },
    isOpen: () => stack.length > 0,
    mayReopen: () => ended !== undefined,
    inVdom(name: string): void {
      vdom = own(name);
    },

    config(words: readonly string[], origin: Origin): number {
      ended = undefined;
      const path = own(words.join(' '));
      if (isRoot(words)) {
        const shell = path === 'vdom' || path === 'global' ? path : undefined;
        while (stack.length > 0 && (shell || !stack.at(-1)?.shell)) missing(origin);
        push(path, undefined, origin, shell);
        return 0;
      }
      let top = stack.at(-1);
      if (top && isFragment(words) && top.outer !== undefined && PROTOCOLS.has(lastWord(top.path))) {
        missing(origin);
        top = stack.at(-1);
      }
      if (stack.length >= DEEPEST) {
        missing(origin);
        top = stack.at(-1);
      }
      const outside = !top || top.shell;
      push(outside ? path : `${top?.path ?? ''} ${path}`, top?.entry?.entry ?? top?.outer, origin);
      return 0;
    },

    edit(name: string, origin: Origin): number {
      if (stack.length === 0 && ended) {
        damaged('edit-after-end', origin.line);
        push(ended.path, ended.outer, ended.origin);
      }
      let top = stack.at(-1);
      if (top?.singleton && stack.at(-2)?.entry) {
        missing(origin);
        top = stack.at(-1);
      }
      if (!top) return 0;
      if (top.shell) {
        vdom = own(name);
        return 0;
      }
      if (top.entry) damaged('missing-next', origin.line);
      close(top.entry);
      top.edited = true;
      top.entry = begin(top.path, own(name), origin);
      return 1;
    },

    set(key: string, values: string[], origin: Origin, append: boolean): number {
      const top = stack.at(-1);
      if (!top || top.shell) return 0;
      let open = top.entry ?? top.singleton;
      const began = open ? 0 : 1;
      open ??= top.singleton = begin(top.path, top.outer, top.origin);
      const name = own(key);
      const old = append && Object.hasOwn(open.settings, name) ? open.settings[name] : undefined;
      const shownValues = maskedValues(name, values.map(own));
      // Thousands of them may come line by line.
      if (old && shownValues[0] !== MASK) for (const value of shownValues) old.push(value);
      else open.settings[name] = shownValues;
      open.lines[name] = { line: origin.line, text: shownOf(origin).text };
      return began;
    },

    unset(key: string): number {
      const open = stack.at(-1)?.entry ?? stack.at(-1)?.singleton;
      if (open) {
        Reflect.deleteProperty(open.settings, key);
        Reflect.deleteProperty(open.lines, key);
      }
      return 0;
    },

    next(origin: Origin): number {
      // `next` closes an edit; inside a table that has none its `end` is missing.
      if (!stack.at(-1)?.entry && stack.at(-2)?.entry) missing(origin);
      const top = stack.at(-1);
      close(top?.entry);
      if (top) top.entry = undefined;
      return 0;
    },

    end(): number {
      pop();
      return 0;
    },

    /** A copy's `...` stands for lines of everything that is open. */
    elide(): void {
      for (const open of stack.flatMap(({ entry, singleton }) => [entry, singleton])) {
        if (open) open.elided = true;
      }
    },

    closeAll(): void {
      while (stack.length > 0) pop();
      stack = [];
      ended = undefined;
    },
  };
}

function lastWord(path: string): string {
  return path.slice(path.lastIndexOf(' ') + 1);
}
