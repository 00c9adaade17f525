import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

const DECLARATION =
  /^export (?:declare )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm;

/** Rules that judge one cause on an offer, and on a control session of which no offer can be read. */
const TWINS = new Set([
  'arpUnresolved',
  'dataSynDropped',
  'offerRefused',
  'pasvPrivateAddressLeaked',
  'pinholeNotOpened',
]);
const ROOMS_OF_TWINS = ['diagnose/rules/control', 'diagnose/rules/offer'];

function exportsOf(source: string): string[] {
  return [...new Set([...source.matchAll(DECLARATION)].map(([, name]) => name ?? ''))];
}

const src = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(src, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .sort();

const exporters = new Map<string, string[]>();
for (const file of files)
  for (const name of exportsOf(readFileSync(join(src, file), 'utf8')))
    exporters.set(name, [...(exporters.get(name) ?? []), file]);
const shared = [...exporters].filter(([, places]) => places.length > 1);

describe('an exported name', () => {
  it('has one meaning: one file of src exports it', () => {
    expect(exporters.size).toBeGreaterThan(500);
    expect(shared.filter(([name]) => !TWINS.has(name))).toEqual([]);
  });

  it.each([...TWINS])('%s stands for one cause in both rooms of rules', (name) => {
    const rooms = (exporters.get(name) ?? []).map((file) => file.split('/').slice(0, -1).join('/'));
    expect(rooms).toEqual(ROOMS_OF_TWINS);
  });

  it('is found in every kind of declaration', () => {
    const source = [
      'export function a() {}',
      'export async function b() {}',
      'export function* c() {}',
      'export const d = 1;',
      'export interface e {}',
      'export type f = 1;',
      'const g = 1;',
      'export function a(more: string): void;',
    ].join('\n');
    expect(exportsOf(source)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });
});
