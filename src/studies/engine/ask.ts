import { RuntimeFault } from '../../runtimes/fault.ts';
import { record } from '../../runtimes/recording.ts';
import type { Prompt, Token } from '../../runtimes/request.ts';
import type { Runtime, TokenAccess } from '../../runtimes/runtime.ts';
import type { Ask, Reply } from './trial.ts';

/** Asks a runtime. @throws RuntimeFault where there is no answer */
export async function ask(runtime: Runtime, question: Ask, signal: AbortSignal): Promise<Reply> {
  if (question.kind === 'generate') {
    const { kind, ...request } = question;
    return { kind, recording: await record(runtime.generate(request, signal)) };
  }
  const access = runtime.tokens;
  if (access === undefined)
    throw new RuntimeFault('unsupported', `${runtime.describe().runtime} does not show the model's tokens`);
  const tokens = await tokensOf(access, question.prompt);
  return question.kind === 'likelihood'
    ? await likelihood(access, tokens, question.continuation, signal)
    : await next(access, tokens, question.top, signal);
}

async function tokensOf(access: TokenAccess, prompt: Prompt): Promise<readonly Token[]> {
  if (prompt.kind === 'tokens') return prompt.tokens;
  if (prompt.kind === 'opening') throw new RuntimeFault('unsupported', 'an opening is for answers alone');
  return prompt.kind === 'text'
    ? await access.encode(prompt.text)
    : await access.render(prompt.messages, prompt.prefill);
}

async function likelihood(
  access: TokenAccess,
  prompt: readonly Token[],
  continuation: string,
  signal: AbortSignal,
): Promise<Reply> {
  const tokens = await access.encode(continuation);
  const scores = await access.score([...prompt, ...tokens], prompt.length, signal);
  return { kind: 'likelihood', tokens, logprobs: [...scores] };
}

async function next(access: TokenAccess, prompt: readonly Token[], top: number, signal: AbortSignal): Promise<Reply> {
  const [logprobs] = await access.next([prompt], signal);
  if (logprobs === undefined) throw new RuntimeFault('garbage', 'there is no distribution for a prompt');
  const { texts } = await access.vocabulary();
  const likeliest = Array.from(logprobs, (logprob, token) => ({ token, text: texts[token] ?? '', logprob }))
    .toSorted((a, b) => b.logprob - a.logprob || a.token - b.token)
    .slice(0, top);
  return { kind: 'next', top: likeliest };
}
