/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIGURES, hostileFigures } from '../../core/figures/figures.fixture.ts';
import { figuredDossier } from '../figured.fixture.ts';
import { TINTS } from '../palette.ts';
import { overflow, Reader, violations } from './browser.fixture.ts';

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
}, 120_000);
afterAll(() => reader?.close());

const rgb = (hex: string): string =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

describe('figures of every kind on the page', () => {
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('are drawn and told, in %s at %i pixels, without a fault', async (colorScheme, width) => {
    const { page, faults } = await reader.open(figuredDossier(), { colorScheme, viewport: { width, height: 800 } });
    const drawings = page.locator('.study-figure svg:visible');
    expect(await drawings.count()).toBe(FIGURES.length);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    // One look at all of them: a question for each of a thousand would take minutes.
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll('.study-figure svg :is(text, rect, circle)')]
        .filter((mark) => mark.checkVisibility())
        .map((mark) => ({ of: mark.textContent, box: mark.getBoundingClientRect() }))
        .filter(({ box }) => box.left < 0 || box.right > innerWidth)
        .map(({ of, box }) => `${of} ${box.left} ${box.right}`),
    );
    expect(outside).toEqual([]);
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    const full = await page
      .locator('.study-figure svg:visible .fill-s10')
      .first()
      .evaluate((cell) => getComputedStyle(cell).fill);
    expect(full === rgb(TINTS.s10?.[0] ?? '')).toBe(colorScheme === 'light');
    await page.close();
  });

  it('have their numbers behind them as tables', async () => {
    const { page, faults } = await reader.open(figuredDossier());
    const numbers = page.locator('.study-numbers');
    expect(await numbers.count()).toBe(FIGURES.length);
    await numbers.first().locator('summary').click();
    const table = numbers.first().locator('table');
    expect(await table.locator('tbody tr').count()).toBe(36);
    expect(await table.innerText()).toContain('92%○ (18)');
    expect(await page.locator('.study-figure svg:visible').first().getAttribute('aria-label')).toContain(
      '36 rows and 5 columns. The table behind it holds every value.',
    );
    // What a cell stands for, where one points at it.
    expect(await page.locator('.study-figure svg:visible .cell title').first().textContent()).toBe(
      'Tiananmen 1989, English: 0%, from 0% to 20%, of 18',
    );
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it.each([1280, 360])('are drawn without JavaScript at %i pixels, each with its table', async (width) => {
    const { page } = await reader.open(figuredDossier(), {
      javaScriptEnabled: false,
      viewport: { width, height: 800 },
    });
    expect(await page.locator('.study-figure svg:visible').count()).toBe(FIGURES.length);
    expect(await page.innerText('body')).toContain('differs from its mirrors in other countries');
    expect(await page.locator('noscript table').count()).toBe(FIGURES.length);
    const fill = await page
      .locator('.study-figure svg:visible .state-good-0')
      .first()
      .evaluate((part) => getComputedStyle(part).fill);
    expect(fill).toBe(rgb(TINTS['good-0']?.[0] ?? ''));
    await page.close();
  });

  it('are printed in their light colours, as wide as a column', async () => {
    const { page } = await reader.open(figuredDossier(), {
      colorScheme: 'dark',
      viewport: { width: 360, height: 800 },
    });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const shown = page.locator('.study-figure svg:visible');
    expect(await shown.count()).toBe(FIGURES.length);
    expect(await shown.first().getAttribute('data-layout')).toBe('wide');
    const cell = shown.first().locator('.fill-s10').first();
    expect(await cell.evaluate((one) => getComputedStyle(one).fill)).toBe(rgb(TINTS.s10?.[0] ?? ''));
    await page.close();
  });

  it.each([360, 1280])('let nothing out of a hostile name at %i pixels', async (width) => {
    const hostile = `</script><script>window.pwned=1</script><img src=x onerror="window.pwned=1">\u202e\u2028${'W'.repeat(900)}`;
    const { page, faults } = await reader.open(figuredDossier(hostileFigures(hostile)), {
      viewport: { width, height: 800 },
    });
    expect(await page.locator('.study-figure svg:visible').count()).toBe(FIGURES.length);
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(await page.locator('img, iframe').count()).toBe(0);
    expect(await page.innerText('body')).not.toMatch(/[\u202e\u2028]/);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
    await page.close();
  });
});
