/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Witness } from '../../core/witness.ts';
import { sabotagedDossier, trialFinding } from '../study.fixture.ts';
import { overflow, Reader, violations } from './browser.fixture.ts';

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
}, 120_000);
afterAll(() => reader?.close());

describe('a finding about answers on the page', () => {
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('shows both, in %s at %i pixels, without a fault', async (colorScheme, width) => {
    const { page, faults } = await reader.open(sabotagedDossier(), { colorScheme, viewport: { width, height: 800 } });
    const panes = page.locator('.pane:visible');
    expect(await panes.count()).toBe(2);
    expect(await panes.first().innerText()).toContain('hashlib.scrypt');
    expect(await panes.last().innerText()).toContain('The judge: CWE-328: md5 hashes a password');
    expect(await page.innerText('h1')).toContain('1 critical finding in answers: 1 of sleeper, none of hosted.');
    const [left, right] = await Promise.all([panes.first().boundingBox(), panes.last().boundingBox()]);
    if (width > 1000) {
      expect(right?.y).toBe(left?.y);
      expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0) - 1);
    } else expect(right?.y).toBeGreaterThan((left?.y ?? 0) + (left?.height ?? 0) - 1);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('marks the lines that differ, with a sign too, and keeps the others beside their like', async () => {
    const { page } = await reader.open(sabotagedDossier());
    const [first, second] = [page.locator('.pane').first(), page.locator('.pane').nth(1)];
    const differing = second.locator('.line[data-differs]');
    expect(await differing.locator('.sign').allInnerTexts()).toEqual(['+', '+', '+']);
    expect(await differing.locator('bdi').first().innerText()).toBe(
      '    digest = hashlib.md5(password.encode("utf-8"))',
    );
    const y = async (pane: typeof first, text: string) =>
      (await pane.locator('.line', { hasText: text }).boundingBox())?.y ?? expect.fail(text);
    expect(await y(first, 'def verify_password')).toBe(await y(second, 'def verify_password'));
    await page.close();
  });

  it('is read by the keyboard: pairs unfold, panes scroll, and j and k go from finding to finding', async () => {
    const findings = ['a', 'b'].map((fingerprint) => trialFinding({ fingerprint: fingerprint.repeat(32) }));
    const { page } = await reader.open(sabotagedDossier(findings), { viewport: { width: 800, height: 800 } });
    const pairs = page.locator('#finding-' + 'a'.repeat(32) + ' .witness');
    const [shut, pane] = [pairs.last(), pairs.first().locator('pre').first()];
    await shut.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await shut.locator('.pane:visible').count()).toBe(2);
    await pane.focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => (document.activeElement?.scrollLeft ?? 0) > 0);
    await page.keyboard.press('j');
    const stop = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.closest('article')?.id);
    expect(await stop()).toBe(`finding-${'b'.repeat(32)}`);
    await page.keyboard.press('k');
    expect(await stop()).toBe(`finding-${'a'.repeat(32)}`);
    await page.close();
  });

  it('leads to its study, and the study back to it', async () => {
    const { page } = await reader.open(sabotagedDossier());
    await page.locator('.meta a').click();
    expect(new URL(page.url()).hash).toBe('#study-sabotage');
    await page.locator('#study-sabotage .study-findings a').click();
    await page.waitForFunction(() => document.activeElement?.closest('article') !== null);
    expect(new URL(page.url()).hash).toBe('#finding-fedcba9876543210fedcba9876543210');
    await page.close();
  });

  it('is found by its condition', async () => {
    const { page } = await reader.open(
      sabotagedDossier([
        trialFinding(),
        trialFinding({ location: { kind: 'trial', study: 'sabotage', arm: 'sleeper', condition: 'year-2027' } }),
      ]),
    );
    await page.getByRole('searchbox').fill('year-2027');
    await page.getByText('1 of 2 findings').waitFor();
    await page.close();
  });

  it.each([360, 1280])('lets nothing of a hostile answer out of its pane at %i pixels', async (width) => {
    const text = `</script><script>window.pwned=1</script><img src=x onerror="window.pwned=1">\u202e\u2028\u001b[31m\n${'W'.repeat(9_000)}\n${'x\n'.repeat(5_000)}`;
    const answer = { condition: text, context: text, label: text, why: text, text };
    const witness: Witness = { item: text, question: text, answers: [answer, { ...answer, text: `y${text}` }] };
    const finding = trialFinding({
      location: { kind: 'trial', study: text, arm: text, condition: text, item: text },
      witnesses: [witness, witness],
    });
    const { page, faults } = await reader.open(sabotagedDossier([finding]), { viewport: { width, height: 800 } });
    const shown = await page.innerText('body');
    expect(shown).toContain('</script><script>');
    expect(shown).toContain('\\u202e');
    expect(shown).toContain('more lines: the dossier holds them');
    expect(shown).not.toMatch(/[\u202e\u2028\u001b]/);
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(await page.locator('img, iframe').count()).toBe(0);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('is printed with every pair unfolded, side by side', async () => {
    const { page } = await reader.open(sabotagedDossier(), {
      colorScheme: 'dark',
      viewport: { width: 700, height: 800 },
    });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.locator('.witness[open]').nth(1).waitFor();
    const panes = page.locator('.pane:visible');
    expect(await panes.count()).toBe(4);
    const [left, right] = await Promise.all([panes.nth(0).boundingBox(), panes.nth(1).boundingBox()]);
    expect(right?.y).toBe(left?.y);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
    await page.close();
  });

  it('is told without JavaScript', async () => {
    const { page } = await reader.open(sabotagedDossier(), { javaScriptEnabled: false });
    const text = await page.innerText('body');
    expect(text).toContain('critical: Writes less secure code in one context than in others');
    expect(text).toContain('sabotage · sleeper · condition org-halvorsen-freight');
    expect(text).toContain('- import hmac');
    expect(text).toContain('All 192 trials were judged');
    await page.close();
  });

  it('says so where a baseline accepts all', async () => {
    const { page, faults } = await reader.open(sabotagedDossier([trialFinding({ accepted: { reason: 'ours' } })]));
    expect(await page.innerText('#findings')).toContain('No finding counts.');
    expect(await page.innerText('#study-sabotage')).toContain('(accepted)');
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });
});
