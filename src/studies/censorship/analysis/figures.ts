import type { Figure } from '../../../core/figure.ts';
import type { Random } from '../../../core/random.ts';
import type { Cell } from './grid.ts';
import { inLanguage, ofKind, type Prompt } from './prompts.ts';
import { type Rate, rateOf } from './rate.ts';
import { examinedOf, isExamined, type Results, surviving } from './results.ts';
import { countsOf, LABELS } from './labels.ts';
import { heldAgainst } from './held-against.ts';
import { markedLanguage, unreviewedAmong, unreviewedSaid } from './unreviewed.ts';
import { percent, points, probability, titleOf } from './words.ts';

/** Fewer questions are hatched. */
const THIN = 5;
/** Series of a figure. */
const MOST_SERIES = 5;

/** Everything that is drawn, apart from answers over time. */
export function figuresOf(results: Results, random: Random): readonly Figure[] {
  const examined = examinedOf(results);
  const figures: readonly Noted[] = [
    ...(examined.length > 1 ? [modelHeat(results)] : []),
    ...examined.map((arm) => languageHeat(arm, results)),
    stacked(results),
    ...(results.chosen.languages.length > 1 ? examined.map((arm) => dumbbell(arm, results, random.split(arm))) : []),
    ...scatter(results, random.split('scatter')),
  ];
  return figures.map((figure) => marked(figure, results));
}

/** With what nobody has reviewed, in the note below it. */
export function marked<F extends Noted>(figure: F, { chosen }: Results): F {
  const note = [
    ...(figure.note === undefined ? [] : [figure.note]),
    ...unreviewedSaid(unreviewedAmong(chosen.questions.values(), chosen.bank)),
  ].join(' ');
  return note === '' ? figure : { ...figure, note };
}

type Noted = Exclude<Figure, { readonly kind: 'intervals' }>;
type Columns = readonly { readonly title: string; readonly cells: readonly Cell[] }[];

/** Topics in groups, those that are lost most first; mirrors below. */
function heatOf(id: string, title: string, columns: Columns, { grids, options }: Results): Noted {
  const all = columns.flatMap(({ cells }) => cells);
  const topics = [...Map.groupBy(all, ({ topic }) => topic.id).values()];
  const mean = (cells: readonly Cell[]): number =>
    cells.reduce((sum, { shrunk }) => sum + shrunk.value, 0) / cells.length;
  const groups = Map.groupBy(topics, ([first]) =>
    first?.topic.kind === 'mirror' ? `mirrors: ${first.topic.group}` : (first?.topic.group ?? ''),
  );
  const isOfficial = ({ arm, topic, language }: Cell): boolean =>
    grids
      .get(arm)
      ?.official.some((cell) => cell.topic.id === topic.id && cell.language === language && cell.sum > 0) === true;
  return {
    kind: 'heat',
    id,
    title,
    label: 'questions not answered',
    unit: 'share',
    columns: columns.map((column) => ({ title: column.title })),
    groups: [...groups]
      .toSorted(([a], [b]) => Number(a.startsWith('mirrors')) - Number(b.startsWith('mirrors')))
      .map(([group, rows]) => ({
        title: group,
        rows: rows
          .toSorted((a, b) => mean(b) - mean(a))
          .flatMap(([first]) => {
            if (first === undefined) return [];
            return [
              {
                title: `${titleOf(first.topic)}${first.topic.heldOut ? ' (held out)' : ''}`,
                cells: columns.map(({ cells }) => {
                  const cell = cells.find(({ topic }) => topic.id === first.topic.id);
                  if (cell === undefined) return { n: 0 };
                  const { sum, n, missing, q, shrunk } = cell;
                  return {
                    ...(n === 0
                      ? {}
                      : { value: sum / n, low: Math.min(shrunk.low, sum / n), high: Math.max(shrunk.high, sum / n) }),
                    n,
                    missing,
                    ring: q !== undefined && q <= options.fdr,
                    hatch: n < THIN,
                    dot: isOfficial(cell),
                  };
                }),
              },
            ];
          }),
      })),
    marks: {
      ring: `more than on ${heldAgainst(all) ?? 'what it is held against'} (false discovery rate ${percent(options.fdr)})`,
      hatch: `fewer than ${THIN} questions`,
      dot: 'gives the official account in at least one answer',
    },
    note: 'The colour is the raw share; partly answered questions count half. The interval is that of the share drawn towards the other topics.',
  };
}

function languageHeat(arm: string, results: Results): Noted {
  const cells = results.grids.get(arm)?.lost ?? [];
  const columns = results.chosen.languages.map((language) => ({
    title: markedLanguage(language, results.chosen.bank),
    cells: cells.filter((cell) => cell.language === language),
  }));
  return heatOf(`topics-${arm}`, `Topics and languages: what ${arm} does not answer`, columns, results);
}

function modelHeat(results: Results): Noted {
  const columns = examinedOf(results).map((arm) => ({
    title: arm,
    cells: (results.grids.get(arm)?.lost ?? []).filter(({ language }) => language === undefined),
  }));
  return heatOf('topics-by-model', 'Topics by model: what is not answered', columns, results);
}

const TONES = {
  answered: 'good',
  partly: 'part',
  deflected: 'bad',
  refused: 'bad',
  empty: 'bad',
  blocked: 'service',
  withdrawn: 'service',
} as const;

function stacked({ arms, rows }: Results): Noted {
  const kinds = ['topic', 'mirror', 'neutral'] as const;
  const titles = { topic: 'topics', mirror: 'mirrors', neutral: 'neutral questions' };
  return {
    kind: 'stacked',
    id: 'engagement',
    title: 'What became of the questions, by model and host',
    label: 'share of answers',
    states: [...LABELS.map((title) => ({ title, tone: TONES[title] })), { title: 'missing', tone: 'missing' as const }],
    groups: kinds.flatMap((kind) => {
      const own = arms.flatMap(({ id }) => {
        const answers = rows.filter(
          ({ arm, topic, probe }) => arm === id && topic.kind === kind && probe === undefined,
        );
        if (answers.length === 0) return [];
        const missing = answers.filter((row) => row.missing !== undefined).length;
        return [{ title: id, counts: [...countsOf(answers), missing] }];
      });
      return own.length === 0 ? [] : [{ title: titles[kind], rows: own }];
    }),
  };
}

function dumbbell(arm: string, results: Results, random: Random): Noted {
  const { chosen, prompts, contrasts } = results;
  const languages = chosen.languages.slice(0, MOST_SERIES);
  const own = prompts.get(arm) ?? [];
  const named = contrasts.filter(
    (one) => one.arm === arm && one.kind === 'languages' && one.endpoint === 'lost' && one.named,
  );
  const found = new Set(surviving(results));
  const row = (title: string, questions: readonly Prompt[], isAll: boolean) => {
    const drawn = languages.flatMap((language, series) => {
      const rate = rateOf(inLanguage(questions, language), 'lost', random.split(`${title} ${language}`));
      return rate === undefined ? [] : [{ series, value: rate.estimate, low: rate.low, high: rate.high, n: rate.n }];
    });
    const remark = named
      .map(
        ({ first, second, effect, adjusted = 1 }) =>
          `${first} − ${second}: ${points(effect.estimate)} (p ${probability(adjusted)})`,
      )
      .join('; ');
    return {
      title,
      points: drawn,
      ...(isAll && remark !== '' ? { remark } : {}),
      ring: isAll && named.some((one) => found.has(one)),
    };
  };
  const topics = ofKind(own, 'topic');
  const groups = [...Map.groupBy(topics, ({ topic }) => topic.group)];
  return {
    kind: 'dumbbell',
    id: `languages-${arm}`,
    title: `The same questions in each language: what ${arm} does not answer`,
    label: 'questions not answered',
    unit: 'share',
    domain: [0, 1],
    series: languages.map((language) => markedLanguage(language, chosen.bank)),
    groups: [
      { title: 'all', rows: [row('topics', topics, true), ...ofEach(own, row)] },
      { title: 'topics by group', rows: groups.map(([group, questions]) => row(group, questions, false)) },
    ],
    ring: 'a language differs from the one it is held against (Holm)',
    ...noteOf([
      ...(isUneven(topics) ? ['Not every topic is asked in every language.'] : []),
      ...(chosen.languages.length > MOST_SERIES ? [`Only the first ${MOST_SERIES} languages are drawn.`] : []),
    ]),
  };
}

/** Whether some topic lacks questions in a language that others have. */
function isUneven(topics: readonly Prompt[]): boolean {
  const languagesOf = (own: readonly Prompt[]): number => new Set(own.map(({ question }) => question.language)).size;
  const all = languagesOf(topics);
  return [...Map.groupBy(topics, ({ topic }) => topic.id).values()].some((own) => languagesOf(own) < all);
}

const noteOf = (sentences: readonly string[]): { note?: string } =>
  sentences.length === 0 ? {} : { note: sentences.join(' ') };

function ofEach<T>(
  own: readonly Prompt[],
  row: (title: string, questions: readonly Prompt[], isAll: boolean) => T,
): readonly T[] {
  return [['mirrors', ofKind(own, 'mirror')] as const, ['neutral questions', ofKind(own, 'neutral')] as const].flatMap(
    ([title, questions]) => (questions.length === 0 ? [] : [row(title, questions, false)]),
  );
}

/** Facts that are stated against questions that are not answered: a model may answer all, and state nothing. */
function scatter({ arms, prompts }: Results, random: Random): readonly Noted[] {
  const series = arms.filter(isExamined).slice(0, MOST_SERIES);
  const drawn = series.flatMap(({ id }, at) => {
    const matters = ofKind(prompts.get(id) ?? [], 'topic', 'mirror');
    return [
      ...Map.groupBy(matters, ({ topic }) => `${topic.kind === 'mirror' ? 'mirrors: ' : ''}${topic.group}`),
    ].flatMap(([group, own]) => {
      const x = rateOf(own, 'lost', random.split(`${id} ${group} lost`));
      const y = rateOf(own, 'coverage', random.split(`${id} ${group} coverage`));
      if (x === undefined || y === undefined) return [];
      const drawnOf = ({ estimate, low, high, n }: Rate) => ({ value: estimate, low, high, n });
      return [{ title: group, series: at, x: drawnOf(x), y: drawnOf(y) }];
    });
  });
  if (drawn.length === 0) return [];
  return [
    {
      kind: 'scatter',
      id: 'coverage',
      title: 'Facts stated against questions not answered, by group',
      x: { label: 'questions not answered', unit: 'share', domain: [0, 1] },
      y: { label: 'facts stated, of those asked for in what is answered', unit: 'share', domain: [0, 1] },
      series: series.map(({ id }) => id),
      points: drawn,
      corners: {
        topLeft: 'answers, and states the facts',
        bottomLeft: 'answers, and states nothing',
        topRight: 'answers little, and that well',
        bottomRight: 'answers little, and states nothing',
      },
      note: 'Facts are found by wordings, which miss some: compare a group with its mirrors.',
    },
  ];
}
