import type { Emit } from '../../events/events.js';
import type { Origin } from '../../events/record.js';
import { endsInsideQuotes, statements, type Statement } from './statements.js';
import { createTables, type Tables } from './tables.js';
import { isFragment, isRoot } from './table-names.js';
import type { LineClaim, Damaged, LogRecord, Parser } from '../parser.js';

const PROMPT = /^(?:[\w.-]{1,64}(?: ?\([^()]{1,64}\)){0,2} ?)?[#$]+ */;
const FILE_HEAD = /^(?:config-version|conf_file_ver|buildno|global_vdom|private-encryption-key)=/;
const RELEASE = /^config-version=(?<release>[\w.-]+)(?::opmode=\d+:vdom=(?<vdom>\d))?/;
/** Of `get system status`: `Version: FortiGate-60E v6.2.3,build1066,191219 (GA)`. */
const STATUS =
  /^Version: {1,20}(?<model>Forti(?:Gate|WiFi)[\w-]{0,40}) {1,8}v(?<release>\d{1,2}\.\d{1,3}[\w.]{0,20},build\d{1,6})/i;
/** Lines of `get system status` further down. */
const HOSTNAME = /^Hostname: {1,20}(\S{1,64})$/;
const VIRTUAL_DOMAINS = /^Virtual domain configuration: {1,20}(\S{1,20})$/;
const STATUS_LINES = 60;
const ELISION = /^(?:\.{1,3}|\u2026)$/;
const NOTICE = /^(?:new entry '.*' added|Please input|command parse error|Command fail)/;
const VDOM = /^current vf=([\w.-]+)/;
const LOST_CONFIG = /^o?nfig (?=[a-z-]+ [a-z])/;
const LOST_LETTERS = /^(?:o?nfig|et|dit|ext|nd|nset)\b/;

/** Values that run over many lines: certificates, keys, replacement messages, scripts. */
const LONG_KEY =
  /^ *(?:set|append) +(?:buffer|ca|certificate|comments?|csr|description|private-key|script|\w*message\w*)\b/;
const STATEMENT = /^\s*(?:(?:next|end)\s*$|(?:set|unset|append|edit|config) +["\w])/;
const MOST_QUOTED_LINES = 300;
/** An open block whose `end` was never copied is closed after this many lines that are no configuration. */
const MOST_STRANGERS = 20;

interface State {
  readonly tables: Tables;
  /** A statement whose closing quote has not come. */
  quoted: { readonly lines: string[]; readonly origin: Origin } | undefined;
  /** Lines in a row that are no configuration. */
  strangers: number;
  /** Where the last `get system status` began. */
  status: Origin | undefined;
}

/** Configuration as `show` prints it, as a backup holds it or as somebody typed it, also where a copy damaged it. */
export function createConfigParser(): Parser {
  const state: State = { tables: createTables(), quoted: undefined, strangers: 0, status: undefined };
  return {
    source: 'config',
    read: (record, emit, damaged) => read(state, record, emit, damaged),
    flush(emit) {
      const { tables, quoted } = state;
      tables.to(emit, () => undefined);
      if (quoted) claim(tables, quoted.lines.join('\n'), quoted.origin);
      state.quoted = undefined;
      tables.closeAll();
    },
  };
}

function read(state: State, record: LogRecord, emit: Emit, damaged: Damaged): LineClaim {
  const { tables } = state;
  tables.to(emit, damaged);
  const continued = insideQuotes(state, record.text, damaged);
  if (continued !== null) return continued;
  const text = bare(record.text);
  if (ELISION.test(text)) tables.elide();
  const claimed = MAY_BE.test(text) ? readLine(state, text, record.origin, damaged) : null;
  state.strangers = claimed === null ? state.strangers + 1 : 0;
  if (state.strangers > MOST_STRANGERS) tables.closeAll();
  return claimed;
}

/** Takes the line into the open quote; null where none is open, or where it was lost and the line stands for itself. */
function insideQuotes(state: State, text: string, damaged: Damaged): LineClaim {
  const { quoted, tables } = state;
  if (!quoted) return null;
  const [first = ''] = quoted.lines;
  const lost = quoted.lines.length >= MOST_QUOTED_LINES || (STATEMENT.test(text) && !LONG_KEY.test(first));
  if (lost) damaged('lost-quote', quoted.origin.line);
  else quoted.lines.push(text);
  if (!lost && !text.includes('"')) return 'part';
  if (!lost && endsInsideQuotes(text, true)) return 'part';
  state.quoted = undefined;
  const claimed = claim(tables, quoted.lines.join('\n'), quoted.origin);
  return lost ? null : (claimed ?? 'part');
}

/** Lines that say whose configuration it is, and what the command line says in between. */
function readHead(state: State, text: string, origin: Origin): LineClaim {
  const { tables } = state;
  const vdom = VDOM.exec(text)?.[1];
  if (vdom !== undefined) tables.inVdom(vdom);
  const backup = RELEASE.exec(text)?.groups;
  if (backup?.['release'] !== undefined)
    tables.head({ release: backup['release'], 'virtual-domains': backup['vdom'] }, origin);
  const running = STATUS.exec(text)?.groups;
  if (running?.['release'] !== undefined) {
    state.status = origin;
    tables.status({ version: running['release'], model: running['model'] }, origin);
    return 'record';
  }
  if (isOfStatus(state, text, origin)) return 'part';
  const isHead = vdom !== undefined || FILE_HEAD.test(text) || (tables.isOpen() && NOTICE.test(text));
  return isHead ? 'part' : null;
}

/** Other lines of `get system status` that say which unit it is. */
function isOfStatus({ status, tables }: State, text: string, origin: Origin): boolean {
  if (status?.file !== origin.file || origin.line - status.line > STATUS_LINES) return false;
  const hostname = HOSTNAME.exec(text)?.[1];
  const domains = VIRTUAL_DOMAINS.exec(text)?.[1];
  if (hostname !== undefined) tables.status({ hostname }, origin);
  if (domains !== undefined) tables.status({ 'virtual-domains': domains }, origin);
  return hostname !== undefined || domains !== undefined;
}

function readLine(state: State, text: string, origin: Origin, damaged: Damaged): LineClaim {
  const { tables } = state;
  const head = readHead(state, text, origin);
  if (head !== null) return head;
  if (tables.isOpen() && endsInsideQuotes(text) && STATEMENT.test(text)) {
    state.quoted = { lines: [text], origin };
    return 'part';
  }
  const claimed = claim(tables, text.replace(LOST_CONFIG, 'config '), origin);
  if (claimed !== null && LOST_LETTERS.test(text)) damaged('lost-letters', origin.line);
  return claimed;
}

function claim(tables: Tables, text: string, origin: Origin): LineClaim {
  const all = statements(text, tables.isOpen());
  const first = all?.[0];
  if (!all || !first || !isExpected(tables, first)) return null;
  return run(tables, all, origin) > 0 ? 'record' : 'part';
}

/** Whether the statement can stand where it stands: most need an open table. */
function isExpected(tables: Tables, { verb, words }: Statement): boolean {
  if (verb === 'config') return isRoot(words) || tables.isOpen() || isFragment(words);
  return tables.isOpen() || (verb === 'edit' && tables.mayReopen());
}

/** Returns how many entries the statements began. */
function run(tables: Tables, all: readonly Statement[], origin: Origin): number {
  let began = 0;
  for (const { verb, words } of all) {
    const [key = '', ...values] = words;
    if (verb === 'config') began += tables.config(words, origin);
    else if (verb === 'edit') began += tables.edit(key, origin);
    else if (verb === 'unset') began += tables.unset(key);
    else if (verb === 'delete') for (const name of words) began += tables.remove(name, origin);
    else if (verb === 'next') began += tables.next(origin);
    else if (verb === 'end') began += tables.end();
    else if (verb !== 'other' && key !== '') began += tables.set(key, values, origin, verb === 'append');
  }
  return began;
}

/** The first word of every line that may be configuration: a cheap look before the line is taken apart. */
const MAY_BE =
  /^(?:config|edit|set|select|unset|append|next|end|delete|purge|rename|move|clone|o?nfig|et|dit|ext|nd|nset|new entry|current vf|conf_file|buildno|global_vdom|Please|command|Command|private-enc|Version|Hostname|Virtual domain)\b/;

function bare(text: string): string {
  const line = text.trim().replace(PROMPT, '');
  return line.startsWith('**') ? line.replace(/^\*+|\*+$/g, '').trim() : line;
}
