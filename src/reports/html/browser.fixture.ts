/// <reference lib="dom" />
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../../../scripts/chromium.ts';
import type { Dossier } from '../../dossier/dossier.ts';
import { renderHtml } from './render.ts';

export interface Opened {
  readonly page: Page;
  /** Console errors, page errors and requests for anything but the file itself. */
  readonly faults: string[];
}

type PageOptions = BrowserContextOptions & { readonly at?: string };

/** A browser for one file of tests, which opens reports as a person does: from a file. */
export class Reader {
  private readonly browser: Browser;
  private readonly folder = mkdtempSync(join(tmpdir(), 'assay-page-'));
  private pages = 0;

  private constructor(browser: Browser) {
    this.browser = browser;
  }

  static async start(): Promise<Reader> {
    const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];
    return new Reader(await chromium.launch({ executablePath: chromiumPath(), args }));
  }

  async open(dossier: Dossier, options: PageOptions = {}): Promise<Opened> {
    return this.openPage(await renderHtml(dossier), options);
  }

  async openPage(html: string, { at = '', ...context }: PageOptions = {}): Promise<Opened> {
    const path = join(this.folder, `${this.pages++}.html`);
    writeFileSync(path, html);
    const page = await this.browser.newPage(context);
    const faults: string[] = [];
    const own = pathToFileURL(path).href;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('dialog', (dialog) => faults.push(dialog.message()));
    page.on('request', (request) => {
      if (request.url() !== own + at && !request.url().startsWith('data:')) faults.push(request.url());
    });
    await page.goto(own + at);
    return { page, faults };
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(context: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** Violations of WCAG 2.2 A and AA, and of good practice, that axe finds. */
export async function violations(page: Page): Promise<string[]> {
  // The page's own policy allows no other script: this one comes in through the debugger.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations: found } = await axe.run(document, { runOnly });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
}

/** Pixels by which the page is wider than the window. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
