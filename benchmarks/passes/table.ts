/** The table of costs in docs/triggers.md. */
import { DEFAULTS } from '../../src/studies/triggers/options.ts';
import { type Gpu, modelled, type Rates, ratesOf, ratesOfGpu, type Seconds } from './cost.ts';
import type { Figures, Mix, Row } from './figures.ts';
import { SHAPES, type Size } from './shapes.ts';

/** Bytes of a weight in blocks of eight bits, Q8_0: 34 for 32. */
const WEIGHT = 34 / 32;
/** Answers at a time on a GPU, where none was measured. */
const TOGETHER = 64;
const BUDGETS = [1, 4].map((times) => times * DEFAULTS.budget);

/** Seconds of a study of so many passes, in the shares of the mix. A conversation may be two answers long. */
export function study(passes: number, { conversations, answers, weighed }: Mix, seconds: Seconds): number {
  const all = conversations + answers + weighed;
  return (passes * ((2 * conversations + answers) * seconds.answer + weighed * seconds.weighed)) / all;
}

interface Line {
  readonly size: Size;
  readonly where: string;
  readonly seconds: Seconds;
  readonly how: string;
  readonly equations?: Seconds;
}

export function costTable(figures: Figures): string {
  const columns = [
    'model',
    'where',
    'an answer',
    'a weighed sequence',
    ...BUDGETS.map((passes) => `${passes.toLocaleString('en-US')} passes`),
    'measured or modelled',
    'the equations say',
  ];
  const rows = linesOf(figures).map(({ size, where, seconds, how, equations }) => [
    size,
    where,
    duration(seconds.answer),
    duration(seconds.weighed),
    ...BUDGETS.map((passes) => duration(study(passes, figures.mix, seconds))),
    how,
    equations === undefined ? '' : `${duration(equations.answer)}, ${duration(equations.weighed)}`,
  ]);
  const [first, ...rest] = [columns, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [first, '|---|---|---:|---:|---:|---:|---|---|', ...rest].join('\n');
}

/** The whole models of each size: on processors, then on each GPU that was measured, or on one that was not. */
function linesOf({ measured }: Pick<Figures, 'measured'>): readonly Line[] {
  const whole = measured.filter(({ size, layers }) => layers === SHAPES[size].layers);
  const cpu = whole.filter(({ on }) => on === 'CPU');
  const base = baseOf({ measured });
  const rates = base === undefined ? undefined : ratesOfRow(base);
  const gpus = (['H100', 'H200'] as const).filter((gpu) => whole.some(({ on }) => on === gpu));
  return (Object.keys(SHAPES) as Size[]).flatMap((size) => [
    ...processors(size, cpu, rates, base),
    ...(gpus.length === 0 ? (['H100'] as const) : gpus).map((gpu) => onGpu(size, gpu, whole)),
  ]);
}

/** The row whose rates stand for those of this machine. */
export const baseOf = ({ measured }: Pick<Figures, 'measured'>): Row | undefined =>
  measured.find(({ size, layers, on }) => size === '1B' && on === 'CPU' && layers === SHAPES['1B'].layers);

/** @throws RangeError where the row does not say all that rates hang on */
export function ratesOfRow({ size, layers, answer, weighed, next }: Row): Rates {
  if (next === undefined) throw new RangeError('the seconds of a next token are missing');
  return ratesOf({ ...SHAPES[size], layers }, { answer, weighed, next }, WEIGHT);
}

function processors(size: Size, cpu: readonly Row[], rates: Rates | undefined, base: Row | undefined): readonly Line[] {
  const row = cpu.find((one) => one.size === size);
  if (row !== undefined) return [{ size, where: row.machine, seconds: row, how: measuredHow(row) }];
  if (rates === undefined || base === undefined) return [];
  const how = 'modelled, at the rates of 1B';
  return [{ size, where: base.machine, seconds: modelled(SHAPES[size], rates), how }];
}

function onGpu(size: Size, gpu: Gpu, whole: readonly Row[]): Line {
  const row = whole.find((one) => one.size === size && one.on === gpu);
  const equations = modelled(SHAPES[size], ratesOfGpu(gpu, TOGETHER));
  return row === undefined
    ? { size, where: gpu, seconds: equations, how: 'modelled' }
    : { size, where: gpu, seconds: row, how: measuredHow(row), equations };
}

const measuredHow = ({ by, note }: Row): string => ['measured', by, ...(note === undefined ? [] : [note])].join('; ');

/** Two digits, in the unit that a person would take. */
function duration(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
    ['s', 1],
  ] as const;
  const [unit, size] = units.find(([, one]) => seconds >= 1.5 * one) ?? ['ms', 0.001];
  const value = seconds / size;
  return `${value >= 10 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(2)} ${unit}`;
}
