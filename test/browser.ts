import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** `FGTRACE_BROWSER` names it, and then it has to be there: `.ci/run` sets it. */
export const BROWSER =
  process.env['FGTRACE_BROWSER'] ??
  ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].find((path) =>
    existsSync(path),
  );

/** Its text finds, in a page, what people with screen readers or without a mouse stumble over. */
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What it finds in a page, with where. */
export async function stumbled(page: Page): Promise<unknown> {
  await page.evaluate(axe);
  return page.evaluate(
    'axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))',
  );
}

/** What is used of playwright-core. Its own types need those of a browser, which would then be known in all of src. */
const { chromium } = require('playwright-core') as {
  chromium: { launch: (options: { executablePath: string }) => Promise<Browser> };
};

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: BROWSER ?? '' });

export interface Browser {
  newContext: (options: ContextOptions) => Promise<Context>;
  close: () => Promise<void>;
}
export interface ContextOptions {
  offline?: boolean;
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  javaScriptEnabled?: boolean;
}
interface Context {
  newPage: () => Promise<Page>;
  close: () => Promise<void>;
}
export interface Page {
  on: ((event: 'console', heard: (message: { text: () => string }) => void) => void) &
    ((event: 'pageerror', heard: (error: Error) => void) => void) &
    ((event: 'request', heard: (request: { url: () => string }) => void) => void) &
    ((event: 'dialog', heard: () => void) => void);
  goto: (url: string) => Promise<unknown>;
  context: () => Context;
  /** The script is text, for it runs in the page. */
  evaluate: (script: string) => Promise<unknown>;
  title: () => Promise<string>;
  pdf: () => Promise<Buffer>;
  waitForEvent: (event: 'download') => Promise<{ path: () => Promise<string> }>;
  frameLocator: (selector: string) => Pick<Page, 'getByText'>;
  getByText: (text: string) => Locator;
  readonly keyboard: { press: (key: string) => Promise<void> };
  locator: (selector: string) => Locator;
  getByLabel: (label: string, options?: { exact: boolean }) => Locator;
  getByRole: (role: string, options: { name: string; exact?: boolean }) => Locator;
}
export interface Upload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}
interface Locator {
  first: () => Locator;
  locator: (selector: string) => Locator;
  click: () => Promise<void>;
  fill: (text: string) => Promise<void>;
  selectOption: (value: string) => Promise<unknown>;
  check: () => Promise<void>;
  focus: () => Promise<void>;
  isChecked: () => Promise<boolean>;
  isVisible: () => Promise<boolean>;
  /** Paths, or files that are nowhere. */
  setInputFiles: (files: string | readonly Upload[]) => Promise<void>;
  waitFor: (options?: { state?: 'visible'; timeout?: number }) => Promise<void>;
  count: () => Promise<number>;
  textContent: () => Promise<string | null>;
}
