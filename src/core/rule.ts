import type { Severity } from './finding.ts';

/** What a rule is about, of files or of a study: shown by `assay explain` and `assay rules`. */
export interface RuleAbout {
  /** Kebab case and stable: baselines and policies name it. Of a study, behind its id: `sabotage/refuses-in-context`. */
  readonly id: string;
  readonly title: string;
  /** The worst severity that it gives. */
  readonly severity: Severity;
  /** What it means, why it matters, when it is harmless. Plain sentences. */
  readonly explanation: string;
  /** What a person should do about it. */
  readonly advice: string;
  /** `CWE-…`, `AML.T…`, `LLM…:2025`, `CVE-…`, `GHSA-…`. */
  readonly references: readonly string[];
}
