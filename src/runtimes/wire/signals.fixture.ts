import type { FilterSignal } from '../event.ts';

/** What a service sends when its moderation steps in, made after public documentation and public clients' code. */
export interface ModerationCase {
  readonly name: string;
  /** HTTP status, for an error in place of an answer; without one the data are parts of a stream. */
  readonly status?: number;
  readonly data: readonly unknown[];
  readonly filter: Pick<FilterSignal, 'service' | 'phase' | 'code'>;
  /** The end's raw word, where that is not the code. */
  readonly raw?: string;
}

const part = (choice: object, more: object = {}): unknown => ({ choices: [{ index: 0, ...choice }], ...more });
const said = part({ delta: { content: 'In 1989 ' } });
const filters = { hate: { filtered: false, severity: 'safe' }, violence: { filtered: true, severity: 'high' } };

export const MODERATION: readonly ModerationCase[] = [
  {
    name: 'DeepSeek API, of the input',
    status: 400,
    data: [
      {
        error: {
          message: 'Content Exists Risk',
          type: 'invalid_request_error',
          param: null,
          code: 'invalid_request_error',
        },
      },
    ],
    filter: { service: 'deepseek', phase: 'input', code: 'invalid_request_error' },
  },
  {
    name: 'Zhipu, of the input',
    status: 400,
    data: [
      {
        contentFilter: [{ level: 1, role: 'user' }],
        error: { code: '1301', message: '系统检测到输入或生成内容可能包含不安全或敏感内容' },
      },
    ],
    filter: { service: 'zhipu', phase: 'input', code: '1301' },
  },
  {
    name: 'Zhipu, of the output, in mid-stream',
    data: [
      said,
      {
        error: { code: '1301', message: '系统检测到输入或生成内容可能包含不安全或敏感内容' },
        contentFilter: [{ level: 0, role: 'assistant' }],
      },
    ],
    filter: { service: 'zhipu', phase: 'output', code: '1301' },
  },
  {
    name: 'Zhipu, of an unnamed side',
    status: 400,
    data: [{ error: { code: '1301', message: '可能包含不安全或敏感内容' } }],
    filter: { service: 'zhipu', phase: 'unknown', code: '1301' },
  },
  {
    name: 'Zhipu, by the word for the end',
    data: [said, part({ delta: { content: '' }, finish_reason: 'sensitive' })],
    filter: { service: 'zhipu', phase: 'output', code: 'sensitive' },
  },
  {
    name: 'Alibaba Model Studio, of the input',
    status: 400,
    data: [
      {
        error: {
          code: 'data_inspection_failed',
          message: 'Input data may contain inappropriate content.',
          type: 'data_inspection_failed',
        },
      },
    ],
    filter: { service: 'alibaba', phase: 'input', code: 'data_inspection_failed' },
  },
  {
    name: 'Alibaba Model Studio, of the output, in its own form and in mid-stream',
    data: [
      said,
      { code: 'DataInspectionFailed', message: 'Output data may contain inappropriate content.', request_id: '1' },
    ],
    filter: { service: 'alibaba', phase: 'output', code: 'DataInspectionFailed' },
  },
  {
    name: 'Moonshot',
    status: 400,
    data: [
      { error: { message: 'The request was rejected because it was considered high risk', type: 'content_filter' } },
    ],
    filter: { service: 'moonshot', phase: 'input', code: 'content_filter' },
  },
  {
    name: 'MiniMax, of the input, as a field',
    data: [
      part(
        { delta: { content: '' }, finish_reason: 'stop' },
        { input_sensitive: true, input_sensitive_type: 1, output_sensitive: false },
      ),
    ],
    filter: { service: 'minimax', phase: 'input', code: 'input_sensitive' },
    raw: 'stop',
  },
  {
    name: 'MiniMax, of the output, as a field',
    data: [
      said,
      part(
        { delta: {}, finish_reason: 'stop' },
        { input_sensitive: false, output_sensitive: true, output_sensitive_type: 2, output_sensitive_int: 1 },
      ),
    ],
    filter: { service: 'minimax', phase: 'output', code: 'output_sensitive' },
    raw: 'stop',
  },
  {
    name: 'MiniMax, of the input, as a state',
    data: [{ base_resp: { status_code: 1026, status_msg: 'input new_sensitive' }, choices: null }],
    filter: { service: 'minimax', phase: 'input', code: '1026' },
  },
  {
    name: 'MiniMax, of the output, as a state',
    data: [said, { base_resp: { status_code: 1027, status_msg: 'output new_sensitive' }, choices: null }],
    filter: { service: 'minimax', phase: 'output', code: '1027' },
  },
  {
    name: 'StepFun',
    status: 451,
    data: [
      { error: { message: 'The content you provided or machine outputted is blocked.', type: 'censorship_blocked' } },
    ],
    filter: { service: 'stepfun', phase: 'unknown', code: 'censorship_blocked' },
  },
  {
    name: 'Baidu Qianfan',
    data: [
      part({ delta: { content: '换个话题吧' }, finish_reason: 'stop' }, { need_clear_history: true, ban_round: -1 }),
    ],
    filter: { service: 'baidu', phase: 'unknown', code: 'need_clear_history' },
    raw: 'stop',
  },
  {
    name: 'Azure, of the input, as an error',
    status: 400,
    data: [
      {
        error: {
          message: "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
          code: 'content_filter',
          status: 400,
          innererror: { code: 'ResponsibleAIPolicyViolation', content_filter_result: filters },
        },
      },
    ],
    filter: { service: 'azure', phase: 'input', code: 'ResponsibleAIPolicyViolation' },
  },
  {
    name: 'Azure, of the input, as an annotation',
    data: [
      { choices: [], prompt_filter_results: [{ prompt_index: 0, content_filter_results: filters }] },
      part({ delta: {}, finish_reason: 'stop' }),
    ],
    filter: { service: 'azure', phase: 'input', code: 'violence' },
    raw: 'stop',
  },
  {
    name: 'Azure, of the input, under its older name',
    data: [
      { choices: [], prompt_annotations: [{ prompt_index: 0, content_filter_results: filters }] },
      part({ delta: {}, finish_reason: 'stop' }),
    ],
    filter: { service: 'azure', phase: 'input', code: 'violence' },
    raw: 'stop',
  },
  {
    name: 'Azure, of the output',
    data: [said, part({ delta: {}, content_filter_results: filters, finish_reason: 'stop' })],
    filter: { service: 'azure', phase: 'output', code: 'violence' },
    raw: 'stop',
  },
  {
    name: 'Gemini, of the input',
    data: [{ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }, part({ delta: {}, finish_reason: 'stop' })],
    filter: { service: 'gemini', phase: 'input', code: 'PROHIBITED_CONTENT' },
    raw: 'stop',
  },
  ...['SAFETY', 'PROHIBITED_CONTENT', 'BLOCKLIST', 'RECITATION', 'SPII'].map((word) => ({
    name: `Gemini, ${word}`,
    data: [part({ delta: { content: '' }, finish_reason: word })],
    filter: { service: 'gemini', phase: 'output' as const, code: word },
  })),
  {
    name: 'Gemini behind a router',
    data: [part({ delta: { content: '' }, finish_reason: 'content_filter', native_finish_reason: 'SAFETY' })],
    filter: { service: 'gemini', phase: 'output', code: 'SAFETY' },
    raw: 'content_filter',
  },
  {
    name: 'Anthropic',
    data: [said, part({ delta: {}, stop_reason: 'refusal' })],
    filter: { service: 'anthropic', phase: 'output', code: 'refusal' },
  },
  {
    name: 'Bedrock',
    data: [part({ delta: {}, finish_reason: 'guardrail_intervened' })],
    filter: { service: 'bedrock', phase: 'unknown', code: 'guardrail_intervened' },
  },
  {
    name: 'Cohere',
    data: [part({ delta: {}, finish_reason: 'ERROR_TOXIC' })],
    filter: { service: 'cohere', phase: 'output', code: 'ERROR_TOXIC' },
  },
  {
    name: "DeepSeek's own chat, by the word for the end",
    data: [said, part({ delta: {}, finish_reason: 'CONTENT_FILTER' })],
    filter: { service: 'deepseek-chat', phase: 'output', code: 'CONTENT_FILTER' },
  },
  {
    name: 'OpenRouter',
    status: 403,
    data: [
      {
        error: {
          code: 403,
          message: 'flagged',
          metadata: { reasons: ['violence'], flagged_input: '…', provider_name: 'X' },
        },
      },
    ],
    filter: { service: 'openrouter', phase: 'input', code: '403' },
  },
  {
    name: 'OpenAI, by policy',
    status: 400,
    data: [{ error: { code: 'content_policy_violation', message: 'rejected by our safety system' } }],
    filter: { service: 'openai', phase: 'input', code: 'content_policy_violation' },
  },
  {
    name: 'OpenAI, a prompt that is flagged',
    status: 400,
    data: [
      {
        error: {
          code: 'invalid_prompt',
          message: 'Your prompt was flagged as potentially violating our usage policy.',
        },
      },
    ],
    filter: { service: 'openai', phase: 'input', code: 'invalid_prompt' },
  },
  {
    name: 'a copy of the OpenAI convention, as an error in a stream',
    data: [said, { error: { code: 'content_filter', message: 'Output text was filtered.' } }],
    filter: { service: 'openai', phase: 'output', code: 'content_filter' },
  },
  {
    name: 'OpenAI, by the word for the end, after text',
    data: [said, part({ delta: {}, finish_reason: 'content_filter' })],
    filter: { service: 'openai', phase: 'output', code: 'content_filter' },
  },
  {
    name: 'OpenAI, by the word for the end, with no text',
    data: [part({ delta: {}, finish_reason: 'content_filter' })],
    filter: { service: 'openai', phase: 'unknown', code: 'content_filter' },
  },
  {
    name: 'any host that is not allowed to by law',
    status: 451,
    data: [{ detail: 'Unavailable For Legal Reasons' }],
    filter: { service: 'http', phase: 'unknown', code: '451' },
  },
];
