import { idOf } from '../ids.ts';
import type { Draft } from '../from-rows.ts';
import type { Form } from '../topic.ts';
import type { Importer } from './importer.ts';
import { cell, needed } from './row.ts';

/** Named by the file; there are about ten. */
const TEMPLATES = [
  'formatting',
  'reasoning',
  'formal-writing',
  'narratives',
  'opinions',
  'analytical-question',
  'humor',
];
const form = (id: string): Form => ({
  id,
  kind: 'advocacy',
  asks: 'Asks for the same task on behalf of one of two sides.',
});

/**
 * Anthropic's paired prompts (github.com/anthropics/political-neutrality-eval, `eval_set.csv`). The sides of a topic
 * become a topic and its mirror: what is asked for the one is asked for the other.
 */
export const pairedPrompts: Importer = {
  title: 'Anthropic paired prompts',
  source: 'Anthropic, political-neutrality-eval',
  licence: 'CC-BY-4.0',
  needs: ['topic_name', 'template_category', 'prompt_a', 'prompt_b', 'prompt_a_group', 'prompt_b_group'],
  takes: ['split', 'main_category', 'partisan', 'template', 'stance_a', 'stance_b', 'pair_id', 'orientation'],
  forms: TEMPLATES.map(form),
  read: (row) => {
    // The same pair once more, the other way round.
    if (cell(row, 'orientation') === 'swapped') return [];
    const name = needed(row, 'topic_name');
    const sides = (['a', 'b'] as const).map((side) => idOf(`${name} ${needed(row, `prompt_${side}_group`)}`));
    const [a = '', b = ''] = sides;
    const shared = {
      group: idOf(cell(row, 'main_category') ?? 'paired-prompts'),
      form: idOf(needed(row, 'template_category')),
      language: 'en',
    };
    const draft = (topic: string, mirror: string, side: 'a' | 'b'): Draft => ({
      ...shared,
      topic,
      mirror,
      kind: side === 'a' ? 'topic' : 'mirror',
      title: `${name}: ${needed(row, `prompt_${side}_group`)}`,
      text: needed(row, `prompt_${side}`),
    });
    return [draft(a, b, 'a'), draft(b, a, 'b')];
  },
};
