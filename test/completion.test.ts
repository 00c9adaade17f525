import { spawnSync } from 'node:child_process';

import { describe, expect, it } from '@jest/globals';

import { fgtrace } from './program.js';

const script = (shell: string): string => {
  const { status, stdout } = fgtrace(['completion', shell]);
  expect(status).toBe(0);
  return stdout;
};

describe('completion in bash', () => {
  const bash = script('bash');
  it.each([
    ['fgtrace ana', ['analyze']],
    ['fgtrace analyze --form', ['--format']],
    ['fgtrace analyze --format ma', ['markdown']],
    ['fgtrace sessions --code POLICY_DEN', ['POLICY_DENY']],
    ['fgtrace explain POLICY_DEN', ['POLICY_DENY']],
    ['fgtrace export pc', ['pcapng']],
    ['fgtrace export pcapng --outp', ['--output']],
    ['fgtrace analyze nothing', []],
  ])('%s', (typed, wanted) => {
    const words = typed.split(' ');
    const asked = `PATH=/nowhere
${bash}
      COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _fgtrace; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', asked], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.split('\n').filter((line) => line !== '')).toEqual(wanted);
  });
});

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

/** Where the shell is not installed there is nothing to ask. */
const within = (shell: string) => (has(shell) ? it : it.skip);

describe('completion in other shells', () => {
  within('fish')('fish', () => {
    const ask = (typed: string): string =>
      spawnSync('fish', ['--no-config', '-c', `${script('fish')}\ncomplete -C '${typed}'`], {
        encoding: 'utf8',
      }).stdout;
    expect(ask('fgtrace ana')).toMatch(/^analyze\t/m);
    expect(ask('fgtrace analyze --form')).toMatch(/^--format\t/m);
    expect(ask('fgtrace analyze --format ma')).toMatch(/^markdown/m);
    expect(ask('fgtrace export pc')).toMatch(/^pcapng\t/m);
  });

  within('zsh')('zsh takes the script', () => {
    const asked = `autoload -Uz compinit && compinit -D\n${script('zsh')}\nprint $_comps[fgtrace]`;
    const { stdout, stderr } = spawnSync('zsh', ['-f', '-c', asked], { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '_fgtrace\n', stderr: '' });
  });

  it('powershell knows every command', () => {
    for (const command of ['analyze', 'export pcapng', 'samples'])
      expect(script('powershell')).toContain(`'${command}' = @(`);
  });

  it('an unknown shell is answered', () => {
    expect(fgtrace(['completion', 'bsh'])).toMatchObject({ status: 2, stdout: '' });
  });
});
