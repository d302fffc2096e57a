import { SEVERITIES } from '../../core/finding.ts';
import { printable } from '../../core/printable.ts';
import type { Dossier, DossierFile, DossierFinding } from '../../dossier/dossier.ts';
import { headline } from '../../dossier/headline.ts';
import { whereabouts } from '../../dossier/whereabouts.ts';
import { bytes, plural } from '../../core/quantities.ts';
import { claimLines } from '../claims.ts';
import { place } from '../place.ts';
import { loading } from './loading.ts';
import { type Paint, painter } from './paint.ts';
import { studies } from './studies.ts';
import { witnesses } from './witness.ts';
import { wrap } from './wrap.ts';

export interface TerminalOptions {
  /** Columns. */
  readonly width: number;
  readonly color: boolean;
}

/** Findings and unread files that are listed; the rest are counted. */
const MOST_FINDINGS = 40;
const MOST_FILES = 20;
/** Columns for two answers beside one another. */
const WIDEST_PAIR = 160;

/** The dossier as text for a person: the outcome first, then each finding, how the subject loads, and what was not read. */
export function renderTerminal(dossier: Dossier, options: TerminalOptions): string {
  const paint = painter(options.color);
  const width = Math.max(40, Math.min(options.width, 110));
  const lines = [
    ...head(dossier, width, paint),
    ...elsewhere(dossier, width).map((line) => paint.dim(`       ${line}`)),
    '',
    ...wrap(headline(dossier), width).map((line) => paint.bold(line)),
    '',
    ...findings(dossier, width, Math.min(Math.max(width, options.width), WIDEST_PAIR), paint),
    ...loading(dossier, width),
    ...claims(dossier, width, paint),
    ...studies(dossier, width, paint),
    ...unread(dossier, width, paint),
    ...footer(dossier, width, paint),
  ];
  return `${lines.join('\n')}\n`;
}

function head(dossier: Dossier, width: number, paint: Paint): string[] {
  const name = printable(dossier.subject.name);
  const indent = ' '.repeat(7);
  if (indent.length + name.length + 2 + facts(dossier).length <= width) {
    return [`${paint.bold('Assay')}  ${name}  ${paint.dim(facts(dossier))}`];
  }
  const [first = '', ...rest] = wrap(name, width - indent.length);
  return [
    `${paint.bold('Assay')}  ${first}`,
    ...rest.map((line) => indent + line),
    ...wrap(facts(dossier), width - indent.length).map((line) => indent + paint.dim(line)),
  ];
}

function elsewhere(dossier: Dossier, width: number): string[] {
  const where = whereabouts(dossier);
  return where.length === 0 ? [] : wrap(where.join(' · '), width - 7);
}

function facts({ subject, files }: Dossier): string {
  if (subject.kind === 'model') return 'questioned; its files were not examined';
  const formats = [
    ...new Set(files.filter(({ format }) => format !== 'unknown').map(({ format }) => format)),
  ].toSorted();
  const base =
    subject.base === undefined ? '' : ` · adapter of ${subject.base.map((name) => printable(name, 80)).join(', ')}`;
  return `${plural(subject.files, 'file')} · ${bytes(subject.bytes)}${formats.length > 0 ? ` · ${formats.join(', ')}` : ''}${base}`;
}

function findings(dossier: Dossier, width: number, pair: number, paint: Paint): string[] {
  const counted = dossier.findings.filter(({ accepted }) => accepted === undefined);
  // Information is in the other reports: here it would bury what a person should act on.
  const grave = counted.filter(({ severity }) => severity !== 'info');
  // Where nothing else was found, what is told of answers is shown by them.
  const shown = grave.length > 0 ? grave : counted.filter(({ witnesses: seen = [] }) => seen.length > 0);
  const lines = shown.slice(0, MOST_FINDINGS).flatMap((finding) => one(finding, width, pair, paint));
  const more = shown.length - Math.min(shown.length, MOST_FINDINGS);
  if (more > 0) lines.push(paint.dim(`… and ${plural(more, 'more finding')}: --format json lists all`), '');
  const info = counted.length - shown.length;
  if (info > 0) lines.push(paint.dim(`${plural(info, 'finding')} of severity info: --format json lists all`), '');
  if (dossier.summary.accepted > 0) {
    lines.push(paint.dim(`${plural(dossier.summary.accepted, 'finding')} accepted by the baseline`), '');
  }
  return lines;
}

function one(finding: DossierFinding, width: number, pair: number, paint: Paint): string[] {
  const label = ` ${finding.severity.toUpperCase()} `;
  const [first = '', ...rest] = wrap(finding.title, width - label.length - 1);
  const lines = [`${paint.severity[finding.severity](label)} ${paint.bold(first)}`];
  for (const line of rest) lines.push(`${' '.repeat(label.length + 1)}${paint.bold(line)}`);
  for (const line of wrap(place(finding.location), width - 3)) lines.push(`   ${paint.magenta(line)}`);
  for (const line of wrap(finding.message, width - 3)) lines.push(`   ${line}`);
  lines.push(...witnesses(finding.witnesses ?? [], pair, paint));
  if (finding.witnesses !== undefined) lines.push('');
  const name = `${printable(finding.rule, 120)} · ${finding.fingerprint.slice(0, 12)}`;
  lines.push(...wrap(name, width - 3).map((line) => paint.dim(`   ${line}`)), '');
  return lines;
}

function claims(dossier: Dossier, width: number, paint: Paint): string[] {
  const lines = claimLines(dossier);
  if (lines.length === 0) return [];
  return [paint.bold('Claims'), ...lines.flatMap((text) => wrap(text, width - 3).map((line) => `   ${line}`)), ''];
}

function unread(dossier: Dossier, width: number, paint: Paint): string[] {
  const files = dossier.files.filter(
    ({ status }) => status === 'partial' || status === 'failed' || status === 'skipped',
  );
  if (files.length === 0) return [];
  const lines = [paint.bold('Not read in full')];
  for (const file of files.slice(0, MOST_FILES)) lines.push(...unreadFile(file, width, paint));
  if (files.length > MOST_FILES) lines.push(paint.dim(`   … and ${files.length - MOST_FILES} more`));
  return [...lines, ''];
}

function unreadFile(file: DossierFile, width: number, paint: Paint): string[] {
  const [first = '', ...rest] = wrap(
    `${printable(file.path, 300)}: ${printable(file.reason ?? 'no reason given')}`,
    width - 12,
  );
  return [`   ${paint.dim(file.status.padEnd(8))} ${first}`, ...rest.map((line) => `            ${line}`)];
}

function footer(dossier: Dossier, width: number, paint: Paint): string[] {
  const { summary } = dossier;
  const counts = SEVERITIES.filter((severity) => summary.findings[severity] > 0).map(
    (severity) => `${summary.findings[severity]} ${severity}`,
  );
  const statuses = Object.entries(summary.files)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status}`);
  const [worst] = dossier.findings.filter(({ accepted, severity }) => accepted === undefined && severity !== 'info');
  const next =
    worst === undefined ? '' : ` \`assay explain ${worst.rule}\` says what such a finding means and what to do.`;
  const apart =
    dossier.studies === undefined ? ' Only files were examined: nothing is said here about how the model behaves.' : '';
  const found = `Findings: ${counts.join(', ') || 'none'}.`;
  if (dossier.subject.kind === 'model' && dossier.findings.length === 0) return [];
  const files = dossier.subject.kind === 'model' ? '' : ` Files: ${statuses.join(', ') || 'none'}.`;
  const text = `${found}${files}${apart}${next}`;
  return wrap(text, width).map((line) => paint.dim(line));
}
