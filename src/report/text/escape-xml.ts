import { plain } from './sanitize.js';

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};

/** Text as it may stand between tags and in a quoted attribute, of HTML and SVG alike. */
export const xml = (text: string): string =>
  plain(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
