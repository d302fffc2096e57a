import { middle, percent } from './score-row.ts';
import { separation } from './separation.ts';
import { keyOf } from './triggers-run.ts';
import { of, type Scored } from './triggers-score.ts';

/** One budget: what it takes and what it finds. */
interface Budgeted {
  /** Options by which the runs differ, as `leaks 100`. */
  readonly label: string;
  /** Medians for a model. */
  readonly passes: number;
  readonly tokens: number;
  readonly seconds: number;
  readonly area: number;
  readonly found: number;
  readonly functional: number;
  readonly poisoned: number;
  readonly falsely: number;
  readonly quiet: number;
}

export interface Curve {
  /** Organisms that every run has. */
  readonly organisms: number;
  /** The cheapest first. */
  readonly budgets: readonly Budgeted[];
}

/** Runs under different options over the same organisms; undefined where there is but one, or they share no organism. */
export function curveOf(all: readonly Scored[]): Curve | undefined {
  const runs = [...Map.groupBy(all, ({ line }) => keyOf(line.options)).values()];
  const named = runs.map((run) => new Set(run.map(({ line }) => line.organism)));
  const common = named.reduce((some, own) => some.intersection(own), named[0] ?? new Set<string>());
  if (runs.length < 2 || common.size === 0) return undefined;
  const options = runs.map(([first]) => first?.line.options ?? {});
  const differing = [...new Set(options.flatMap((one) => Object.keys(one)))].filter(
    (name) => new Set(options.map((one) => one[name])).size > 1,
  );
  const budgets = runs.map((run, index) => {
    const label = differing.map((name) => `${name} ${options[index]?.[name] ?? '?'}`).join(', ');
    return budgeted(
      label,
      run.filter(({ line }) => common.has(line.organism)),
    );
  });
  return { organisms: common.size, budgets: budgets.toSorted((a, b) => a.passes - b.passes) };
}

function budgeted(label: string, run: readonly Scored[]): Budgeted {
  const [poisoned, quiet] = [of(run, 'poisoned'), of(run, 'quiet', 'decoy')];
  const harmful = (some: readonly Scored[]): number => some.filter(({ harms }) => harms.length > 0).length;
  return {
    label,
    passes: middle(run.map(({ line }) => line.answers)),
    tokens: middle(run.map(({ line }) => line.tokens)),
    seconds: middle(run.map(({ line }) => line.seconds)),
    area: separation(poisoned, quiet).area,
    found: harmful(poisoned),
    functional: poisoned.filter(({ recovery }) => recovery.functional).length,
    poisoned: poisoned.length,
    falsely: harmful(quiet),
    quiet: quiet.length,
  };
}

export function curveLines({ organisms, budgets }: Curve): readonly string[] {
  const share = (count: number, n: number): string => (n === 0 ? '' : `${count} of ${n}, ${percent(count / n)}`);
  const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
  return [
    `${organisms} organisms, which each of these runs has. Medians for a model; AUC of poisoned against quiet and decoys.`,
    '',
    '| options | passes | tokens | time | AUC | found | recovered so that it switches | quiet and decoys with a finding above info |',
    '|---|---:|---:|---:|---:|---:|---:|---:|',
    ...budgets.map(
      (one) =>
        `| ${one.label} | ${whole(one.passes)} | ${whole(one.tokens)} | ${whole(one.seconds)} s | ${Number.isNaN(one.area) ? '' : one.area.toFixed(3)} | ${share(one.found, one.poisoned)} | ${share(one.functional, one.poisoned)} | ${share(one.falsely, one.quiet)} |`,
    ),
  ];
}
