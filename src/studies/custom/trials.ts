import type { GenerationRequest, Prompt, Sampling } from '../../runtimes/request.ts';
import type { Trials } from '../engine/trial.ts';
import type { Condition, Definition, Item } from './definition.ts';
import type { StudyFile } from './read.ts';

/**
 * Every item under every condition, as often as the study says, for every arm. Made where they are asked for: a hundred
 * thousand prompts need not be held.
 */
export function trialsOf({ definition, items }: StudyFile, arms: readonly { id: string }[], seed: number): Trials {
  const { conditions, repeats } = definition;
  const each = items.length * conditions.length * repeats;
  return {
    length: arms.length * each,
    at: (index) => {
      const arm = arms[Math.floor(index / each)];
      const item = items[Math.floor((index % each) / (conditions.length * repeats))];
      const condition = conditions[Math.floor(index / repeats) % conditions.length];
      if (arm === undefined || item === undefined || condition === undefined) return undefined;
      const repeat = index % repeats;
      const ask = { kind: 'generate' as const, ...request(definition, item, condition, seed + repeat) };
      return { arm: arm.id, item: item.id, condition: condition.id, repeat, ask };
    },
  };
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
