import type { Emit } from '../../events/events.js';
import type { Origin } from '../../events/record.js';
import { endsInsideQuotes, statements, type Statement } from './statements.js';
import { createTables, isFragment, isRoot } from './tables.js';
import type { LineClaim, Damaged, LogRecord, Parser } from '../parser.js';

const PROMPT = /^(?:[\w.-]{1,64}(?: ?\([^()]{1,64}\)){0,2} ?)?[#$]+ */;
const FILE_HEAD = /^(?:config-version|conf_file_ver|buildno|global_vdom|private-encryption-key)=/;
const RELEASE = /^config-version=(?<release>[\w.-]+)/;
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
/** So many lines of others end an open block whose `end` was never copied. */
const MOST_STRANGERS = 20;

/** `show`, a backup, or typed `config … end`: whatever a copy made of it. */
export function createConfigParser(): Parser {
  const tables = createTables();
  let quoted: { lines: string[]; origin: Origin } | undefined;
  let strangers = 0;

  const run = (all: readonly Statement[], origin: Origin): number => {
    let began = 0;
    for (const { verb, words } of all) {
      const [key = '', ...values] = words;
      if (verb === 'config') began += tables.config(words, origin);
      else if (verb === 'edit') began += tables.edit(key, origin);
      else if (verb === 'unset') began += tables.unset(key);
      else if (verb === 'next') began += tables.next(origin);
      else if (verb === 'end') began += tables.end();
      else if (verb !== 'other' && key !== '') began += tables.set(key, values, origin, verb === 'append');
    }
    return began;
  };

  const claim = (text: string, origin: Origin): LineClaim => {
    const all = statements(text, tables.isOpen());
    const first = all?.[0];
    if (!all || !first || !mine(first)) return null;
    return run(all, origin) > 0 ? 'record' : 'part';
  };

  const mine = ({ verb, words }: Statement): boolean => {
    if (verb === 'config') return isRoot(words) || tables.isOpen() || isFragment(words);
    return tables.isOpen() || (verb === 'edit' && tables.mayReopen());
  };

  /** Null: the quote was lost, the line is a statement of its own. */
  const insideQuotes = (text: string, damaged: Damaged): LineClaim => {
    if (!quoted) return null;
    const [first = ''] = quoted.lines;
    const lost = quoted.lines.length >= MOST_QUOTED_LINES || (STATEMENT.test(text) && !LONG_KEY.test(first));
    if (lost) damaged('lost-quote', quoted.origin.line);
    else quoted.lines.push(text);
    if (!lost && !text.includes('"')) return 'part';
    const whole = quoted.lines.join('\n');
    if (!lost && endsInsideQuotes(whole)) return 'part';
    const { origin } = quoted;
    quoted = undefined;
    const claimed = claim(whole, origin);
    return lost ? null : (claimed ?? 'part');
  };

  const statement = (text: string, { origin }: LogRecord, damaged: Damaged): LineClaim => {
    const vdom = VDOM.exec(text)?.[1];
    if (vdom !== undefined) tables.inVdom(vdom);
    const release = RELEASE.exec(text)?.groups?.['release'];
    if (release !== undefined) tables.head(release, origin);
    if (vdom !== undefined || FILE_HEAD.test(text) || (tables.isOpen() && NOTICE.test(text))) return 'part';
    if (tables.isOpen() && endsInsideQuotes(text) && STATEMENT.test(text)) {
      quoted = { lines: [text], origin };
      return 'part';
    }
    const claimed = claim(text.replace(LOST_CONFIG, 'config '), origin);
    if (claimed !== null && LOST_LETTERS.test(text)) damaged('lost-letters', origin.line);
    return claimed;
  };

  const read = (record: LogRecord, emit: Emit, damaged: Damaged): LineClaim => {
    tables.to(emit, damaged);
    const continued = insideQuotes(record.text, damaged);
    if (continued !== null) return continued;
    const text = bare(record.text);
    if (ELISION.test(text)) tables.elide();
    const claimed = MAY_BE.test(text) ? statement(text, record, damaged) : null;
    strangers = claimed === null ? strangers + 1 : 0;
    if (strangers > MOST_STRANGERS) tables.closeAll();
    return claimed;
  };

  return {
    source: 'config',
    read,
    flush(emit) {
      tables.to(emit, () => undefined);
      if (quoted) claim(quoted.lines.join('\n'), quoted.origin);
      quoted = undefined;
      tables.closeAll();
    },
  };
}

/** The cheap first look, at what is left of a line without prompt and emphasis. */
const MAY_BE =
  /^(?:config|edit|set|select|unset|append|next|end|delete|purge|rename|move|clone|o?nfig|et|dit|ext|nd|nset|new entry|current vf|conf_file|buildno|global_vdom|Please|command|Command|private-enc)\b/;

function bare(text: string): string {
  const line = text.trim().replace(PROMPT, '');
  return line.startsWith('**') ? line.replace(/^\*+|\*+$/g, '').trim() : line;
}
