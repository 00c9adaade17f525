import { existsSync } from 'node:fs';

/**
 * The files that a pattern (`*.log`, `day?/**`) means, where a shell passed it on as it was typed: cmd and PowerShell
 * always do. A name that exists is no pattern, whatever it is made of; one that nothing matches stays as it is.
 */
export async function expandPattern(name: string): Promise<string[]> {
  if (!/[*?[{]/.test(name) || existsSync(name)) return [name];
  const { glob } = await import('tinyglobby');
  const pattern = process.platform === 'win32' ? name.replaceAll('\\', '/') : name;
  const files = await glob(pattern, { expandDirectories: false, onlyFiles: false });
  return files.length === 0 ? [name] : files.map((file) => file.replace(/\/$/, ''));
}
