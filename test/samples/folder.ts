import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../samples', import.meta.url));

export const REAL = 'explicit-ftps-over-vip';

export const folderOf = (name: string): string => `${root}/${name}`;

/** The cases: the folders, beside which the index by symptom stands. */
export const sampleNames = (): string[] =>
  readdirSync(root, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    .sort();

export const read = (name: string, file: string): string | undefined => {
  const path = `${folderOf(name)}/${file}`;
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};

export const write = (name: string, file: string, text: string): void => {
  mkdirSync(folderOf(name), { recursive: true });
  writeFileSync(`${folderOf(name)}/${file}`, text);
};

export const remove = (name: string, file: string): void => {
  rmSync(`${folderOf(name)}/${file}`, { force: true });
};

const CAPTURE = /\.(?:log|txt|conf)$/;

/** The captures in a case's folder by name. */
export function stored(name: string): Record<string, string> {
  const files = existsSync(folderOf(name)) ? readdirSync(folderOf(name)) : [];
  const names = files.filter((file) => CAPTURE.test(file) && !file.startsWith('expected.')).sort();
  return Object.fromEntries(names.map((file) => [file, read(name, file) ?? '']));
}
