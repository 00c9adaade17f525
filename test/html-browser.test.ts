// @long it starts a browser
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import type { OfferReport, ReportDocument } from '../src/document.js';
import { formats } from '../src/report/formats/index.js';
import { BROWSER, launch, stumbled, type Browser, type ContextOptions, type Page } from './browser.js';
import { failed, hostile, many, worked } from './documents.js';
import { REAL, stored } from './samples/folder.js';
import { analyse } from './samples/run.js';

const folder = mkdtempSync(join(tmpdir(), 'fgtrace-html-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** 5,000 offers in 500 control sessions; every twelfth failed. */
function thousands(): ReportDocument {
  const offers = Array.from({ length: 5000 }, (_, at): OfferReport => {
    const like = at % 12 === 0 ? failed : worked;
    const [id, control] = [`O${at + 1}`, `C${Math.floor(at / 10) + 1}`];
    return { ...like.offers[0]!, id, control, endpoint: `10.220.3.202:${40_000 + at}` };
  });
  const controlSessions = Array.from({ length: 500 }, (_, at) => ({
    ...worked.controlSessions[0]!,
    ...{ id: `C${at + 1}`, client: `10.230.${at >> 8}.${at & 255}:50000` },
  }));
  const findings = offers.map(({ id, verdict }) => ({
    ...(verdict === 'failed' ? failed : worked).findings[0]!,
    subject: id,
  }));
  const totals = { controlSessions: 500, offers: 5000, failed: 417, worked: 4583 };
  return { ...many(), controlSessions, offers, findings, totals };
}

const TITLE = 'the page in a browser (skipped without one: install chromium, or name it by FGTRACE_BROWSER)';

(BROWSER === undefined ? describe.skip : describe)(TITLE, () => {
  let browser: Browser;
  let noise: string[] = [];

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
  });
  afterEach(() => {
    expect(noise).toEqual([]);
  });

  async function open(document: ReportDocument, options: ContextOptions = {}): Promise<Page> {
    const file = join(folder, 'report.html');
    const report = formats.html.report(document, { width: 80, colour: false, detail: 1000 });
    writeFileSync(file, [...report].join(''));
    const page = await (await browser.newContext({ offline: true, ...options })).newPage();
    noise = [];
    page.on('console', (message) => noise.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
    page.on('dialog', () => noise.push('dialog'));
    page.on('request', (request) => {
      if (!/^(?:file|data):/.test(request.url())) noise.push(`request: ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    return page;
  }

  const openAll = (page: Page): Promise<unknown> =>
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true;");

  const visible = (page: Page): Promise<unknown> =>
    page.evaluate(
      "[...document.querySelectorAll('table.directory tbody tr:not([hidden]) th')].map((one) => one.textContent)",
    );

  it.each(['light', 'dark'] as const)(
    'is sound for everybody: %s',
    async (colorScheme) => {
      const real = analyse(stored(REAL));
      for (const [width, document] of [[1600, real] as const, [380, failed] as const]) {
        const page = await open(document, { colorScheme, viewport: { width, height: 800 } });
        await openAll(page);
        expect(await stumbled(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
        await page.context().close();
      }
    },
    120_000,
  );

  it('runs nothing that a log says', async () => {
    const page = await open(hostile('"><img src=x onerror=alert(1)></noscript><script>alert(1)</script>'));
    await openAll(page);
    expect(await page.evaluate('document.images.length')).toBe(0);
    await page.context().close();
  }, 120_000);

  it('filters, sorts, and leads from a claim to its line', async () => {
    const page = await open(many());
    await page.getByLabel('Verdict').selectOption('inconclusive');
    expect(await visible(page)).toEqual(['O498', 'O499', 'O500']);
    await page.getByRole('button', { name: 'Id', exact: true }).click();
    await page.getByRole('button', { name: 'Id', exact: true }).click();
    expect(await visible(page)).toEqual(['O500', 'O499', 'O498']);
    await page.getByLabel('Find', { exact: true }).fill('50499 pasv');
    expect(await visible(page)).toEqual(['O499']);
    await page.locator('table.directory').locator('tr:not([hidden]) a').first().click();
    await page.locator('#O499 table.stages').waitFor();
    await page.locator('#O499 table.stages a.at').first().click();
    await page.locator('li.here').waitFor();
    expect(await page.locator('li.here').textContent()).toMatch(/^explicit-ftps-over-vip\.txt:\d+ /);
    await page.getByLabel('Find in lines').fill('offer_ip 50756');
    await page.locator("form[data-lines] output:text-is('1 line')").waitFor();
    await page.context().close();
  }, 120_000);

  it('opens and filters 5,000 offers without making anybody wait', async () => {
    const page = await open(thousands());
    expect(await visible(page)).toHaveLength(400);
    const opened = await page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd");
    const filtered = await page.evaluate(`(() => {
      const start = performance.now();
      const input = document.querySelector('.filter input');
      input.value = '10.230.1.5:';
      input.dispatchEvent(new Event('input', { bubbles: true }));
      return document.body.offsetHeight && performance.now() - start;
    })()`);
    expect(await visible(page)).toHaveLength(11);
    // Many times what it takes, for machines that do much else.
    expect(opened).toBeLessThan(15_000);
    expect(filtered).toBeLessThan(2000);
    await page.getByLabel('Find', { exact: true }).fill('O4993');
    await page.locator('table.directory').locator('tr:not([hidden]) a').first().click();
    await page.locator('#O4993 table.stages').waitFor();
    await page.context().close();
  }, 120_000);

  it('opens everything for paper, and shuts it again', async () => {
    const few = { ...many(), offers: many().offers.slice(0, 60), timeline: worked.timeline };
    const page = await open(few);
    await page.evaluate(`addEventListener('beforeprint', () => {
      document.title = document.querySelectorAll('details:not([open]), details > noscript').length + ' shut';
    })`);
    const pdf = await page.pdf();
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await page.title()).toBe('0 shut');
    expect(await page.locator('details:not([open])').count()).toBeGreaterThan(60);
    await page.context().close();
  }, 120_000);

  it('tells everything without scripts', async () => {
    const page = await open(many(), { javaScriptEnabled: false });
    expect(await page.locator('details.story table.stages').count()).toBeGreaterThan(490);
    expect(await page.locator('ol.raw li').count()).toBeGreaterThan(10);
    expect(await page.locator('form:visible, button').count()).toBe(0);
    await page.context().close();
  }, 120_000);
});
