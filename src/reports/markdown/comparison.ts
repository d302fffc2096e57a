import { bytes, plural } from '../../core/quantities.ts';
import type { Comparison, FileChange, TextChange, ValueChanges } from '../../dossier/comparison.ts';
import type { DossierFinding } from '../../dossier/dossier.ts';
import { changesHeadline, tensorLines, WORDS } from '../changes.ts';
import { place } from '../place.ts';
import { block, code, escapeText } from '../../core/markdown-text.ts';
import { studiesText } from './side-by-side.ts';

const MOST_ROWS = 100;
const MOST_NAMES = 10;
const MOST_DOCUMENTS = 10;
const MOST_VALUES = 20;
const MOST_LINES = 60;
const MOST_WIDTH = 200;

/** What changed from A to B as GitHub Flavored Markdown: for a job summary or a pull request. */
export function renderComparisonMarkdown(comparison: Comparison): string {
  const { a, b, files, findings, inside, studies = [], notCompared } = comparison;
  const sections = [
    `## Assay: ${code(a.name, 200)} → ${code(b.name, 200)}`,
    `**${escapeText(changesHeadline(comparison), 1000)}**`,
    ...listed('New findings', findings.new),
    ...listed(
      'Findings with another severity',
      findings.severity.map(({ b: now }) => now),
    ),
    ...listed('Findings that are gone', findings.gone),
    ...table('Files', ['change', 'file', 'size'], files.changes.map(fileRow)),
    ...(inside?.tensors ?? []).map((model) =>
      folded(
        `Tensors of ${code(model.model)}`,
        tensorLines(model).map(
          ({ text, names }) =>
            `- ${escapeText(text)}${
              names.length === 0
                ? ''
                : `: ${names
                    .slice(0, MOST_NAMES)
                    .map((name) => code(name))
                    .join(', ')}${names.length > MOST_NAMES ? ', …' : ''}`
            }`,
        ),
      ),
    ),
    ...(inside?.values ?? []).slice(0, MOST_DOCUMENTS).map(values),
    ...(inside?.texts ?? []).slice(0, MOST_DOCUMENTS).map(difference),
    ...studiesText(studies),
    ...(notCompared.length === 0
      ? []
      : [
          '### Not compared',
          notCompared
            .slice(0, MOST_ROWS)
            .map((text) => `- ${escapeText(text, 600)}`)
            .join('\n'),
        ]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function table(title: string, head: readonly string[], rows: readonly string[]): string[] {
  if (rows.length === 0) return [];
  const more = rows.length - MOST_ROWS;
  const lines = [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows.slice(0, MOST_ROWS)];
  return [`### ${title}`, lines.join('\n'), ...(more > 0 ? [`… and ${plural(more, 'more row')}.`] : [])];
}

function listed(title: string, findings: readonly DossierFinding[]): string[] {
  const rows = findings.map(
    ({ severity, title: what, message, location, accepted }) =>
      `| ${severity}${accepted === undefined ? '' : ' (accepted)'} | **${escapeText(what)}**<br>${escapeText(message, 600)} | ${code(place(location))} |`,
  );
  return table(title, ['severity', 'finding', 'place'], rows);
}

function fileRow(change: FileChange): string {
  if (change.change === 'renamed')
    return `| renamed | ${code(change.path)}<br>was ${code(change.from)} | ${bytes(change.b.size)} |`;
  const sizes = [...('a' in change ? [bytes(change.a.size)] : []), ...('b' in change ? [bytes(change.b.size)] : [])];
  return `| ${WORDS[change.change]} | ${code(change.path)} | ${[...new Set(sizes)].join(' → ')} |`;
}

function values({ path, kind, count, first }: ValueChanges): string {
  const rows = first
    .slice(0, MOST_VALUES)
    .map(({ at, a, b }) => `| ${code(at)} | ${a === undefined ? '' : code(a)} | ${b === undefined ? '' : code(b)} |`);
  const more = count - rows.length;
  return folded(`${plural(count, 'value')} of ${code(path)} (${kind})`, [
    ['| value | A | B |', '|---|---|---|', ...rows].join('\n'),
    ...(more > 0 ? [`… and ${plural(more, 'more value')}.`] : []),
  ]);
}

function difference({ path, at, added, removed, lines, more }: TextChange): string {
  const left = more + Math.max(0, lines.length - MOST_LINES);
  const where = at === undefined ? '' : ` ${code(at)}`;
  return folded(`${code(path)}${where}: ${plural(added, 'line')} added, ${removed} removed`, [
    block(lines.slice(0, MOST_LINES), MOST_WIDTH),
    ...(left > 0 ? [`… and ${plural(left, 'more line')}.`] : []),
  ]);
}

function folded(title: string, blocks: readonly string[]): string {
  return [`<details><summary>${title}</summary>`, ...blocks, '</details>'].join('\n\n');
}
