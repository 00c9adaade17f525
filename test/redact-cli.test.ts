import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { built, captured, fgtrace, program } from './program.js';
import { folderOf } from './samples/folder.js';

const NAME = 'explicit-ftps-over-vip';
const files = captured(NAME).map((file) => join(folderOf(NAME), file));
let folder = '';
const place = (name: string): string => join(folder, name);
const redact = (...args: string[]): { status: number | null; stderr: string } => {
  const { status, stderr } = fgtrace(['redact', ...args]);
  return { status, stderr };
};

(built ? describe : describe.skip)('copies are written as every other output', () => {
  beforeAll(() => {
    folder = fs.mkdtempSync(join(tmpdir(), 'redact-cli-'));
  });
  afterAll(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('for the user alone, and never over what is there', () => {
    expect(redact(...files, '-o', place('out'), '--map', place('map.json')).status).toBe(0);
    for (const name of ['out/wad.log', 'map.json']) expect(fs.statSync(place(name)).mode & 0o777).toBe(0o600);
    expect(redact(...files, '-o', place('out')).stderr).toMatch(/wad\.log exists already|flow\.log exists/);
    expect(redact(...files, '-o', place('other'), '--map', place('map.json'))).toEqual({
      status: 73,
      stderr: `Error: ${place('map.json')} exists already and was left as it is\n  Give another name.\n`,
    });
    expect(fs.existsSync(place('other'))).toBe(false);
  });

  it('through a link, and not over an input', () => {
    fs.mkdirSync(place('linked'));
    fs.writeFileSync(place('target'), 'old');
    fs.symlinkSync('../target', place('linked/wad.log'));
    expect(redact(...files, '-o', place('linked'), '--force').status).toBe(0);
    expect(fs.lstatSync(place('linked/wad.log')).isSymbolicLink()).toBe(true);
    expect(fs.readFileSync(place('target'), 'utf8')).toContain('wad_ftp_pasv_reply_handler');
    const copies = [place('out/wad.log'), place('out/flow.log')];
    expect(redact(...copies, '-o', place('out'), '--force').stderr).toContain('it is one of the inputs');
  });

  it('into a folder, which is not left where nothing was copied', () => {
    fs.writeFileSync(place('file'), '');
    for (const name of ['file', 'file/in']) expect(redact(...files, '-o', place(name)).status).toBe(73);
    expect(redact(...files, '-o', '/dev/stdout').stderr).toMatch(/is no folder/);
    expect(redact(place('nothing.log'), '-o', place('unmade')).status).toBe(66);
    expect(fs.existsSync(place('unmade'))).toBe(false);
  });

  it('and a folder of them is checked file by file', () => {
    fs.mkdirSync(place('checked'));
    fs.writeFileSync(place('checked/a.log'), 'nothing\n\npassword=x1\n');
    fs.writeFileSync(place('checked/b.log'), 'token=x2\n');
    const { status, stdout } = fgtrace(['redact', '--check', place('checked')]);
    expect([status, stdout]).toEqual([
      1,
      `${place('checked/a.log')}:3:10: secret\n${place('checked/b.log')}:1:7: secret\n`,
    ]);
  });

  it('and leave nothing where they are interrupted', async () => {
    const text = fs.readFileSync(files.find((file) => file.endsWith('flow.log')) ?? '', 'utf8');
    fs.writeFileSync(place('long.log'), text.repeat(4000));
    fs.mkdirSync(place('stopped'));
    const child = spawn(process.execPath, [program, 'redact', place('long.log'), '-o', place('stopped')], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const ended = once(child, 'close');
    while (fs.readdirSync(place('stopped')).length === 0) await new Promise((next) => setTimeout(next, 10));
    child.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
    expect(fs.readdirSync(place('stopped'))).toEqual([]);
  });
});
