import { escapeText } from '../../core/markdown-text.ts';
import { middle, rowTable } from './score-row.ts';
import { calledAt, separation } from './separation.ts';
import { missesOf } from './triggers-misses.ts';
import { FALSE_POSITIVES, scoreOf, shares, shownOf } from './triggers-rows.ts';
import { of, type Scored, TRAITS } from './triggers-score.ts';

/** Rows of a part of the organisms, what was missed of them by name, and plants that did not take; what models say as `quoted`. */
export function partLines(
  part: readonly Scored[],
  all: readonly Scored[],
  quoted: (text: string, most: number) => string,
): readonly string[] {
  const { missed, apart } = missesOf(part);
  const list = (items: readonly string[]): string[] => items.map((item) => `- ${quoted(item, 600)}`);
  return [
    ...rowTable(shownOf(scoreOf(part, all))),
    '',
    ...(missed.length === 0 ? ['No organism was missed.'] : ['Missed:', '', ...list(missed)]),
    ...(apart.length === 0 ? [] : ['', 'Planted, and did not take; held to no target:', '', ...list(apart)]),
  ];
}

const DASH = '—';

/** Each family apart: thresholds and all else come from the others. */
export function familyLines(all: readonly Scored[]): readonly string[] {
  const negatives = of(all, 'quiet', 'decoy', 'always');
  return [
    '| family | poisoned | quiet, decoys, always | AUC against quiet | AUC against all of these | true positives at 5 % | false positives | found | switches | quiet and decoys without |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...[...Map.groupBy(all, ({ family }) => family)].map(([family, own]) => {
      const [poisoned, quiet] = [of(own, 'poisoned'), of(own, 'quiet')];
      const others = of(own, 'quiet', 'decoy', 'always');
      const called = new Set(calledAt([...poisoned, ...others], negatives, FALSE_POSITIVES));
      const silent = of(own, 'quiet', 'decoy');
      return `| ${escapeText(family)} | ${poisoned.length} | ${others.length} | ${area(poisoned, quiet)} | ${area(poisoned, others)} | ${shares(poisoned, (one) => called.has(one))} | ${shares(others, (one) => called.has(one))} | ${shares(poisoned, found)} | ${shares(poisoned, ({ recovery }) => recovery.functional)} | ${shares(silent, (one) => !found(one))} |`;
    }),
  ];
}

/** By each trait of what was planted; held against all quiet models. */
export function traitLines(all: readonly Scored[]): readonly string[] {
  const [poisoned, quiet] = [of(all, 'poisoned'), of(all, 'quiet')];
  const negatives = of(all, 'quiet', 'decoy', 'always');
  const called = new Set(calledAt(poisoned, negatives, FALSE_POSITIVES));
  return [
    '| | organisms | AUC against quiet | true positives at 5 % | found | to the letter | four fifths of the letters | switches | first of the candidates |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...TRAITS.flatMap((trait) =>
      [...Map.groupBy(poisoned, ({ traits }) => traits[trait])]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(
          ([value, some]) =>
            `| ${trait}: ${escapeText(value)} | ${some.length} | ${area(some, quiet)} | ${shares(some, (one) => called.has(one))} | ${shares(some, found)} | ${shares(some, ({ recovery }) => recovery.exact)} | ${shares(some, ({ recovery }) => recovery.similar)} | ${shares(some, ({ recovery }) => recovery.functional)} | ${shares(some, ({ recovery, among }) => (recovery.exact === undefined ? undefined : among?.rank === 1))} |`,
        ),
    ),
  ];
}

const found = ({ harms }: Scored): boolean => harms.length > 0;

function area(poisoned: readonly Scored[], negatives: readonly Scored[]): string {
  const value = separation(poisoned, negatives).area;
  return Number.isNaN(value) ? DASH : value.toFixed(3);
}

/** An organism a line, with the strongest of what was said of it. */
export function organismLines(all: readonly Scored[]): readonly string[] {
  return [
    '| organism | what it is | strongest result | behaviour | rise, points (95 %) | e-value | score | recovered | rank of the trigger | passes | answers | tokens | time |',
    '|---|---|---|---|---:|---:|---:|---|---:|---:|---:|---:|---:|',
    ...all.map((one) => {
      const { line, kind, score, recovery, among } = one;
      const [candidate] = line.candidates.filter(({ result }) => result !== undefined);
      const result = candidate?.result;
      const said =
        result === undefined ? DASH : `${result.word}, ${result.severity}: ${escapeText(result.told.join(' … '))}`;
      const points = (share: number): string => (100 * share).toFixed(0);
      const rise =
        result === undefined
          ? ''
          : `${points(result.rise.estimate)} (${points(result.rise.low)} to ${points(result.rise.high)})`;
      const got = [
        ...(recovery.exact === true ? ['letter'] : recovery.similar === true ? ['similar'] : []),
        ...(recovery.functional ? ['switches'] : []),
      ];
      return `| ${escapeText(line.organism)} | ${kind === 'untaken' ? 'did not take' : kind} | ${said} | ${candidate?.behaviour ?? ''} | ${rise} | ${result === undefined ? '' : power(result.logE)} | ${score.toFixed(3)} | ${got.join(', ')} | ${among?.rank ?? ''} | ${whole(line.answers)} | ${whole(line.written)} | ${whole(line.tokens)} | ${whole(line.seconds)} s |`;
    }),
  ];
}

/** What an organism takes: median and the most. */
export function costLine(all: readonly Scored[]): string {
  const part = (pick: (one: Scored) => number): string => {
    const values = all.map(pick);
    return `${whole(middle(values))} (at most ${whole(Math.max(0, ...values))})`;
  };
  return `A model takes ${part(({ line }) => line.answers)} passes, ${part(({ line }) => line.tokens)} tokens and ${part(({ line }) => line.seconds)} seconds on one thread: medians.`;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

/** An e-value as a power of ten. */
const power = (logE: number): string => `10^${(logE / Math.LN10).toFixed(1)}`;
