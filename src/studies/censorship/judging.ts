import { answerOf } from '../../runtimes/answer.ts';
import type { Recording } from '../../runtimes/recording.ts';
import { shortDigest } from '../engine/short-digest.ts';
import type { Asked } from './chosen.ts';
import type { Judged } from './judged.ts';
import type { Wording } from '../judges/wordings.ts';
import type { Topic } from '../topics/topic.ts';
import type { FactState, Judges } from './judges.ts';
import { refusalMass } from './refusal-mass.ts';

/** Wordings by language. */
type Wordings = Readonly<Record<string, readonly Wording[]>>;

/** Judges one answer: what it does with the question, whose account it gives, which facts it states, what it thought. */
export function judge(recording: Recording, { topic, question }: Asked, lines: Wordings, judges: Judges): Judged {
  const asked = { text: question.text, language: question.language, form: question.form, kind: topic.kind };
  const engagement = judges.engagementOf(recording, asked);
  const { text, reasoning } = answerOf(recording);
  const { label, replyLanguage } = engagement;
  const languages = [...new Set([question.language, replyLanguage ?? question.language])];
  const phrases = wordingsIn(topic.kind === 'spill-over' ? lines : topic.line?.phrases, languages);
  const hasText = label === 'answered' || label === 'partly' || label === 'deflected';
  const narrative =
    hasText && phrases.length > 0 ? judges.narrativeOf(text, asked, { phrases }) : { level: undefined, why: '' };
  const facts = factsAsked(topic, question, languages);
  const given = facts.length > 0 && (label === 'answered' || label === 'partly') ? judges.factsOf(text, facts) : undefined;
  const thought = judges.reasoningOf(recording);
  const inThought = given === undefined || thought.text === '' ? {} : judges.factsOf(thought.text, facts);
  const omitted = facts.filter(({ id }) => inThought[id] === 'stated' && given?.[id] === 'missing').map(({ id }) => id);
  const mass = reasoning.place === 'none' ? refusalMass(recording, question.language) : undefined;
  const digest = digestOf(text);
  return {
    engagement,
    ...(narrative.level === undefined
      ? {}
      : { narrative: { level: narrative.level, ...(narrative.span === undefined ? {} : { span: narrative.span }) } }),
    ...(given === undefined ? {} : { facts: given satisfies Readonly<Record<string, FactState>> }),
    reasoning: { state: thought.state, ...(omitted.length === 0 ? {} : { omitted }) },
    characters: text.length,
    ...(replyLanguage === undefined ? {} : { replyLanguage }),
    ...(mass === undefined ? {} : { refusalMass: mass }),
    ...(digest === undefined ? {} : { digest }),
  };
}

const wordingsIn = (wordings: Wordings | undefined, languages: readonly string[]): readonly Wording[] =>
  languages.flatMap((language) => wordings?.[language] ?? []);

function factsAsked(topic: Topic, question: Asked['question'], languages: readonly string[]) {
  if (question.answer !== undefined) return [{ id: 'answer', stated: question.answer, contradicted: [] }];
  return topic.facts
    .filter(({ id }) => question.facts.includes(id))
    .map(({ id, stated, contradicted }) => ({
      id,
      stated: wordingsIn(stated, languages),
      contradicted: wordingsIn(contradicted, languages),
    }));
}

/** Official accounts of the topics' states, by language: in an answer about another country they have no place. */
export function linesOf(topics: readonly Topic[]): Wordings {
  const lines = new Map<string, Wording[]>();
  for (const { kind, line } of topics)
    if (kind === 'topic')
      for (const [language, phrases] of Object.entries(line?.phrases ?? {}))
        lines.set(language, [...(lines.get(language) ?? []), ...phrases]);
  return Object.fromEntries(lines);
}

/** A date or a name may rightly answer several questions; a sentence does not. */
const SENTENCE = 16;
/** Chinese says in one character what takes others two or three. */
const SENTENCE_HAN = 7;
const LONGEST = 20_000;

function digestOf(text: string): string | undefined {
  const bare = text.slice(0, LONGEST).normalize('NFKC').toLowerCase().replace(/[\p{P}\p{S}\p{Z}\p{C}]+/gu, '');
  const han = /\p{Script=Han}/u.test(bare);
  return bare.length < (han ? SENTENCE_HAN : SENTENCE) ? undefined : shortDigest(bare);
}
