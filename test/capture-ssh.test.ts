import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { built, program } from './program.js';
import { stored } from './samples/folder.js';

const SHELL = fileURLToPath(new URL('unit/fortios-shell.mjs', import.meta.url));
const TARGET = ['--client', '10.230.4.86', '--vip', '10.230.4.72', '--server', '10.220.3.202'];
const STOPPED = [
  'diagnose debug disable',
  'diagnose debug flow trace stop',
  'diagnose debug reset',
  'diagnose debug flow filter clear',
  'diagnose wad debug clear',
  'diagnose wad filter clear',
];
jest.setTimeout(120_000);
let folder = '';
let path: string | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fgtrace-ssh-'));
  mkdirSync(join(folder, 'bin'));
  path = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Plan {
  readonly breaks?: string;
  readonly readOnly?: boolean;
  readonly slow?: boolean;
}

/** A program called ssh that is the unit itself, whatever it is asked for. */
function simulate(plan: Plan): void {
  const texts = stored('explicit-ftps-over-vip');
  const captures = { wad: texts['wad.log'], flow: texts['flow.log'], sniffer: texts['sniff.txt'] };
  writeFileSync(join(folder, 'plan.json'), JSON.stringify({ ...plan, captures }));
  const ssh = join(folder, 'bin', 'ssh');
  writeFileSync(ssh, `#!/bin/sh\necho "$@" >>${folder}/asked\nexec ${process.execPath} ${SHELL}\n`);
  chmodSync(ssh, 0o755);
}

/** Named, as .ci/run does, its test is not skipped. */
const SSHD = process.env['FGTRACE_SSHD'] ?? '/usr/sbin/sshd';
const hasServer = 'FGTRACE_SSHD' in process.env || (existsSync(SSHD) && process.getuid?.() === 0);

/** An OpenSSH server on loopback whose forced command is the unit, and an ssh that knows its key. */
async function serve(): Promise<ChildProcess> {
  const at = (name: string): string => join(folder, name);
  for (const key of ['host', 'user'])
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(key)]);
  const port = await freePort();
  const config = [
    ...[
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${at('host')}`,
      `AuthorizedKeysFile ${at('user.pub')}`,
    ],
    ...['StrictModes no', 'UsePAM no', 'PermitRootLogin yes', `PidFile ${at('pid')}`],
    ...[`SetEnv FGT_UNIT=${folder}`, `ForceCommand ${process.execPath} ${SHELL}`],
  ];
  writeFileSync(at('sshd_config'), `${config.join('\n')}\n`);
  const [, host = ''] = /(ssh-ed25519 \S+)/.exec(readFileSync(at('host.pub'), 'utf8')) ?? [];
  writeFileSync(at('known'), `[127.0.0.1]:${port} ${host}\n`);
  const client = [
    ...['Host unit', 'HostName 127.0.0.1', `Port ${port}`, 'User root', `IdentityFile ${at('user')}`],
    ...[`UserKnownHostsFile ${at('known')}`, 'StrictHostKeyChecking yes', 'IdentitiesOnly yes'],
  ];
  writeFileSync(at('ssh_config'), `${client.join('\n')}\n`);
  writeFileSync(join(folder, 'bin', 'ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F ${at('ssh_config')} "$@"\n`);
  mkdirSync('/run/sshd', { recursive: true });
  const server = spawn(SSHD, ['-D', '-e', '-f', at('sshd_config')], { stdio: ['ignore', 'ignore', 'pipe'] });
  await once(server.stderr, 'data');
  return server;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function capture(
  ...more: string[]
): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const args = ['capture', ...TARGET, '--ssh', 'unit', '-o', join(folder, 'out'), ...more];
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', FGT_UNIT: folder, PATH: path },
    detached: true,
  });
  // A terminal sends Ctrl-C to all programs in it. Only the real ssh keeps the signal ignored: Node, which plays it
  // elsewhere, does not.
  const interrupt = (): boolean =>
    process.kill(existsSync(join(folder, 'known')) ? -child.pid! : child.pid!, 'SIGINT');
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (out.stdout += String(text)));
  child.stderr.on('data', (text) => {
    out.stderr += String(text);
    if (!String(text).includes('Ctrl-C ends it') || more.includes('--seconds')) return;
    setTimeout(interrupt, 3000);
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, ...out };
}

/** The commands of each session, in the order of the sessions. */
function taken(): string[][] {
  const sessions = new Map<string, string[]>();
  for (const line of readFileSync(join(folder, 'commands.log'), 'utf8').trim().split('\n')) {
    const [pid = '', ...command] = line.split(' ');
    sessions.set(pid, [...(sessions.get(pid) ?? []), command.join(' ')]);
  }
  return [...sessions.values()];
}

const WORKED = /WORKED {2}The pinhole worked/;

(built && process.platform !== 'win32' ? describe : describe.skip)('fgtrace capture --ssh', () => {
  it('starts, judges, and ends what it started', async () => {
    simulate({});
    const { status, stdout, stderr } = await capture();
    expect([status, stderr]).toEqual([0, expect.stringContaining('Ctrl-C ends it')]);
    expect(stdout).toMatch(WORKED);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([
      ...['flow.log', 'sessions.log', 'sniffer.log', 'wad.log'],
    ]);
    expect(statSync(join(folder, 'out')).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(folder, 'out', 'sessions.log'), 'utf8')).toContain('FortiGate-60F v7.2.8');
    const started = taken().filter((commands) => commands.includes('diagnose debug enable'));
    expect(started).toHaveLength(2);
    for (const commands of started) expect(commands.slice(-STOPPED.length)).toEqual(STOPPED);
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('-tt -- unit\n'.repeat(4));
  });

  // Needs root and OpenSSH's server (Debian: openssh-server).
  (hasServer ? it : it.skip)('does so through a real ssh', async () => {
    simulate({ slow: true });
    const server = await serve();
    try {
      const { status, stdout, stderr } = await capture();
      expect([status, stderr]).toEqual([0, expect.stringContaining('Ctrl-C ends it')]);
      expect(stdout).toMatch(WORKED);
      const started = taken().filter((commands) => commands.includes('diagnose debug enable'));
      expect(started).toHaveLength(2);
      for (const commands of started) expect(commands.slice(-STOPPED.length)).toEqual(STOPPED);
    } finally {
      server.kill();
    }
  });

  it('ends by itself, and enters the VDOM in each session', async () => {
    simulate({ slow: true });
    const { status, stdout } = await capture('--seconds', '3', '--vdom', 'customer');
    expect([status, stdout]).toEqual([0, expect.stringMatching(WORKED)]);
    for (const commands of taken()) expect(commands.slice(0, 2)).toEqual(['config vdom', 'edit customer']);
  });

  it.each(['wad', 'flow'])('ends in a new session what a broken one left on: %s', async (breaks) => {
    simulate({ breaks });
    const { status, stdout, stderr } = await capture();
    expect([status, stdout]).toEqual([0, expect.stringContaining(breaks === 'wad' ? 'WORKED' : '')]);
    expect(stderr).toContain(`The SSH session for ${breaks} ended`);
    expect(stderr).toContain('A new SSH session ends what a broken one left on');
    expect(taken().at(-1)).toEqual(STOPPED);
    expect(existsSync(join(folder, 'out', 'clean-up.log'))).toBe(true);
  });

  it('says what is left on where it cannot be ended', async () => {
    simulate({ breaks: 'wad' });
    const running = capture();
    const isBroken = (): boolean => existsSync(join(folder, 'broken'));
    for (let waited = 0; !isBroken() && waited < 20_000; waited += 50)
      await new Promise((resolve) => setTimeout(resolve, 50));
    writeFileSync(join(folder, 'bin', 'ssh'), '#!/bin/sh\nexit 255\n');
    const { status, stderr } = await running;
    expect(status).toBe(66);
    expect(stderr).toContain('Debugging may still be on at the unit');
    for (const command of STOPPED) expect(stderr).toContain(`  ${command}\n`);
  });

  it('takes a refusal for what it is', async () => {
    simulate({ readOnly: true });
    const { status, stdout, stderr } = await capture();
    expect([status, stdout]).toEqual([66, '']);
    expect(stderr).toContain('The unit takes no debug command: Unknown action 0');
  });

  it('says what is missing', async () => {
    writeFileSync(join(folder, 'bin', 'ssh'), '#!/bin/sh\necho "Permission denied" >&2\nexit 255\n');
    chmodSync(join(folder, 'bin', 'ssh'), 0o755);
    const refused = await capture();
    expect([refused.status, refused.stdout]).toEqual([66, '']);
    expect(refused.stderr).toContain('Permission denied\nError: The SSH session for wad ended');
    path = join(folder, 'bin');
    rmSync(join(folder, 'bin', 'ssh'));
    rmSync(join(folder, 'out'), { recursive: true });
    const missing = await capture();
    expect([missing.status, missing.stderr]).toEqual([66, expect.stringContaining('Error: ')]);
  });

  it('refuses what is no destination, and a folder that exists', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [program, 'capture', ...TARGET, ...args], { encoding: 'utf8' });
    expect(run('--ssh', '-oProxyCommand=x')).toMatchObject({ status: 2, stdout: '' });
    expect(run('--ssh', 'admin@unit', '-o', folder)).toMatchObject({
      status: 73,
      stderr: expect.stringContaining('it exists'),
    });
    expect(run('--seconds', '9')).toMatchObject({ status: 2 });
    expect(run('--ssh', 'admin@unit', '--vdom', 'x\nexecute reboot')).toMatchObject({ status: 2 });
  });
});
