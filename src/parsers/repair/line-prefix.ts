import { startOf } from '../../events/record-start.js';

/**
 * The marks that mail puts in front of quoted lines; forums and tables use a bar. A blank must follow: without one it may
 * be a piece of a record that a terminal cut (`10.1.1.10:512-`, `>10.2.2.10:8)`).
 */
const QUOTING = /^ *(?:(?:>|&gt;|\|)+(?: |$))+/;

/** Quoting, a bullet, the number of the line, or the time at which a terminal logged it. */
const LABEL =
  /^(?: *[>|]+| *[-+*\u2022] +| *\[[\d:.,/T -]{1,32}\] *| *(?:\d{4}-\d\d-\d\d[ T])?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?:? +| *\d{1,6}(?:[:.)|] *|[ \t]+))/;
const MOST_LABELS = 3;

/** Lines whose beginning tells that they are of a session list, a configuration, a hex dump or a WAD tuple. */
const BODY = new RegExp(
  `^ *(?:${[
    String.raw`session6? info *:|total session`,
    String.raw`(?:origin-shaper|reply-shaper|per_ip_shaper|class_id|ha_id|state|hook|src_mac|misc|serial|rpdb_link_id|npu_state|vlifid|no_ofld_reason)=`,
    String.raw`statistic\(|[tr]x speed|orgin->|origin->|pos\/\(|npu info|reflect info`,
    String.raw`config [a-z]|edit ["\w]|(?:set|append|select) [a-z]|unset [a-z]|(?:next|end)\s*$`,
    String.raw`0x[\da-f]{4}[\s:]`,
    String.raw`interfaces=\[|filters=\[|\d+ packets (?:received|dropped)`,
    String.raw`(?:Control|Expect) session tuple|redirect: |dir \d+ +act|removed command`,
  ].join('|')})`,
);

/** The end of a flow record: its beginning was not copied, or stands on the line above. */
const MESSAGE = /^ *(?:func=\w+ +)?(?:line=\d+ +)?msg="/;

/**
 * The line without what a mail, a forum, an editor or a terminal's log put in front of it. Quoting always goes; a label
 * goes only where what follows shows what the line is, as an output may begin with a number or a time itself, and the
 * rest of a wrapped record (`isRest`) with the end of a number.
 */
export function withoutPrefix(text: string, isRest: boolean): string {
  const quoted = QUOTING.exec(text)?.[0].length ?? 0;
  const rest = quoted === 0 ? text : text.slice(quoted);
  let bare = rest;
  for (let labels = 0; labels < MOST_LABELS; labels++) {
    const label = LABEL.exec(bare)?.[0].length ?? 0;
    if (label === 0) return rest;
    bare = bare.slice(label);
    if (BODY.test(bare) || startOf(bare) !== null || (!isRest && MESSAGE.test(bare))) return bare;
  }
  return rest;
}
