import type { Finding } from '../../document.js';
import { markup, NOTHING, type Markup } from './markup.js';

/** What a finding tells to change and to capture. The first screen has it too, so that here it is shut. */
export const remedies = ({ fix, next }: Pick<Finding, 'fix' | 'next'>): Markup =>
  fix.length + next.length === 0
    ? NOTHING
    : markup`<details><summary>What to do</summary>${pasted('Change', fix)}${pasted('Capture next', next)}</details>
`;

export const pasted = (title: string, lines: readonly string[]): Markup =>
  lines.length === 0
    ? NOTHING
    : markup`<figure class="paste"><figcaption><span>${title}</span></figcaption><pre>${lines.map(
        (line) => markup`${line}
`,
      )}</pre></figure>
`;
