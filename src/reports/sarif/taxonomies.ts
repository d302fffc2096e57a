import type { Reference } from '../../core/finding.ts';
import type { TaxonReference, Taxonomy } from './log.ts';

interface Known {
  readonly name: string;
  readonly organization: string;
  readonly title: string;
  readonly matches: RegExp;
}

const KNOWN: readonly Known[] = [
  { name: 'CWE', organization: 'MITRE', title: 'Common Weakness Enumeration', matches: /^CWE-\d+$/ },
  {
    name: 'ATLAS',
    organization: 'MITRE',
    title: 'Adversarial Threat Landscape for Artificial-Intelligence Systems',
    matches: /^AML\.T\d/,
  },
  {
    name: 'OWASP-LLM',
    organization: 'OWASP',
    title: 'OWASP Top 10 for Large Language Model Applications',
    matches: /^LLM\d{2}:\d{4}$/,
  },
];

/** Collects the weaknesses and techniques that a log refers to, each in the list that it comes from (3.14.8). */
export class Taxonomies {
  private readonly taxa: readonly Map<string, { readonly id: string; readonly helpUri?: string }>[] = KNOWN.map(
    () => new Map(),
  );

  /** References to what belongs to a known list; advisories belong to none and are left out. */
  references(references: readonly Reference[]): TaxonReference[] {
    return references.flatMap(({ id, url }) => {
      const list = KNOWN.findIndex(({ matches }) => matches.test(id));
      const known = KNOWN[list];
      const taxa = this.taxa[list];
      if (known === undefined || taxa === undefined) return [];
      if (!taxa.has(id)) taxa.set(id, url === undefined ? { id } : { id, helpUri: url });
      return [{ id, index: [...taxa.keys()].indexOf(id), toolComponent: { name: known.name, index: list } }];
    });
  }

  /** All lists, also the empty ones: references name them by index. */
  lists(): Taxonomy[] {
    return KNOWN.map(({ name, organization, title }, index) => ({
      name,
      organization,
      shortDescription: { text: title },
      taxa: [...(this.taxa[index]?.values() ?? [])],
    }));
  }
}
