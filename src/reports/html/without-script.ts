import { SEVERITIES } from '../../core/finding.ts';
import { printable } from '../../core/printable.ts';
import type { Dossier, DossierFinding } from '../../dossier/dossier.ts';
import { plural } from '../../core/quantities.ts';
import { escapeHtml } from './escape.ts';

/** Findings that are listed; all of them stand in the page as JSON. */
const MOST = 200;

/** What a reader without JavaScript sees below the headline: the counts, and the worst findings as a list. */
export function withoutScript({ summary, findings }: Dossier): string {
  const counted = findings.filter(({ accepted }) => accepted === undefined);
  const severities = SEVERITIES.map((severity) => `${summary.findings[severity]} ${severity}`).join(', ');
  const statuses = Object.entries(summary.files).map(([status, count]) => `${count} ${status}`);
  const rest = counted.length - Math.min(counted.length, MOST);
  return [
    `<p>Findings: ${severities}; ${summary.accepted} accepted. Files: ${statuses.join(', ')}.</p>`,
    '<p>Evidence, coverage and files need JavaScript; the whole dossier stands in this file as JSON.</p>',
    `<ul>${counted.slice(0, MOST).map(item).join('')}</ul>`,
    rest === 0 ? '' : `<p>… and ${plural(rest, 'more finding')}.</p>`,
  ].join('');
}

function item({ severity, title, message, location }: DossierFinding): string {
  const member = location.member === undefined ? '' : `!/${location.member}`;
  const [heading, place, text] = [`${severity}: ${title}`, `${location.path}${member}`, message].map((part) =>
    escapeHtml(printable(part, 500)),
  );
  return `<li><b>${heading}</b><br><code>${place}</code><br>${text}</li>`;
}
