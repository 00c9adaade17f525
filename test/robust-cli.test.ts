import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { discardUnfinished } from '../src/commands/shared/unfinished-file.js';
import { checkOutput, writeResult } from '../src/commands/shared/write-output.js';
import { analyze, built, captured, fgtrace, program } from './program.js';
import { folderOf, read } from './samples/folder.js';

const NAME = 'three-transfers';
const files = captured(NAME).map((file) => join(folderOf(NAME), file));
const env = { ...process.env, NODE_OPTIONS: '' };

let folder = '';
const place = (name: string): string => join(folder, name);
const put = (name: string, content: string | Uint8Array): string => {
  fs.writeFileSync(place(name), content);
  return place(name);
};

beforeAll(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'fgtrace-robust-'));
});
afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

const shell = (args: readonly string[], rest: string) => {
  const words = [process.execPath, program, ...args].map((word) => `'${word}'`).join(' ');
  return spawnSync('bash', ['-o', 'pipefail', '-c', `${words} ${rest}`], { encoding: 'utf8', env });
};
/** One sentence, and perhaps advice under it; never a stack. */
const ERROR = /^Error: [^\n]+\n(?: {2}[^\n]+\n)*$/;

(built ? describe : describe.skip)('a reader that stops early', () => {
  const commands = ['analyze', 'analyze -f json', 'analyze -f markdown', 'analyze -f html', 'events'];
  it.each(commands)('%s', (command) => {
    const { status, stderr } = shell([...command.split(' '), ...files], '| head -n 1');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

(built && fs.existsSync('/dev/full') ? describe : describe.skip)('a full disk', () => {
  it.each(['analyze', 'analyze -f json', 'events'])('as standard output of %s', (command) => {
    const { status, stderr } = shell([...command.split(' '), ...files], '> /dev/full');
    expect(status).toBe(73);
    expect(stderr).toMatch(/^Error: [^\n]+\n$/);
  });

  it('as the file of -o', () => {
    // Through a link: a program that replaces what it should write to replaces the link alone.
    fs.symlinkSync('/dev/full', place('full'));
    const { status, stdout, stderr } = analyze([...files, '-o', place('full'), '--force']);
    expect([status, stdout]).toEqual([73, '']);
    expect(stderr).toMatch(ERROR);
    expect(fs.statSync(place('full')).isCharacterDevice()).toBe(true);
  });
});

(built ? describe : describe.skip)('an input that cannot be read', () => {
  const refused = (args: string[], code: number, input = ''): string => {
    const { status, stdout, stderr } = analyze(args, { input });
    expect([args, status, stdout]).toEqual([args, code, '']);
    expect(stderr).toMatch(ERROR);
    return stderr;
  };

  it('is a folder without captures', () => {
    fs.mkdirSync(place('empty'));
    expect(refused([place('empty')], 66)).toContain('no file is in the folder');
  });

  it('is a symbolic link to itself', () => {
    fs.symlinkSync('loop', place('loop'));
    expect(refused([place('loop')], 66)).toContain('circle');
  });

  it('is a folder that leads back into itself', () => {
    fs.mkdirSync(place('around'));
    fs.symlinkSync('.', place('around/again'));
    fs.copyFileSync(files[0]!, place('around/capture.log'));
    expect(analyze([place('around')]).status).toBe(0);
  });

  it('is a socket', async () => {
    const server = createServer().listen(place('socket'));
    await once(server, 'listening');
    expect(refused([place('socket')], 66)).toContain('a socket');
    server.close();
  });

  it('is binary', () => {
    refused(
      [
        put(
          'noise.bin',
          Uint8Array.from({ length: 5000 }, (_, at) => (at * 97) % 251),
        ),
      ],
      65,
    );
  });

  it('is a folder or a document as standard input, or has no name', () => {
    const { status, stderr } = shell(['analyze', '-'], `< '${folder}'`);
    expect([status, stderr]).toEqual([66, expect.stringContaining('standard input: it is a folder')]);
    expect(refused(['-'], 65, '%PDF-1.7')).toContain('Standard input is a PDF document');
    expect(refused([''], 66)).toContain('a file without a name');
  });

  it('is empty, or named twice as -', () => {
    refused(['-'], 65);
    refused([], 65);
    refused(['-', '-'], 2);
  });

  // Root may read everything: then there is nothing to see.
  (process.getuid?.() === 0 ? it.skip : it)('may not be read', () => {
    fs.chmodSync(put('secret.log', 'x'), 0);
    expect(refused([place('secret.log')], 66)).toContain('you may not read it');
  });

  it('takes nothing else of its folder with it, and the first screen says so', () => {
    fs.cpSync(folderOf(NAME), place('ticket'), { recursive: true });
    fs.symlinkSync('nowhere', place('ticket/second.log'));
    for (const one of fs.readdirSync(place('ticket'))) {
      if (one.startsWith('expected')) fs.rmSync(place(`ticket/${one}`));
    }
    const { status, stdout, stderr } = analyze([place('ticket'), '--brief']);
    expect([status, stderr]).toEqual([
      0,
      `Cannot read ${place('ticket/second.log')}: it does not exist; it is passed over\n`,
    ]);
    expect(stdout).toMatch(/Weakened\s+.*second\.log could not be read/s);
  });

  it('goes away between the look and the reading', async () => {
    const gone = put('gone.log', fs.readFileSync(files[0]!));
    const fifo = place('a-fifo');
    spawnSync('mkfifo', [fifo]);
    // The FIFO is opened first and holds everything up until the file is gone.
    const child = spawn(process.execPath, [program, 'analyze', fifo, gone], { env });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    fs.rmSync(gone);
    fs.writeFileSync(fifo, fs.readFileSync(files[1]!));
    const [status] = (await once(child, 'close')) as [number];
    expect(status).toBe(66);
    expect(stderr).toMatch(ERROR);
  });
});

(built ? describe : describe.skip)('an input that changes while it is read', () => {
  /** Reads a large file and a FIFO that comes after it, and does something to the file meanwhile. */
  async function meanwhile(change: (file: string) => void): Promise<number> {
    const text = fs.readFileSync(files[0]!, 'utf8');
    const file = put('changing.log', text.repeat(Math.ceil((8 * 1024 * 1024) / text.length)));
    const child = spawn(process.execPath, [program, 'events', file], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    change(file);
    child.stdout.resume();
    const [status] = (await once(child, 'close')) as [number];
    return status;
  }

  it('by growing', async () => {
    expect(
      await meanwhile((file) => {
        fs.appendFileSync(file, fs.readFileSync(files[0]!));
      }),
    ).toBe(0);
  });
  it('by shrinking', async () => {
    expect(
      await meanwhile((file) => {
        fs.truncateSync(file, 1000);
      }),
    ).toBe(0);
  });
  it('by being deleted', async () => {
    expect(
      await meanwhile((file) => {
        fs.rmSync(file);
      }),
    ).toBe(0);
  });
});

describe('an interrupted run', () => {
  it('leaves nothing half-written', async () => {
    fs.mkdirSync(place('half'));
    const seen: string[][] = [];
    function* pieces(): Iterable<string> {
      for (let at = 0; at < 40; at++) yield 'x'.repeat(64 * 1024);
      seen.push(fs.readdirSync(place('half')));
      discardUnfinished();
      throw new Error('interrupted');
    }
    await expect(writeResult(pieces(), place('half/report.txt'))).rejects.toThrow('interrupted');
    expect(seen).toEqual([[expect.stringMatching(/^\.fgtrace-/)]]);
    expect(fs.readdirSync(place('half'))).toEqual([]);
  });

  it('leaves a file alone that came up meanwhile', async () => {
    fs.mkdirSync(place('raced'));
    await checkOutput(place('raced/report.txt'), { force: false });
    function* pieces(): Iterable<string> {
      yield 'ours';
      fs.writeFileSync(place('raced/report.txt'), 'theirs');
    }
    await expect(writeResult(pieces(), place('raced/report.txt'))).rejects.toThrow('exists already');
    expect(fs.readFileSync(place('raced/report.txt'), 'utf8')).toBe('theirs');
    expect(fs.readdirSync(place('raced'))).toEqual(['report.txt']);
  });

  (built ? it : it.skip).each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'leaves nothing half-written where %s ends it',
    async (signal) => {
      fs.mkdirSync(place(signal));
      const text = fs.readFileSync(files[0]!, 'utf8');
      const names = Array.from({ length: 400 }, (_, at) => put(`ended-${at}.log`, text));
      const out = place(`${signal}/report.json`);
      const child = spawn(process.execPath, [program, 'analyze', '-f', 'json', ...names, '-o', out], { env });
      const closed = once(child, 'close');
      while (child.exitCode === null && fs.readdirSync(place(signal)).length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      child.kill(signal);
      expect(await closed).toEqual(signal === 'SIGINT' ? [130, null] : [null, signal]);
      expect(fs.readdirSync(place(signal))).toEqual([]);
    },
  );

  (built && process.platform !== 'win32' ? it : it.skip)(
    'ends where nobody writes to a pipe that it reads',
    async () => {
      spawnSync('mkfifo', [place('nobody')]);
      const child = spawn(process.execPath, [program, 'analyze', place('nobody')], { env });
      await new Promise((resolve) => setTimeout(resolve, 1500));
      child.kill('SIGINT');
      const [status] = (await once(child, 'close')) as [number];
      expect(status).toBe(130);
    },
  );

  (built ? it : it.skip)('exits with 130', async () => {
    const child = spawn(process.execPath, [program, 'analyze', '-', '-o', place('half/report.txt')], { env });
    // More than a pipe holds: once it is drained, the program reads.
    child.stdin.write('.\n'.repeat(200_000));
    await once(child.stdin, 'drain');
    child.kill('SIGINT');
    const [status] = (await once(child, 'close')) as [number];
    expect([status, fs.readdirSync(place('half'))]).toEqual([130, []]);
  });
});

(built ? describe : describe.skip)('what it leaves alone', () => {
  const PRELOAD = pathToFileURL(fileURLToPath(new URL('tools/no-network.mjs', import.meta.url))).href;

  it.each([['analyze'], ['events'], ['diff'], ['follow']])('the network, with %s', (command) => {
    const two = [folderOf(NAME), folderOf('proxy-server-rst')];
    const args = command === 'diff' ? two : command === 'follow' ? ['-'] : files;
    const input = fs.readFileSync(files[0]!, 'utf8');
    const options = { input, env: { NODE_OPTIONS: `--import ${PRELOAD}`, PAGER: 'less' } };
    const { status, stderr } = fgtrace([command, ...args], options);
    expect([0, 1]).toContain(status);
    expect(stderr).toBe('network: 0\n');
  });

  it.each(["require('net').connect(1)", "require('child_process').spawn('true')"])(
    'the network: the test would see %s',
    (code) => {
      const args = ['--import', PRELOAD, '-e', `try { ${code} } catch {}`];
      const { stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
      expect(stderr).toBe('network: 1\n');
    },
  );

  it('other programs: only `capture --ssh`, and the pager on a terminal, can start one', () => {
    // On Windows oclif would run PowerShell at each start to learn the name of the shell.
    const dist = fileURLToPath(new URL('../dist', import.meta.url));
    const code = fs
      .readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'));
    expect(code).not.toEqual([]);
    const starting = code.filter((name) =>
      fs.readFileSync(join(dist, name), 'utf8').includes('child_process'),
    );
    expect(starting.sort()).toEqual([
      expect.stringMatching(/^chunks\/ssh-capture-\w+\.js$/),
      expect.stringMatching(/^chunks\/start-pager-\w+\.js$/),
    ]);
    const [ssh = [], pager = []] = starting.map((chunk) =>
      code.filter(
        (name) => name !== chunk && fs.readFileSync(join(dist, name), 'utf8').includes(basename(chunk)),
      ),
    );
    expect(ssh).toEqual(['commands/capture.js']);
    // One place asks for it, which every command prints through.
    expect(pager).toHaveLength(1);
    expect(fs.readFileSync(join(dist, pager[0] ?? ''), 'utf8')).toContain('FGTRACE_PAGER');
  });

  // As in a container that runs under a number (`docker run -u 12345`, OpenShift): no passwd entry, no HOME, no SHELL.
  (process.getuid?.() === 0 ? it : it.skip)(
    'the user: nobody knows him, and it runs (needs root to try)',
    () => {
      const command = [program, 'explain', 'POLICY_DENY'];
      const nobody = {
        uid: 54_321,
        gid: 54_321,
        env: { PATH: process.env['PATH'] },
        encoding: 'utf8',
      } as const;
      const { status, stdout, stderr } = spawnSync(process.execPath, command, nobody);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toContain('POLICY_DENY');
    },
  );

  it('every folder but that of -o', () => {
    for (const name of ['cwd', 'temporary', 'home', 'out']) fs.mkdirSync(place(name));
    const { status, stderr } = analyze([...files, '-o', place('out/report.txt')], {
      cwd: place('cwd'),
      env: {
        TMPDIR: place('temporary'),
        HOME: place('home'),
        XDG_CACHE_HOME: place('home'),
        XDG_CONFIG_HOME: place('home'),
      },
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(fs.readdirSync(place('out'))).toEqual(['report.txt']);
    for (const name of ['cwd', 'temporary', 'home'])
      expect([name, fs.readdirSync(place(name))]).toEqual([name, []]);
    expect(read(NAME, 'expected.txt')).toBeDefined();
  });
});
