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
const VOCABULARY = ['events', 'payload', 'net'];
const JUDGED = ['document', 'diagnose', 'correlate', 'catalogue', ...VOCABULARY];

const ROOMS: Record<string, Room> = {
  failure: { rooms: [], why: 'Everyone may throw one, so it leans on no one.' },
  net: {
    rooms: [],
    packages: { 'ipaddr.js': ANY_FILE },
    why: 'Addresses are the ground everything stands on.',
  },
  payload: { rooms: ['events', 'net'], why: 'What bytes say, in the words of the events.' },
  interest: { rooms: ['events', 'net'], why: 'What a taker of events can do without, in their words.' },
  events: {
    rooms: ['net', 'payload', 'interest'],
    why: 'The vocabulary: the only place where reading and judging meet.',
  },
  document: { rooms: VOCABULARY, why: 'The report as programs see it: judges write it, renderers read it.' },
  catalogue: { rooms: VOCABULARY, why: 'Data, not logic.' },
  block: { rooms: [], why: 'Lines and their bytes: how they get from the input to the parsers.' },
  input: {
    rooms: ['block', ...VOCABULARY, 'dissect'],
    packages: { split2: ANY_FILE, fzstd: ANY_FILE, 'node:*': ANY_FILE },
    why: 'The only place that touches files, streams and bytes from outside.',
  },
  dissect: { rooms: VOCABULARY, why: 'Payload bytes to facts, for pcap and hex dump alike.' },
  parsers: {
    rooms: ['block', 'catalogue', 'dissect', ...VOCABULARY],
    why: 'The only place that sees raw text; what a line is good for is not decided here.',
  },
  configuration: { rooms: VOCABULARY, why: 'What is configured, in words that joins and rules share.' },
  correlate: {
    rooms: ['configuration', ...VOCABULARY],
    packages: { luxon: 'correlate/clock.ts' },
    why: 'Works on events alone, so that a new source needs no new join.',
  },
  diagnose: {
    rooms: ['document', 'configuration', 'catalogue', 'correlate', ...VOCABULARY],
    why: 'Rules read the timeline and ask its clocks; they do not build it.',
  },
  assemble: {
    rooms: ['document', 'diagnose', 'correlate', ...VOCABULARY],
    why: 'Puts what was judged into the document, in parts where it is large.',
  },
  report: {
    rooms: JUDGED,
    types: ['compare'],
    packages: { 'cli-table3': ANY_FILE, luxon: ANY_FILE, ansis: ANY_FILE },
    why: 'Findings to text, recomputing nothing.',
  },
  compare: { rooms: JUDGED, why: 'Two results in, their first divergence out.' },
  redact: { rooms: JUDGED, packages: { 'node:crypto': ANY_FILE }, why: 'Pseudonyms need a keyed hash.' },
  analyze: {
    rooms: ['block', 'parsers', 'dissect', 'correlate', 'diagnose', 'assemble', 'document', 'events'],
    why: 'The pipeline on one screen; commands hand it the lines, so it also runs where there are no files.',
  },
  cli: {
    rooms: [],
    packages: { '@oclif/core': ANY_FILE },
    why: 'Starts oclif, which imports the one command that was asked for.',
  },
  commands: {
    rooms: [...JUDGED, 'input', 'parsers', 'dissect', 'report', 'compare', 'redact', 'analyze'],
    packages: {
      ...{ '@oclif/core': ANY_FILE, '@oclif/plugin-help': 'commands/help.ts' },
      ...{ ansis: ANY_FILE, luxon: ANY_FILE, 'node:*': ANY_FILE },
    },
    why: 'Flags in, one call, print, exit code. Nobody imports commands.',
  },
};

/** Folders whose members must not know each other, and the files in them that are there for all. */
const STRANGERS: Record<string, string[]> = {
  parsers: [
    'parser',
    'bytes',
    'quick-stamp',
    'v4',
    'reader',
    'repair',
    'unclaimed',
    'stamp',
    'clean',
    'shapes',
    'split',
    'starts',
    'terminal',
    'wrapped',
  ],
  'diagnose/rules/capture': ['capture-rule'],
  'diagnose/rules/control': [],
  'diagnose/rules/missing-pinhole': [
    ...['cause', 'closed-profile', 'data-vips', 'opaque', 'ports', 'proxy-mode'],
    ...['unhelped', 'unlisted', 'vip-denied'],
  ],
  'diagnose/rules/offer': [],
  'diagnose/rules/remark': [],
  'correlate/joins': ['best-offer', 'offer-scope', 'proxy-replies'],
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
  if (other === name || other === 'failure' || room.rooms.includes(other)) return undefined;
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

describe('who may import whom', () => {
  it.each(files)('%s', (file) => {
    const source = readFileSync(join(src, file), 'utf8');
    expect(importsOf(source).flatMap((one) => objection(file, one) ?? [])).toEqual([]);
    expect(source.split('\n').length - 1).toBeLessThanOrEqual(MAX_LINES);
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
    ['correlate/sessions.ts', "import { DateTime } from 'luxon';"],
    ['diagnose/rules/offer/denied.ts', "import { refused } from './refused.js';"],
    ['diagnose/denied.ts', "import { text } from '../report/text.js';"],
    ['report/text.ts', "const base = await import('../commands/base.js');"],
    ['redact/map.ts', "import { readFileSync } from 'node:fs';"],
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
    ['diagnose/denied.ts', "import type { Timeline } from '../correlate/timeline.js';"],
    ['redact/map.ts', "import { createHmac } from 'node:crypto';"],
    ['commands/config/check.ts', "import { open } from '../../input/open.js';"],
  ];
  it.each(allowed)('nothing in %s: %s', (file, source) => {
    expect(importsOf(source).map((one) => objection(file, one))).toEqual([undefined]);
  });
});
