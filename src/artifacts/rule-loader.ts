import type { Rule } from './rule.ts';

/** What a rule looks at, and how to get it: a rule is loaded with the first thing that it looks at. */
export interface RuleLoader {
  readonly id: string;
  readonly scope: Rule['scope'];
  /** As the rule has them; none where it looks at files as such. */
  readonly formats: readonly string[];
  /** Codes of the anomalies that it gives a severity. */
  readonly anomalies: readonly string[];
  load(): Promise<Rule>;
}
