import type { Confidence, Evidence, Severity } from '../core/finding.ts';
import type { RuleAbout } from '../core/rule.ts';
import type { SurveyedFile, SurveyedPart } from '../survey/surveyed.ts';

/** A finding before its rule, place and fingerprint are filled in. */
export interface Draft {
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly title?: string;
  readonly message: string;
  readonly evidence?: readonly Evidence[];
  /** Further references beside the rule's own. */
  readonly references?: readonly string[];
  /** For rules over whole files: the member that it is about. */
  readonly member?: string;
  readonly offset?: number;
  readonly length?: number;
  readonly line?: number;
  readonly tensor?: string;
  /** What tells it from other findings of this rule in this place, without offsets. */
  readonly key: string;
}

/** Facts about whole files, kept for rules that compare them. */
export interface RepositoryView {
  readonly files: readonly SurveyedFile[];
}

/** A draft of a rule over the whole subject says which file it is about. */
export interface PlacedDraft extends Draft {
  readonly path: string;
  /** Of a container, as in {@link SurveyedPart.at}. */
  readonly member?: string;
}

export type Rule = RuleAbout & {
  /** Anomalies that this rule turns into findings as they are, with the severity of each. */
  readonly anomalies?: Readonly<Record<string, Severity>>;
} & (
    | {
        readonly scope: 'part';
        /** Format ids whose parts it wants. */
        readonly formats: readonly string[];
        check(part: SurveyedPart): Iterable<Draft>;
      }
    | { readonly scope: 'file'; check(file: SurveyedFile): Iterable<Draft> }
    | {
        readonly scope: 'repository';
        /** Formats whose structures it compares: these are kept, others are dropped file by file. */
        readonly formats: readonly string[];
        check(view: RepositoryView): Iterable<PlacedDraft>;
      }
    | { readonly scope: 'anomaly' }
  );
