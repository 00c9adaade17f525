// Writes man/fgtrace.1 from the manifest of the commands: what --help says, on one page.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name) => JSON.parse(readFileSync(`${root}${name}`, 'utf8'));
const { name: bin, version, description } = read('package.json');
const commands = Object.values(read('oclif.manifest.json').commands).sort((a, b) => (a.id < b.id ? -1 : 1));

/** roff takes a dot or a quote at the start of a line, and a backslash anywhere, for its own. */
const plain = (text) =>
  text
    .replace(/<%= config\.bin %>/g, bin)
    .replace(/\\/g, '\\e')
    .replace(/-/g, '\\-')
    .replace(/^([.'])/gm, '\\&$1')
    .replace(/\n{2,}/g, '\n.PP\n');

function flagLines(flag) {
  const names = [...(flag.char === undefined ? [] : [`-${flag.char}`]), `--${flag.name}`].map(
    (one) => `\\fB${plain(one)}\\fR`,
  );
  const value = flag.type === 'option' ? ` \\fI${plain(flag.helpValue ?? 'VALUE')}\\fR` : '';
  const options = flag.options === undefined ? '' : ` (${flag.options.join(', ')})`;
  return ['.TP', names.join(', ') + value, plain(`${flag.summary ?? flag.description ?? ''}${options}`)];
}

const isGlobal = ({ name }) => ['quiet', 'verbose', 'pager'].includes(name);

function commandLines({ id, summary, description: more, args, flags, examples }) {
  const words = id.replaceAll(':', ' ');
  const fill = (text) => text.replace(/<%= command\.id %>/g, words);
  const operands = Object.values(args).map(({ name }) => ` \\fI${name.toUpperCase()}\\fR`);
  return [
    `.SS ${bin} ${words}${operands.join('')}`,
    plain(`${summary ?? ''}.`.replace(/\.\.$/, '.')),
    ...(more === undefined ? [] : ['.PP', plain(more)]),
    ...Object.values(flags)
      .filter((flag) => !flag.hidden && !isGlobal(flag))
      .flatMap(flagLines),
    ...(examples ?? []).flatMap((one) =>
      typeof one === 'string'
        ? []
        : [
            '.PP',
            plain(fill(`${one.description}:`)),
            '.PP',
            '.RS',
            '.nf',
            plain(fill(one.command.replace(/^\$ /, ''))),
            '.fi',
            '.RE',
          ],
    ),
  ];
}

const globals = Object.values(commands.find(({ flags }) => flags.quiet)?.flags ?? {}).filter(isGlobal);

/** The words of the program, from where it has them itself. */
const { outputFiles } = await build({
  stdin: {
    contents: `export { VARIABLES } from './src/commands/shared/environment.ts';
      export { REPLY_WORDS } from './src/report/words/reply-words.ts';`,
    resolveDir: root,
  },
  bundle: true,
  format: 'esm',
  write: false,
});
const { VARIABLES, REPLY_WORDS } = await import(
  `data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`
);
const exits = REPLY_WORDS.filter(({ where }) => where === 'an exit code');

const page = [
  `.TH ${bin.toUpperCase()} 1 "" "${bin} ${version}" "User Commands"`,
  '.SH NAME',
  `${bin} \\- ${plain(description.charAt(0).toLowerCase() + description.slice(1))}`,
  '.SH SYNOPSIS',
  `.B ${bin}`,
  '[\\fICOMMAND\\fR] [\\fIFLAGS\\fR] [\\fIFILE\\fR ...]',
  '.SH DESCRIPTION',
  plain(`${description}. Files without a command are analysed; - is standard input.`),
  '.SH FLAGS OF EVERY COMMAND',
  ...globals.flatMap(flagLines),
  '.SH COMMANDS',
  ...commands.filter(({ hidden }) => !hidden).flatMap(commandLines),
  '.SH ENVIRONMENT',
  plain(
    `${VARIABLES.slice(0, -1).join(', ')} and ${VARIABLES.at(-1)} stand for the flags of those names. FGTRACE_PAGER or PAGER names the pager for what is longer than the screen. NO_COLOR, FORCE_COLOR, NO_HYPERLINK and FORCE_HYPERLINK are obeyed.`,
  ),
  '.SH EXIT STATUS',
  ...exits.flatMap(({ word, means }) => ['.TP', `.B ${word}`, plain(means)]),
];
mkdirSync(`${root}man`, { recursive: true });
writeFileSync(`${root}man/${bin}.1`, `${page.join('\n')}\n`);
