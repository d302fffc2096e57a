import { plural, bytes } from '../../core/quantities.ts';
import { printable } from '../../core/printable.ts';
import type { Comparison, FileChange, TensorChanges, TextChange, ValueChanges } from '../../dossier/comparison.ts';
import type { DossierFinding } from '../../dossier/dossier.ts';
import { changesHeadline, SIGNS, tensorLines, WORDS } from '../changes.ts';
import { place } from '../place.ts';
import { type Paint, painter } from './paint.ts';
import type { TerminalOptions } from './render.ts';
import { studyLines } from './side-by-side.ts';
import { wrap } from './wrap.ts';

const MOST_FILES = 40;
const MOST_FINDINGS = 40;
const MOST_NAMES = 8;
const MOST_VALUES = 12;
const MOST_LINES = 40;

/** What changed from A to B as text for a person: findings first, then files and what is inside them. */
export function renderComparison(comparison: Comparison, options: TerminalOptions): string {
  const paint = painter(options.color);
  const width = Math.max(40, Math.min(options.width, 110));
  const { a, b, files, findings, inside, studies = [], notCompared } = comparison;
  const lines = [
    `${paint.bold('Assay compare')}  ${printable(a.name)} -> ${printable(b.name)}`,
    '',
    ...wrap(changesHeadline(comparison), width).map((line) => paint.bold(line)),
    '',
    ...listed('New findings', findings.new, width, paint),
    ...listed(
      'Findings with another severity',
      findings.severity.map(({ b: now }) => now),
      width,
      paint,
    ),
    ...listed('Findings that are gone', findings.gone, width, paint),
    ...section(
      'Files',
      cut(files.changes, MOST_FILES, 'file', (change) => [fileLine(change, paint)]),
      paint,
    ),
    ...section(
      'Tensors',
      (inside?.tensors ?? []).flatMap((model) => tensors(model, width)),
      paint,
    ),
    ...section(
      'Values',
      (inside?.values ?? []).flatMap((file) => values(file, width, paint)),
      paint,
    ),
    ...section(
      'Texts',
      (inside?.texts ?? []).flatMap((text) => difference(text, paint)),
      paint,
    ),
    ...studyLines(studies, width, paint),
    ...section(
      'Not compared',
      notCompared.flatMap((text) => wrap(text, width - 3).map((line) => `   ${line}`)),
      paint,
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : [paint.bold(title), ...lines, ''];
}

function cut<T>(all: readonly T[], most: number, noun: string, line: (one: T) => readonly string[]): string[] {
  const more = all.length - most;
  return [
    ...all.slice(0, most).flatMap(line),
    ...(more > 0 ? [`   … and ${plural(more, `more ${noun}`)}: --format json lists all`] : []),
  ];
}

function listed(title: string, findings: readonly DossierFinding[], width: number, paint: Paint): string[] {
  const lines = cut(findings, MOST_FINDINGS, 'finding', (finding) => {
    const label = paint.severity[finding.severity](` ${finding.severity.toUpperCase()} `);
    const accepted = finding.accepted === undefined ? '' : paint.dim(' (accepted by the baseline)');
    return [
      `   ${label} ${finding.title}${accepted}`,
      ...wrap(place(finding.location), width - 6).map((line) => `      ${paint.magenta(line)}`),
      ...wrap(finding.message, width - 6).map((line) => `      ${line}`),
    ];
  });
  return section(title, lines, paint);
}

function fileLine(change: FileChange, paint: Paint): string {
  const path = printable(change.path, 300);
  const sign = SIGNS[change.change];
  if (change.change === 'renamed') return `   ${sign} ${path}  ${paint.dim(`was ${printable(change.from, 300)}`)}`;
  const sizes = [...('a' in change ? [bytes(change.a.size)] : []), ...('b' in change ? [bytes(change.b.size)] : [])];
  const format =
    change.change === 'changed' && change.a.format !== change.b.format
      ? `, ${change.a.format} -> ${change.b.format}`
      : '';
  return `   ${sign} ${path}  ${paint.dim(`${WORDS[change.change]}, ${[...new Set(sizes)].join(' -> ')}${format}`)}`;
}

function tensors(model: TensorChanges, width: number): string[] {
  const lines = tensorLines(model).flatMap(({ text, names }) => [
    `      ${text}`,
    ...names.slice(0, MOST_NAMES).flatMap((name) => wrap(name, width - 9).map((line) => `         ${line}`)),
    ...(names.length > MOST_NAMES ? ['         …'] : []),
  ]);
  return [`   ${printable(model.model, 300)}`, ...lines];
}

function values({ path, kind, count, first }: ValueChanges, width: number, paint: Paint): string[] {
  const lines = first
    .slice(0, MOST_VALUES)
    .flatMap(({ at, a, b }) => [
      `      ${at}`,
      ...side('-', a, width).map((line) => paint.removed(line)),
      ...side('+', b, width).map((line) => paint.added(line)),
    ]);
  const more = count - Math.min(first.length, MOST_VALUES);
  return [
    `   ${printable(path, 300)} ${paint.dim(kind)}`,
    ...lines,
    ...(more > 0 ? [`      … and ${more.toLocaleString('en-US')} more`] : []),
  ];
}

function side(sign: string, value: string | undefined, width: number): string[] {
  if (value === undefined) return [];
  return wrap(value, width - 11).map((line, i) => `         ${i === 0 ? sign : ' '} ${line}`);
}

function difference({ path, at, added, removed, lines, more }: TextChange, paint: Paint): string[] {
  const shown = lines.slice(0, MOST_LINES);
  const left = more + lines.length - shown.length;
  const where = at === undefined ? '' : ` ${at}`;
  return [
    `   ${printable(path, 300)}${where} ${paint.dim(`+${added} -${removed}`)}`,
    ...shown.map(
      (line) => `      ${line.startsWith('+') ? paint.added(line) : line.startsWith('-') ? paint.removed(line) : line}`,
    ),
    ...(left > 0 ? [`      … and ${plural(left, 'more line')}`] : []),
  ];
}
