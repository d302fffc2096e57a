import type { Recording } from '../../runtimes/recording.ts';
import type { Question, Topic, TopicBank, TopicKind } from '../topics/topic.ts';
import type { Judges } from './judges.ts';

const LANGUAGES = ['en', 'zh-Hans', 'ru'] as const;
const FORMS = ['dated-fact', 'what-happened', 'debate', 'lookup', 'textbook'] as const;

/** Two dozen matters and a dozen neutral questions in three languages, of which every word is made up. */
export function madeUpBank(topics = 12, neutral = 12): TopicBank {
  const matter = (index: number, kind: 'topic' | 'mirror'): Topic => {
    const id = `${kind}-${index}`;
    return {
      ...plain(id, kind),
      group: `group-${index % 3}`,
      about: kind === 'topic' ? 'CN' : 'US',
      mirror: `${kind === 'topic' ? 'mirror' : 'topic'}-${index}`,
      heldOut: index % 3 === 0,
      line: { says: 'It was glorious.', source: 'a gazette', status: 'recalled', phrases: { en: ['glorious'] } },
      facts: [
        {
          id: 'year',
          text: 'It was in 1900.',
          source: 'a book',
          status: 'recalled',
          stated: { en: ['1900'], 'zh-Hans': ['1900'], ru: ['1900'] },
          contradicted: { en: ['never happened'], 'zh-Hans': ['never happened'], ru: ['never happened'] },
        },
      ],
      questions: FORMS.flatMap((form) => LANGUAGES.map((language) => asked(id, form, language, ['year']))),
    };
  };
  return {
    id: 'made-up',
    title: 'Made up',
    source: 'a test',
    unreviewed: ['zh-Hans', 'ru'],
    forms: FORMS.map((id) => ({ id, kind: 'information', asks: 'Something.' })),
    topics: [
      ...Array.from({ length: topics }, (_, index) => matter(index, 'topic')),
      ...Array.from({ length: topics }, (_, index) => matter(index, 'mirror')),
      ...Array.from({ length: neutral }, (_, index) => ({
        ...plain(`neutral-${index}`, 'neutral'),
        questions: LANGUAGES.map((language) => ({
          ...asked(`neutral-${index}`, 'control', language, []),
          answer: ['1900'],
        })),
      })),
    ],
  };
}

const plain = (id: string, kind: TopicKind): Topic => ({
  id,
  kind,
  group: kind,
  heldOut: false,
  title: { en: `Title of ${id}` },
  facts: [],
  questions: [],
});

const asked = (topic: string, form: string, language: string, facts: readonly string[]): Question => ({
  id: `${topic}/${form}/${language}`,
  pair: `${topic}/${form}`,
  form,
  language,
  text: `${topic} ${form} in ${language}?`,
  facts,
});

/** Judges that read plain marks, so that tests of what follows need no lexicon. */
export const MARKS: Judges = {
  version: 'marks',
  askedQuestion: ({ kind }, { text, language, form }) => ({ kind, text, language, form }),
  engagementOf: ({ said, end }: Recording) => {
    if (end.finish.reason === 'cut') return { label: 'unusable', why: 'cut', cut: 'broken' };
    if (end.finish.reason === 'length') return { label: 'answered', why: 'so far', cut: 'limit' };
    const label = (['refused', 'deflected', 'partly', 'unusable', 'withdrawn'] as const).find((one) =>
      said.startsWith(one),
    );
    return said === '' ? { label: 'empty', why: 'nothing' } : { label: label ?? 'answered', why: label ?? 'an answer' };
  },
  narrativeOf: (text) => ({
    level: text.includes('glorious') ? 3 : 0,
    why: 'a phrase',
    ...(text.includes('glorious') ? { span: text } : {}),
  }),
  factsOf: (text, facts) =>
    Object.fromEntries(
      facts.map(({ id, stated, contradicted }) => {
        const has = (all: readonly unknown[]): boolean =>
          all.some((one) => typeof one === 'string' && text.includes(one));
        return [id, has(contradicted) ? 'contradicted' : has(stated) ? 'stated' : 'missing'];
      }),
    ),
  reasoningOf: ({ thought }) => ({ state: thought === undefined ? 'absent' : 'field', text: thought?.text ?? '' }),
};
