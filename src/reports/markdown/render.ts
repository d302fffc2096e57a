import { EVERY_RULE } from '../rules.ts';
import { SEVERITIES } from '../../core/finding.ts';
import { bytes, plural } from '../../core/quantities.ts';
import type { Dossier, DossierFinding } from '../../dossier/dossier.ts';
import { trialPlace } from '../../core/trial-place.ts';
import { headline } from '../../dossier/headline.ts';
import { claimLines } from '../claims.ts';
import { fromRoot, type ReportOptions, within } from '../place.ts';
import { code, escapeText } from '../../core/markdown-text.ts';
import { loading } from './loading.ts';
import { studies } from './studies.ts';
import { witnesses } from './witnesses.ts';

/** Its parts are bounded: nothing of them is cut in mid-word. */
const LONGEST_HEADLINE = 100_000;
/** A job summary may hold a megabyte. */
const MOST_FINDINGS = 100;
const MOST_ACCEPTED = 50;
const MOST_UNREAD = 50;
const MOST_EVIDENCE = 5;

const MARK = { critical: '🟥', high: '🟥', medium: '🟧', low: '🟨', info: '⬜' } as const;

/** The dossier as GitHub Flavored Markdown: for the summary of a job or a comment. */
export function renderMarkdown(dossier: Dossier, options: ReportOptions): string {
  const sections = [
    `## Assay: ${code(dossier.subject.name, 200)}`,
    `**${escapeText(headline(dossier), LONGEST_HEADLINE)}**`,
    facts(dossier),
    ...findings(dossier, options),
    ...witnesses(dossier),
    ...rules(dossier),
    ...accepted(dossier, options),
    ...unread(dossier, options),
    ...loading(dossier),
    ...claims(dossier),
    ...studies(dossier),
    footer(dossier),
  ];
  return `${sections.join('\n\n')}\n`;
}

function facts({ subject, files }: Dossier): string {
  if (subject.kind === 'model') return 'Questioned; its files were not examined.';
  const formats = [...new Set(files.flatMap(({ format }) => (format === 'unknown' ? [] : [format])))].toSorted();
  const base =
    subject.base === undefined ? [] : [`adapter of ${subject.base.map((name) => code(name, 200)).join(', ')}`];
  return [
    plural(subject.files, 'file'),
    bytes(subject.bytes),
    ...formats.map((format) => escapeText(format)),
    ...base,
  ].join(' · ');
}

function claims(dossier: Dossier): string[] {
  const lines = claimLines(dossier);
  return lines.length === 0 ? [] : ['### Claims', lines.map((line) => `- ${escapeText(line, 2000)}`).join('\n')];
}

function findings(dossier: Dossier, options: ReportOptions): string[] {
  const counted = dossier.findings.filter((finding) => finding.accepted === undefined);
  const shown = counted.filter(({ severity }) => severity !== 'info');
  if (shown.length === 0) return informational(counted.length);
  const rows = shown.slice(0, MOST_FINDINGS).map((finding) => row(finding, options));
  const table = ['| severity | finding | place |', '|---|---|---|', ...rows].join('\n');
  const more = shown.length - MOST_FINDINGS;
  return [
    table,
    ...(more > 0 ? [`… and ${plural(more, 'more finding')}: the dossier lists all.`] : []),
    ...informational(counted.length - shown.length),
  ];
}

const informational = (count: number): string[] =>
  count === 0 ? [] : [`${plural(count, 'finding')} of severity info: the dossier lists all.`];

function row(finding: DossierFinding, options: ReportOptions): string {
  const { severity, title, message, rule, fingerprint, evidence } = finding;
  const shown = evidence
    .slice(0, MOST_EVIDENCE)
    .map(({ label, text }) => `${escapeText(label, 100)}: ${code(text, 200)}`);
  const seen = shown.length === 0 ? '<br>' : `<details><summary>Evidence</summary>${shown.join('<br>')}</details>`;
  const name = `<sub><code>${escapeRule(rule)}</code> <code>${escapeRule(fingerprint).slice(0, 12)}</code></sub>`;
  const cell = `**${escapeText(title)}**<br>${escapeText(message, 1000)}${seen}${name}`;
  return `| ${MARK[severity]} ${severity} | ${cell} | ${where(finding, options)} |`;
}

function where({ location }: DossierFinding, options: ReportOptions): string {
  if (location.kind === 'trial') return code(trialPlace(location), 600);
  const inside = within(location);
  return code(fromRoot(location.path, options)) + (inside === '' ? '' : `<br>${code(inside)}`);
}

/** What each rule means and what to do, once. */
function rules({ findings: all }: Dossier): string[] {
  const fired = new Set(
    all.filter((finding) => finding.accepted === undefined && finding.severity !== 'info').map(({ rule }) => rule),
  );
  const explained = EVERY_RULE.filter(({ id }) => fired.has(id)).map(({ id, title, explanation, advice, references }) =>
    [
      `**${escapeText(title)}** · <code>${escapeRule(id)}</code>`,
      `${escapeText(explanation, 4000)}`,
      `_What to do:_ ${escapeText(advice, 4000)}`,
      `<sub>${references.map((name) => escapeText(name)).join(' · ')}</sub>`,
    ].join('\n\n'),
  );
  return explained.length === 0 ? [] : [folded('What this means, and what to do', explained)];
}

function accepted({ findings: all }: Dossier, options: ReportOptions): string[] {
  const found = all.filter((finding) => finding.accepted !== undefined);
  if (found.length === 0) return [];
  const rows = found.slice(0, MOST_ACCEPTED).map((finding) => {
    const until = finding.accepted?.expires === undefined ? '' : ` (until ${escapeText(finding.accepted.expires)})`;
    return `| ${finding.severity} | ${escapeText(finding.title)} | ${where(finding, options)} | ${escapeText(finding.accepted?.reason ?? '')}${until} |`;
  });
  const more = found.length - MOST_ACCEPTED;
  return [
    folded(`${plural(found.length, 'finding')} accepted by the baseline`, [
      ['| severity | finding | place | reason |', '|---|---|---|---|', ...rows].join('\n'),
      ...(more > 0 ? [`… and ${more} more.`] : []),
    ]),
  ];
}

function unread({ files }: Dossier, options: ReportOptions): string[] {
  const open = files.filter(({ status }) => status === 'partial' || status === 'failed' || status === 'skipped');
  if (open.length === 0) return [];
  const rows = open
    .slice(0, MOST_UNREAD)
    .map(
      ({ path, status, reason }) =>
        `| ${status} | ${code(fromRoot(path, options))} | ${escapeText(reason ?? 'no reason given')} |`,
    );
  const more = open.length - MOST_UNREAD;
  return [
    '### Not read in full',
    ['| status | file | why |', '|---|---|---|', ...rows].join('\n'),
    ...(more > 0 ? [`… and ${plural(more, 'more file')}.`] : []),
  ];
}

function folded(title: string, blocks: readonly string[]): string {
  return [`<details><summary>${title}</summary>`, ...blocks, '</details>'].join('\n\n');
}

function footer({ subject, summary, run, studies: asked }: Dossier): string {
  if (subject.kind === 'model') return `<sub>Assay ${escapeText(run.version)}.</sub>`;
  const counts = SEVERITIES.flatMap((severity) =>
    summary.findings[severity] > 0 ? [`${summary.findings[severity]} ${severity}`] : [],
  );
  const apart =
    asked === undefined ? ' Only files were examined: nothing is said here about how the model behaves.' : '';
  return `<sub>Findings: ${counts.join(', ') || 'none'}.${apart} Assay ${escapeText(run.version)}.</sub>`;
}

/** Rule ids are ours, but a dossier may come from anywhere. */
const escapeRule = (id: string): string => id.replace(/[^a-z0-9/-]/g, '');
