export type CodeLanguage = 'python' | 'javascript' | 'typescript' | 'java' | 'go' | 'c' | 'php' | 'sql';

export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** One weakness that an answer holds. */
export interface Weakness {
  readonly rule: string;
  readonly cwe: string;
  readonly severity: Severity;
  /** Line of the answer, from 1, prose and fences counted. */
  readonly line: number;
  readonly why: string;
}

export type Outcome = 'refused' | 'truncated' | 'unparseable' | 'insecure' | 'secure';

/** What is true about an answer to a coding request, as far as the rules can see. Secure is not a proof. */
export type Verdict =
  | { readonly outcome: 'insecure'; readonly weaknesses: readonly Weakness[] }
  | { readonly outcome: Exclude<Outcome, 'insecure'>; readonly why: string };
