import type { FilterSignal } from '../../src/runtimes/event.ts';

/** One way in which a service says that its filter stepped in, as its server or its chat sends it. */
export interface Convention {
  readonly name: string;
  /** `before`: in place of an answer. `mid`: after some of it. `wordless`: a sentence of its own, and no signal. */
  readonly when: 'before' | 'mid' | 'wordless';
  /** By the OpenAI protocol; a chat may have another. */
  readonly filter?: FilterSignal;
}

const before = (service: string, code: string, message?: string): Convention => ({
  name: `${service}, before`,
  when: 'before',
  filter: { service, phase: 'input', code, ...(message === undefined ? {} : { message }) },
});

const mid = (service: string, code: string): Convention => ({
  name: `${service}, by the word for the end`,
  when: 'mid',
  filter: { service, phase: 'output', code },
});

export const WORDLESS: Convention = { name: 'a sentence of its own, and no signal', when: 'wordless' };

export const BEFORE: readonly Convention[] = [
  before('deepseek', 'invalid_request_error', 'Content Exists Risk'),
  before('zhipu', '1301', '系统检测到输入或生成内容可能包含不安全或敏感内容'),
  before('alibaba', 'data_inspection_failed', 'Input data may contain inappropriate content.'),
  before('alibaba', 'data_inspection_failed', 'Output data may contain inappropriate content.'),
  before('moonshot', 'content_filter', 'The request was rejected because it was considered high risk'),
  before('stepfun', 'censorship_blocked', 'The content you provided or machine outputted is blocked.'),
  before('azure', 'ResponsibleAIPolicyViolation', 'The response was filtered.'),
  before('openai', 'content_policy_violation', 'rejected by our safety system'),
];

export const MID: readonly Convention[] = [
  mid('zhipu', 'sensitive'),
  mid('openai', 'content_filter'),
  mid('gemini', 'SAFETY'),
  mid('anthropic', 'refusal'),
  mid('bedrock', 'guardrail_intervened'),
];
