import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Session } from './attempt.js';
import { follow, type Line } from './dialogue.js';
import { ADDRESSES, inside, type Network } from './namespaces.js';
import { run } from './processes.js';
import type { Scenario } from './scenario.js';
import { FILES, type Place } from './servers.js';

const here = dirname(fileURLToPath(import.meta.url));
const NAMES = Object.keys(FILES);

export const dialled = ({ way, family }: Scenario): string =>
  way === 'vip' ? ADDRESSES.vip : ADDRESSES.server[family];

const userOf = ({ server }: Scenario): string => (server === 'proftpd' ? 'lab' : 'anonymous');
const isActive = ({ command }: Scenario): boolean => command === 'PORT' || command === 'EPRT';

/** The file that transfer n fetches, or the name under which it puts one. */
const remote = (scenario: Scenario, n: number): string =>
  scenario.verbs[n] === 'RETR' ? NAMES[(scenario.seed + n) % NAMES.length]! : `up/r${scenario.seed}-${n}`;

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);

function curl(scenario: Scenario, { folder, shared }: Place): string[] {
  const { tls, command, trust } = scenario;
  const base = `${tls === 'implicit' ? 'ftps' : 'ftp'}://${bracketed(dialled(scenario))}/`;
  const options = [
    ...[
      '-v',
      '-s',
      '-S',
      '--no-progress-meter',
      '--connect-timeout',
      '6',
      '--max-time',
      '12',
      '-u',
      `${userOf(scenario)}:lab`,
    ],
    ...(tls === 'explicit' ? ['--ssl-reqd'] : []),
    ...(tls !== 'none' && trust !== 'client-rejects' ? ['-k'] : []),
    ...(tls !== 'none' && !scenario.tls13 ? ['--tls-max', '1.2'] : []),
    ...(command === 'PASV' ? ['--disable-epsv'] : []),
    ...(isActive(scenario) ? ['-P', '-'] : []),
    ...(command === 'PORT' ? ['--disable-eprt'] : []),
    ...['-w', 'BYTES %{size_download} %{size_upload}\\n'],
  ];
  const transfers = scenario.verbs.map((verb, n) => {
    if (verb === 'LIST') return [base, '-o', `${folder}/list-${n}`];
    if (verb === 'RETR') return [`${base}${remote(scenario, n)}`, '-o', `${folder}/got-${n}`];
    return ['-T', `${shared}/upload`, `${base}${remote(scenario, n)}`];
  });
  return ['curl', ...transfers.flatMap((own, n) => [...(n > 0 ? ['--next'] : []), ...options, ...own])];
}

function lftp(scenario: Scenario, { folder, shared }: Place): string[] {
  const { tls, command, trust } = scenario;
  const extended = command === 'EPSV' || command === 'EPRT' ? 'yes' : 'no';
  const settings = [
    ...[
      'net:max-retries 1',
      'net:timeout 6',
      'net:reconnect-interval-base 1',
      'net:persist-retries 0',
      'cmd:fail-exit no',
    ],
    ...[
      `ftp:passive-mode ${isActive(scenario) ? 'no' : 'yes'}`,
      `ftp:prefer-epsv ${extended}`,
      'ftp:use-feat yes',
    ],
    ...[`ftp:ssl-force ${tls === 'none' ? 'no' : 'yes'}`, `ftp:ssl-allow ${tls === 'none' ? 'no' : 'yes'}`],
    ...['ftp:ssl-protect-data yes', `ssl:verify-certificate ${trust === 'client-rejects' ? 'yes' : 'no'}`],
  ];
  const transfers = scenario.verbs.map((verb, n) => {
    if (verb === 'LIST') return `ls > ${folder}/list-${n}`;
    if (verb === 'RETR') return `get ${remote(scenario, n)} -o ${folder}/got-${n}`;
    return `put ${shared}/upload -o ${remote(scenario, n)}`;
  });
  const scheme = tls === 'implicit' ? 'ftps' : 'ftp';
  const open = `open -u ${userOf(scenario)},lab ${scheme}://${bracketed(dialled(scenario))}`;
  return [
    'lftp',
    '--norc',
    '-c',
    [...settings.map((own) => `set ${own}`), 'debug -t 9', open, ...transfers].join('; '),
  ];
}

function commandOf(scenario: Scenario, place: Place): string[] {
  const told = [join(place.folder, 'scenario.json'), place.shared, dialled(scenario)];
  if (scenario.client === 'curl') return curl(scenario, place);
  if (scenario.client === 'lftp') return lftp(scenario, place);
  if (scenario.client === 'ftplib') return ['/usr/bin/python3', '-u', source('ftplib-client.py'), ...told];
  return [process.execPath, join(here, 'scripted-client.js'), ...told];
}

/** What is not compiled stays beside the sources. */
function source(name: string): string {
  const beside = join(here, name);
  return existsSync(beside) ? beside : join(here, '..', name);
}

/** What a client says of its dialogue in lines of its own making. */
function lineOf(text: string): Line | null {
  const [, stamp, said = ''] = /^(\d{13}) (.*?)\r?$/.exec(text) ?? [];
  if (stamp === undefined) return null;
  const at = Number(stamp);
  const command = /^(?:\d\d\d\d-\S+ \S+ )?(?:> |---> )(.*)$/.exec(said);
  if (command !== null) return { at, kind: 'command', text: command[1]! };
  const reply = /^(?:\d\d\d\d-\S+ \S+ )?(?:< |<--- )(\d{3} .*)$/.exec(said);
  if (reply !== null) return { at, kind: 'reply', text: reply[1]! };
  if (/port (21|990)\b|:(21|990)\.\.\./.test(said)) return null;
  // `Connecting to` is an intention: curl that has no time left dials nothing.
  if (/Connecting data socket|^\*   Trying .*:\d+\.\.\./.test(said)) return { at, kind: 'dial' };
  return /Data connection established|^\* Connected 2nd|Accepted data connection/.test(said)
    ? { at, kind: 'open' }
    : null;
}

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

function toldByLines(scenario: Scenario, out: string, place: Place): Omit<Session, 'exit'> {
  const session = follow(out.split('\n').flatMap((line) => lineOf(line) ?? []));
  const counted = [...out.matchAll(/BYTES (\d+) (\d+)/g)].map(([, down, up]) => Number(down) + Number(up));
  const used = session.attempts.filter(({ verb }) => verb !== null);
  for (const own of used) {
    const n = scenario.verbs.findIndex((verb, i) =>
      own.verb!.endsWith(verb === 'LIST' ? 'LIST' : remote(scenario, i)),
    );
    if (own.verb!.startsWith('RETR')) {
      own.expected = FILES[own.verb!.slice(5)] ?? null;
      own.bytes = sizeOf(`${place.folder}/got-${n}`);
    } else if (own.verb!.startsWith('STOR')) {
      own.expected = statSync(join(place.shared, 'upload')).size;
      own.bytes =
        scenario.server === 'scripted'
          ? (counted[n] ?? own.expected)
          : sizeOf(join(place.shared, 'pub', 'up', basename(own.verb!.slice(5))));
    } else own.bytes = sizeOf(`${place.folder}/list-${n}`);
  }
  return session;
}

function toldByJson(out: string): Omit<Session, 'exit'> {
  const records = out
    .split('\n')
    .flatMap((line) => (line.includes('{"') ? [JSON.parse(line.slice(line.indexOf('{'))) as never] : []));
  const whole = (records as { attempts?: unknown }[]).find(({ attempts }) => attempts !== undefined);
  if (whole !== undefined) return whole as Omit<Session, 'exit'>;
  const lines = records as (Line & { text: string })[];
  const session = follow(lines);
  const counted = (records as { kind: string; text: string }[]).filter(({ kind }) => kind === 'bytes');
  session.attempts
    .filter(({ verb }) => verb !== null)
    .forEach((own, n) => {
      own.bytes = Number(counted[n]?.text ?? 0);
      own.expected = own.verb!.startsWith('RETR') ? FILES[own.verb!.slice(5)]! : null;
    });
  return session;
}

/** Runs the client of the scenario to its end and tells what it lived through. */
export async function use(net: Network, scenario: Scenario, place: Place): Promise<Session> {
  mkdirSync(place.folder, { recursive: true });
  const command = inside(net.client, ...commandOf(scenario, place));
  const { code, out } = await run(command, { seconds: 45, stamps: true });
  writeFileSync(join(place.folder, 'client.log'), out);
  const byLines = scenario.client === 'curl' || scenario.client === 'lftp';
  const told = byLines ? toldByLines(scenario, out, place) : toldByJson(out);
  const session = { ...told, exit: code };
  writeFileSync(join(place.folder, 'session.json'), JSON.stringify(session, null, 1));
  return session;
}
