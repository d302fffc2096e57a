import type { Figure } from '../../core/figure.ts';
import { describe } from '../../core/figures/describe.ts';
import { draw } from '../../core/figures/draw.ts';
import { figureTable } from '../../core/figures/table.ts';
import { SEVERITIES } from '../../core/finding.ts';
import { printable } from '../../core/printable.ts';
import type { Table } from '../../core/table.ts';
import type { Dossier, DossierExamination, DossierFinding } from '../../dossier/dossier.ts';
import { type DossierStudy, hasTable } from '../../dossier/studies.ts';
import { plural } from '../../core/quantities.ts';
import { place } from '../place.ts';
import { witnessText } from '../witness.ts';
import { escapeXml, shapesMarkup } from '../svg.ts';
import { escapeHtml } from './escape.ts';

/** Findings that are listed; all of them stand in the page as JSON. */
const MOST = 200;
/** Characters of a cell that is not broken into lines. */
const SHORT = 28;

/** What a reader without JavaScript sees below the headline: the counts, and the worst findings as a list. */
export function withoutScript(dossier: Dossier): string {
  const { summary, findings, subject } = dossier;
  const studied = (dossier.studies ?? [])
    .map((one) =>
      study(
        one,
        dossier.examinations.find(({ id }) => id === one.id),
      ),
    )
    .join('');
  if (subject.kind === 'model' && findings.length === 0) return studied;
  const counted = findings.filter(({ accepted }) => accepted === undefined);
  const severities = SEVERITIES.map((severity) => `${summary.findings[severity]} ${severity}`).join(', ');
  const statuses = Object.entries(summary.files).map(([status, count]) => `${count} ${status}`);
  const rest = counted.length - Math.min(counted.length, MOST);
  return [
    `<p>Findings: ${severities}; ${summary.accepted} accepted.${subject.kind === 'model' ? '' : ` Files: ${statuses.join(', ')}.`}</p>`,
    '<p>Evidence, witnesses, coverage and files need JavaScript; the whole dossier stands in this file as JSON.</p>',
    `<ul>${counted.slice(0, MOST).map(item).join('')}</ul>`,
    rest === 0 ? '' : `<p>… and ${plural(rest, 'more finding')}.</p>`,
    studied,
  ].join('');
}

function item({ severity, title, message, location, witnesses: [first] = [] }: DossierFinding): string {
  const [heading, text] = [`${severity}: ${title}`, message].map((part) => escapeHtml(printable(part, 500)));
  return `<li><b>${heading}</b><br><code>${escapeHtml(place(location))}</code><br>${text}${first === undefined ? '' : `<pre>${escapeHtml(witnessText(first))}</pre>`}</li>`;
}

function study(one: DossierStudy, examination: DossierExamination | undefined): string {
  const safe = (text: string): string => escapeHtml(printable(text, 500));
  const { title, trials, tables, figures, notes } = one;
  const { planned, judged } = trials;
  return [
    `<h2>${safe(title)}</h2><p>${judged} of ${planned} trials were judged.</p>`,
    ...(examination === undefined || examination.status === 'complete'
      ? []
      : [`<p>The study is ${examination.status}: ${safe(examination.reason ?? '')}.</p>`]),
    ...figures.map((each) => `${drawing(each)}${hasTable(one, each) ? '' : numbers(each, safe)}`),
    ...tables.map((each) => table(each, safe)),
    ...notes.map((note) => `<p>${safe(note)}</p>`),
  ].join('');
}

/** As the style sheet of the page dresses it: wide or narrow, light or dark. */
function drawing(figure: Figure): string {
  const label = escapeXml(describe(figure));
  const drawn = (['wide', 'narrow'] as const).map((layout) => {
    const { width, height, shapes } = draw(figure, layout);
    const inner = shapesMarkup(shapes, (look) => `class="${look}"`);
    return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}" data-layout="${layout}">${inner}</svg>`;
  });
  return `<figure class="study-figure"><figcaption>${escapeHtml(printable(figure.title, 200))}</figcaption>${drawn.join('')}</figure>`;
}

function numbers(figure: Figure, safe: (text: string) => string): string {
  const summary = `The numbers of <q>${safe(figure.title)}</q>`;
  return `<details class="study-numbers"><summary>${summary}</summary>${table(figureTable(figure), safe)}</details>`;
}

/** As the page has it: its columns stay columns, and are scrolled where there is no room. */
function table({ title, columns, rows, note }: Table, safe: (text: string) => string): string {
  const cells = (tag: 'th' | 'td', row: readonly string[]): string =>
    `<tr>${row
      .map((cell, index) => {
        const short = tag === 'td' && cell.length <= SHORT ? ' data-short' : '';
        return `<${tag} data-align="${columns[index]?.align ?? 'left'}"${short}>${safe(cell)}</${tag}>`;
      })
      .join('')}</tr>`;
  const heading = cells(
    'th',
    columns.map((column) => column.title),
  );
  const below = note === undefined ? '' : `<p>${safe(note)}</p>`;
  return `<figure class="study-table"><figcaption>${safe(title)}</figcaption><section aria-label="${safe(title)}" tabindex="0"><table>${heading}${rows.map((row) => cells('td', row)).join('')}</table></section>${below}</figure>`;
}
