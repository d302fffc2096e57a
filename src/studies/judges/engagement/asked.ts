import type { Wording } from '../wordings.ts';

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
  /** What is asked, part by part: each is told by any one of its facts. Absent: not known. */
  readonly parts?: readonly (readonly AskedFact[])[];
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

type InLanguages = Readonly<Record<string, readonly Wording[]>>;

interface OfTopic {
  readonly kind: string;
  readonly facts: readonly { readonly id: string; readonly stated: InLanguages; readonly contradicted: InLanguages }[];
  readonly line?: { readonly phrases: InLanguages };
}

interface OfQuestion {
  readonly text: string;
  readonly language: string;
  readonly form: string;
  readonly facts: readonly string[];
  readonly parts?: readonly (readonly string[])[];
  readonly answer?: readonly Wording[];
}

const made = new WeakMap<OfQuestion, AskedQuestion>();

/** A question of a bank as judges know it. */
export function askedQuestion(topic: OfTopic, question: OfQuestion): AskedQuestion {
  let asked = made.get(question);
  if (asked === undefined) {
    const { text, language, form, parts, answer } = question;
    const facts = topic.facts.map(({ id, stated, contradicted }) => ({
      id,
      stated: stated[language] ?? [],
      contradicted: contradicted[language] ?? [],
    }));
    const matter: Matter = {
      facts: facts.filter(({ id }) => question.facts.includes(id)),
      known: facts,
      ...(parts === undefined ? {} : { parts: parts.map((ids) => facts.filter(({ id }) => ids.includes(id))) }),
      vocabulary: facts.flatMap(({ stated }) => stated),
      ...(topic.line === undefined ? {} : { line: topic.line.phrases[language] ?? [] }),
      ...(answer === undefined ? {} : { answer }),
    };
    asked = { text, language, form, kind: topic.kind, matter };
    made.set(question, asked);
  }
  return asked;
}
