import type { Figure } from '../../core/figure.ts';
import { workFrontier } from '../capacity/workers.ts';
import { day } from '../export-controls/date.ts';
import { gpt4LevelRun } from '../gpt4-level.fixture.ts';
import type { World } from '../models/diffusion-lag/effects.ts';
import { equivalentRunModel } from '../models/equivalent-run/model.ts';
import { simulate } from '../uncertainty/simulate.ts';
import { dayOf } from '../units/basis.ts';
import { chipsFigure } from './chip-plane.ts';
import { distributionFigure } from './distribution.ts';
import { accessFigure, advantageFigure, performanceFigure } from './effects.ts';
import { OUTPUT_PRICES, priceFigure } from './prices.ts';
import { rulesFigure } from './rules-timeline.ts';
import { summaryFigure } from './summary.ts';
import { tornadoFigure } from './swings.ts';
import { frontierFigure } from './workers.ts';
import { workersByChip } from './workers-by-chip.ts';

const world = (halving: number, performance: World['performance'] = { kind: 'logarithm' }): World => ({
  halving,
  hardware: 0.14,
  performance,
  scale: { kind: 'independent' },
  flopPerDollar: 3e17,
});
const CEILING = { kind: 'ceiling', ceiling: 1, k: 30, alpha: 0.25 } as const;
const options = { leader: 78.6e6, follower: 5.6e6, growth: 1, pareto: 1.2, years: 4, points: 41 };
const claimed = { low: 2e6, high: 4e6 };
const at = (title: string, date: string) => ({ title, low: dayOf(date), high: dayOf(date) });
const skill = (tokens: number): number => Math.min(0.9, Math.max(0, -0.5 + 0.25 * Math.log10(tokens)));
const draws = { draws: 20_000, seed: 1 };

/** Every picture of claims once, from the data that stands. */
export const PICTURES: Readonly<Record<string, () => Figure>> = {
  distribution: () =>
    distributionFigure(
      { id: 'run-cost', title: 'What a run at the level of GPT-4 cost in February 2025' },
      equivalentRunModel,
      [
        {
          title: 'Halving in 5 to 14 months (95 %)',
          simulation: simulate(equivalentRunModel, gpt4LevelRun('alg.halving'), draws),
        },
        {
          title: 'Halving in 2 to 22 months (90 %)',
          simulation: simulate(equivalentRunModel, gpt4LevelRun('alg.halving.neurips'), draws),
        },
      ],
      claimed,
    ),
  tornado: () =>
    tornadoFigure(
      { id: 'run-swings', title: 'Which assumption decides what a run at the level of GPT-4 cost' },
      equivalentRunModel,
      gpt4LevelRun('alg.halving'),
      { low: 2.5e6, high: 3.5e6, value: 3e6 },
    ),
  access: () =>
    accessFigure(
      { id: 'access', title: 'The access effect: a first capability grows cheaper' },
      [
        { title: 'halving in 8 months, 5 to 14', world: world(8), bounds: [world(5), world(14)] },
        { title: 'halving in 16 months', world: world(16) },
      ],
      options,
    ),
  performance: () =>
    performanceFigure(
      { id: 'performance', title: 'The performance effect, towards a ceiling' },
      { title: 'ceiling', world: world(8, CEILING) },
      options,
    ),
  advantage: () =>
    advantageFigure(
      { id: 'lead', title: 'Whether the lead keeps is decided by the measure of performance' },
      [
        { title: 'performance follows the logarithm of compute', world: world(8) },
        { title: 'performance nears a ceiling', world: world(8, CEILING) },
      ],
      options,
    ),
  workers: () => {
    const figure = workersByChip({ id: 'workers', title: 'AI workers on one chip' }, '2026-11-26');
    if (figure === undefined) throw new Error('no day of serving');
    return figure;
  },
  frontier: () =>
    frontierFigure({ id: 'frontier', title: 'Number against skill of AI workers' }, [
      { title: '1,000 streams', frontier: workFrontier(1000, 21, [1e3, 3e3, 1e4, 3e4, 1e5], skill) },
      { title: '10,000 streams', frontier: workFrontier(10_000, 21, [1e3, 3e3, 1e4, 3e4, 1e5], skill) },
    ]),
  prices: () =>
    priceFigure({ id: 'prices', title: 'List prices of output' }, OUTPUT_PRICES, [at('commentary', '2025-02-03')]),
  chips: () => chipsFigure({ id: 'chips', title: 'Chips and the tiers of 3A090 in June 2025' }, day('2025-06-01')),
  'chips-2023': () =>
    chipsFigure({ id: 'chips-2023', title: 'Chips under 3A090 of October 2022, in January 2023' }, day('2023-01-01')),
  rules: () =>
    rulesFigure(
      { id: 'rules', title: 'Rules on chips and training compute' },
      [at('commentary', '2025-02-03'), at('as of', '2026-11-26')],
      { chip: 'h20' },
    ),
  summary: () =>
    summaryFigure({ id: 'verdicts', title: 'Claims of a commentary against what their inputs give' }, [
      {
        title: '',
        rows: [
          {
            title: 'DeepSeek-V3 cost $5.6M to train',
            verdict: 'reproduces',
            unit: 'USD',
            claimed: { low: 5.55e6, high: 5.65e6, value: 5.6e6 },
            range: { low: 4.18e6, median: 5.576e6, high: 9.53e6 },
          },
          {
            title: 'A run at the level of GPT-4 would cost around $3M today',
            verdict: 'overstated',
            unit: 'USD',
            claimed,
            range: { low: 0.8e6, median: 3.6e6, high: 13e6 },
          },
          {
            title: 'Training costs halve every eight months',
            verdict: 'overstated',
            unit: 'month',
            claimed: { low: 7.5, high: 8.5, value: 8 },
            range: { low: 2, median: 8.4, high: 22 },
          },
          { title: 'V3 matches GPT-4', verdict: 'not-shown', unit: '1' },
        ],
      },
    ]),
};
