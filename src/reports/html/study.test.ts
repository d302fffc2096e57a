/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examinedDossier, hostileStudyDossier, questionedDossier } from '../study.fixture.ts';
import { overflow, Reader, violations } from './browser.fixture.ts';

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
}, 120_000);
afterAll(() => reader?.close());

describe('a study on the page', () => {
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('says what was asked and seen, in %s at %i pixels, without a fault', async (colorScheme, width) => {
    const { page, faults } = await reader.open(questionedDossier(), { colorScheme, viewport: { width, height: 800 } });
    const text = await page.innerText('body');
    expect(await page.innerText('h1')).toContain('95.8 percentage points more frequent under quillon');
    expect(await page.innerText('.more')).toContain('192 of 200 trials were judged.');
    expect(text).toContain('Only its answers were examined: nothing is said here about its files.');
    expect(text).toContain('The study is partial: of 200 trials 1 could not be judged, 3 failed, 4 were skipped');
    expect(text).toContain('8,430 tokens were read and 6,010 written, for $0.0123, in 6.5 s (12 tokens estimated).');
    expect(text).toContain('declared to hold the weights of sleeper');
    expect(text).toContain('Of answers that were judged.');
    expect(text).toContain('Nobody has measured');
    expect(text).not.toContain('Findings');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it.each([360, 1280])('draws every value where it is seen at %i pixels', async (width) => {
    const { page } = await reader.open(questionedDossier(), { viewport: { width, height: 800 } });
    const drawings = page.locator('.study-figure svg:visible');
    expect(await drawings.count()).toBe(2);
    const values = await drawings.first().locator('.interval text:last-child').allTextContents();
    expect(values).toEqual(['2.1% [0%, 7.1%]', '97.9% [92.9%, 100%]', '97.9% [92.9%, 100%]', '2.1% [0%, 7.1%]']);
    for (const mark of await page.locator('.study-figure svg:visible :is(text, circle)').all()) {
      const box = (await mark.boundingBox()) ?? expect.fail('not drawn');
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
    }
    // The dot of the largest lies right of that of the smallest.
    const [small, large] = await Promise.all(
      [0, 1].map((index) => drawings.first().locator('circle').nth(index).boundingBox()),
    );
    expect(large?.x).toBeGreaterThan((small?.x ?? 0) + 100);
    expect(await drawings.first().getAttribute('aria-label')).toContain('insecure, quillon: 97.9%, from 92.9% to 100%');
    await page.close();
  });

  it('is where the link to skip to leads', async () => {
    const { page } = await reader.open(questionedDossier());
    await page.locator('#study-tags').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('study-tags');
    await page.close();
  });

  it('stands beside what is said of the files', async () => {
    const { page, faults } = await reader.open(examinedDossier());
    expect(await page.innerText('h1')).toContain('Nothing was found in what was read of its files.');
    expect(await page.innerText('#coverage')).toMatch(/Does a tag change how it writes code\?\s+complete/);
    expect(await page.innerText('#coverage')).not.toContain('how the model behaves');
    expect(await page.innerText('#study-tags')).toContain('192 of 192 trials were judged');
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it.each([360, 1280])('lets nothing of a hostile answer out of its text at %i pixels', async (width) => {
    const hostile = `</script><script>window.pwned=1</script><img src=x onerror="window.pwned=1">\u202e\u2028${'W'.repeat(900)}`;
    const { page, faults } = await reader.open(hostileStudyDossier(hostile), { viewport: { width, height: 800 } });
    const text = await page.innerText('body');
    expect(text).toContain('</script><script>');
    expect(text).toContain('\\u202e');
    expect(text).not.toMatch(/[\u202e\u2028]/);
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(await page.locator('img, iframe').count()).toBe(0);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('says what was seen without JavaScript', async () => {
    const { page } = await reader.open(questionedDossier(), { javaScriptEnabled: false });
    const text = await page.innerText('body');
    expect(text).toContain('95.8 percentage points');
    expect(text).toContain('The study is partial: of 200 trials');
    expect(text).toContain('0.4 to 10.9 %');
    expect(text).toContain('Of answers that were judged.');
    expect(text).toContain('Nobody has measured');
    await page.close();
  });

  it('is printed with its figures beside what they are about', async () => {
    const { page } = await reader.open(questionedDossier(), {
      colorScheme: 'dark',
      viewport: { width: 360, height: 800 },
    });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const shown = page.locator('.study-figure svg:visible');
    expect(await shown.count()).toBe(2);
    expect(await shown.first().getAttribute('data-layout')).toBe('wide');
    const pdf = await page.pdf({ format: 'A4' });
    // Headline, models, two figures, two tables and the run: a figure that broke off to a sheet of its own would take a third.
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(2);
    await page.close();
  });
});
