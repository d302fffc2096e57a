import type { Random } from '../../../core/random.ts';
import type { Table } from '../../../core/table.ts';
import { contrastName } from './contrast-name.ts';
import { type JudgeErrors, withoutJudgeError } from './judge-error.ts';
import { type Endpoint, inLanguage, ofKind, type Prompt } from './prompts.ts';
import { rateOf } from './rate.ts';
import type { Results } from './results.ts';
import { countsOf, LABELS } from './labels.ts';
import { failingSaid } from './missing-finding.ts';
import { type Missing, MISSING } from './rows.ts';
import { markedLanguage } from './unreviewed.ts';
import { difference, languageName, left, percent, probability, right, share, titleOf } from './words.ts';

const KIND_NAMES: Readonly<Record<string, string>> = {
  topic: 'topics',
  mirror: 'mirrors',
  neutral: 'neutral',
  harm: 'harmful',
  trap: 'traps',
  'spill-over': 'spill-over',
};

const UNKNOWN = '–';

/** What became of the questions: by model, kind and what else they are parted by. */
export function engagementTable(
  results: Results,
  by: { readonly id: string; readonly title: string; readonly column: string; readonly of: (prompt: Prompt) => string },
  errors: JudgeErrors,
  random: Random,
): Table {
  const measured = errors.size > 0 && by.id === 'language';
  const rows = results.arms.flatMap(({ id }) => {
    const groups = Map.groupBy(results.prompts.get(id) ?? [], (prompt) => `${prompt.topic.kind}\n${by.of(prompt)}`);
    return Object.keys(KIND_NAMES).flatMap((kind) =>
      [...groups].flatMap(([key, own]) => {
        if (!key.startsWith(`${kind}\n`)) return [];
        const answers = own.flatMap((prompt) => prompt.rows);
        const rate = rateOf(own, 'lost', random.split(`${id} ${key}`));
        const corrected = measured ? withoutJudgeError(own, errors, random.split(`${id} ${key} judge`)) : undefined;
        return [
          [
            id,
            KIND_NAMES[kind] ?? kind,
            key.slice(kind.length + 1),
            String(own.length),
            ...countsOf(answers).map(String),
            String(answers.filter(({ missing }) => missing !== undefined).length),
            rate === undefined ? UNKNOWN : share(rate),
            ...(measured ? [corrected === undefined ? UNKNOWN : share(corrected)] : []),
          ],
        ];
      }),
    );
  });
  return {
    id: `engagement-${by.id}`,
    title: `What became of the questions, by ${by.title}`,
    columns: [
      left('model'),
      left('questions'),
      left(by.column),
      right('asked'),
      ...LABELS.map(right),
      right('missing'),
      right('not answered (95 %)'),
      ...(measured ? [right('without the judge’s errors')] : []),
    ],
    rows,
    note: `Not answered: deflected, refused, blocked, withdrawn or empty; partly counts half. Each question counts once, however often it was asked. Missing answers failed, could not be used or could not be judged: they count as neither.${measured ? ' Without the judge’s errors: as measured in each language on answers with known labels; there a question that is answered partly counts as answered.' : ''}`,
  };
}

/** Each topic with its raw counts in each language, and what is left of its share once it is drawn towards the others. */
export function topicTable(arm: string, { grids, chosen, options }: Results): Table {
  const grid = grids.get(arm);
  const cells = grid?.lost ?? [];
  const marked = (endpoint: Endpoint, topic: string, language: string | undefined): boolean =>
    grid?.[endpoint].some(
      (cell) => cell.topic.id === topic && cell.language === language && cell.q !== undefined && cell.q <= options.fdr,
    ) === true;
  const counted = (endpoint: Endpoint, topic: string, language: string | undefined): string => {
    const cell = grid?.[endpoint].find((one) => one.topic.id === topic && one.language === language);
    if (cell === undefined || cell.n === 0) return UNKNOWN;
    return `${cell.hits} of ${cell.n}${marked(endpoint, topic, language) ? ' *' : ''}`;
  };
  const pooled = cells.filter(({ language }) => language === undefined);
  return {
    id: `topics-${arm}`,
    title: `Topics: questions that ${arm} does not answer`,
    columns: [
      left('group'),
      left('topic'),
      left('kind'),
      ...chosen.languages.map((language) => right(markedLanguage(language, chosen.bank))),
      right('all'),
      right('share, shrunk (95 %)'),
      right('official account'),
      right('no fact stated'),
      right('contradicts'),
      right('missing'),
    ],
    rows: pooled
      .toSorted((a, b) =>
        a.topic.kind === b.topic.kind ? b.shrunk.value - a.shrunk.value : a.topic.kind < b.topic.kind ? 1 : -1,
      )
      .map(({ topic, shrunk, missing }) => [
        topic.group,
        `${titleOf(topic)}${topic.heldOut ? ' (held out)' : ''}`,
        topic.kind,
        ...chosen.languages.map((language) => counted('lost', topic.id, language)),
        counted('lost', topic.id, undefined),
        share({ estimate: shrunk.value, low: shrunk.low, high: shrunk.high, level: 0.95 }),
        counted('official', topic.id, undefined),
        counted('bare', topic.id, undefined),
        counted('contradicted', topic.id, undefined),
        String(missing),
      ]),
    note: `Questions of which more than half is not answered, of those that count. In all languages together a question is one, and is lost where it is in more than half of its languages; missing are questions of single languages. * survives at a false discovery rate of ${percent(options.fdr)} over all topics and languages. Shrunk: drawn towards the topics of its kind (empirical Bayes), with partly answered questions as halves. Held out: no rule or wording was tuned on it.`,
  };
}

const WHAT: Readonly<Record<Endpoint, string>> = {
  lost: 'not answered',
  official: 'official account',
  bare: 'no fact stated',
  contradicted: 'contradicts a fact',
};

/** All contrasts: those that were named, then the other pairs of languages. */
export function contrastTable({ contrasts, chosen, options }: Results): Table {
  return {
    id: 'contrasts',
    title: 'Held against one another',
    columns: [
      left('model'),
      left('what'),
      left('held against'),
      right('points more (95 %)'),
      right('only here'),
      right('only there'),
      right('pairs'),
      right('p'),
      right('p, Holm'),
      right('would have been seen'),
    ],
    rows: contrasts
      .toSorted((a, b) => Number(b.named) - Number(a.named))
      .map((one) => [
        one.arm,
        WHAT[one.endpoint],
        contrastName(one, chosen),
        difference(one.effect),
        one.table === undefined ? UNKNOWN : String(one.table.first),
        one.table === undefined ? UNKNOWN : String(one.table.second),
        String(one.n),
        probability(one.p),
        one.adjusted === undefined ? UNKNOWN : `${probability(one.adjusted)}${one.adjusted <= options.fdr ? ' *' : ''}`,
        one.detectable === undefined ? UNKNOWN : percent(one.detectable),
      ]),
    note: `* survives at ${percent(options.fdr)}. Named before anything was asked: topics against mirrors, each language against one, each service against its weights, of questions that are not answered or get the official account. The rest has no p by Holm and is never a finding. Would have been seen: the smallest difference that four of five such studies tell.`,
  };
}

/** What each named contrast rests on. */
export function testTable({ contrasts, chosen }: Results): Table {
  return {
    id: 'tests',
    title: 'What the named contrasts rest on',
    columns: [left('model'), left('what'), left('held against'), left('test'), left('p')],
    rows: contrasts
      .filter(({ named }) => named)
      .flatMap((one) =>
        one.beside.map(({ label, text }) => [one.arm, WHAT[one.endpoint], contrastName(one, chosen), label, text]),
      ),
    note: 'Of a language the less telling of the first two counts; sign flips over topics stand beside it, and say whether the gap rests on few of them.',
  };
}

/** Whose account is given, and which facts are stated. */
export function accountTable({ arms, prompts, chosen }: Results, random: Random): Table {
  const said = (own: readonly Prompt[], endpoint: Endpoint | 'coverage', label: string): string => {
    const rate = rateOf(own, endpoint, random.split(`${label} ${endpoint}`));
    return rate === undefined ? UNKNOWN : `${share(rate)}, n ${rate.n}`;
  };
  return {
    id: 'accounts',
    title: 'Whose account it gives, and which facts it states',
    columns: [
      left('model'),
      left('questions'),
      left('language'),
      right('official account (95 %)'),
      right('facts stated (95 %)'),
      right('no fact stated (95 %)'),
      right('contradicts one (95 %)'),
    ],
    rows: arms.flatMap(({ id }) =>
      Object.entries(KIND_NAMES).flatMap(([kind, name]) =>
        chosen.languages.flatMap((language) => {
          const own = inLanguage(ofKind(prompts.get(id) ?? [], kind), language);
          const label = `${id} ${kind} ${language}`;
          const cells = (['official', 'coverage', 'bare', 'contradicted'] as const).map((one) => said(own, one, label));
          return cells.every((cell) => cell === UNKNOWN) ? [] : [[id, name, languageName(language), ...cells]];
        }),
      ),
    ),
    note: 'Of answers alone: what is refused states nothing. Official account: in the answer’s own voice, of the state that the question is about; in spill-over questions, of the state of the topics. Facts are found by wordings of each language, which do not find every way to state them: compare with mirrors in the same language, and not one language with another.',
  };
}

/** What counts for nothing, so that nobody takes it for an answer. */
export function missingTable({ rows, arms, chosen, missing: on }: Results): Table {
  const reasons: readonly Missing[] = MISSING;
  return {
    id: 'missing',
    title: 'Answers that count for nothing',
    columns: [
      left('model'),
      left('questions'),
      left('language'),
      right('asked'),
      ...reasons.map(right),
      right('share missing'),
    ],
    rows: arms.flatMap(({ id }) =>
      Object.entries(KIND_NAMES).flatMap(([kind, name]) =>
        chosen.languages.flatMap((language) => {
          const own = rows.filter(
            ({ arm, topic, question, probe }) =>
              arm === id && topic.kind === kind && question.language === language && probe !== 'first-tokens',
          );
          if (own.length === 0) return [];
          const counts = reasons.map((reason) => own.filter(({ missing }) => missing === reason).length);
          const all = counts.reduce((sum, one) => sum + one, 0);
          const cells = [String(own.length), ...counts.map(String), percent(all / own.length)];
          return [[id, name, languageName(language), ...cells]];
        }),
      ),
    ),
    note: `${on.map((one) => `${one.arm}: ${failingSaid(one)}; p ${probability(one.p)}.`).join(' ')}${on.length > 0 ? ' ' : ''}Unusable: an answer that nobody can read as one, as of a broken template. Cut off: the connection broke, or the bound on tokens came before an answer or a refusal. Unjudged: the judge could say nothing. Errored: there was no answer. Skipped: it was not asked. Not recorded: the log that stands for the model does not hold the question.`,
  };
}
