/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASEBOOK } from '../../../claims/casebook.gen.ts';
import { check, whatIf } from '../../../claims/check.ts';
import type { Claim } from '../../../claims/claim.ts';
import { type ClaimsReport, claimsReport } from '../../../claims/claims-report.ts';
import { DISCLAIMER } from '../../../claims/export-controls/classify.ts';
import { numberText } from '../../../claims/held/number-text.ts';
import { overflow, Reader, violations } from '../browser.fixture.ts';
import { renderBrief } from './brief.ts';
import { renderClaims } from './render.ts';

const options = { asOf: '2026-11-26', draws: 2000 };
const reportOf = (claims: readonly Claim[]): ClaimsReport =>
  claimsReport(
    claims.map((claim) => check(claim, options)),
    { ...options, version: '0.0.0' },
  );
const FEW = [
  'v3-final-run',
  'r1-648-chips',
  'gpt4-level-3m',
  'hardware-adds-gains',
  'v3-matching-gpt4',
  'diffusion-veu-already',
  'performance-effect',
  'r1-four-percent-of-o1',
];
const few = CASEBOOK.filter(({ id }) => FEW.includes(id));

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
}, 120_000);
afterAll(() => reader?.close());

describe('the page of claims', () => {
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 400],
    ['dark', 400],
  ] as const)('says what became of each, in %s at %i pixels, without a fault', async (colorScheme, width) => {
    const html = await renderClaims(reportOf(few), 'Casebook');
    const { page, faults } = await reader.openPage(html, { colorScheme, viewport: { width, height: 800 } });
    const text = await page.innerText('body');
    expect(text).toContain('8 claims: 2 reproduce, 1 supported, 3 overstated, 1 dated, 1 contradicted.');
    for (const { sentence } of few) expect(text).toContain(sentence);
    expect(text).toContain(DISCLAIMER);
    expect(text).toContain('Licences of the records');
    expect(await page.locator('section.claim').count()).toBe(FEW.length);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    for (const summary of await page.locator('details > summary').all()) await summary.click();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('recomputes a verdict by keyboard, as the same code does elsewhere, and goes back', async () => {
    const claim = few.find(({ id }) => id === 'r1-648-chips');
    if (claim === undefined) throw new Error('no claim');
    const { page, faults } = await reader.openPage(await renderClaims(reportOf([claim]), 'one'));
    const section = page.locator('#claim-r1-648-chips');
    const hours = section.getByRole('slider', { name: /^hours/ });
    const reset = section.getByRole('button', { name: 'Reset' });
    expect(await reset.isDisabled()).toBe(true);
    await hours.press('Home');
    await section.getByText('Still').waitFor();
    const least = Number((await hours.getAttribute('aria-valuetext'))?.replace(/,|chip.*/g, ''));
    const [set] = whatIf(claim, { hours: { value: least } }, options).sets;
    const cell = section.locator('.what-if td').nth(2);
    expect(await cell.innerText()).toBe(`${numberText(set?.number?.point ?? 0)} kUSD`);
    const place = await hours.evaluate((input) => (input as HTMLInputElement).value);
    await hours.press('ArrowRight');
    expect(Number(await hours.evaluate((input) => (input as HTMLInputElement).value))).toBe(Number(place) + 1);
    await reset.click();
    await section.getByText('As checked').waitFor();
    expect(await hours.getAttribute('aria-valuetext')).toBe('as in each set');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('shows the interval and the probability of what is tried, and that the verdict changed', async () => {
    const { page } = await reader.openPage(await renderClaims(reportOf(few), 'few'));
    const section = page.locator('#claim-gpt4-level-3m');
    await section.getByRole('slider', { name: /^rent/ }).press('End');
    await section.locator('.what-if .study-figure').waitFor();
    expect(await section.locator('.what-if tbody tr').count()).toBe(5);
    expect(await section.locator('.what-if').innerText()).toMatch(/\d %/);
    const other = page.locator('#claim-v3-final-run');
    await other.getByRole('slider', { name: /^rent/ }).press('End');
    await other.getByText('becomes').waitFor();
    expect(await other.locator('output').innerText()).toMatch(/reproduces becomes\s+contradicted/);
    await page.close();
  });

  it('moves prices of a ratio and the worlds of a curve, by keyboard and by name', async () => {
    const { page, faults } = await reader.openPage(await renderClaims(reportOf(few), 'few'));
    const ratio = page.locator('#claim-r1-four-percent-of-o1');
    await ratio.getByRole('slider', { name: /^ofOutput/ }).press('End');
    await ratio.locator('.what-if tbody tr').first().waitFor();
    const claim = few.find(({ id }) => id === 'r1-four-percent-of-o1');
    if (claim === undefined) throw new Error('no claim');
    const price = Number(
      (await ratio.getByRole('slider', { name: /^ofOutput/ }).getAttribute('aria-valuetext'))?.split(' ')[0],
    );
    const [set] = whatIf(claim, { ofOutput: { value: price } }, options).sets;
    expect(await ratio.locator('.what-if td').nth(2).innerText()).toBe(numberText(set?.number?.point ?? 0));
    const curve = page.locator('#claim-performance-effect');
    await curve.getByRole('slider', { name: /^years/ }).press('Home');
    await curve.locator('.what-if .study-figure').waitFor();
    expect(await curve.locator('.what-if').innerText()).toMatch(/leader goes from [\d.]+ to [\d.]+ in 0\.667 years/);
    expect(await curve.locator('.what-if th').allInnerTexts()).toEqual(expect.arrayContaining(['world', 'gives']));
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('shows how many workers a chip makes, as a picture and as a table', async () => {
    const { page } = await reader.openPage(await renderClaims(reportOf(few), 'few'));
    const picture = page.locator('.study-figure').filter({ hasText: 'AI workers on one chip' });
    expect(await picture.count()).toBe(1);
    expect(await picture.innerText()).toContain('fitted to what DeepSeek published');
    const numbers = page.locator('.study-numbers').filter({ hasText: 'AI workers on one chip' });
    expect(await numbers.locator('tbody tr').count()).toBe(20);
    await page.close();
  });

  it('keeps the words of headings whole, says units at the ends of sliders, and marks what nobody read', async () => {
    const energy = CASEBOOK.filter(({ id }) => id === 'v3-energy' || id === 'gpt4-level-3m');
    const html = await renderClaims(
      reportOf([...few.filter(({ id }) => id !== 'gpt4-level-3m'), ...energy]),
      'Casebook',
    );
    const { page } = await reader.openPage(html, { viewport: { width: 1200, height: 800 } });
    const broken = await page.locator('.verdicts th').evaluateAll((heads) =>
      heads.flatMap((head) => {
        const text = head.firstChild;
        if (text === null) return [];
        return [...(text.textContent ?? '').matchAll(/\S+/g)].flatMap((word) => {
          const range = document.createRange();
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          return range.getClientRects().length > 1 ? [word[0]] : [];
        });
      }),
    );
    expect(broken).toEqual([]);
    const section = page.locator('#claim-v3-energy');
    expect(await section.locator('.lever', { hasText: 'hours' }).locator('.ends').innerText()).toMatch(/chip/);
    expect(await section.locator('.rows').first().innerText()).toMatch(/GWh, .* \(unverified\)/);
    expect(await page.locator('.verdicts td[data-of="others"]', { hasText: 'GWh' }).innerText()).toContain(
      '(unverified)',
    );
    await page.close();
  });

  it('lets nothing of a hostile claim out of its text', async () => {
    const [first] = few;
    if (first === undefined) throw new Error('no claim');
    const sentence = '</script><script>window.pwned=1</script><img src=x onerror=pwned=1> \u202e evil';
    const hostile: Claim = { ...first, sentence, by: sentence, source: 'javascript:alert(1)', caveats: [sentence] };
    const report = reportOf([hostile]);
    for (const html of [await renderClaims(report, sentence), renderBrief(report, sentence)]) {
      const { page, faults } = await reader.openPage(html);
      const text = await page.innerText('body');
      expect(text).toContain('</script><script>');
      expect(text).not.toMatch(/\u202e/);
      expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
      expect(await page.locator('img, iframe, a:not([href^="https://"], [href^="#"])').count()).toBe(0);
      expect(faults).toEqual([]);
      await page.close();
    }
  });

  it('says what the verdicts are without JavaScript', async () => {
    const html = await renderClaims(reportOf(few), 'few');
    const { page } = await reader.openPage(html, { javaScriptEnabled: false });
    const text = await page.innerText('body');
    expect(text).toContain('CONTRADICTED  r1-648-chips'.replace('  ', ' '));
    for (const { sentence } of few) expect(text).toContain(sentence);
    await page.close();
  });

  it('prints inputs unfolded and nothing to move', async () => {
    const { page } = await reader.openPage(await renderClaims(reportOf(few), 'few'));
    await page.emulateMedia({ media: 'print' });
    await page.locator('details.inputs[open]').first().waitFor();
    expect(await page.locator('.what-if').first().isVisible()).toBe(false);
    await page.close();
  });
});

describe('the brief', () => {
  it('puts the whole casebook on one sheet of A4', async () => {
    const { page, faults } = await reader.openPage(renderBrief(reportOf(CASEBOOK), 'Casebook of claims'));
    expect(await page.locator('tbody tr').count()).toBe(CASEBOOK.length);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/);
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('can be read on a narrow screen', async () => {
    const { page } = await reader.openPage(renderBrief(reportOf(few), 'few'), {
      viewport: { width: 400, height: 800 },
    });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    for (const { sentence } of few) expect(await page.innerText('body')).toContain(sentence);
    await page.close();
  });
});
