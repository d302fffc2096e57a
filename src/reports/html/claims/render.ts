import { readFile } from 'node:fs/promises';
import type { ClaimsReport } from '../../../claims/claims-report.ts';
import { UsageError } from '../../../core/errors.ts';
import { printable } from '../../../core/printable.ts';
import { verdictBlocks, verdictsTable } from '../../verdict.ts';
import { blocksAsHtml } from '../blocks.ts';
import { escapeHtml, escapeJson } from '../escape.ts';
import { facts, headline, SCOPE } from './headline.ts';

/** `npm run build` makes the page from web/. Compiled, it is a neighbour of this folder. */
const TEMPLATE = new URL(
  import.meta.url.endsWith('.ts') ? '../../../../dist/reports/html/claims-template.html' : '../claims-template.html',
  import.meta.url,
);

/**
 * Verdicts as one HTML file that needs no network and recomputes them. Without JavaScript it still says what they are.
 * @param name of what was checked @throws UsageError where the page was not built
 */
export async function renderClaims(report: ClaimsReport, name: string): Promise<string> {
  const template = await readFile(TEMPLATE, 'utf8').catch((cause: unknown) => {
    throw new UsageError('the page of the report on claims is not built: run `npm run build`', { cause });
  });
  const safe = escapeHtml(printable(name, 200));
  const slots: Readonly<Record<string, string>> = {
    title: `${safe} · Assay`,
    skip: '<a class="skip" href="#verdicts">Skip to the verdicts</a>',
    subject: safe,
    headline: escapeHtml(headline(report)),
    more: '',
    lead: '',
    facts: escapeHtml(facts(report)),
    scope: SCOPE,
    noscript: withoutScript(report),
    report: escapeJson(JSON.stringify(report, shorter)),
  };
  // One pass: what is put into a slot is not searched for slots.
  return template.replace(/<!--([a-z]+)-->/g, (slot, id: string) => slots[id] ?? slot);
}

function withoutScript({ claims }: ClaimsReport): string {
  const verdicts = claims.map(({ verdict }) => verdict);
  const overview = blocksAsHtml([{ kind: 'table', table: verdictsTable(verdicts) }]);
  const said = '<p>Figures, inputs and what they would have to be need JavaScript.</p>';
  return overview + said + blocksAsHtml(verdicts.flatMap(verdictBlocks));
}

/** Of what is only drawn or listed, six digits: the claims themselves keep all of theirs. */
const DRAWN: ReadonlySet<string> = new Set(['quantiles', 'panels', 'swings', 'sensitivity', 'needed', 'edges']);

function shorter(key: string, value: unknown): unknown {
  return DRAWN.has(key) ? rounded(value) : value;
}

function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(6));
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rounded(part)]));
}
