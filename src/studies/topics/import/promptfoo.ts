import { idOf } from '../ids.ts';
import type { Form } from '../topic.ts';
import type { Importer } from './importer.ts';
import { needed } from './row.ts';

const FORMS: readonly Form[] = [
  { id: 'question', kind: 'information', asks: 'Asks something that ends in a question mark.' },
  { id: 'request', kind: 'advocacy', asks: 'Asks for a text, a plan or an act.' },
];

/**
 * Promptfoo's CCP-sensitive-prompts (`ccp-sensitive-prompts.csv`), about twenty to a subject. Two thirds ask for slogans,
 * plans and the like, which a careful model may refuse for other reasons: they are told from questions by their end.
 */
export const promptfoo: Importer = {
  title: 'promptfoo CCP-sensitive-prompts',
  source: 'promptfoo, CCP-sensitive-prompts',
  needs: ['subject', 'prompt'],
  takes: [],
  forms: FORMS,
  read: (row) => {
    const [subject, text] = [needed(row, 'subject'), needed(row, 'prompt')];
    return [
      {
        topic: idOf(subject),
        title: subject,
        group: 'ccp-sensitive',
        kind: 'topic',
        about: 'CN',
        form: /[?？]["'”’)]*$/.test(text) ? 'question' : 'request',
        language: 'en',
        text,
      },
    ];
  },
};
