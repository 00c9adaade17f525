import { asOneConsoleLog, interleave, shiftClock, wrapAt } from '../simulate/damage.js';

export type Files = Readonly<Record<string, string>>;

/** One way to hurt a sample's captures. */
export interface Hurt {
  name: string;
  files: Files;
  /** The stranger's captures are in them as well. */
  mixed?: boolean;
}

const without = (files: Files, gone: string): Files =>
  Object.fromEntries(Object.entries(files).filter(([name]) => name !== gone));

const cutAfter = (text: string, count: number): string => {
  const kept = text.split('\n').slice(0, count).join('\n');
  return kept === '' ? '' : `${kept}\n`;
};

const cutBefore = (text: string, count: number): string => text.split('\n').slice(count).join('\n');

/** Hours are other zones and wrong clocks; the small ones reorder what two sources print in one moment. */
const SHIFTS = [7200, -12_600, 86_400, 0.37, -0.004, 1.5];

const stamped = (name: string): boolean => name !== 'fortigate.conf' && name !== 'sessions.txt';

function* shifted(files: Files): Generator<Hurt> {
  for (const [name, text] of Object.entries(files)) {
    if (!stamped(name)) continue;
    for (const seconds of SHIFTS) {
      yield { name: `${name} ${seconds} s ahead`, files: { ...files, [name]: shiftClock(text, seconds) } };
    }
  }
}

/** Places spread over a text: its first lines, its last, and what lies between in equal steps. */
function places(text: string, steps: number): number[] {
  const lines = text.split('\n').length - 1;
  const spread = Array.from({ length: steps }, (_, at) => Math.round(((at + 1) * lines) / (steps + 1)));
  return [...new Set([1, ...spread, lines - 1])].filter((place) => place > 0 && place < lines);
}

function* cut(files: Files): Generator<Hurt> {
  for (const [name, text] of Object.entries(files)) {
    for (const place of places(text, 5)) {
      yield { name: `${name} ends after line ${place}`, files: { ...files, [name]: cutAfter(text, place) } };
      yield {
        name: `${name} begins after line ${place}`,
        files: { ...files, [name]: cutBefore(text, place) },
      };
    }
  }
}

/** WAD prints bare lines in one go with the timed line that they belong to, the sniffer a packet with its bytes. */
const BARE = /^(?!removed )(?!\[?[IVE]?\]?\d{4}-)(?!\d+\.\d{6} )/;

function inGoes(text: string): string {
  let open = false;
  const goes = text
    .trimEnd()
    .split('\n')
    .map((line, at) => {
      const begins = at > 0 && !open && !BARE.test(line);
      open = line.startsWith('removed ');
      return `${at === 0 ? '' : begins ? '\n' : GLUE}${line}`;
    });
  return `${goes.join('')}\n`;
}

const GLUE = '\u0000';

/** The lines of a configuration belong together. */
const mix = (name: string, mine: string, theirs: string): string =>
  name === 'fortigate.conf'
    ? mine + theirs
    : name === 'wad.log' || name === 'sniff.txt'
      ? interleave(inGoes(mine), theirs && inGoes(theirs)).replaceAll(GLUE, '\n')
      : interleave(mine, theirs);

const joined = (files: Files): string => Object.values(files).join('');

/** Everything that is done to one sample; the stranger's captures carry the same names. */
export function* hurts(files: Files, stranger: Files): Generator<Hurt> {
  const entries = Object.entries(files);
  if (entries.length > 1) {
    for (const [name] of entries) yield { name: `without ${name}`, files: without(files, name) };
  }
  yield* shifted(files);
  yield* cut(files);
  for (const [name, text] of entries) {
    yield { name: `${name} twice`, files: { ...files, [name]: text + text } };
    yield { name: `${name} wrapped`, files: { ...files, [name]: wrapAt(text, 80) } };
  }
  yield { name: 'all twice', files: { console: joined(files) + joined(files) } };
  yield { name: 'all wrapped in one', files: { console: wrapAt(joined(files), 80) } };
  yield { name: 'one console log', files: { console: pasted(files, 1) } };
  yield { name: 'another console log', files: { console: pasted(files, 2) } };
  yield {
    name: 'mixed with another',
    files: Object.fromEntries(entries.map(([name, text]) => [name, mix(name, text, stranger[name] ?? '')])),
    mixed: true,
  };
}

const pasted = (files: Files, seed: number): string =>
  asOneConsoleLog({ files, truth: none, options: { seed } }, seed);

const none = { verdict: 'inconclusive' as const, offers: [], controlSessions: [], note: '' };
