/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader } from './browser.fixture.ts';
import { largeDossier, richDossier } from './dossier.fixture.ts';

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
}, 120_000);
afterAll(() => reader?.close());

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');

describe('the page under the keyboard', () => {
  it('skips to the findings, searches with /, and steps with j and k', async () => {
    const { page } = await reader.open(richDossier());
    await page.getByRole('searchbox').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the findings');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('findings');
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
    await page.keyboard.type('j/mine.Thing');
    expect(await page.getByRole('searchbox').first().inputValue()).toBe('j/mine.Thing');
    await page.getByRole('searchbox').first().fill('mine.thing');
    await page.getByText('1 of 6 findings').waitFor();
    await page.getByRole('button', { name: 'Show all findings' }).click();
    // The list follows the toolbar a moment later.
    await page.getByText('Runs Python code').first().waitFor();
    await page.keyboard.press('j');
    expect(await focused(page)).toContain('Runs Python code');
    await page.keyboard.press('j');
    expect(await focused(page)).toContain('Runs a program');
    await page.keyboard.press('k');
    expect(await focused(page)).toContain('Runs Python code');
    await page.close();
  });

  it('folds and unfolds a finding with Enter, with a focus that shows', async () => {
    const { page } = await reader.open(richDossier());
    await page.getByRole('searchbox').first().waitFor();
    await page.keyboard.press('j');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
    expect(outline).toBe('solid');
    expect(await page.locator('article details').first().getAttribute('open')).not.toBeNull();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('article details').first().getAttribute('open')).toBeNull();
    await page.close();
  });

  it('leaves letters alone where the reader says so', async () => {
    const { page } = await reader.open(richDossier());
    await page.getByRole('checkbox').uncheck();
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.close();
  });

  it('shows more where j comes to the end', async () => {
    const { page } = await reader.open(largeDossier());
    await page.locator('summary').last().focus();
    await page.keyboard.press('j');
    await expect.poll(() => page.locator('article').count()).toBe(100);
    await page.close();
  });
});

describe('the page under the mouse', () => {
  it('filters by severity and by file, and says so', async () => {
    const { page } = await reader.open(richDossier());
    await page.getByRole('button', { name: '1 low' }).click();
    await page.getByText('1 of 6 findings').waitFor();
    await page.getByRole('button', { name: '2 critical' }).click();
    await page.getByText('3 of 6 findings').waitFor();
    await page.getByRole('button', { name: 'Show all findings' }).click();
    await page.getByRole('combobox', { name: 'File' }).selectOption('optimizer/state.pkl');
    await page.getByText('2 of 6 findings').waitFor();
    await page.getByRole('searchbox').first().fill('nothing has this');
    await page.getByText('No finding matches this filter.').waitFor();
    await page.close();
  });

  it('goes from a file to its findings', async () => {
    const { page } = await reader.open(richDossier());
    await page.getByRole('row', { name: 'pytorch_model.bin' }).getByRole('button', { name: '2 findings' }).click();
    await page.getByText('2 of 6 findings').waitFor();
    expect(await page.getByRole('combobox', { name: 'File' }).inputValue()).toBe('pytorch_model.bin');
    await page.close();
  });

  it('shows accepted findings apart, with who answers for them until when', async () => {
    const { page } = await reader.open(richDossier());
    const accepted = page.getByRole('region', { name: 'Accepted findings' });
    await accepted.locator('summary').click();
    expect(await accepted.innerText()).toContain('Accepted: internal loader, reviewed by Kim (until 2027-03-31)');
    expect(await page.getByRole('region', { name: 'critical: 2' }).innerText()).not.toContain('An accepted one');
    await page.close();
  });

  it('sorts files', async () => {
    const { page } = await reader.open(richDossier());
    await page.getByRole('button', { name: 'Size' }).click();
    expect(await page.locator('.files tbody tr').first().innerText()).toContain('model-00001-of-00002.safetensors');
    await page.getByRole('button', { name: 'Size' }).click();
    expect(await page.locator('.files tbody tr').first().innerText()).toContain('latest');
    expect(await page.getByRole('columnheader', { name: 'Size' }).getAttribute('aria-sort')).toBe('ascending');
    await page.close();
  });
});

describe('the page on paper', () => {
  it('unfolds everything on white, without controls, and folds again', async () => {
    const { page } = await reader.open(richDossier(), { colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Fold all', exact: true }).click();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.locator('details:not([open])').first().waitFor({ state: 'detached' });
    const text = await page.innerText('body');
    for (const { title, message, fingerprint, evidence } of richDossier().findings) {
      for (const part of [title, message, fingerprint, ...evidence.map((one) => one.text)])
        expect(text).toContain(part);
    }
    expect(text).toContain('reviewed by Kim');
    expect(text).toContain('d'.repeat(64));
    expect(await page.locator('input:visible, select:visible, .copy:visible, .button:visible').count()).toBe(0);
    const root = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.documentElement);
      return { backgroundColor, color };
    });
    expect(root).toEqual({ backgroundColor: 'rgb(255, 255, 255)', color: 'rgb(0, 0, 0)' });
    await page.emulateMedia({ media: 'screen' });
    await page.locator('details[open]').first().waitFor({ state: 'detached' });
    await page.close();
  });

  it('prints all findings, also those not yet shown, as soon as it has loaded', async () => {
    const findings = largeDossier().findings.slice(0, 300);
    const { page } = await reader.open({ ...largeDossier(), findings, files: [] });
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    // An unfolded finding takes about a quarter of a sheet; folded, all of them would fit on thirty.
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(60);
    expect(await page.locator('article').count()).toBe(50);
    await page.close();
  });
});
