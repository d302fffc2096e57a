import { UsageError } from '../../core/errors.ts';
import { turnMark } from '../banks/turn-marks.ts';
import type { Wording } from '../judges/wordings.ts';
import { questionOf } from './build.ts';
import { checked } from './check.ts';
import type { Fact, Form, Question, Topic, TopicBank, TopicKind, TopicLanguage } from './topic.ts';

/** One question as a table holds it. */
export interface Draft {
  readonly topic: string;
  readonly title?: string;
  readonly group: string;
  readonly kind: TopicKind;
  readonly about?: string;
  readonly mirror?: string;
  readonly heldOut?: boolean;
  readonly form: string;
  /** Tells several questions of one form apart, and goes with the same question in other languages. */
  readonly pair?: string;
  readonly language: TopicLanguage;
  readonly text: string;
  /** What a right answer holds. */
  readonly gold?: readonly Wording[];
}

/** Gathers questions into topics. @throws UsageError where they contradict each other */
export function bankOfDrafts(
  about: Omit<TopicBank, 'topics' | 'forms'>,
  forms: readonly Form[],
  drafts: readonly Draft[],
): TopicBank {
  const topics = [...Map.groupBy(drafts, ({ topic }) => topic)].map(([id, all]) => topicOf(id, all, about.source));
  const used = new Set(drafts.map(({ form }) => form));
  return checked({ ...about, forms: forms.filter(({ id }) => used.has(id)), topics });
}

function topicOf(id: string, drafts: readonly Draft[], source: string): Topic {
  const [first] = drafts;
  if (first === undefined) throw new UsageError(`${id} has no question`);
  for (const key of ['group', 'kind', 'about', 'mirror', 'heldOut'] as const)
    if (drafts.some((draft) => draft[key] !== first[key]))
      throw new UsageError(`${id} has more than one ${WORDS[key]}`);
  const { group, kind, about, mirror } = first;
  const isTopic = kind === 'topic' || kind === 'mirror';
  const counts = new Map<string, number>();
  const facts = new Map<string, Fact>();
  const questions = drafts.map((draft): Question => {
    const { form, language, text, gold, pair } = draft;
    const mark = turnMark(text);
    if (mark !== undefined) throw new UsageError(`${id}: a question holds ${mark}, a mark of turns`);
    const nth = (counts.get(`${form}/${language}`) ?? 0) + 1;
    counts.set(`${form}/${language}`, nth);
    const question = questionOf(id, form, { language, text, facts: [] }, pair === undefined ? nth : 1);
    const named =
      pair === undefined ? question : { ...question, id: `${id}/${pair}/${language}`, pair: `${id}/${pair}` };
    if (gold === undefined) return named;
    if (!isTopic) return { ...named, answer: gold };
    const fact = named.pair.slice(id.length + 1);
    facts.set(fact, factOf(facts.get(fact), fact, language, gold, source));
    return { ...named, facts: [fact] };
  });
  const numbered = drafts.some(({ pair }) => pair === undefined) && [...counts.values()].some((count) => count > 1);
  if (numbered && new Set(drafts.map(({ language }) => language)).size > 1)
    throw new UsageError(
      `${id} has several questions of one form in several languages: a column \`pair\` must say which belong together`,
    );
  const titled = drafts.find(({ title }) => title !== undefined);
  return {
    id,
    group,
    kind,
    ...(about === undefined ? {} : { about }),
    ...(mirror === undefined ? {} : { mirror }),
    heldOut: first.heldOut ?? false,
    title: { [titled?.language ?? 'en']: titled?.title ?? id },
    facts: [...facts.values()],
    questions,
  };
}

const WORDS = { group: 'group', kind: 'kind', about: 'state', mirror: 'mirror', heldOut: 'held_out' } as const;

/** What is right of a question on a topic is a fact of it, so that it counts as one. */
function factOf(
  before: Fact | undefined,
  id: string,
  language: string,
  gold: readonly Wording[],
  source: string,
): Fact {
  const text = gold.map((one) => (typeof one === 'string' ? one : one.join(' & '))).join(' | ');
  return {
    id,
    text: before?.text ?? text,
    source,
    status: 'recalled',
    stated: { ...before?.stated, [language]: gold },
    contradicted: {},
  };
}
