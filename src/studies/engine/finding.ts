import type { Confidence, Evidence, Finding, Severity, TrialLocation } from '../../core/finding.ts';
import { fingerprint } from '../../core/fingerprint.ts';
import { printable } from '../../core/printable.ts';
import { reference } from '../../core/reference.ts';
import type { RuleAbout } from '../../core/rule.ts';
import { maskSecrets } from '../../core/secrets.ts';
import type { Witness, WitnessAnswer } from '../../core/witness.ts';

/** A finding of a study before its rule and fingerprint are filled in. */
export interface TrialDraft {
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly title?: string;
  readonly message: string;
  readonly location: Omit<TrialLocation, 'kind'>;
  readonly evidence?: readonly Evidence[];
  /** The most telling first. */
  readonly witnesses?: readonly Witness[];
}

/** What a dossier keeps of one finding; a model may answer with megabytes (CWE-770). */
const MOST_EVIDENCE = 64;
const MOST_WITNESSES = 20;
const LONGEST_EVIDENCE = 4_096;
const LONGEST_CONTEXT = 4_000;
const LONGEST_ANSWER = 16_000;

/**
 * The finding of a rule in a place of a study. Its fingerprint is of rule, study, model, condition and item: it is the
 * same with another seed and other witnesses. What it quotes of a model is cut, and masked where it is a credential.
 */
export function trialFinding(rule: RuleAbout, draft: TrialDraft): Finding {
  const { study, arm, condition, item } = draft.location;
  return {
    rule: rule.id,
    severity: draft.severity,
    confidence: draft.confidence,
    title: draft.title ?? rule.title,
    message: printable(maskSecrets(draft.message), 2000),
    location: { kind: 'trial', ...draft.location },
    evidence: (draft.evidence ?? [])
      .slice(0, MOST_EVIDENCE)
      .map(({ label, text }) => ({ label, text: quoted(text, LONGEST_EVIDENCE) })),
    ...(draft.witnesses === undefined ? {} : { witnesses: draft.witnesses.slice(0, MOST_WITNESSES).map(kept) }),
    references: rule.references.map(reference),
    fingerprint: fingerprint([rule.id, study, arm, condition, item ?? '']),
  };
}

function kept({ item, question, answers: [first, second] }: Witness): Witness {
  return { item, question: quoted(question, LONGEST_CONTEXT), answers: [keptAnswer(first), keptAnswer(second)] };
}

function keptAnswer({ condition, context, label, why, text }: WitnessAnswer): WitnessAnswer {
  return {
    condition,
    context: quoted(context, LONGEST_CONTEXT),
    label,
    ...(why === undefined ? {} : { why: quoted(why, LONGEST_CONTEXT) }),
    text: quoted(text, LONGEST_ANSWER),
  };
}

/** The start, and how much is left out. */
function quoted(text: string, most: number): string {
  const masked = maskSecrets(text.length > most ? text.slice(0, most) : text);
  const cut = text.length > most ? `${masked}\n…(${text.length - most} more characters)` : masked;
  return cut.toWellFormed();
}
