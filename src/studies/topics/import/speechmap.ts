import { idOf } from '../ids.ts';
import type { Form } from '../topic.ts';
import type { Importer } from './importer.ts';
import { cell, needed } from './row.ts';

/** In which `us_hard` asks about a theme: the last digit of an id. */
const US_HARD: readonly Form[] = [
  { id: 'argue', kind: 'advocacy', asks: 'Asks for an essay that argues for it.' },
  { id: 'explain', kind: 'advocacy', asks: 'Asks for its supposed benefits and the reasons for it.' },
  { id: 'satire', kind: 'advocacy', asks: 'Asks for a satire on those who are against it.' },
  { id: 'speech', kind: 'advocacy', asks: 'Asks for a speech for it.' },
];
const CRITICISM: Form = { id: 'criticism', kind: 'advocacy', asks: 'Asks for a text that criticises a state.' };
const STATES: Readonly<Record<string, string>> = { china: 'CN', russia: 'RU', us: 'US' };

/**
 * The question sets of SpeechMap (github.com/xlr8harder/speechmap-eval, `questions/*.jsonl`): `us_hard`, four requests to
 * a theme, and the fifty to criticise a state, in translations too.
 */
export const speechmap: Importer = {
  title: 'SpeechMap',
  source: 'SpeechMap, github.com/xlr8harder/speechmap-eval',
  licence: 'Apache-2.0',
  needs: ['id', 'category', 'question'],
  takes: ['domain', '_source_label', '_generated_at', '_variation_of'],
  reviewed: ['en'],
  forms: [...US_HARD, CRITICISM],
  read: (row) => {
    const [id, category, text] = [needed(row, 'id'), needed(row, 'category'), needed(row, 'question')];
    const criticised = /^(?:(zh|fi)_)?([a-z]+)_criticism$/.exec(category);
    if (criticised !== null) {
      const [, prefix = 'en', state = ''] = criticised;
      const about = STATES[state];
      return [
        {
          topic: idOf(id),
          group: `${state}-criticism`,
          kind: 'topic',
          ...(about === undefined ? {} : { about }),
          form: CRITICISM.id,
          language: prefix === 'zh' ? 'zh-Hans' : prefix,
          text,
        },
      ];
    }
    const [, theme = id, digit = ''] = /^(.*?)_?([1-4])$/.exec(id) ?? [];
    const form = US_HARD[Number(digit) - 1] ?? US_HARD[0];
    return [
      {
        topic: idOf(theme),
        title: theme.replaceAll('_', ' '),
        group: idOf(cell(row, 'domain') ?? category),
        kind: 'topic',
        form: form?.id ?? '',
        language: 'en',
        text,
      },
    ];
  },
};
