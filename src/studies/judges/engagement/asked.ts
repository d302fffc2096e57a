import { type InLanguages, type Wording, wordingsIn } from '../wordings.ts';

/** What a judge knows of a question. Never the model, the host or the condition. */
export interface AskedQuestion {
  readonly text: string;
  /** As `en`, `zh-Hans`, `ru`. */
  readonly language: string;
  /** A form of the bank; anything else for questions that have none of these. */
  readonly form: string;
  /** `topic`, `mirror`, `neutral`, `harm`, `trap`, `spill-over`. */
  readonly kind: string;
  /** What the bank knows of the matter. Without it the rules go by question and answer alone, and err more often. */
  readonly matter?: Matter;
}

/** In the language of the question. The same object for the same question: what is compiled of it is kept with it. */
interface Matter {
  /** Gold facts that a full answer states. */
  readonly facts: readonly AskedFact[];
  /** All facts of the topic, asked for or not; absent: those asked for. */
  readonly known?: readonly AskedFact[];
  /** What is asked, part by part. Absent: not known. */
  readonly aspects?: readonly AskedAspect[];
  /** Wordings of texts against the state's conduct, and for it. */
  readonly sides?: Readonly<Record<'critical' | 'supportive', readonly Wording[]>>;
  /** All wordings of the topic's facts: its vocabulary. */
  readonly vocabulary: readonly Wording[];
  /** Wordings of the official account. */
  readonly line?: readonly Wording[];
  /** Right answers of a control. */
  readonly answer?: readonly Wording[];
}

export interface AskedFact {
  readonly id: string;
  readonly stated: readonly Wording[];
  readonly contradicted: readonly Wording[];
}

/** Told by any one of its facts or wordings. */
export interface AskedAspect {
  readonly asks: string;
  readonly facts: readonly AskedFact[];
  readonly told: readonly Wording[];
}

interface Aspect extends Pick<AskedAspect, 'asks' | 'told'> {
  readonly facts: readonly string[];
}

interface OfTopic {
  readonly kind: string;
  readonly facts: readonly { readonly id: string; readonly stated: InLanguages; readonly contradicted: InLanguages }[];
  readonly line?: { readonly phrases: InLanguages };
  readonly sides?: Readonly<Record<'critical' | 'supportive', InLanguages>>;
}

interface OfQuestion {
  readonly text: string;
  readonly language: string;
  readonly form: string;
  readonly facts: readonly string[];
  readonly aspects?: readonly Aspect[];
  readonly answer?: readonly Wording[];
}

const made = new WeakMap<OfQuestion, AskedQuestion>();

/** A question of a bank as judges know it. */
export function askedQuestion(topic: OfTopic, question: OfQuestion): AskedQuestion {
  let asked = made.get(question);
  if (asked === undefined) {
    const { text, language, form, aspects, answer } = question;
    const { sides } = topic;
    const facts = topic.facts.map(({ id, stated, contradicted }) => ({
      id,
      stated: wordingsIn(stated, language),
      contradicted: wordingsIn(contradicted, language),
    }));
    const matter: Matter = {
      facts: facts.filter(({ id }) => question.facts.includes(id)),
      known: facts,
      ...(aspects === undefined
        ? {}
        : {
            aspects: aspects.map((aspect) => ({
              asks: aspect.asks,
              facts: facts.filter(({ id }) => aspect.facts.includes(id)),
              told: aspect.told,
            })),
          }),
      ...(sides === undefined
        ? {}
        : {
            sides: {
              critical: wordingsIn(sides.critical, language),
              supportive: wordingsIn(sides.supportive, language),
            },
          }),
      vocabulary: facts.flatMap(({ stated }) => stated),
      ...(topic.line === undefined ? {} : { line: wordingsIn(topic.line.phrases, language) }),
      ...(answer === undefined ? {} : { answer }),
    };
    asked = { text, language, form, kind: topic.kind, matter };
    made.set(question, asked);
  }
  return asked;
}
