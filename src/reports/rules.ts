import { RULES } from '../artifacts/registry.gen.ts';
import { claimRules } from '../claims/rules.ts';
import type { RuleAbout } from '../core/rule.ts';
import { STUDY_RULES } from '../studies/rules.gen.ts';

/** Every rule that a finding can name: of files, of claims, then of studies. */
export const EVERY_RULE: readonly RuleAbout[] = [...RULES, ...Object.values(claimRules), ...STUDY_RULES];
