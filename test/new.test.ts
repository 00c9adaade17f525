// @long it runs the compiler over the rules
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const top = fileURLToPath(new URL('..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'fgtrace-new-'));
afterAll(() => {
  rmSync(copy, { recursive: true });
});

const ROOMS = {
  offer: 'offers',
  control: 'control',
  remark: 'beside',
  capture: 'captures',
  'missing-pinhole': 'configured',
};
const made = Object.entries(ROOMS).flatMap(([room, samples]) => [
  `src/diagnose/rules/${room}/made-for-${room}.ts`,
  `src/diagnose/rules/${room}/index.ts`,
  `test/samples/${samples}.ts`,
]);

function run(...args: string[]): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, [join(top, 'scripts/new.js'), ...args], {
    cwd: copy,
    encoding: 'utf8',
  });
  return { status, stderr };
}

/** The program with the files of the copy in the place of the repository's. */
function complaints(files: readonly string[]): string[] {
  const read = ts.readConfigFile(join(top, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, top);
  const inCopy = (file: string): string => {
    const other = join(copy, relative(top, file));
    return !file.includes('node_modules') && existsSync(other) ? other : file;
  };
  const base = ts.createCompilerHost(options);
  const readFile = (file: string): string | undefined => base.readFile(inCopy(file));
  const host: ts.CompilerHost = {
    ...base,
    readFile,
    fileExists: (file) => base.fileExists(inCopy(file)),
    getSourceFile: (file, version) => {
      const text = readFile(file);
      return text === undefined ? undefined : ts.createSourceFile(file, text, version);
    },
  };
  const roots = files.map((file) => join(top, file));
  const program = ts.createProgram(roots, { ...options, noEmit: true }, host);
  return roots.flatMap((root) => {
    const source = program.getSourceFile(root);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ file, messageText }) =>
        `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}

describe('npm run new', () => {
  it('makes stubs of a rule in each room that the compiler accepts', () => {
    for (const file of [...made.filter((name) => !name.includes('made-for')), 'test/causes.test.ts'])
      cpSync(join(top, file), join(copy, file), { recursive: true });
    for (const file of ['package.json', '.prettierrc.json', '.prettierrc'])
      if (existsSync(join(top, file))) cpSync(join(top, file), join(copy, file));
    for (const [room, samples] of Object.entries(ROOMS)) {
      const code = `MADE_FOR_${room.toUpperCase().replaceAll('-', '_')}`;
      expect(run('rule', code, '--room', room)).toEqual({ status: 0, stderr: '' });
      const sample = readFileSync(join(copy, `test/samples/${samples}.ts`), 'utf8');
      const isBeside = room === 'remark' || room === 'capture';
      expect(sample).toContain(isBeside ? `remarks: ['${code}']` : `'failed ${code}'`);
      expect(readFileSync(join(copy, 'test/causes.test.ts'), 'utf8')).toContain(`  ${code}\n`);
    }
    expect(complaints(made)).toEqual([]);
  }, 120_000);

  it('asks for a code, for a room that exists, and for a rule that does not', () => {
    expect(run('rule', 'nocode').status).toBe(2);
    expect(run('rule', 'A_CODE', '--room', 'cellar').status).toBe(2);
    expect(run('rule', 'MADE_FOR_OFFER').status).toBe(1);
  });
});
