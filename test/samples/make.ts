import { simulate } from '../simulate/index.js';
import type { Sample } from './sample.js';

/** The captures of a case: what the simulated unit prints, with the case's edits. */
export function captures({ name, scenario, edits = [] }: Sample): Record<string, string> {
  const files = { ...simulate(scenario).files };
  for (const { file, from, to } of edits) {
    const text = files[file] ?? '';
    const edited = text.replace(from, to);
    if (edited === text) throw new Error(`${name}: nothing in ${file} is like ${from.source}.`);
    files[file] = edited;
  }
  return files;
}

const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}\n`).join('');

export function readme(sample: Sample, files: readonly string[]): string {
  const { title, story, shows, scenario, edits = [], pair, wants } = sample;
  const edited = edits.map(
    ({ file, from, to }) => `\`${file}\`: \`${from.source}\` became \`${to.replaceAll('\n', '\\n')}\``,
  );
  const verdicts = [
    `the whole: ${wants.verdict}`,
    ...wants.offers.map((wanted, at) => `O${at + 1}: ${wanted}`),
    ...(wants.controls ?? []).map((wanted, at) => `C${at + 1}: ${wanted}`),
    ...(wants.remarks ?? []).map((code) => `remark: ${code}`),
  ];
  return `# ${title}

${story}

**What the capture shows.** ${shows}

**What fgtrace has to say.**

${bullets(verdicts)}
    fgtrace analyze ${files.join(' ')}

**How it was made.** No real traffic: the simulated unit in \`test/simulate\` printed it from this scenario.

\`\`\`json
${JSON.stringify(scenario, null, 2)}
\`\`\`
${edited.length > 0 ? `\nThen edited by hand:\n\n${bullets(edited)}` : ''}${
    pair
      ? `\n**Its neighbour.** It differs from [${pair.name}](../${pair.name}/README.md) by one change: ${pair.change}\n`
      : ''
  }`;
}
