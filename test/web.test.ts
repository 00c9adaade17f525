// @long it starts a browser
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import {
  BROWSER,
  launch,
  stumbled,
  type Browser,
  type ContextOptions,
  type Page,
  type Upload,
} from './browser.js';
import { REAL, sampleNames, stored } from './samples/folder.js';
import { analyse, print } from './samples/run.js';
import { share } from './samples/share.js';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Bytes. */
const LARGE = 100_000_000;
const FAILS = 'proxy-policy-deny';

const folder = mkdtempSync(join(tmpdir(), 'fgtrace-web-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const TITLE = 'the page (skipped without a browser: install chromium, or name it by FGTRACE_BROWSER)';

const uploads = (files: Readonly<Record<string, string | Buffer>>): Upload[] =>
  Object.entries(files).map(([name, data]) => ({
    ...{ name, mimeType: 'text/plain' },
    buffer: Buffer.from(data as string),
  }));

(BROWSER === undefined ? describe.skip : describe)(TITLE, () => {
  let browser: Browser;
  let noise: string[] = [];

  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/web.js'], { cwd: root });
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
  });
  afterEach(() => {
    // Neither a message on the console nor a request.
    expect(noise).toEqual([]);
  });

  async function open(options: ContextOptions = {}): Promise<Page> {
    noise = [];
    const page = await (await browser.newContext({ offline: true, ...options })).newPage();
    page.on('console', (message) => noise.push(message.text()));
    page.on('pageerror', (error) => noise.push(error.message));
    page.on('request', (request) => {
      if (!/^(?:file|blob|data):/.test(request.url())) noise.push(request.url());
    });
    await page.goto(pathToFileURL(`${root}dist-web/fgtrace.html`).href);
    return page;
  }

  async function analysed(page: Page, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
    const clear = page.locator('#clear');
    if (await clear.isVisible()) await clear.click();
    await page.locator('#files').setInputFiles(uploads(files));
    await page.locator('#analyse').click();
    await page.locator('#result').waitFor({ state: 'visible' });
  }

  async function saved(page: Page, name: string): Promise<string> {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    return readFileSync(await (await download).path(), 'utf8');
  }

  it('writes what the command prints', async () => {
    const page = await open();
    await analysed(page, stored(FAILS));
    for (const name of ['text', 'JSON', 'Markdown', 'HTML']) {
      const format = name.toLowerCase() as 'text';
      expect(await saved(page, `Report (${name})`)).toBe(print(analyse(stored(FAILS)), format));
    }
  });

  it('says of every sample what the command says', async () => {
    const page = await open();
    const wrong: string[] = [];
    for (const name of share(sampleNames(), 24)) {
      await analysed(page, stored(name));
      const wanted = print(analyse(stored(name)), 'json');
      if ((await saved(page, 'Report (JSON)')) !== wanted) wrong.push(name);
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('reads what is packed, and what is UTF-16', async () => {
    const page = await open();
    const files = stored(REAL);
    const [first = '', second = '', ...others] = Object.keys(files);
    const changed: Record<string, string | Buffer> = { ...files };
    changed[first] = gzipSync(files[first] ?? '');
    changed[second] = Buffer.concat([Buffer.from([255, 254]), Buffer.from(files[second] ?? '', 'utf16le')]);
    expect(others.length).toBeGreaterThan(0);
    await analysed(page, changed);
    expect(await saved(page, 'Report (JSON)')).toBe(print(analyse(files), 'json'));
  });

  it('shows the report in the page', async () => {
    const page = await open();
    await analysed(page, stored(FAILS));
    expect(await page.locator('#verdict').textContent()).toBe('FAILED');
    const report = page.frameLocator('#report');
    await report.getByText('POLICY_DENY').first().waitFor();
  });

  it('redacts, and offers the copies', async () => {
    const page = await open();
    await page.locator('#redact').check();
    await analysed(page, stored(FAILS));
    const { client } = analyse(stored(FAILS)).controlSessions[0]!;
    const address = client!.replace(/:\d+$/, '');
    const json = await saved(page, 'Report (JSON)');
    expect(JSON.parse(json)).toMatchObject({ verdict: 'failed', redacted: {} });
    expect(json).not.toContain(address);
    const copy = await saved(page, 'Redacted: flow.log');
    expect(copy.split('\n').length).toBe(stored(FAILS)['flow.log']!.split('\n').length);
    expect(copy).not.toContain(address);
    expect(await saved(page, 'The fewest lines')).not.toContain(address);
  });

  it('finds the fewest lines, which lead to the same', async () => {
    const page = await open();
    await analysed(page, stored(FAILS));
    const lines = await saved(page, 'The fewest lines');
    await analysed(page, { 'evidence.txt': lines });
    expect(JSON.parse(await saved(page, 'Report (JSON)'))).toMatchObject({
      offers: [{ code: 'POLICY_DENY' }],
    });
  });

  it('says what is wrong with a file', async () => {
    const page = await open();
    await page.locator('#files').setInputFiles(uploads({ 'a.txt': 'nothing of the kind\n' }));
    await page.locator('#analyse').click();
    await page.getByText('Nothing in a.txt was recognised as FortiGate output').waitFor();
    expect(await page.locator('#result').isVisible()).toBe(false);
  });

  it('stays responsive with a large file, tells how far it is, and can be stopped', async () => {
    const page = await open();
    const [flow = ''] = [stored(REAL)['flow.log']];
    writeFileSync(join(folder, 'flow.log'), flow.repeat(Math.ceil(LARGE / flow.length)));
    await page.locator('#files').setInputFiles(join(folder, 'flow.log'));
    await page.locator('#analyse').click();
    const far = (): Promise<unknown> => page.evaluate("document.getElementById('progress').value");
    while (((await far()) as number) < 0.02) await setTimeout(20);
    await page.locator('#cancel').click();
    await page.getByText('Cancelled.').waitFor({ timeout: 2000 });
    await analysed(page, stored(FAILS));
    expect(await page.locator('#verdict').textContent()).toBe('FAILED');
  }, 60_000);

  it.each(['light', 'dark'] as const)('can be used by everybody: %s', async (colorScheme) => {
    const page = await open({ colorScheme, viewport: { width: 380, height: 800 } });
    await analysed(page, stored(FAILS));
    expect(await stumbled(page)).toEqual([]);
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(380);
  });

  it('works by the keyboard alone', async () => {
    const page = await open();
    await page.locator('#files').setInputFiles(uploads(stored(FAILS)));
    await page.locator('#files').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.locator('#redact').isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#result').waitFor({ state: 'visible' });
    // Whoever hears the page is led to the verdict.
    expect(await page.evaluate('document.activeElement.id')).toBe('verdict');
  });
});
