import type { Finding } from '../../document.js';
import type { RemedyStep } from '../../remedy.js';
import { stepName } from '../sections/steps.js';
import { markup, NOTHING, type Markup } from './markup.js';

/** What a finding tells to do and to capture. The first screen has it too, so that here it is shut. */
export const remedies = ({ steps, next }: Pick<Finding, 'steps' | 'next'>): Markup =>
  steps.length + next.length === 0
    ? NOTHING
    : markup`<details class="again"><summary>What to do</summary>${stepList(steps)}${pasted('Capture next', next)}</details>
`;

/** Each step is copied by itself. */
export const stepList = (steps: readonly RemedyStep[]): Markup =>
  markup`${steps.map((step) => {
    const title = `${stepName(step, steps)}: ${step.title}`;
    return step.lines.length === 0 ? markup`<p class="step">${title}</p>` : pasted(title, step.lines);
  })}`;

export const pasted = (title: string, lines: readonly string[]): Markup =>
  lines.length === 0
    ? NOTHING
    : markup`<figure class="paste"><figcaption><span>${title}</span></figcaption><pre>${lines.map(
        (line) => markup`${line}
`,
      )}</pre></figure>
`;
