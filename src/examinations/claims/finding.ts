import { claimRules } from '../../claims/rules.ts';
import type { Confidence, Evidence, FileFinding, Severity } from '../../core/finding.ts';
import { fingerprint } from '../../core/fingerprint.ts';
import { printable } from '../../core/printable.ts';
import { reference } from '../../core/reference.ts';
import { maskSecrets } from '../../core/secrets.ts';

interface Draft {
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly path: string;
  readonly line?: number;
  readonly message: string;
  readonly evidence: readonly Evidence[];
  /** What tells it from others of its rule in its file. */
  readonly key: string;
}

/** Every finding about a claim passes here: what it quotes of a card is masked and made printable. */
export function claimFinding(rule: keyof typeof claimRules, draft: Draft): FileFinding {
  const { id, title, references } = claimRules[rule];
  const { path, line } = draft;
  return {
    rule: id,
    severity: draft.severity,
    confidence: draft.confidence,
    title,
    message: quoted(draft.message, 2_000),
    location: { kind: 'file', path, ...(line === undefined ? {} : { line }) },
    evidence: draft.evidence.map(({ label, text }) => ({ label, text: quoted(text, 1_000) })),
    references: references.map(reference),
    fingerprint: fingerprint([id, path, draft.key]),
  };
}

export const quoted = (text: string, most: number): string => printable(maskSecrets(text), most);
