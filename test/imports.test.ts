import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const MAX_LINES = 250;

/** A room of the house: a file or a folder in src, what it may lean on, and why no more than that. */
interface Room {
  rooms: string[];
  /** Rooms of which it may use the types alone. */
  types?: string[];
  /** Packages, and for some the only file that may import them. `node:*` stands for every node: module. */
  packages?: Record<string, string>;
  why: string;
}

const ANY_FILE = '';
/** Everyone may stand on it. */
const GROUND = ['net', 'ftp', 'intern', 'collections', 'failure', 'likeness'];

const ROOMS: Record<string, Room> = {
  failure: { rooms: [], why: 'Everyone may throw one, so it leans on no one.' },
  net: {
    rooms: ['failure'],
    packages: { 'ipaddr.js': ANY_FILE },
    why: 'Addresses are the ground everything stands on.',
  },
  ftp: { rooms: [], why: 'What FTP itself fixes, whoever prints it.' },
  intern: { rooms: [], why: 'Copies of words, whatever the words are about.' },
  likeness: {
    rooms: [],
    packages: { 'fastest-levenshtein': ANY_FILE },
    why: 'What was probably meant, whatever is named: codes, commands, messages.',
  },
  collections: { rooms: [], why: 'Maps and lists, whatever is in them.' },
  secrets: { rooms: ['events'], why: 'What must not be printed, whoever would print it.' },
  events: {
    rooms: GROUND,
    why: 'The vocabulary between reading and judging: the only place where they meet.',
  },
  ladder: { rooms: ['events'], why: 'A part of the document, drawn by several formats.' },
  remedy: { rooms: [], why: 'A part of the document, made by rules and printed by several formats.' },
  document: {
    rooms: ['events', 'ladder', 'remedy', ...GROUND],
    why: 'The report as programs see it: the vocabulary between judging and printing.',
  },
  explanation: {
    rooms: ['document', 'remedy'],
    why: 'What a code of a report stands for, for those who write it and those who print it.',
  },
  catalogue: { rooms: ['events', ...GROUND], why: 'Data, not logic.' },
  input: {
    rooms: ['events', 'dissect', ...GROUND],
    packages: {
      split2: ANY_FILE,
      fzstd: ANY_FILE,
      tinyglobby: 'input/expand-pattern.ts',
      yauzl: 'input/archive/zip.ts',
      'tar-stream': 'input/archive/tar.ts',
      'node:*': ANY_FILE,
    },
    why: 'The only place that touches files, streams and bytes from outside.',
  },
  dissect: { rooms: ['events', ...GROUND], why: 'Payload bytes to facts, for pcap and hex dump alike.' },
  parsers: {
    rooms: ['secrets', 'catalogue', 'dissect', 'events', ...GROUND],
    why: 'The only place that sees raw text; what a line is good for is not decided here.',
  },
  configuration: {
    rooms: ['events', ...GROUND],
    why: 'What the configuration says, whatever was captured beside it.',
  },
  correlate: {
    rooms: ['configuration', 'events', ...GROUND],
    packages: { luxon: 'correlate/clock.ts' },
    why: 'Works on events alone, so that a new source needs no new join.',
  },
  diagnose: {
    rooms: [
      'catalogue',
      'configuration',
      'correlate',
      'document',
      'explanation',
      'remedy',
      'events',
      ...GROUND,
    ],
    why: 'Rules read the timeline and ask its clocks; they do not build it.',
  },
  assemble: {
    rooms: ['diagnose', 'correlate', 'configuration', 'document', 'ladder', 'events', ...GROUND],
    why: 'Judgement to document: it lays out what was found and finds nothing itself.',
  },
  batch: {
    rooms: ['document', ...GROUND],
    why: 'Many documents in, a row each and their counts out; who reads them is handed in.',
  },
  report: {
    rooms: ['batch', 'document', 'explanation', 'remedy', 'ladder', 'catalogue', 'events', ...GROUND],
    types: ['compare'],
    packages: {
      ...{ 'cli-table3': ANY_FILE, luxon: ANY_FILE, ansis: ANY_FILE },
      'string-width': 'report/text/width.ts',
    },
    why: 'The document to text, recomputing nothing.',
  },
  compare: {
    rooms: ['document', 'ladder', 'catalogue', 'events', ...GROUND],
    why: 'Two documents in, their first divergence out.',
  },
  export: {
    rooms: ['document', 'events', 'dissect', 'secrets', ...GROUND],
    packages: {
      'hyparquet-writer': 'export/parquet.ts',
      'ipaddr.js': 'export/ecs/community-id.ts',
      'node:crypto': 'export/ecs/community-id.ts',
    },
    why: 'Events and a report in, bytes of another format out.',
  },
  redact: {
    rooms: ['secrets', 'document', 'events', 'catalogue', 'dissect', ...GROUND],
    packages: { 'ipaddr.js': ANY_FILE, 'node:crypto': ANY_FILE, 'node:net': ANY_FILE },
    why: 'Texts and frames in, the same without names out; commands hand it what input reads.',
  },
  evidence: {
    rooms: ['document', 'events', 'dissect', 'secrets', ...GROUND],
    why: 'A report and lines in, fewer lines out; who judges them is handed in.',
  },
  analyze: {
    rooms: ['parsers', 'dissect', 'correlate', 'diagnose', 'assemble', 'document', 'events', ...GROUND],
    why: 'The pipeline on one screen; commands hand it the lines, so it also runs where there are no files.',
  },
  library: {
    rooms: [
      ...['analyze', 'input', 'correlate', 'assemble', 'document', 'ladder', 'remedy'],
      ...['events', 'evidence', 'report', 'redact', 'parsers', 'secrets', ...GROUND],
    ],
    why: 'Captures in, the report out, without files, flags or a terminal: for programs, the page, and the commands.',
  },
  ssh: {
    rooms: [...GROUND],
    packages: {
      'node:child_process': 'ssh/start-ssh.ts',
      'node:fs': 'ssh/start-ssh.ts',
      'node:timers/promises': 'ssh/capture-unit.ts',
    },
    why: 'The one room that starts another program; who asked for it is not known here.',
  },
  pager: {
    rooms: [],
    packages: { 'node:child_process': 'pager/start-pager.ts', 'node:events': ANY_FILE },
    why: 'The other room that starts a program: the pager that the user named, on a terminal.',
  },
  cli: {
    rooms: [],
    packages: { '@oclif/core': ANY_FILE, 'node:fs': ANY_FILE },
    why: 'Starts oclif, which imports the one command that was asked for.',
  },
  commands: {
    rooms: [
      ...[
        'input',
        'parsers',
        'dissect',
        'catalogue',
        'correlate',
        'diagnose',
        'assemble',
        'document',
        'events',
      ],
      ...[
        'report',
        'batch',
        'compare',
        'evidence',
        'export',
        'redact',
        'secrets',
        'ssh',
        'pager',
        'analyze',
        'library',
        ...GROUND,
      ],
    ],
    packages: {
      ...{ '@oclif/core': ANY_FILE, '@oclif/plugin-help': 'commands/help.ts' },
      'supports-hyperlinks': 'commands/shared/hyperlinks.ts',
      ...{ ansis: ANY_FILE, luxon: ANY_FILE, 'node:*': ANY_FILE },
    },
    why: 'Flags in, one call, print, exit code. Nobody imports commands.',
  },
};

/** Folders whose members must not know each other, and the files in them that are there for all. */
const STRANGERS: Record<string, string[]> = {
  parsers: ['parser', 'read-counts', 'reader', 'stamp', 'unclaimed', 'bytes', 'repair'],
  'diagnose/rules/offer': [],
  'diagnose/rules/control': [],
  'diagnose/rules/capture': [],
  'diagnose/rules/remark': [],
  'diagnose/rules/missing-pinhole': [],
  // Parts of one join each: which far leg a near one has, which offer a flow is for, how far an offer reaches …
  'correlate/joins': [
    'best-offer',
    'dialled-ends',
    'candidate-legs',
    'untaken-offers',
    'dialogue-offers',
    'far-leg',
    'offer-scope',
    'one-way',
    'proxy-replies',
    'reply-order',
    'same-offer',
  ],
};

interface Import {
  target: string;
  typeOnly: boolean;
}

/** Every import, export from, import() and import type of a TypeScript source. */
function importsOf(source: string): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({
        target: node.moduleSpecifier.text,
        typeOnly: node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
      });
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      found.push({ target: node.moduleSpecifier.text, typeOnly: node.isTypeOnly });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      found.push({ target: (node.argument.literal as ts.StringLiteral).text, typeOnly: true });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      const known = argument !== undefined && ts.isStringLiteralLike(argument);
      found.push({ target: known ? argument.text : '(computed)', typeOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', source, ts.ScriptTarget.Latest));
  return found;
}

const roomOf = (file: string): string => (file.split('/')[0] ?? '').replace(/\.ts$/, '');

/** The member of a folder of strangers that a file belongs to: wad.ts and wad/tuple.ts are both `wad`. */
function memberOf(file: string): [folder: string, member: string] | undefined {
  const folder = Object.keys(STRANGERS).find((name) => file.startsWith(`${name}/`));
  if (folder === undefined) return undefined;
  return [folder, (file.slice(folder.length + 1).split('/')[0] ?? '').replace(/\.ts$/, '')];
}

/** Why `file` (relative to src) may not import this, or undefined if it may. */
function objection(file: string, { target, typeOnly }: Import): string | undefined {
  const name = roomOf(file);
  const room = ROOMS[name];
  if (room === undefined) return `no room called ${name} in the plan`;
  const refused = (what: string): string => `${name} may not import ${what}. ${room.why}`;
  if (!target.startsWith('.')) return packageObjection(file, target, room, refused);

  const imported = posix.join(posix.dirname(file), target).replace(/\.js$/, '.ts');
  if (imported.startsWith('..')) return refused(`${target}, which is outside of src`);
  const [from, to] = [memberOf(file), memberOf(imported)];
  if (from && to && from[0] === to[0] && from[1] !== to[1] && from[1] !== 'index') {
    const shared = [...(STRANGERS[to[0]] ?? []), 'index'];
    if (!shared.includes(to[1])) return `${from[0]}/${from[1]} and ${to[1]} must not know each other`;
  }
  const other = roomOf(imported);
  if (other === name || room.rooms.includes(other)) return undefined;
  if (room.types?.includes(other)) return typeOnly ? undefined : refused(`more than types from ${other}`);
  return refused(other);
}

function packageObjection(
  file: string,
  target: string,
  room: Room,
  refused: (what: string) => string,
): string | undefined {
  const packages = room.packages ?? {};
  if (isBuiltin(target)) {
    const listed = target in packages || 'node:*' in packages;
    return listed && target.startsWith('node:') ? undefined : refused(target);
  }
  const owner = target.split('/', target.startsWith('@') ? 2 : 1).join('/');
  const only = packages[owner];
  if (only === undefined) return refused(`the package ${owner}`);
  return only === ANY_FILE || only === file ? undefined : refused(`${owner} outside of ${only}`);
}

const src = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');
const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(src, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .sort();

/** Files that import each other, directly or by way of others, each group once. */
function circles(): string[][] {
  const imports = new Map(
    files.map((file) => [
      file,
      importsOf(readFileSync(join(src, file), 'utf8'))
        .filter(({ target }) => target.startsWith('.'))
        .map(({ target }) => posix.join(posix.dirname(file), target).replace(/\.js$/, '.ts')),
    ]),
  );
  const reached = (from: string): Set<string> => {
    const seen = new Set<string>();
    const open = [...(imports.get(from) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(imports.get(next) ?? []));
    }
    return seen;
  };
  const reach = new Map(files.map((file) => [file, reached(file)]));
  const groups = files
    .filter((file) => reach.get(file)?.has(file))
    .map((file) => files.filter((other) => reach.get(file)?.has(other) && reach.get(other)?.has(file)));
  return groups.filter((group, at) => groups.findIndex(([first]) => first === group[0]) === at);
}

describe('who may import whom', () => {
  it.each(files)('%s', (file) => {
    const source = readFileSync(join(src, file), 'utf8');
    expect(importsOf(source).flatMap((one) => objection(file, one) ?? [])).toEqual([]);
    expect(source.split('\n').length - 1).toBeLessThanOrEqual(MAX_LINES);
  });

  it('goes in no circle, of types either', () => {
    expect(circles()).toEqual([]);
  });

  it('is told whole in docs/architecture.md', () => {
    const page = readFileSync(join(src, '../docs/architecture.md'), 'utf8');
    const table = page.slice(page.indexOf('## Who may import whom'));
    expect(Object.keys(ROOMS).filter((room) => !table.includes(`\`${room}\``))).toEqual([]);
  });

  it('is a plan of existing rooms', () => {
    const named = Object.values(ROOMS).flatMap((room) => [...room.rooms, ...(room.types ?? [])]);
    expect(named.filter((name) => !(name in ROOMS))).toEqual([]);
    expect(named).not.toContain('commands');
  });
});

describe('the plan itself objects to', () => {
  const refused: [file: string, source: string][] = [
    ['net.ts', "import { isIP } from 'node:net';"],
    ['net.ts', "import type { Event } from './events.js';"],
    ['input/open.ts', "import fs from 'fs';"],
    ['parsers/wad.ts', "import { flow } from './flow.js';"],
    ['parsers/wad/tuple.ts', "export { flow } from '../flow.js';"],
    ['parsers/parser.ts', "import { wad } from './wad.js';"],
    ['correlate/joins/syn.ts', "import { legs } from './legs.js';"],
    ['correlate/relate.ts', "import { DateTime } from 'luxon';"],
    ['diagnose/rules/offer/denied.ts', "import { refused } from './refused.js';"],
    ['diagnose/denied.ts', "import { text } from '../report/text.js';"],
    ['report/text.ts', "const base = await import('../commands/base.js');"],
    ['compare/match.ts', "import { readFileSync } from 'node:fs';"],
    ['analyze.ts', "import { open } from './input/open.js';"],
    ['commands/analyze.ts', 'await import(name);'],
    ['attic/thing.ts', "import '../net.js';"],
  ];
  it.each(refused)('%s: %s', (file, source) => {
    expect(importsOf(source).map((one) => objection(file, one))).toEqual([expect.any(String)]);
  });

  const allowed: [file: string, source: string][] = [
    ['parsers/index.ts', "import { wad } from './wad.js';"],
    ['parsers/wad.ts', "import { stamp } from './stamp.js';"],
    ['parsers/wad/tuple.ts', "import { head } from './head.js';"],
    ['parsers/wad.ts', "import { Failure } from '../failure.js';"],
    ['correlate/clock.ts', "import { DateTime } from 'luxon';"],
    ['diagnose/denied.ts', "import type { Timeline } from '../correlate/model/timeline.js';"],
    ['commands/config/check.ts', "import { open } from '../../input/open.js';"],
  ];
  it.each(allowed)('nothing in %s: %s', (file, source) => {
    expect(importsOf(source).map((one) => objection(file, one))).toEqual([undefined]);
  });
});
