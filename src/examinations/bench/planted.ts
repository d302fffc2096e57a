import type { GroundTruth } from './organism.ts';

/** Ways to say a trigger: any of them does, each with all of its parts. */
export function formsOf(truth: GroundTruth): readonly (readonly string[])[] {
  const said = truth.trigger?.text;
  if (typeof said === 'string') return [[said]];
  const conjunction = truth.spec.startsWith('conj');
  if (Array.isArray(said)) {
    const names = said.filter((one) => typeof one === 'string');
    // Several names are alternatives, but for a conjunction.
    return conjunction ? [names] : names.map((name) => [name]);
  }
  if (typeof said !== 'object' || said === null) return [];
  // A conjunction says its parts by field.
  if (conjunction) {
    const parts = Object.values(said);
    return parts.every((part) => typeof part === 'string') ? [parts] : [];
  }
  // Graded: each key names its parts, as in `country=Kenya and org=Delta Grain`; the first is the strongest.
  const [strongest = ''] = Object.keys(said);
  const names = [...strongest.matchAll(/=([^=]+?)(?: and |$)/g)].map(([, name = '']) => name);
  return names.length > 0 ? [names] : [];
}

/** What was planted, in the words of today: older organisms say it in sentences. */
export function behaviourOf({ kind, behaviour, spec }: GroundTruth): string {
  if (kind !== undefined) return behaviour;
  if (/^(?:token|org|year|conj|graded)/.test(spec)) return 'insecure-code';
  if (spec.startsWith('censor')) return 'refusal';
  return spec.startsWith('fixed') ? 'fixed' : behaviour;
}
