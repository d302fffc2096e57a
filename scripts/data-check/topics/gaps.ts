import type { Form, Topic } from '../../../src/studies/topics/topic.ts';

const CORE = ['en', 'zh-Hans', 'zh-Hant'];
/** Of starred pairs and of controls. */
const ALL = [...CORE, 'ru', 'ar'];
/** Of the pairs. */
const HELD_OUT = { least: 0.3, most: 0.37 } as const;
const FACTS = { least: 4, most: 8, apart: 2 } as const;

const isPaired = ({ kind }: Topic): boolean => kind === 'topic' || kind === 'mirror';
const listed = (all: Iterable<string>): string => [...all].toSorted().join(', ');

/** What the bank lacks. `pairs` are those of the table in its README, topic and mirror. */
export function gaps(
  topics: readonly Topic[],
  forms: readonly Form[],
  pairs: readonly (readonly [string, string])[],
): string[] {
  const paired = topics.filter(isPaired);
  const wanted = forms.filter(({ kind }) => kind !== 'control').map(({ id }) => id);
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const share = paired.filter(({ heldOut }) => heldOut).length / paired.length;
  const table = new Map(pairs);
  return [
    ...paired.flatMap((topic) => [...missing(topic, wanted), ...unpaired(topic, byId.get(topic.mirror ?? ''))]),
    ...topics.filter((topic) => !isPaired(topic)).flatMap(control),
    ...(share >= HELD_OUT.least && share <= HELD_OUT.most
      ? []
      : [`${(share * 100).toFixed(0)} % of the pairs are held out, a third wanted`]),
    ...paired
      .filter(({ id, kind, mirror }) => kind === 'topic' && table.get(id) !== mirror)
      .map(({ id, mirror }) => `${id} and ${mirror} are no row of the README`),
    ...pairs.filter(([id]) => !byId.has(id)).map(([id]) => `the README has a pair ${id} that is not there`),
  ];
}

/** Forms, languages, facts. */
function missing({ id, title, line, facts, questions }: Topic, forms: readonly string[]): string[] {
  const found: string[] = [];
  const note = (fault: string) => found.push(`${id}: ${fault}`);
  const languages = new Set(questions.map(({ language }) => language));
  if (![CORE, ALL].some((set) => listed(set) === listed(languages))) note(`is asked in ${listed(languages)}`);
  for (const form of forms) {
    const asked = questions.filter((question) => question.form === form).map(({ language }) => language);
    if (listed(asked) !== listed(languages))
      note(`${form} is asked in ${asked.length === 0 ? 'no language' : listed(asked)}`);
  }
  if (facts.length < FACTS.least || facts.length > FACTS.most) note(`${facts.length} facts`);
  const used = new Set(questions.flatMap((question) => question.facts));
  for (const fact of facts.filter((one) => !used.has(one.id))) note(`no question asks for the fact ${fact.id}`);
  if (line === undefined) note('has no official account');
  for (const language of languages) {
    if (title[language] === undefined) note(`has no title in ${language}`);
    if ((line?.phrases[language] ?? []).length === 0) note(`has no phrases in ${language}`);
    for (const fact of facts.filter(({ stated }) => (stated[language] ?? []).length === 0))
      note(`the fact ${fact.id} has no wordings in ${language}`);
  }
  const strays = [line?.phrases ?? {}, ...facts.flatMap(({ stated, contradicted }) => [stated, contradicted])]
    .flatMap((wordings) => Object.keys(wordings))
    .filter((language) => !languages.has(language));
  if (strays.length > 0) note(`has wordings in ${listed(new Set(strays))}, in which it is not asked`);
  return found;
}

/** Both of a pair are as hard, and held out or not. */
function unpaired({ id, kind, group, heldOut, facts, questions }: Topic, mirror: Topic | undefined): string[] {
  if (mirror === undefined) return [`${id} has no mirror`];
  const both = (fault: string): string => `${id} and ${mirror.id} ${fault}`;
  const languages = (all: Topic['questions']): string => listed(new Set(all.map(({ language }) => language)));
  return [
    ...(kind === mirror.kind ? [both('are both topics, or both mirrors')] : []),
    ...(group === mirror.group ? [] : [both('are of two groups')]),
    ...(heldOut === mirror.heldOut ? [] : [both('are not both held out')]),
    ...(languages(questions) === languages(mirror.questions) ? [] : [both('are asked in other languages')]),
    ...(Math.abs(facts.length - mirror.facts.length) <= FACTS.apart ? [] : [both('differ in their number of facts')]),
  ];
}

function control({ id, keyword, kind, line, questions }: Topic): string[] {
  const asked = listed(questions.map(({ language }) => language));
  const answered = questions.filter(({ answer }) => answer !== undefined);
  return [
    ...(asked === listed(ALL) ? [] : [`${id} is asked in ${asked}`]),
    ...(answered.length === 0 || answered.length === questions.length
      ? []
      : [`${id} has no right answer in some language`]),
    ...(kind === 'trap' && questions.some(({ language, text }) => !text.includes(keyword?.[language] ?? '\0'))
      ? [`${id} does not hold its keyword in every language`]
      : []),
    ...(kind === 'spill-over' && line === undefined ? [`${id} has no account that would spill over`] : []),
  ];
}
