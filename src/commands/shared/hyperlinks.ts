import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { PrintOptions } from '../../report/print-options.js';

/**
 * Addresses of the files that were read, for a terminal that opens them at a click; undefined for any other place, and
 * where the report names nobody. What lies in an archive has none.
 */
export async function linksTo(
  names: readonly string[],
  { output, redact }: { readonly output: string | undefined; readonly redact: boolean },
): Promise<PrintOptions['linkTo']> {
  if (redact || (output !== undefined && output !== '-') || !(await knowsLinks())) return undefined;
  const host = process.platform === 'win32' ? '' : hostname();
  const known = new Map<string, string | undefined>();
  const addressOf = (file: string): string | undefined => {
    const isRead = names.some((name) => file === name || file.startsWith(name.replace(/\/*$/, '/')));
    return isRead && existsSync(file) ? pathToFileURL(resolve(file)).pathname : undefined;
  };
  return (file, line) => {
    if (!known.has(file)) known.set(file, addressOf(file));
    const path = known.get(file);
    return path === undefined ? undefined : `file://${host}${path}#${line}`;
  };
}

async function knowsLinks(): Promise<boolean> {
  const { FORCE_HYPERLINK = '', NO_HYPERLINK = '' } = process.env;
  if (FORCE_HYPERLINK === '' && (NO_HYPERLINK !== '' || !process.stdout.isTTY)) return false;
  const { createSupportsHyperlinks } = await import('supports-hyperlinks');
  return createSupportsHyperlinks(process.stdout);
}
