import type { GenerationRequest, Prompt, Sampling } from '../../runtimes/request.ts';
import type { Trial } from '../engine/trial.ts';
import type { Condition, Definition, Item } from './definition.ts';
import type { StudyFile } from './read.ts';

/** Every item under every condition, as often as the study says, for every arm. */
export function trialsOf({ definition, items }: StudyFile, arms: readonly { id: string }[], seed: number): Trial[] {
  return arms.flatMap(({ id: arm }) =>
    items.flatMap((item) =>
      definition.conditions.flatMap((condition) =>
        Array.from({ length: definition.repeats }, (_, repeat) => ({
          arm,
          item: item.id,
          condition: condition.id,
          repeat,
          ask: { kind: 'generate' as const, ...request(definition, item, condition, seed + repeat) },
        })),
      ),
    ),
  );
}

function request(definition: Definition, item: Item, condition: Condition, seed: number): GenerationRequest {
  const { temperature, stop } = definition.sampling;
  const sampling: Sampling = {
    temperature,
    ...(definition.sampling['top-p'] === undefined ? {} : { topP: definition.sampling['top-p'] }),
    ...(definition.sampling['top-k'] === undefined ? {} : { topK: definition.sampling['top-k'] }),
    maxTokens: definition.sampling['max-tokens'],
    ...(stop === undefined ? {} : { stop }),
    // Conditions share the seeds of their repeats: what differs between them is then the condition alone.
    seed,
  };
  return { prompt: promptOf(item, condition), sampling };
}

function promptOf({ text }: Item, { system, user = '{{text}}', prefill, raw }: Condition): Prompt {
  const filled = (template: string): string => template.replaceAll('{{text}}', () => text);
  if (raw !== undefined) return { kind: 'text', text: filled(raw) };
  return {
    kind: 'chat',
    messages: [
      ...(system === undefined ? [] : [{ role: 'system' as const, content: filled(system) }]),
      { role: 'user', content: filled(user) },
    ],
    ...(prefill === undefined ? {} : { prefill }),
  };
}
