import { LONG_RUN } from '../bytes/bytes.js';
import { isUnderscored, withoutMarkup } from './page-markup.js';
import { asDisplayed } from './terminal-edits.js';

const CONTROL = /[\x00-\x08\x0b-\x1f\x7f]/;
const WIDE_BLANK = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const NO_WIDTH = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const ENTITY = /&(gt|lt|amp|quot|nbsp|#160|#34|#62);/g;
const ENTITIES: Readonly<Record<string, string>> = {
  gt: '>',
  '#62': '>',
  lt: '<',
  amp: '&',
  quot: '"',
  '#34': '"',
  nbsp: ' ',
  '#160': ' ',
};
const QUOTED_ENTITY = /-&(?:gt|#62);|&(?:quot|#34);|&lt;-|&(?:nbsp|#160);/;
const CURLY = /[\u201c-\u201f\u2033\u3003\uff02]/g;
const CURLY_MESSAGE = /\bmsg=[\u201c-\u201f\u2033\u3003\uff02]/;
/** Its value is quoted, by whatever quotes. */
const STATEMENT = /^ *(?:# *)?(?:set|edit|append)\b/;

const LONG_BLANK = ' '.repeat(LONG_RUN);
export const SHORTEST_TAIL = 4;

/** Puts plain quotes back for typographic ones. */
export const straightQuotes = (text: string): string => text.replace(CURLY, '"');

/** Printable ASCII without what begins entities, remarks, tags, emphasis or escapes: `&`, `<`, `*`, backtick, backslash. */
const PLAIN = /^[ -%'-)+-;=-[\]-_a-~]*$/;

/** Whether cleaning might change the line: a cheap look, which nearly every line passes. */
export function needsCleaning(text: string): boolean {
  if (!PLAIN.test(text)) return true;
  if (isUnderscored(text)) return true;
  if (text.endsWith('"') && text.includes('msg="')) return false;
  return text.includes('  ') && (text.includes('  //') || withoutRepeat(text).length < text.length);
}

/**
 * A page's source escapes marks that Markdown would take for its own: `msg=\"`, `-\>`, `trace\_id`, `\[s:7\]`. FortiOS
 * itself escapes quotes, in values of the configuration.
 */
const ESCAPED = /msg=\\"|-\\>|[a-z]\\_[a-z]|\\\[(?:[ps]:|[SPFR.])/;
const ESCAPE = /\\([\\`*_{}[\]<>()#+.!|"~-])/g;

/** Stars that stand for a masked value are no emphasis: a value over several lines leaves `***` in each of them. */
const MASKED_END = /(?:^|[\s"])\*{3}"?$/;

/**
 * One line without what a terminal, a page or a writer left in it: escapes, blanks of other widths, remarks (`<-----`,
 * `  //`), entities, curly quotes, a tail printed twice. Indentation stays. `goesOn`: a record waits for its rest.
 */
export function cleanLine(raw: string, damaged: (kind: string) => void, goesOn = false): string {
  let text = raw;
  if (ESCAPED.test(text) ? !STATEMENT.test(text) : goesOn && text.endsWith('\\"')) {
    text = text.replace(ESCAPE, '$1');
    damaged('markup');
  }
  if (QUOTED_ENTITY.test(text)) {
    text = text.replace(ENTITY, (_, name: string) => ENTITIES[name] ?? '');
    damaged('html-entities');
  }
  if (CONTROL.test(text)) {
    text = asDisplayed(text);
    damaged('control-bytes');
  }
  text = text.replace(WIDE_BLANK, ' ').replace(NO_WIDTH, '');
  if ((CURLY_MESSAGE.test(text) || STATEMENT.test(text)) && text.search(CURLY) >= 0) {
    text = straightQuotes(text);
    damaged('typographic-quotes');
  }
  const plain = MASKED_END.test(text) ? text : withoutMarkup(text);
  if (plain !== text) damaged('markup');
  text = withoutRemark(plain.trimEnd());
  const once = withoutRepeat(text);
  if (once.length < text.length) damaged('repeated-tail');
  return once;
}

/** A remark stands after a closed record: not inside quotes. */
function withoutRemark(text: string): string {
  const at = text.search(/(?:^| )<-{2}| {2}\/\//);
  if (at < 0 || quotes(text, at) % 2 === 1) return text;
  return text.slice(0, at).trimEnd();
}

function quotes(text: string, before: number): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0 && at < before; at = text.indexOf('"', at + 1)) count++;
  return count;
}

/** In the first capture: `ack 1095480474`, 300 blanks, `5480474`. The terminal had printed the line's end once more. */
function withoutRepeat(text: string): string {
  const run = text.lastIndexOf(LONG_BLANK);
  if (run < 0) return text;
  const head = text.slice(0, run).trimEnd();
  const tail = text.slice(run).trim();
  return tail.length >= SHORTEST_TAIL && head.endsWith(tail) ? head : text;
}
