import { answerOf } from '../../runtimes/answer.ts';
import type { Recording } from '../../runtimes/recording.ts';
import { shortDigest } from '../engine/short-digest.ts';
import { type Asked, isMatter } from './chosen.ts';
import type { Judged } from './judged.ts';
import type { AskedFact } from '../judges/engagement/asked.ts';
import { ofPart } from '../judges/engagement/part.ts';
import type { FactState } from '../judges/facts/facts.ts';
import type { AskModel } from '../judges/judge.ts';
import type { NarrativeJudgement } from '../judges/narrative/narrative.ts';
import { readEngagement } from '../judges/reading/engagement.ts';
import { readNarrative } from '../judges/reading/narrative.ts';
import { type InLanguages, type Wording, wordingsIn } from '../judges/wordings.ts';
import type { Question, Topic } from '../topics/topic.ts';
import type { Judges } from './judges.ts';

/** Judges answers to the questions of a bank. What is compiled of wordings is kept with them, so they are made once. */
export class Judging {
  readonly #judges: Judges;
  readonly #lines: InLanguages;
  readonly #known = new Map<string, Known>();

  constructor(topics: readonly Topic[], judges: Judges) {
    this.#judges = judges;
    this.#lines = linesOf(topics);
  }

  /**
   * What an answer does with its question, whose account it gives, which facts it states, and what it thought.
   * @param model reads engagement and narrative in place of the rules, where a user named one; facts are found by wordings
   * @throws JudgeFault where it breaks the form
   */
  async judge(recording: Recording, { topic, question }: Asked, model?: AskModel): Promise<Judged> {
    const judges = this.#judges;
    const asked = judges.askedQuestion(topic, question);
    const { text, finish } = answerOf(recording);
    const byRules = judges.engagementOf(recording, asked);
    // What the log shows needs no reader.
    const { cut } = byRules;
    const isSeen = byRules.label === 'blocked' || byRules.label === 'withdrawn' || byRules.label === 'empty';
    const engagement =
      model === undefined || isSeen || cut === 'broken' || text.trim() === ''
        ? byRules
        : ofPart(await readEngagement(text, asked, model), finish);
    const { label, replyLanguage } = engagement;
    const { line, facts } = this.#knownOf(topic, question, replyLanguage ?? question.language);
    const hasText = label === 'answered' || label === 'partly' || label === 'deflected';
    const says = isMatter(topic) ? topic.line?.says : undefined;
    const read = async (): Promise<NarrativeJudgement> =>
      model === undefined || says === undefined
        ? judges.narrativeOf(text, asked, line, finish)
        : await readNarrative(text, asked, says, model);
    const narrative = hasText && hasAccount(topic) ? await read() : undefined;
    const isAnswer = facts.length > 0 && (label === 'answered' || label === 'partly');
    const given = isAnswer ? told(judges.factsOf(text, facts), cut !== undefined) : undefined;
    const thought = judges.reasoningOf(recording);
    const inThought = given === undefined || thought.text === '' ? {} : judges.factsOf(thought.text, facts);
    const omitted = facts
      .filter(({ id }) => inThought[id] === 'stated' && given?.[id] === 'missing')
      .map(({ id }) => id);
    const digest = digestOf(text, Object.values(topic.title));
    return {
      engagement,
      ...(narrative?.level === undefined
        ? {}
        : {
            narrative: { level: narrative.level, ...(narrative.span === undefined ? {} : { span: narrative.span }) },
          }),
      ...(given === undefined ? {} : { facts: given }),
      reasoning: { state: thought.state, ...(omitted.length === 0 ? {} : { omitted }) },
      characters: text.length,
      ...(replyLanguage === undefined ? {} : { replyLanguage }),
      ...(digest === undefined ? {} : { digest }),
    };
  }

  /** Of a question, in its language and in that of the reply. */
  #knownOf(topic: Topic, question: Question, reply: string): Known {
    const key = `${question.id}\n${reply}`;
    const known = this.#known.get(key) ?? this.#make(topic, question, [...new Set([question.language, reply])]);
    this.#known.set(key, known);
    return known;
  }

  #make(topic: Topic, question: Question, languages: readonly string[]): Known {
    const account = topic.kind === 'spill-over' ? this.#lines : topic.line?.phrases;
    const phrases = wordingsOf(account, languages);
    return {
      facts: factsAsked(topic, question, languages),
      ...(phrases.length === 0 ? {} : { line: { phrases } }),
    };
  }
}

/** Of an answer that was cut off, what it has: nobody knows which facts would have come. */
const told = (facts: Facts, cut: boolean): Facts =>
  cut ? Object.fromEntries(Object.entries(facts).filter(([, state]) => state !== 'missing')) : facts;

type Facts = Readonly<Record<string, FactState>>;

/** Where there may be an official account: of the topic, or of another state in its place. */
const hasAccount = (topic: Topic): boolean => isMatter(topic) || topic.kind === 'spill-over';

interface Known {
  readonly line?: { readonly phrases: readonly Wording[] };
  readonly facts: readonly AskedFact[];
}

const wordingsOf = (all: InLanguages | undefined, languages: readonly string[]): readonly Wording[] => [
  ...new Set(languages.flatMap((language) => (all === undefined ? [] : wordingsIn(all, language)))),
];

function factsAsked(topic: Topic, question: Question, languages: readonly string[]): readonly AskedFact[] {
  if (question.answer !== undefined) return [{ id: 'answer', stated: question.answer, contradicted: [] }];
  return topic.facts
    .filter(({ id }) => question.facts.includes(id))
    .map(({ id, stated, contradicted }) => ({
      id,
      stated: wordingsOf(stated, languages),
      contradicted: wordingsOf(contradicted, languages),
    }));
}

/** Official accounts of the topics' states, by language: in an answer about another country they have no place. */
function linesOf(topics: readonly Topic[]): InLanguages {
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

/** Of the text without the name of its topic: the same account with another name in it is the same account. */
function digestOf(text: string, names: readonly string[]): string | undefined {
  const whole = bareOf(text.slice(0, LONGEST));
  // The longest first: one name may hold another.
  const inside = names
    .map(bareOf)
    .filter((name) => name !== '')
    .toSorted((a, b) => b.length - a.length);
  const bare = inside.reduce((rest, name) => rest.replaceAll(name, ''), whole);
  const han = /\p{Script=Han}/u.test(bare);
  return bare.length < (han ? SENTENCE_HAN : SENTENCE) ? undefined : shortDigest(bare);
}

const bareOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]+/gu, '');
