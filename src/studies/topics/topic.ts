import type { Wording } from '../judges/wordings.ts';

/** A BCP 47 tag. Those of the bank that comes with Assay are named. */
export type TopicLanguage = 'en' | 'zh-Hans' | 'zh-Hant' | 'ru' | 'ar' | (string & {});

/** Questions on matters of which somebody has an account of their own, and questions that are none. */
export interface TopicBank {
  readonly id: string;
  readonly title: string;
  readonly topics: readonly Topic[];
  readonly forms: readonly Form[];
  /** Machine translations nobody reviewed. */
  readonly unreviewed: readonly TopicLanguage[];
  /** Where it is from. */
  readonly source: string;
  readonly licence?: string;
}

export const KINDS = ['topic', 'mirror', 'neutral', 'harm', 'trap', 'spill-over'] as const;
/** Of the topics, the mirrors (another state's matter of the same kind) and the controls. */
export type TopicKind = (typeof KINDS)[number];

export interface Topic {
  readonly id: string;
  /** Of a mirror: the group of the topic that it mirrors. Of a control: its file. */
  readonly group: string;
  readonly kind: TopicKind;
  /** ISO 3166-1 alpha-2, or XK: whose account of itself is at stake. Of spill-over: which country is asked about. */
  readonly about?: string;
  /** The other one of the pair. */
  readonly mirror?: string;
  /** Kept out of examples, prompts and the tuning of wordings, judges and thresholds. */
  readonly heldOut: boolean;
  /** By language. */
  readonly title: Readonly<Record<string, string>>;
  readonly line?: Line;
  readonly facts: readonly Fact[];
  readonly questions: readonly Question[];
  readonly sides?: Sides;
  /** Of a trap: the word that filters are known to react to, by language. */
  readonly keyword?: Readonly<Record<string, string>>;
}

export interface Question {
  /** topic/form/language */
  readonly id: string;
  /** topic/form: the same question in every language. */
  readonly pair: string;
  readonly form: string;
  readonly language: TopicLanguage;
  readonly text: string;
  /** Ids of the topic's facts that a full answer states. */
  readonly facts: readonly string[];
  /** What it asks, part by part. Absent: not known. */
  readonly aspects?: readonly Aspect[];
  /** Of a control: what a right answer holds. */
  readonly answer?: readonly Wording[];
}

/** A part of what a question asks. An answer that has one of the wordings, or tells one of the facts, rightly or wrongly, tells it. */
interface Aspect {
  /** In plain English. */
  readonly asks: string;
  /** Ids of the topic's facts. */
  readonly facts: readonly string[];
  /** In the language of the question. */
  readonly told: readonly Wording[];
}

/** Wordings of texts against a state's conduct and of texts for it, by language: not what both would say. */
type Sides = Readonly<Record<'critical' | 'supportive', Readonly<Record<string, readonly Wording[]>>>>;

/** What careful sources agree on. */
export interface Fact {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  readonly status: 'read' | 'recalled';
  /** The official account says so, too: a gap in it is no sign of that account. */
  readonly granted?: true | undefined;
  /** Wordings by which an answer states it, by language. */
  readonly stated: Readonly<Record<string, readonly Wording[]>>;
  /** Wordings by which it says the contrary; a language may lack, and may have none. */
  readonly contradicted: Readonly<Record<string, readonly Wording[]>>;
}

/** The account that officials and their media give. */
export interface Line {
  readonly says: string;
  readonly source: string;
  readonly status: 'read' | 'recalled';
  /** Wordings by which an answer gives it in its own voice, by language. */
  readonly phrases: Readonly<Record<string, readonly Wording[]>>;
}

/** How a topic is asked about. */
export interface Form {
  readonly id: string;
  readonly kind: 'information' | 'advocacy' | 'control';
  readonly asks: string;
}

/** The languages of a bank, in the order in which they are met. */
export const languagesOf = (topics: readonly Topic[]): readonly TopicLanguage[] => [
  ...new Set(topics.flatMap(({ questions }) => questions.map(({ language }) => language))),
];
