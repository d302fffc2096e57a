import type { FilterSignal } from '../event.ts';

type Phase = FilterSignal['phase'];

/**
 * One way in which a service says that its moderation stepped in. `service` is whose convention it is; others copy it.
 * Where the phase hangs on what is said, the first of `phases` whose words are found decides. `shown`: of the output where
 * part of it had been shown, unknown where none had.
 */
export type Signal = {
  readonly service: string;
  readonly phase: Phase | 'shown';
  readonly phases?: readonly { readonly says: RegExp; readonly phase: Phase }[];
} & (
  | ErrorSignal
  /** The reason why generation ended. */
  | { readonly on: 'finish'; readonly word: RegExp }
  | FieldSignal
);

/** An HTTP error or one inside a stream. All that is given must fit. */
export interface ErrorSignal {
  readonly on: 'error';
  readonly code?: RegExp;
  readonly message?: RegExp;
  readonly status?: number;
  /** A value that must be there. */
  readonly has?: string;
}

/** A field beside the text. */
export interface FieldSignal {
  readonly on: 'field';
  readonly path: string;
  /** `true`: it is so. `filtered`: a category inside has `filtered: true`. `word`: it is a text, which is the code. */
  readonly holds: 'true' | 'filtered' | 'word';
  /** A further field that says more. */
  readonly more?: string;
}

/** Of an error whose words name the side that was filtered. */
const BY_SIDE = [
  { says: /\boutput data\b|output text/i, phase: 'output' },
  { says: /\binput data\b|input text/i, phase: 'input' },
] as const;

/** Zhipu names the role: its levels and further roles are not documented in full. */
const BY_ROLE = [
  { says: /"role":\s?"assistant"/, phase: 'output' },
  { says: /"role":\s?"(?:user|history|system)"/, phase: 'input' },
] as const;

/**
 * Read in order; of errors and finish words the first that fits counts. Sources are beside the cases in
 * `signals.fixture.ts`; a test holds that every row fires there.
 */
export const SIGNALS: readonly Signal[] = [
  { service: 'deepseek', on: 'error', message: /Content Exists Risk/i, phase: 'input' },
  { service: 'zhipu', on: 'error', code: /^1301$/, phase: 'unknown', phases: BY_ROLE },
  { service: 'zhipu', on: 'finish', word: /^sensitive$/, phase: 'output' },
  {
    service: 'alibaba',
    on: 'error',
    code: /^(?:data_inspection_failed|DataInspectionFailed)$/,
    phase: 'unknown',
    phases: BY_SIDE,
  },
  { service: 'moonshot', on: 'error', message: /rejected because it was considered high risk/i, phase: 'input' },
  { service: 'minimax', on: 'error', code: /^1026$/, phase: 'input', has: 'base_resp' },
  { service: 'minimax', on: 'error', code: /^1027$/, phase: 'output', has: 'base_resp' },
  {
    service: 'minimax',
    on: 'field',
    path: 'input_sensitive',
    holds: 'true',
    more: 'input_sensitive_type',
    phase: 'input',
  },
  {
    service: 'minimax',
    on: 'field',
    path: 'output_sensitive',
    holds: 'true',
    more: 'output_sensitive_type',
    phase: 'output',
  },
  { service: 'stepfun', on: 'error', code: /^censorship_blocked$/, phase: 'unknown' },
  { service: 'baidu', on: 'field', path: 'need_clear_history', holds: 'true', more: 'ban_round', phase: 'unknown' },
  { service: 'azure', on: 'error', code: /^ResponsibleAIPolicyViolation$/, phase: 'input' },
  { service: 'azure', on: 'field', path: 'prompt_filter_results', holds: 'filtered', phase: 'input' },
  { service: 'azure', on: 'field', path: 'prompt_annotations', holds: 'filtered', phase: 'input' },
  { service: 'azure', on: 'field', path: 'choices.0.content_filter_results', holds: 'filtered', phase: 'output' },
  { service: 'gemini', on: 'field', path: 'promptFeedback.blockReason', holds: 'word', phase: 'input' },
  {
    service: 'gemini',
    on: 'finish',
    word: /^(?:content_filter: ?)?(?:SAFETY|PROHIBITED_CONTENT|BLOCKLIST|RECITATION|SPII|IMAGE_SAFETY)$/i,
    phase: 'output',
  },
  { service: 'anthropic', on: 'finish', word: /^refusal$/, phase: 'shown' },
  { service: 'bedrock', on: 'finish', word: /^(?:guardrail_intervened|content_filtered)$/, phase: 'shown' },
  { service: 'cohere', on: 'finish', word: /^error_toxic$/i, phase: 'output' },
  { service: 'deepseek-chat', on: 'finish', word: /^CONTENT_FILTER$/, phase: 'shown' },
  { service: 'openrouter', on: 'error', status: 403, has: 'error.metadata.flagged_input', phase: 'input' },
  { service: 'openai', on: 'error', code: /^(?:content_policy_violation|moderation_blocked)$/, phase: 'input' },
  { service: 'openai', on: 'error', code: /^invalid_prompt$/, message: /usage policy/i, phase: 'input' },
  { service: 'openai', on: 'error', code: /^content_filter$/, phase: 'unknown', phases: BY_SIDE },
  { service: 'openai', on: 'finish', word: /^content_filter\b/, phase: 'shown' },
  // RFC 7725: unavailable for legal reasons.
  { service: 'http', on: 'error', status: 451, phase: 'unknown' },
];
