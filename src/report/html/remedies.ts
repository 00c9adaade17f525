import type { Finding } from '../../document.js';
import { markup, NOTHING, type Markup } from './markup.js';

/** What a finding tells to change and to capture, each a block that can be copied. */
export const remedies = ({ fix, next }: Pick<Finding, 'fix' | 'next'>): Markup =>
  markup`${pasted('To change', fix)}${pasted('To capture next', next)}`;

export const pasted = (title: string, lines: readonly string[]): Markup =>
  lines.length === 0
    ? NOTHING
    : markup`<figure class="paste"><figcaption><span>${title}</span></figcaption><pre>${lines.map(
        (line) => markup`${line}
`,
      )}</pre></figure>
`;
