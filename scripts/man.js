// Writes man/fgtrace.1 from the manifest of the commands: what --help says, on one page.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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

const isGlobal = ({ name }) => name === 'quiet' || name === 'verbose';

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
            plain(fill(one.command)),
            '.fi',
            '.RE',
          ],
    ),
  ];
}

const globals = Object.values(commands.find(({ flags }) => flags.quiet)?.flags ?? {}).filter(isGlobal);
const exits = [
  ['0', 'It ran.'],
  ['1', 'Only where asked: \\-\\-fail\\-on, diff found a difference, redact \\-\\-check found something.'],
  ['2', 'Usage.'],
  ['65', 'Read, but nothing in it was recognised.'],
  ['66', 'An input is missing or unreadable.'],
  ['70', 'A bug of fgtrace.'],
  ['73', 'The output cannot be written.'],
  ['130', 'Interrupted.'],
];
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
    'FGTRACE_FORMAT, FGTRACE_WIDTH, FGTRACE_ASCII, FGTRACE_DETAIL, FGTRACE_WINDOW, FGTRACE_TIMEZONE, FGTRACE_REDACT, FGTRACE_KEY_FILE, FGTRACE_QUIET and FGTRACE_VERBOSE stand for the flags of those names. NO_COLOR and FORCE_COLOR are obeyed.',
  ),
  '.SH EXIT STATUS',
  ...exits.flatMap(([code, means]) => ['.TP', `.B ${code}`, means]),
];
mkdirSync(`${root}man`, { recursive: true });
writeFileSync(`${root}man/${bin}.1`, `${page.join('\n')}\n`);
