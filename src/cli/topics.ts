import { UsageError } from '../core/errors.ts';
import { printable } from '../core/printable.ts';
import { table } from '../reports/terminal/table.ts';
import { wrap } from '../reports/terminal/wrap.ts';
import { type Wording, wordingsIn } from '../studies/judges/wordings.ts';
import { topicBank } from '../studies/topics/load.ts';
import { cautionsOf } from '../studies/topics/mix-ups.ts';
import {
  type Fact,
  languagesOf,
  type Line,
  type Question,
  type Topic,
  type TopicBank,
} from '../studies/topics/topic.ts';
import { widthOf } from './width.ts';
import { toStdout } from './write.ts';

export interface TopicsFlags {
  readonly bank?: string;
  readonly group?: string;
  readonly language?: string;
  readonly form?: string;
  readonly heldOut?: boolean;
  readonly json?: boolean;
}

const WIDEST = 120;
const width = (): number => widthOf({ otherwise: 100, most: WIDEST });
const safe = (text: string): string => printable(text, 5000);
const jsonOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Lists the topics of a bank by group. @throws UsageError where a filter names what is not there */
export async function listTopics(flags: TopicsFlags): Promise<void> {
  const bank = await bankOf(flags);
  const topics = chosen(bank, flags);
  await toStdout(flags.json === true ? jsonOf(listed(bank, topics)) : listing(bank, topics, flags));
}

/** Shows one topic with its questions. @throws UsageError where there is none */
export async function showTopic(id: string, flags: TopicsFlags): Promise<void> {
  const bank = await bankOf(flags);
  const found = bank.topics.find((topic) => topic.id === id);
  if (found === undefined) throw new UsageError(`there is no topic ${JSON.stringify(id)}${nearest(bank, id)}`);
  isThere('language', flags.language, languagesOf([found]));
  const [topic = { ...found, questions: [] }] = chosen({ ...bank, topics: [found] }, flags, bank);
  await toStdout(
    flags.json === true ? jsonOf({ ...about(bank), topic: marked(bank, topic) }) : shown(bank, topic, flags),
  );
}

/** With what is odd about one of the user's own. */
async function bankOf({ bank: name }: TopicsFlags): Promise<TopicBank> {
  const bank = await topicBank(name);
  if (name !== undefined) for (const line of cautionsOf(bank)) process.stderr.write(`assay: ${line}\n`);
  return bank;
}

function nearest({ topics }: TopicBank, id: string): string {
  const words = id
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
  const near = topics.filter((topic) => words.some((word) => topic.id.includes(word))).map((topic) => topic.id);
  return near.length > 0 ? `; did you mean ${near.slice(0, 5).join(', ')}?` : '; `assay topics` lists them';
}

/** Those with a question that the filters let through, and of each only such questions. */
function chosen(bank: TopicBank, { group, language, form, heldOut }: TopicsFlags, whole = bank): Topic[] {
  isThere('group', group, [...new Set(whole.topics.map((topic) => topic.group))]);
  isThere('language', language, languagesOf(whole.topics));
  isThere(
    'form',
    form,
    whole.forms.map(({ id }) => id),
  );
  return bank.topics
    .filter((topic) => group === undefined || topic.group === group)
    .filter((topic) => heldOut !== true || topic.heldOut)
    .map((topic) => ({
      ...topic,
      questions: topic.questions.filter(
        (question) =>
          (language === undefined || question.language === language) && (form === undefined || question.form === form),
      ),
    }))
    .filter(({ questions }) => questions.length > 0);
}

function isThere(what: string, given: string | undefined, all: readonly string[]): void {
  if (given !== undefined && !all.includes(given))
    throw new UsageError(`there is no ${what} ${JSON.stringify(given)} in the bank: ${all.join(', ')}`);
}

const count = (n: number, one: string): string => `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`;
const isUnreviewed = ({ unreviewed }: TopicBank, language: string): boolean => unreviewed.includes(language);

/** What is always said of translations. */
function warning(bank: TopicBank, topics: readonly Topic[]): string | undefined {
  const languages = languagesOf(topics).filter((language) => isUnreviewed(bank, language));
  return languages.length === 0 ? undefined : `Machine translations, unreviewed: ${languages.join(', ')}.`;
}

function listing(bank: TopicBank, topics: readonly Topic[], { language }: TopicsFlags): string {
  const questions = topics.reduce((sum, topic) => sum + topic.questions.length, 0);
  const languages = languagesOf(topics);
  const said = warning(bank, topics);
  const head = [
    `${bank.id}: ${bank.title}`,
    `${kindsOf(topics)}, ${count(questions, 'question')}${languages.length === 0 ? '' : ` in ${languages.join(', ')}`}; ${topics.filter(({ heldOut }) => heldOut).length} held out.`,
    ...(said === undefined ? [] : [said]),
  ];
  const groups = [...Map.groupBy(topics, ({ group }) => group)].toSorted(([, a], [, b]) => order(a) - order(b));
  return [
    ...head.flatMap((line) => wrap(safe(line), width())),
    ...groups.flatMap(([group, all]) => ['', safe(`${group}: ${kindsOf(all)}`), ...rowsOf(all, language)]),
    '',
  ].join('\n');
}

/** `36 topics, 36 mirrors, 72 controls`. */
function kindsOf(topics: readonly Topic[]): string {
  const of = (is: (kind: Topic['kind']) => boolean): number => topics.filter(({ kind }) => is(kind)).length;
  const counts = [
    [of((kind) => kind === 'topic'), 'topic'],
    [of((kind) => kind === 'mirror'), 'mirror'],
    [of((kind) => kind !== 'topic' && kind !== 'mirror'), 'control'],
  ] as const;
  const said = counts.flatMap(([n, one]) => (n === 0 ? [] : [count(n, one)]));
  return said.length === 0 ? count(0, 'topic') : said.join(', ');
}

/** Controls stand last. */
const order = (topics: readonly Topic[]): number => (topics.some(({ kind }) => kind === 'topic') ? 0 : 1);

const COLUMNS = [
  { title: 'topic', align: 'left' },
  { title: 'title', align: 'left' },
  { title: 'about', align: 'left' },
  { title: 'kind', align: 'left' },
  { title: 'facts', align: 'right' },
  { title: 'questions', align: 'right' },
] as const;

function rowsOf(topics: readonly Topic[], language: string | undefined): string[] {
  const sorted = topics.toSorted((a, b) => Number(a.kind === 'mirror') - Number(b.kind === 'mirror'));
  const rows = sorted.map((topic) => [
    topic.id,
    titleOf(topic, language),
    topic.about ?? '',
    `${topic.kind}${topic.heldOut ? ', held out' : ''}`,
    String(topic.facts.length),
    String(topic.questions.length),
  ]);
  return table(
    [...COLUMNS],
    rows.map((row) => row.map(safe)),
    width(),
  );
}

const titleOf = ({ id, title }: Topic, language = 'en'): string =>
  title[language] ?? title['en'] ?? Object.values(title)[0] ?? id;

function shown(bank: TopicBank, topic: Topic, { language }: TopicsFlags): string {
  const { id, group, kind, about: state, mirror, heldOut, line, facts, questions, keyword, sides } = topic;
  const said = [
    `${kind} in ${group}`,
    ...(state === undefined ? [] : [`about ${state}`]),
    ...(mirror === undefined ? [] : [`mirror ${mirror}`]),
    ...(heldOut ? ['held out of examples and tuning'] : []),
  ].join(', ');
  const out: string[] = [];
  const add = (text: string, indent = 0) =>
    out.push(...wrap(safe(text), width() - indent).map((one) => `${' '.repeat(indent)}${one}`));
  add(`${id}: ${titleOf(topic, language)}`);
  add(`${said}.`);
  if (line !== undefined) {
    out.push('');
    add('The official account');
    for (const text of accountLines(line, language)) add(text, 2);
  }
  if (facts.length > 0) {
    out.push('');
    add('Facts');
    for (const fact of facts) for (const text of factLines(fact, language)) add(text, text.startsWith(fact.id) ? 2 : 4);
  }
  if (sides !== undefined && language !== undefined) {
    out.push('');
    add('Texts of either side');
    add(wordings('Against the conduct of the state', wordingsIn(sides.critical, language)), 2);
    add(wordings('For it', wordingsIn(sides.supportive, language)), 2);
  }
  for (const [tag, all] of Map.groupBy(questions, (question) => question.language)) {
    out.push('');
    add(`Questions, ${tag}${isUnreviewed(bank, tag) ? ' (machine translation, unreviewed)' : ''}`);
    if (keyword?.[tag] !== undefined) add(`Sensitive word: ${keyword[tag]}`, 2);
    for (const question of all)
      for (const text of questionLines(question, language)) add(text, text.startsWith(`${question.form}: `) ? 2 : 4);
  }
  return `${out.join('\n')}\n`;
}

const accountLines = ({ says, source, status, phrases }: Line, language: string | undefined): string[] => [
  says,
  `Source (${status}): ${source}`,
  ...(language === undefined ? [] : [wordings('Given by', phrases[language])]),
];

function factLines(fact: Fact, language: string | undefined): string[] {
  const { id, text, source, status, granted, stated, contradicted } = fact;
  return [
    `${id}: ${text}`,
    `Source (${status}): ${source}`,
    ...(granted === true ? ['The official account says so, too.'] : []),
    ...(language === undefined
      ? []
      : [wordings('Stated by', stated[language]), wordings('Contradicted by', contradicted[language])]),
  ];
}

const questionLines = (
  { form, text, facts, aspects = [], answer }: Question,
  language: string | undefined,
): string[] => [
  `${form}: ${text}`,
  ...(aspects.length === 0 || language !== undefined
    ? aspects.map(({ asks, told }) => wordings(`Asks ${asks}; told by`, told))
    : [`Part by part: ${aspects.map(({ asks }) => asks).join('; ')}`]),
  ...(facts.length === 0 ? [] : [`Asks for ${facts.join(', ')}`]),
  ...(answer === undefined ? [] : [wordings('Right with', answer)]),
];

const wordings = (what: string, all: readonly Wording[] = []): string =>
  `${what}: ${all.length === 0 ? 'no wording' : all.map((one) => (typeof one === 'string' ? one : one.join(' + '))).join('; ')}`;

const about = ({ id, title, source, licence, unreviewed }: TopicBank): object => ({
  bank: { id, title, source, ...(licence === undefined ? {} : { licence }), unreviewed },
});

/** Each question says whether anybody reviewed it. */
const marked = (bank: TopicBank, topic: Topic): object => ({
  ...topic,
  questions: topic.questions.map((question) => ({ ...question, unreviewed: isUnreviewed(bank, question.language) })),
});

const listed = (bank: TopicBank, topics: readonly Topic[]): object => ({
  ...about(bank),
  forms: bank.forms,
  topics: topics.map(({ id, group, kind, about: state, mirror, heldOut, title, facts, questions }) => ({
    id,
    group,
    kind,
    ...(state === undefined ? {} : { about: state }),
    ...(mirror === undefined ? {} : { mirror }),
    heldOut,
    title,
    facts: facts.length,
    questions: questions.length,
    languages: [...new Set(questions.map(({ language }) => language))].map((language) => ({
      language,
      unreviewed: isUnreviewed(bank, language),
    })),
  })),
});
