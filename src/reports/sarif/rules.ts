import { EVERY_RULE } from '../rules.ts';
import type { RuleAbout } from '../../core/rule.ts';
import { reference } from '../../core/reference.ts';
import { atLeast, type Confidence, type Reference, type Severity } from '../../core/finding.ts';
import type { DossierFinding } from '../../dossier/dossier.ts';
import type { Descriptor } from './log.ts';
import { SCALE } from './severity.ts';
import type { Taxonomies } from './taxonomies.ts';

/** GitHub takes no more than 20 tags for a rule. */
const MOST_TAGS = 20;
const PRECISION: Readonly<Record<Confidence, string>> = { high: 'very-high', medium: 'high', low: 'medium' };

/** A descriptor for each rule that has a finding, in the order in which the findings name them. */
export function descriptors(findings: readonly DossierFinding[], taxonomies: Taxonomies): Descriptor[] {
  const byRule = Map.groupBy(findings, ({ rule }) => rule);
  return [...byRule].map(([id, found]) => descriptor(id, found, taxonomies));
}

function descriptor(id: string, found: readonly DossierFinding[], taxonomies: Taxonomies): Descriptor {
  const rule = EVERY_RULE.find((known) => known.id === id);
  const title = rule?.title ?? found[0]?.title ?? id;
  const references = rule === undefined ? (found[0]?.references ?? []) : rule.references.map(reference);
  const worst = found.reduce<Severity>((most, { severity }) => (atLeast(severity, most) ? severity : most), 'info');
  const relationships = taxonomies.references(references).map((target) => ({ target, kinds: ['relevant'] as const }));
  return {
    id,
    name: pascal(id),
    shortDescription: { text: title },
    ...(rule === undefined ? {} : { fullDescription: { text: rule.explanation }, help: help(rule, references) }),
    defaultConfiguration: { level: SCALE[worst].level },
    ...(relationships.length === 0 ? {} : { relationships }),
    properties: {
      tags: tags(references),
      precision: PRECISION[leastSure(found)],
      'problem.severity': { error: 'error', warning: 'warning', note: 'recommendation' }[SCALE[worst].level],
      // A rule has one score and findings of several severities: the worst that it gave here.
      'security-severity': SCALE[worst].score,
    },
  };
}

function help(rule: RuleAbout, references: readonly Reference[]): Descriptor['help'] & object {
  const links = references.map(({ id, url }) => (url === undefined ? id : `[${id}](${url})`));
  return {
    text: `${rule.explanation}\n\nWhat to do: ${rule.advice}\n\n${references.map(({ id }) => id).join(', ')}`,
    markdown: `${rule.explanation}\n\n**What to do.** ${rule.advice}\n\n${links.join(' · ')}`,
  };
}

/** `external/cwe/cwe-502` is how code scanning files a rule under a weakness. */
function tags(references: readonly Reference[]): string[] {
  const weaknesses = references.flatMap(({ id }) =>
    id.startsWith('CWE-') ? [`external/cwe/${id.toLowerCase()}`] : [],
  );
  return ['security', 'ai-model', ...weaknesses].slice(0, MOST_TAGS);
}

function leastSure(found: readonly DossierFinding[]): Confidence {
  if (found.some(({ confidence }) => confidence === 'low')) return 'low';
  return found.some(({ confidence }) => confidence === 'medium') ? 'medium' : 'high';
}

/** `pickle-gadget` to `PickleGadget` (3.49.7), `sabotage/always-insecure` to `SabotageAlwaysInsecure`. */
function pascal(id: string): string {
  return id.replace(/(?:^|[-/])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
