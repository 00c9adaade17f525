import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { captureRecipe, type Target } from '../src/catalogue/recipes.js';
import { recipe } from '../src/report/sections/capture-recipe.js';
import { widthOf } from '../src/report/text/width.js';

const V4: Target = { client: '10.230.4.86', vip: '10.230.4.72', port: 21, server: '10.220.3.202' };
const V6: Target = { client: '2001:db8:1::86', vip: '2001:db8:2::72', port: 990 };

const commandsOf = (target: Target): string[] =>
  Object.values(captureRecipe(target)).flatMap(({ commands }) => commands);

describe('the recipe', () => {
  it('fills in the filters', () => {
    const { wad, flow, sniffer, lists } = captureRecipe(V4);
    expect(wad.commands).toContain('diagnose wad filter src 10.230.4.86');
    expect(flow.commands).toContain('diagnose debug flow filter addr 10.230.4.86');
    expect(sniffer.commands).toEqual([
      "diagnose sniffer packet any '(host 10.230.4.86 or host 10.220.3.202 or icmp) and not port 22' 4 0 l",
    ]);
    expect(lists.commands).toContain('diagnose sys session filter src 10.220.3.202');
  });

  it('uses the commands of IPv6, and none that is known for IPv4 alone', () => {
    const commands = commandsOf(V6);
    expect(commands).toEqual(
      expect.arrayContaining([
        'diagnose debug flow filter6 addr 2001:db8:1::86',
        'diagnose debug flow trace start6 10000',
        'diagnose sys session6 filter src 2001:db8:1::86',
        "diagnose sniffer packet any '(host 2001:db8:1::86 or icmp6) and not port 22' 4 0 l",
        'curl -g -v -u <user> ftps://[2001:db8:2::72]:990/',
      ]),
    );
    expect(
      commands.filter((one) => /flow filter |start \d|session filter|list expectation/.test(one)),
    ).toEqual([]);
  });

  it('asks for both kinds of ICMP where the families differ', () => {
    const { sniffer } = captureRecipe({ ...V6, server: '10.220.3.202' });
    expect(sniffer.commands[0]).toContain('host 10.220.3.202 or icmp6 or icmp)');
  });

  it.each([V4, V6])('starts nothing that it does not stop and clear (%#)', (target) => {
    const { stop } = captureRecipe(target) as Record<string, { commands: readonly string[] }>;
    const flow = target.client.includes(':') ? 'filter6' : 'filter';
    expect(stop!.commands).toEqual(
      expect.arrayContaining([
        'diagnose debug disable',
        'diagnose debug reset',
        'diagnose debug flow trace stop',
        `diagnose debug flow ${flow} clear`,
        'diagnose wad debug clear',
        'diagnose wad filter clear',
      ]),
    );
  });

  it.each([V4, V6, { client: '10.0.0.1', vip: '10.0.0.2' }])('leaves nothing empty (%#)', (target) => {
    const text = [...recipe(Object.values(captureRecipe(target)), 80)].join('');
    expect(text).not.toMatch(/undefined|null|<>|\t/);
    const wide = text.split('\n').filter((line) => widthOf(line) > 80);
    // A quoted filter cannot be broken and still be pasted.
    expect(wide.filter((line) => !line.trimStart().startsWith("'("))).toEqual([]);
  });
});

describe('what is known of the session', () => {
  it('plain FTP shows its bytes in the one sniffer, and asks for no TLS', () => {
    const { sniffer, plainSniffer, transfer } = captureRecipe({ ...V4, protocol: 'ftp' }) as Steps;
    expect(sniffer?.commands[0]).toMatch(/ 6 0 l$/);
    expect(plainSniffer).toBeUndefined();
    expect(transfer?.commands).toEqual(['curl -v -u <user> ftp://10.230.4.72:21/']);
  });

  it.each([
    ['ftps', 'curl -v --ssl-reqd -u <user> ftp://10.0.0.2:21/'],
    ['implicit', 'curl -v -u <user> ftps://10.0.0.2:990/'],
  ] as const)('%s', (protocol, line) => {
    const steps = captureRecipe({ client: '10.0.0.1', vip: '10.0.0.2', protocol }) as Steps;
    expect(steps['transfer']?.commands).toEqual([line]);
    expect(
      Object.values(steps)
        .flatMap((step) => step?.commands)
        .join(),
    ).not.toMatch(/ 6 0 l/);
  });

  it('every SSH session enters the VDOM first, and is not told to', () => {
    const steps = captureRecipe({ ...V4, vdom: 'root' }) as Steps;
    for (const name of ['wad', 'flow', 'sniffer', 'lists'])
      expect(steps[name]?.commands.slice(0, 2)).toEqual(['config vdom', 'edit root']);
    expect(steps['prepare']?.notes.join()).not.toContain('<vdom>');
  });

  it('the README prints the same commands', () => {
    const readme = readFileSync(`${root}README.md`, 'utf8');
    const chapter = readme.slice(readme.indexOf('## Take the captures'), readme.indexOf('## Commands'));
    const printed = [...chapter.matchAll(/^ +(diagnose .*)$|`(diagnose [^`]*)`/gm)].map(
      ([, block, inline]) => block ?? inline,
    );
    const commands = commandsOf({ client: '203.0.113.10', vip: '198.51.100.7', server: '10.0.0.5' });
    expect(printed.length).toBeGreaterThan(15);
    expect(printed.filter((line) => !commands.includes(line ?? ''))).toEqual([]);
  });
});

type Steps = Partial<Record<string, { notes: readonly string[]; commands: readonly string[] }>>;

const root = fileURLToPath(new URL('..', import.meta.url));

function capture(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const run = [`${root}bin/run.js`, 'capture', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, run, { encoding: 'utf8', input: '', env });
  return { status, stdout, stderr };
}

describe('fgtrace capture', () => {
  it('prints the recipe', () => {
    const given = ['--client', V4.client, '--vip', `${V4.vip}:21`, '--server', V4.server!];
    expect(capture(...given)).toEqual({
      status: 0,
      stdout: [...recipe(Object.values(captureRecipe(V4)), 80)].join(''),
      stderr: '',
    });
  });

  it('takes IPv6 in any spelling', () => {
    const { status, stdout } = capture('--client', '2001:DB8:1:0::86', '--vip', '[2001:db8:2::72]:990');
    expect(status).toBe(0);
    expect(stdout).toContain('filter6 addr 2001:db8:1::86\n');
    expect(stdout).toContain('ftps://[2001:db8:2::72]:990/');
  });

  it.each([
    [
      ['--client', 'ftp.example.com', '--vip', '10.0.0.2'],
      '--client ftp.example.com is no IPv4 or IPv6 address',
    ],
    [
      ['--client', '10.0.0.1', '--vip', '10.0.0.2:0'],
      '--vip 10.0.0.2:0 is no address, and no address with a port',
    ],
    [['--client', '10.0.0.1', '--vip', '10.0.0.300:21'], '--vip 10.0.0.300 is no IPv4 or IPv6 address'],
    [['--client', '10.0.0.1', '--vip', '10.0.0.1:21'], '--client and --vip are the same address, 10.0.0.1'],
    [['--client', '10.0.0.1', '--vip', '2001:db8::1'], 'one is IPv4, the other IPv6'],
    [['--client', '10.0.0.1', '--vip', '10.0.0.2', '--server', 'x'], '--server x is no IPv4 or IPv6 address'],
    [['--vip', '10.0.0.2'], 'Missing required flag client'],
    [['--client', '10.0.0.1', '--vip', '10.0.0.2', '--vdom', 'a b'], '--vdom a b is no name of a VDOM'],
  ])('refuses %j', (args, sentence) => {
    const { status, stdout, stderr } = capture(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });
});
