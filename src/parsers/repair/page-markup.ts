/**
 * What a page or a writer puts around words to make them stand out: Markdown's stars, underscores and backticks, tags of HTML. No
 * output of FortiOS holds any, apart from the stars of masked addresses (`10.*.*.7`), which stay.
 */

const MAY_HOLD = /[*`]|<\/?[a-z]/i;

/** These end a line on a page, so that words on both sides of them are apart. */
const BREAKS = /<\/?(?:br|p|div|li|ul|ol|td|tr|th|table|tbody|hr|pre|h[1-6]|blockquote)(?:\s[^<>]*)?\/? ?>/gi;
const WITHIN =
  /<\/?(?:b|i|u|em|s|strong|span|code|font|a|mark|kbd|samp|tt|small|big|sub|sup)(?:\s[^<>]*)?>/gi;

/** Stars in pairs around words. Those of a masked address (`**.0.0.7`, `**10.0.**.7`) have a dot at their inner side. */
const STARS = /(?<![\w.*])(\*{1,3})(?=[^\s*.])([^*]*[^\s*])\1(?![\w*])/g;
/**
 * Underscores and the like around a field or a message. FortiOS's own stand in front of function names, which follow
 * `func=` or a stamp.
 */
const FIELD = /(?<!\w)(_{1,3}|~~|==)(?=(?:id|trace_id|func|line|msg)=)(.{0,600}[^\s_~=])\1(?!\w)/g;
const MESSAGE = /(?<=msg=" {0,8})(_{1,3})(?=[a-z])(.{0,600}[^\s_])\1(?=")/gi;
const UNDERSCORED = /(?<!\w)(?:_{1,3}|~~|==)(?:id|trace_id|func|line|msg)=|msg=" {0,8}_/;
/** Emphasis that spans lines leaves its first stars in front of one and its last behind another. */
const FIRST_STARS = /^( *)\*{2,3}(?=[\w["])(?!\*?\.)/;
const LAST_STARS = /(?<=[\w"'.)\]])\*{2,3}$/;
const MASKED = /(?:\d{1,3}|[*x]{1,3})\.(?:[\d*x]{1,3}\.){1,2}\*+$/i;

/** A field or message that begins with underscores and the like. */
export function isUnderscored(text: string): boolean {
  return UNDERSCORED.test(text);
}

/** The line without its markup; the same text where there is none. */
export function withoutMarkup(text: string): string {
  if (!MAY_HOLD.test(text) && !isUnderscored(text)) return text;
  const plain = text
    .replace(BREAKS, ' ')
    .replace(WITHIN, '')
    .replace(/`+/g, '')
    .replace(FIELD, '$2')
    .replace(MESSAGE, '$2')
    .replace(STARS, (all, _, inside: string) => (/^[\d.]*\.$/.test(inside) ? all : inside))
    .replace(FIRST_STARS, '$1');
  const end = plain.trimEnd();
  return MASKED.test(end) ? end : end.replace(LAST_STARS, '');
}
