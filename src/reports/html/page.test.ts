/// <reference lib="dom" />
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from '../../../scripts/chromium.ts';
import type { Dossier } from '../../dossier/dossier.ts';
import { hostileDossier, largeDossier, richDossier } from './dossier.fixture.ts';
import { renderHtml } from './render.ts';

let browser: Browser;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-page-'));
  browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  /** Console errors, page errors and requests for anything but the file itself. */
  readonly faults: string[];
}

async function open(dossier: Dossier, options: Parameters<Browser['newPage']>[0] = {}): Promise<Opened> {
  const path = join(folder, `${dossier.subject.kind}-${Math.floor(performance.now() * 1000)}.html`);
  writeFileSync(path, await renderHtml(dossier));
  const page = await browser.newPage(options);
  const faults: string[] = [];
  const own = pathToFileURL(path).href;
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on(
    'request',
    (request) => request.url() !== own && !request.url().startsWith('data:') && faults.push(request.url()),
  );
  await page.goto(own);
  return { page, faults };
}

/** Saves a picture where ASSAY_SHOTS names a folder: for people to look at. */
async function shoot(page: Page, name: string): Promise<void> {
  const shots = process.env['ASSAY_SHOTS'];
  const bytes = await page.screenshot({ fullPage: true });
  expect(bytes.length).toBeGreaterThan(5000);
  if (shots !== undefined) writeFileSync(join(shots, `${name}.png`), bytes);
}

const accessibility = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Violations of WCAG 2 A and AA that axe finds. */
async function violations(page: Page): Promise<string[]> {
  // The page's own policy allows no other script: axe comes in through the debugger.
  await page.evaluate(accessibility);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(context: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations: found } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
}

describe('the page', () => {
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('says what was found, in %s at %i pixels, without a fault', async (colorScheme, width) => {
    const { page, faults } = await open(richDossier(), { colorScheme, viewport: { width, height: 800 } });
    const text = await page.innerText('body');
    expect(text).toContain('1 critical, 1 medium, 1 low findings in 2 files.');
    expect(text).toContain("os.system('echo harmless')");
    expect(text).toContain('Only files were examined');
    expect(text).not.toMatch(/\b(clean|safe)\b/i);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await shoot(page, `${colorScheme}-${width}`);
    await page.close();
  });

  it('lets nothing of a hostile subject out of its text', async () => {
    const { page, faults } = await open(hostileDossier(), { viewport: { width: 360, height: 800 } });
    await page.hover('article a');
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.innerText('body')).toContain('</script><script>');
    expect(await page.innerText('body')).not.toContain('\u202e');
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(faults).toEqual([]);
    await shoot(page, 'hostile-360');
    await page.close();
  });

  it('is worked with the keyboard', async () => {
    const { page } = await open(richDossier());
    await page.waitForSelector('article');
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
    await page.keyboard.type('mine.Thing');
    expect(await page.locator('article:visible').count()).toBe(1);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('mine.Thing');
    await page.keyboard.press('k');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('os.system');
    await page.close();
  });

  it('filters by severity, sorts files, and shows accepted findings apart', async () => {
    const { page } = await open(richDossier());
    await page.selectOption('select', 'low');
    expect(await page.locator('article:visible').count()).toBe(1);
    await page.selectOption('select', 'all');
    await page.getByText('1 finding accepted by the baseline').click();
    expect(await page.innerText('body')).toContain('Accepted: reviewed (until 2027-01-01)');
    await page.getByRole('button', { name: 'size' }).click();
    await page.getByRole('button', { name: 'size' }).click();
    expect(await page.locator('tbody tr').first().innerText()).toContain('pytorch_model.bin');
    await page.close();
  });

  it('prints everything on white paper', async () => {
    const { page } = await open(richDossier(), { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'light');
    await page.waitForSelector('details[open]');
    expect(await page.locator('input:visible, select:visible').count()).toBe(0);
    expect(await page.innerText('body')).toContain('Accepted: reviewed');
    expect(await page.innerText('body')).toContain('b'.repeat(64));
    const pdf = await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '12mm', right: '12mm' } });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const shots = process.env['ASSAY_SHOTS'];
    if (shots !== undefined) writeFileSync(join(shots, 'report.pdf'), pdf);
    await page.close();
  });

  it('says what was found without JavaScript', async () => {
    const { page } = await open(richDossier(), { javaScriptEnabled: false });
    expect(await page.innerText('body')).toContain('1 critical, 1 medium, 1 low findings in 2 files.');
    await page.close();
  });

  it('shows ten thousand findings a step at a time', async () => {
    const { page, faults } = await open(largeDossier());
    expect(await page.locator('article').count()).toBe(50);
    await page.getByRole('button', { name: /Show more \(50 of 10,000\)/ }).click();
    expect(await page.locator('article').count()).toBe(250);
    expect(await page.locator('tbody tr').count()).toBe(200);
    expect(faults).toEqual([]);
    await page.close();
  });
});
