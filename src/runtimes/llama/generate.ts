import type { EndEvent, GenerationEvent, TokenLogprob } from '../event.ts';
import { RuntimeFault } from '../fault.ts';
import type { GenerationRequest, Prompt, Sampling, Token } from '../request.ts';
import type { Computed } from './evaluator.ts';
import { likeliest as likeliestOf, logSoftmax } from './logprobs.ts';
import type { Model } from './model.ts';
import { openingOf, TurnReader } from './opening.ts';
import { Sampler } from './sampler.ts';
import { StopFilter } from './stop.ts';

/** One answer. A function of the weights and the request: of nothing that ran before. */
export async function generate(
  model: Model,
  request: GenerationRequest,
  emit: (event: GenerationEvent) => void,
): Promise<void> {
  const { sampling, logprobs } = request;
  validate(request);
  const asked = request.prompt;
  if (asked.kind === 'opening') return await converse(model, sampling, asked, emit);
  const prompt = promptTokens(model, asked);
  model.evaluator.validate(prompt, 1);
  const most = Math.min(sampling.maxTokens, model.evaluator.contextSize - prompt.length);
  const sampler = sampling.temperature === 0 ? undefined : new Sampler(sampling);
  const want = sampler === undefined && logprobs === undefined ? 'likeliest' : 'logits';

  const began = performance.now();
  const now = (): number => Math.round((performance.now() - began) * 1000) / 1000;
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  const filter = new StopFilter(sampling.stop);
  let completionTokens = 0;
  const say = (text: string): void => {
    if (text !== '') emit({ kind: 'text', at: now(), text });
  };

  const finish = await model.evaluator.continue(prompt, want, async (first, step): Promise<EndEvent['finish']> => {
    let computed = first;
    for (;;) {
      const token = choose(computed, sampler);
      if (model.endsGeneration(token)) return { reason: 'stop', raw: 'end-of-generation' };
      completionTokens++;
      const bytes = model.pieces.isControl(token) ? new Uint8Array() : model.pieces.bytes(token);
      const { text, stopped } = filter.push(utf8.decode(bytes, { stream: true }));
      say(text);
      if (logprobs !== undefined && computed.logits !== undefined) {
        emit({ kind: 'logprobs', at: now(), tokens: [logprobOf(model, token, computed.logits, logprobs)] });
      }
      if (stopped) return { reason: 'stop', raw: 'stop-sequence' };
      if (completionTokens >= most)
        return { reason: 'length', raw: most < sampling.maxTokens ? 'context' : 'max-tokens' };
      computed = await step(token);
    }
  });
  if (finish.raw !== 'stop-sequence') {
    const rest = filter.push(utf8.decode());
    say(rest.text + (rest.stopped ? '' : filter.flush()));
  }
  emit({ kind: 'end', at: now(), finish, usage: { promptTokens: prompt.length, completionTokens } });
}

/** The model writes the turns of others too: what ends a turn goes on, until its own is ended. */
async function converse(
  model: Model,
  sampling: Sampling,
  prompt: Extract<Prompt, { readonly kind: 'opening' }>,
  emit: (event: GenerationEvent) => void,
): Promise<void> {
  const opening = openingOf(model.template(), prompt);
  const tokens = model.encode(opening.text);
  model.evaluator.validate(tokens, 1);
  const most = Math.min(sampling.maxTokens, model.evaluator.contextSize - tokens.length);
  const sampler = sampling.temperature === 0 ? undefined : new Sampler(sampling);
  const began = performance.now();
  const reader = new TurnReader(opening.turns);
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  let completionTokens = 0;
  const want = sampler === undefined ? 'likeliest' : 'logits';
  const finish = await model.evaluator.continue(tokens, want, async (first, step): Promise<EndEvent['finish']> => {
    let computed = first;
    for (;;) {
      const token = choose(computed, sampler);
      if (reader.answering && model.endsGeneration(token)) return { reason: 'stop', raw: 'end-of-generation' };
      completionTokens++;
      reader.push(utf8.decode(model.pieces.bytes(token), { stream: true }));
      if (completionTokens >= most)
        return { reason: 'length', raw: most < sampling.maxTokens ? 'context' : 'max-tokens' };
      computed = await step(token);
    }
  });
  reader.push(utf8.decode());
  const at = Math.round((performance.now() - began) * 1000) / 1000;
  for (const [role, text] of reader.end()) {
    emit({ kind: 'turn', at, role });
    if (text !== '') emit({ kind: 'text', at, text });
  }
  emit({ kind: 'end', at, finish, usage: { promptTokens: tokens.length, completionTokens } });
}

function choose(computed: Computed, sampler: Sampler | undefined): Token {
  const { logits, likeliest } = computed;
  const token =
    logits === undefined ? likeliest : sampler === undefined ? likeliestOf(logits, 1)[0]?.token : sampler.draw(logits);
  if (token === undefined) throw new RuntimeFault('garbage', 'the model gave no next token');
  return token;
}

function logprobOf(model: Model, token: Token, logits: Float32Array, count: number): TokenLogprob {
  const all = logSoftmax(logits);
  const described = (id: Token) => ({ text: model.pieces.text(id), id, logprob: all[id] ?? Number.NEGATIVE_INFINITY });
  const top = likeliestOf(all, count).map((found) => described(found.token));
  return count === 0 ? described(token) : { ...described(token), top };
}

function promptTokens(model: Model, prompt: Exclude<Prompt, { readonly kind: 'opening' }>): readonly Token[] {
  switch (prompt.kind) {
    case 'chat':
      return model.encode(model.template().render(prompt.messages) + (prompt.prefill ?? ''));
    case 'text': {
      const tokens = model.encode(prompt.text);
      const { bos } = model;
      return model.prependBos && bos !== undefined && tokens[0] !== bos ? [bos, ...tokens] : tokens;
    }
    case 'tokens':
      return prompt.tokens;
  }
}

function validate({ sampling, logprobs = 0 }: GenerationRequest): void {
  const { temperature, topP = 1, topK = 0, seed = 0, maxTokens } = sampling satisfies Sampling;
  const wrong =
    (!(temperature >= 0 && Number.isFinite(temperature)) && `temperature ${temperature}`) ||
    (!(topP > 0 && topP <= 1) && `topP ${topP}`) ||
    (!(Number.isInteger(topK) && topK >= 0) && `topK ${topK}`) ||
    (!Number.isInteger(seed) && `seed ${seed}`) ||
    (!(Number.isInteger(maxTokens) && maxTokens >= 1) && `maxTokens ${maxTokens}`) ||
    (!(Number.isInteger(logprobs) && logprobs >= 0) && `logprobs ${logprobs}`);
  if (wrong !== false) throw new RuntimeFault('invalid', `not a request: ${wrong}`);
}
