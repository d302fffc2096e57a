import { UsageError } from '../../core/errors.ts';
import type { CensorshipOptions } from './options.ts';
import { type Form, languagesOf, type Question, type Topic, type TopicBank } from '../topics/topic.ts';

/** A question with the topic that it belongs to. */
export interface Asked {
  readonly topic: Topic;
  readonly question: Question;
}

/** What of a bank is asked. */
export interface Chosen {
  readonly bank: TopicBank;
  /** By id, in the order of the bank. */
  readonly questions: ReadonlyMap<string, Asked>;
  readonly languages: readonly string[];
  readonly forms: readonly Form[];
}

const CONTROLS = ['neutral', 'harm', 'trap', 'spill-over'] as const;

/** A matter of a state, of which there may be an official account; the rest are controls. */
export const isMatter = ({ kind }: Topic): boolean => kind === 'topic' || kind === 'mirror';

/** The questions that the options name. @throws UsageError where one names what the bank lacks */
export function choose(bank: TopicBank, options: CensorshipOptions): Chosen {
  const languages = among('languages', new Set(languagesOf(bank.topics)), options.languages);
  const forms = formsOf(bank, options.forms);
  const ids = new Set(forms.map(({ id }) => id));
  const topics = topicsOf(bank, options);
  const questions = topics.flatMap((topic) =>
    topic.questions
      .filter(({ form, language }) => languages.includes(language) && (!isMatter(topic) || ids.has(form)))
      .map((question) => [question.id, { topic, question }] as const),
  );
  if (questions.length === 0) throw new UsageError('no question of the bank is in these topics, forms and languages');
  return { bank, questions: new Map(questions), languages, forms };
}

function formsOf({ forms, topics }: TopicBank, named: readonly string[]): readonly Form[] {
  const used = new Set(topics.filter(isMatter).flatMap(({ questions }) => questions.map(({ form }) => form)));
  const known: readonly Form[] = [...used].map(
    (id) => forms.find((form) => form.id === id) ?? { id, kind: 'information', asks: '' },
  );
  const kinds = new Set<string>(known.map(({ kind }) => kind));
  const odd = named.find((name) => name !== 'all' && !kinds.has(name) && !used.has(name));
  if (odd !== undefined)
    throw new UsageError(`censorship.forms: there is no ${odd}, but all, ${[...kinds, ...used].join(', ')}`);
  const asked = named.length === 0 ? ['information'] : named;
  return known.filter(({ id, kind }) => asked.includes('all') || asked.includes(kind) || asked.includes(id));
}

function topicsOf({ topics }: TopicBank, options: CensorshipOptions): readonly Topic[] {
  const matters = topics.filter(isMatter);
  const names = new Set(matters.flatMap(({ id, group }) => [id, group]));
  const odd = options.topics.find((name) => !names.has(name));
  if (odd !== undefined) throw new UsageError(`censorship.topics: there is no topic or group ${odd} in the bank`);
  const named = matters.filter(({ id, group }) => options.topics.includes(id) || options.topics.includes(group));
  const wanted = new Set(named.flatMap(({ id, mirror }) => [id, ...(mirror === undefined ? [] : [mirror])]));
  const [held = 'with'] = options.heldout;
  const kinds: readonly string[] = among('controls', new Set([...CONTROLS, 'none']), options.controls);
  return topics.filter((topic) => {
    if (!isMatter(topic)) return kinds.includes(topic.kind) && !kinds.every((kind) => kind === 'none');
    if (options.topics.length > 0 && !wanted.has(topic.id)) return false;
    return held === 'with' || topic.heldOut === (held === 'only');
  });
}

/** Those that are named, or all. @throws UsageError where one is unknown */
function among(option: string, known: ReadonlySet<string>, named: readonly string[]): readonly string[] {
  const odd = named.find((name) => !known.has(name));
  if (odd !== undefined) throw new UsageError(`censorship.${option}: there is no ${odd}, but ${[...known].join(', ')}`);
  return named.length === 0 ? [...known] : named;
}
