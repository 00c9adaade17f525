import { accessSync, constants, statfsSync } from 'node:fs';
import { availableParallelism, freemem, tmpdir, totalmem } from 'node:os';
import { delimiter, join } from 'node:path';
import * as zlib from 'node:zlib';

import { outputWidth, wantsColour } from './write-output.js';

/** One thing that a run depends on. `note`: what follows from it, or what to do. */
export interface DoctorFact {
  readonly topic: 'version' | 'terminal' | 'time' | 'machine' | 'program' | 'setting';
  readonly name: string;
  readonly value: string;
  readonly note: string;
  /** False where something works less well without it. */
  readonly ok: boolean;
}

const MB = 1_000_000;
/** Evidence and rows of long captures go to temporary files, about as large as the lines that are kept. */
const LEAST_TEMPORARY = 1000 * MB;

type Environment = Readonly<Record<string, string | undefined>>;

export function doctorFacts(version: string, environment: Environment): DoctorFact[] {
  return [
    ...versions(version),
    ...terminal(environment),
    ...time(),
    ...machine(),
    ...programs(environment),
    ...settings(environment),
  ];
}

function versions(version: string): DoctorFact[] {
  const hasZstd = 'createZstdDecompress' in zlib;
  return [
    { topic: 'version', name: 'fgtrace', value: version, note: '', ok: true },
    {
      topic: 'version',
      name: 'Node',
      value: `${process.version} on ${process.platform} ${process.arch}`,
      note: hasZstd ? '' : 'zstd files are unpacked by a slower library: Node 22.15 and later have their own',
      ok: true,
    },
  ];
}

function terminal({ LANG, LC_ALL, LC_CTYPE }: Environment): DoctorFact[] {
  const isTerminal = process.stdout.isTTY;
  const locale = LC_ALL ?? LC_CTYPE ?? LANG ?? '';
  const hasUtf8 = process.platform === 'win32' || /utf-?8/i.test(locale);
  return [
    {
      topic: 'terminal',
      name: 'standard output',
      value: `${isTerminal ? 'a terminal' : 'a pipe or a file'}, ${outputWidth(undefined)} columns, ${wantsColour(undefined) ? 'colours' : 'no colours'}`,
      note: '',
      ok: true,
    },
    {
      topic: 'terminal',
      name: 'characters',
      value: locale === '' ? 'no locale set' : locale,
      note: hasUtf8 ? '' : 'arrows and lines may look wrong: --ascii draws without them',
      ok: hasUtf8,
    },
  ];
}

function time(): DoctorFact[] {
  const minutes = -new Date().getTimezoneOffset();
  const sign = minutes < 0 ? '-' : '+';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((one) =>
    String(one).padStart(2, '0'),
  );
  return [
    {
      topic: 'time',
      name: 'zone of this machine',
      value: `${Intl.DateTimeFormat().resolvedOptions().timeZone} (${sign}${hours ?? ''}:${rest ?? ''})`,
      note: 'reports have the unit’s clock, whatever zone this machine is in; --timezone names that of the unit',
      ok: true,
    },
  ];
}

function machine(): DoctorFact[] {
  return [
    {
      topic: 'machine',
      name: 'cores, memory',
      value: `${availableParallelism()} cores, ${Math.round(freemem() / MB)} of ${Math.round(totalmem() / MB)} MB free`,
      note: '',
      ok: true,
    },
    temporary(tmpdir()),
  ];
}

function temporary(folder: string): DoctorFact {
  const fact = { topic: 'machine', name: 'temporary files', value: folder } as const;
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    const free = bavail * bsize;
    const note =
      free < LEAST_TEMPORARY ? 'little room for captures of gigabytes: set TMPDIR to another folder' : '';
    return { ...fact, value: `${folder}, ${Math.round(free / MB)} MB free`, note, ok: note === '' };
  } catch {
    const note = 'cannot be written: captures over 32 MB and --redact fail; set TMPDIR to a folder that can';
    return { ...fact, note, ok: false };
  }
}

/** Programs that somebody may use beside fgtrace, which starts ssh where it is asked to, and none of the others. */
const PROGRAMS: readonly (readonly [name: string, use: string])[] = [
  ['ssh', 'fgtrace capture --ssh starts it'],
  ['tshark', 'reads what export pcapng writes'],
  ['wireshark', 'shows what export pcapng writes'],
  ['duckdb', 'asks what export parquet writes'],
  ['lnav', 'browses what events and export ndjson write'],
];

function programs({ PATH = '', PATHEXT = '' }: Environment): DoctorFact[] {
  const ends = process.platform === 'win32' ? PATHEXT.split(';') : [''];
  const places = PATH.split(delimiter).filter((folder) => folder !== '');
  return PROGRAMS.map(([name, use]) => {
    const found = places.flatMap((folder) => ends.map((end) => join(folder, name + end))).find(mayRun);
    return { topic: 'program', name, value: found ?? 'not found', note: use, ok: found !== undefined };
  });
}

function mayRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const settings = (environment: Environment): DoctorFact[] =>
  Object.keys(environment)
    .filter((name) => /^(?:FGTRACE_|NO_COLOR$|FORCE_COLOR$|TMPDIR$|NODE_OPTIONS$)/.test(name))
    .sort()
    .map((name) => ({ topic: 'setting', name, value: environment[name] ?? '', note: '', ok: true }));
