import { readFile } from 'node:fs/promises';
import { UsageError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import type { Dossier } from '../../dossier/dossier.ts';
import { headlineParts } from '../../dossier/headline.ts';
import { escapeHtml, escapeJson } from './escape.ts';
import { facts, lead, scope } from './masthead.ts';
import { withoutScript } from './without-script.ts';

/** `npm run build` makes the page from web/. Compiled, this file is its neighbour. */
const TEMPLATE = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/reports/html/template.html' : './template.html',
  import.meta.url,
);

/**
 * The dossier as one HTML file that needs no network. Without JavaScript it still says what was found.
 * @throws UsageError where the page was not built
 */
export async function renderHtml(dossier: Dossier): Promise<string> {
  const template = await readFile(TEMPLATE, 'utf8').catch((cause: unknown) => {
    throw new UsageError('the page of the HTML report is not built: run `npm run build`', { cause });
  });
  return fill(template, dossier);
}

/** To what a reader came for: the findings, or the study of a model that was only questioned and has none. */
function skip({ subject, findings, studies: [first] = [] }: Dossier): string {
  return subject.kind === 'model' && findings.length === 0 && first !== undefined
    ? `<a class="skip" href="#study-${escapeHtml(encodeURIComponent(first.id))}">Skip to the study</a>`
    : '<a class="skip" href="#findings">Skip to the findings</a>';
}

/** Puts a dossier into the template: each slot is a comment with its name. */
export function fill(template: string, dossier: Dossier): string {
  const name = printable(dossier.subject.name, 200);
  const [first = '', ...more] = headlineParts(dossier);
  const slots: Readonly<Record<string, string>> = {
    title: escapeHtml(`${name} · Assay`),
    skip: skip(dossier),
    subject: escapeHtml(name),
    headline: escapeHtml(first),
    more: escapeHtml(more.join(' ')),
    lead: escapeHtml(lead(dossier)),
    facts: escapeHtml(facts(dossier)),
    scope: escapeHtml(scope(dossier)),
    noscript: withoutScript(dossier),
    dossier: escapeJson(JSON.stringify(dossier)),
  };
  // One pass: what is put into a slot is not searched for slots.
  return template.replace(/<!--([a-z]+)-->/g, (slot, id: string) => slots[id] ?? slot);
}
