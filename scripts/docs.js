// Writes what the docs take from the sources: a page of all codes, one of all messages, and the picture of the README.
// With --check it writes nothing and fails where one of them is stale.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

const { outputFiles } = await build({
  stdin: {
    contents: `export { sections } from './src/diagnose/rules/index.ts';
      export { flowMessages } from './src/catalogue/flow.ts';
      export { wadMessages } from './src/catalogue/wad.ts';
      export { LADDER_CSS } from './src/report/ladder/svg.ts';`,
    resolveDir: root,
  },
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
});
const { sections, flowMessages, wadMessages, LADDER_CSS } = await import(
  `data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`
);

const WHERE = { fortigate: 'the FortiGate', server: 'the server', client: 'the client' };
const GRADES = {
  A: 'documented, or read off real output',
  B: 'follows from what is documented',
  C: 'usual behaviour without public output of FortiOS: only ever told as possible',
};
const GENERATED = '<!-- Written by npm run docs from the sources. -->';

/** Placeholders in angle brackets are no markup. */
const prose = (text) => text.replace(/[<>]/g, (sign) => (sign === '<' ? '&lt;' : '&gt;'));
const fenced = (lines) => ['', '```text', ...lines, '```', ''];

function stepLines({ purpose, where, option, title, lines }) {
  const head = purpose === 'check' ? 'Check' : `Option ${option}`;
  return [`**${head} on ${WHERE[where]}:** ${prose(title)}.`, ...(lines.length === 0 ? [''] : fenced(lines))];
}

function codeLines(cause) {
  const { code, title, stage, verdict, grade, mechanism, evidence, neighbours, steps, source } = cause;
  const alike = Object.entries(neighbours);
  return [
    `### ${code}`,
    '',
    `*${prose(title)}* (stage ${stage}, ${verdict}; signature: ${GRADES[grade]})`,
    '',
    prose(mechanism),
    '',
    `**What shows it.** ${prose(evidence)}`,
    '',
    ...(alike.length === 0 ? [] : ['**Easily taken for**', '']),
    ...alike.map(([other, how]) => `- [${other}](#${other.toLowerCase()}): ${prose(how)}`),
    ...(alike.length === 0 ? [] : ['']),
    ...steps().flatMap(stepLines),
    `Source: ${prose(source)}`,
    '',
  ];
}

const codes = [
  '# All codes',
  '',
  GENERATED,
  '',
  'What `fgtrace explain CODE` prints, on one page. A code tells how a data',
  'connection came to work, or the first of its stages that broke; remarks and limits of the capture have codes too.',
  '',
  ...sections.flatMap(({ title, causes }) => [`## ${title}`, '', ...causes.flatMap(codeLines)]),
];

function messageLines({ id, func, means, samples }) {
  return [
    `### ${id}`,
    '',
    `${prose(means)}${func === undefined ? '' : ` Printed by \`${func}\`.`}`,
    ...fenced(samples),
  ];
}

const messages = [
  '# All messages of the catalogue',
  '',
  GENERATED,
  '',
  'What fgtrace knows of the lines of FortiOS, each with samples of it, without the head of its line. `fgtrace explain`',
  'takes a pasted line or one of these names.',
  '',
  '## Flow trace',
  '',
  ...flowMessages.flatMap(messageLines),
  '## WAD debug',
  '',
  ...wadMessages.flatMap(messageLines),
];

const PICTURED = 'samples/proxy-policy-deny';
const COLOURS = {
  light: '--paper: #ffffff; --ink: #1f2328; --quiet: #59636e; --bad: #cf222e; --unit: #0969da;',
  dark: '--paper: #0d1117; --ink: #f0f6fc; --quiet: #9198a1; --bad: #f85149; --unit: #4493f8;',
};
const page = execFileSync(process.execPath, [`${root}bin/run.js`, PICTURED, '--format', 'html'], {
  cwd: root,
  encoding: 'utf8',
});
const ladder = /<svg class="ladder"[^]*?<\/svg>/.exec(page)?.[0] ?? '';
const picture = (colours) =>
  ladder.replace(
    /^(<svg [^>]*>)/,
    `$1\n<style>\n:root { ${colours} }\n${LADDER_CSS.trim()}\n</style>\n<rect width="100%" height="100%" fill="var(--paper)"/>`,
  );

const files = {
  'docs/codes.md': codes.join('\n'),
  'docs/messages.md': messages.join('\n'),
  'docs/ladder-light.svg': picture(COLOURS.light),
  'docs/ladder-dark.svg': picture(COLOURS.dark),
};
const isStale = ([name, text]) =>
  !existsSync(`${root}${name}`) || readFileSync(`${root}${name}`, 'utf8') !== `${text.trimEnd()}\n`;
const stale = Object.entries(files).filter(isStale);
if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    console.error(`Stale, run npm run docs: ${stale.map(([name]) => name).join(', ')}`);
    process.exitCode = 1;
  }
} else for (const [name, text] of stale) writeFileSync(`${root}${name}`, `${text.trimEnd()}\n`);
