import type { Figure } from '../../../core/figure.ts';
import { LABELS } from '../judging.ts';
import type { Curve } from './curve.ts';

/** A scatter has so many series. */
const MOST_SERIES = 5;
const TONES = { right: 'good', wrong: 'bad', cut: 'service', none: 'missing' } as const;

export function figuresOf(curves: readonly Curve[]): readonly Figure[] {
  const measured = curves.filter(({ points }) => points.length > 0);
  if (measured.length === 0) return [];
  const shown = measured.slice(0, MOST_SERIES);
  const log = (tokens: number): number => Math.log10(Math.max(tokens, 1));
  return [
    {
      kind: 'scatter',
      id: 'accuracy-by-tokens',
      title: 'Accuracy over tokens taken',
      x: { label: 'log10 of tokens', unit: 'number' },
      y: { label: 'right answers', unit: 'share', domain: [0, 1] },
      series: shown.map(({ arm }) => arm),
      points: shown.flatMap(({ points }, series) =>
        points.map(({ budget, tokens, accuracy, questions: n }) => ({
          title: budget.id,
          series,
          x: { value: log(tokens.estimate), low: log(tokens.low), high: log(tokens.high), n },
          y: { value: accuracy.estimate, low: accuracy.low, high: accuracy.high, n },
        })),
      ),
      note: 'A point for each budget. On a straight line each tenfold of tokens brings as much as the one before.',
    },
    {
      kind: 'stacked',
      id: 'answers',
      title: 'What became of the answers',
      label: 'share of answers',
      states: LABELS.map((label) => ({ title: label === 'cut' ? 'cut off' : label, tone: TONES[label] })),
      groups: measured.map(({ arm, points }) => ({
        title: arm,
        rows: points.map(({ budget, counts }) => ({ title: budget.id, counts })),
      })),
    },
  ];
}
