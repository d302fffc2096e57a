import { readFile } from 'node:fs/promises';
import { UsageError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import type { Dossier } from '../../dossier/dossier.ts';
import { headline } from '../../dossier/headline.ts';

/** `npm run build` makes the page from web/; beside the compiled sources it is a neighbour, from the sources it is not. */
const TEMPLATE = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/web/index.html' : '../../web/index.html',
  import.meta.url,
);

/**
 * The dossier as one HTML file that needs no network. Without JavaScript it still says what was found.
 * @throws UsageError where the page was not built
 */
export async function renderHtml(dossier: Dossier): Promise<string> {
  const template = await readFile(TEMPLATE, 'utf8').catch(() => {
    throw new UsageError('the HTML report is not built: run `npm run build`');
  });
  const parts: Readonly<Record<string, string>> = {
    title: escapeHtml(`${printable(dossier.subject.name, 120)} · Assay`),
    static: `<main><h1>${escapeHtml(printable(dossier.subject.name, 120))}</h1><p>${escapeHtml(headline(dossier))}</p></main>`,
    dossier: escapeJson(JSON.stringify(dossier)),
  };
  return template.replace(/<!--(title|static|dossier)-->/g, (_, name: string) => parts[name] ?? '');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** JSON that cannot end the script element it stands in, whatever a file is called. */
function escapeJson(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
