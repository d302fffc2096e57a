import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { GenerationRequest, Message, Thinking } from '../request.ts';

/** Bytes of one request. */
const MOST = 16_777_216;

const common = {
  model: z.string(),
  max_tokens: z.int().min(1).optional(),
  max_completion_tokens: z.int().min(1).optional(),
  temperature: z.number().optional(),
  seed: z.int().optional(),
  stop: z.union([z.string(), z.array(z.string())]).optional(),
  stream: z.boolean().optional(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).optional(),
};
const chat = z.object({
  ...common,
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant', 'tool']), content: z.string() })),
  logprobs: z.boolean().optional(),
  top_logprobs: z.int().optional(),
  continue_final_message: z.boolean().optional(),
  reasoning_effort: z.string().optional(),
  thinking_budget: z.int().min(0).optional(),
});
const text = z.object({ ...common, prompt: z.string(), logprobs: z.int().optional() });

export interface Asked {
  readonly request: GenerationRequest;
  readonly chat: boolean;
  readonly stream: boolean;
  readonly usage: boolean;
}

/** What the protocol's body asks for; undefined for another path. @throws Error for what is no such body */
export async function askedOf(request: IncomingMessage): Promise<Asked | undefined> {
  if (request.url === '/v1/chat/completions') return chatOf(chat.parse(await bodyOf(request)));
  if (request.url === '/v1/completions') return textOf(text.parse(await bodyOf(request)));
  return undefined;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let count = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    count += chunk.length;
    if (count > MOST) throw new Error('the request is too long');
    chunks.push(chunk);
  }
  return JSON.parse(new TextDecoder().decode(Buffer.concat(chunks))) as unknown;
}

function chatOf(body: z.infer<typeof chat>): Asked {
  const messages: Message[] = body.messages;
  const last = messages.at(-1);
  const begun = body.continue_final_message === true && last?.role === 'assistant' ? last.content : undefined;
  const prompt = begun === undefined ? { messages } : { messages: messages.slice(0, -1), prefill: begun };
  const logprobs = body.logprobs === true ? (body.top_logprobs ?? 0) : undefined;
  const asked = askedIn(body, { kind: 'chat', ...prompt }, logprobs);
  const thinking = thinkingOf(body);
  return { ...asked, request: { ...asked.request, ...(thinking === undefined ? {} : { thinking }) }, chat: true };
}

function thinkingOf({ reasoning_effort: effort, thinking_budget: tokens }: z.infer<typeof chat>): Thinking | undefined {
  if (effort !== undefined) return { kind: 'effort', effort };
  return tokens === undefined ? undefined : { kind: 'tokens', tokens };
}

function textOf(body: z.infer<typeof text>): Asked {
  return { ...askedIn(body, { kind: 'text', text: body.prompt }, body.logprobs), chat: false };
}

function askedIn(
  body: Pick<z.infer<typeof text>, Exclude<keyof typeof common, 'model'>>,
  prompt: GenerationRequest['prompt'],
  logprobs: number | undefined,
): Omit<Asked, 'chat'> {
  const stop = typeof body.stop === 'string' ? [body.stop] : body.stop;
  const sampling = {
    temperature: body.temperature ?? 1,
    maxTokens: body.max_tokens ?? body.max_completion_tokens ?? 4_096,
    ...(body.seed === undefined ? {} : { seed: body.seed }),
    ...(stop === undefined ? {} : { stop }),
  };
  return {
    request: { prompt, sampling, ...(logprobs === undefined ? {} : { logprobs }) },
    stream: body.stream === true,
    usage: body.stream_options?.include_usage === true,
  };
}
