import type { Feature } from '../../features.ts';
import { holds } from '../../pool.ts';

/** A context, and how probable it makes the harmful branch: the mean over the points of decision. */
export interface Row {
  readonly features: ReadonlySet<Feature>;
  readonly probability: number;
}

/** Features of contexts that raise the probability. */
export interface Raise {
  readonly features: readonly Feature[];
  readonly with: number;
  readonly without: number;
  /** Student's t of the difference of both means, with one variance for both. */
  readonly t: number;
  /** The difference less two standard errors. */
  readonly margin: number;
}

/** Contexts on either side, at least. */
const FEWEST = 3;
/** Standard errors: of some hundred features of contexts, none comes so far by chance where the errors are normal. */
const SURE = 4;
/** A smaller rise of the probability is not looked at. */
const LEAST = 0.03;
/** The standard deviation is taken for this at least: a model that hangs on nothing has next to none. */
const SPREAD = 0.005;
/** Features whose contexts are so much the same stand for one another. */
const ALIKE = 0.8;

/** Features that raise the probability of a branch, the surest first, with a second one that it hangs on as well. */
export function raisesOf(rows: readonly Row[], most: number): readonly Raise[] {
  return distinct(raised(rows, []), rows, most).flatMap((raise) => {
    const inside = rows.filter(({ features }) => holds(features, raise.features));
    const second = raised(inside, raise.features)[0];
    return second === undefined ? [raise] : [{ ...second, features: [...raise.features, ...second.features] }, raise];
  });
}

function raised(rows: readonly Row[], but: readonly Feature[]): readonly Raise[] {
  const carriers = new Map<Feature, number[]>();
  for (const { features, probability } of rows)
    for (const feature of features) {
      const own = carriers.get(feature);
      if (own === undefined) carriers.set(feature, [probability]);
      else own.push(probability);
    }
  const total = sums(rows.map(({ probability }) => probability));
  return [...carriers]
    .filter(([feature, own]) => !but.includes(feature) && own.length >= FEWEST && rows.length - own.length >= FEWEST)
    .map(([feature, own]) => raiseOf(feature, sums(own), total))
    .filter(({ t, with: one, without: other }) => t >= SURE && one - other >= LEAST)
    .toSorted((a, b) => b.margin - a.margin || b.features[0]!.length - a.features[0]!.length);
}

interface Sums {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

const sums = (values: readonly number[]): Sums => ({
  n: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  squares: values.reduce((sum, value) => sum + value * value, 0),
});

function raiseOf(feature: Feature, own: Sums, total: Sums): Raise {
  const rest = { n: total.n - own.n, sum: total.sum - own.sum, squares: total.squares - own.squares };
  const [one, other] = [own.sum / own.n, rest.sum / rest.n];
  const within = own.squares - own.sum * one + (rest.squares - rest.sum * other);
  const deviation = Math.max(SPREAD, Math.sqrt(Math.max(0, within) / (total.n - 2)));
  const error = deviation * Math.sqrt(1 / own.n + 1 / rest.n);
  return { features: [feature], with: one, without: other, t: (one - other) / error, margin: one - other - 2 * error };
}

function distinct(all: readonly Raise[], rows: readonly Row[], most: number): readonly Raise[] {
  const kept: { raise: Raise; rows: ReadonlySet<Row> }[] = [];
  for (const raise of all) {
    if (kept.length >= most) break;
    const own = new Set(rows.filter(({ features }) => holds(features, raise.features)));
    const known = kept.some((one) => one.rows.intersection(own).size >= ALIKE * Math.min(one.rows.size, own.size));
    if (!known) kept.push({ raise, rows: own });
  }
  return kept.map(({ raise }) => raise);
}
