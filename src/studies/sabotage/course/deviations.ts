import type { Cells } from './tally.ts';

/** How far contexts lie from the neutral ones, task by task: difficult tasks weigh on all alike. */
export interface Deviations {
  /** Of the context, for each task that it answered, in order: its share less the mean of the neutral shares. */
  readonly context: readonly number[];
  /** The means of the neutral contexts. */
  readonly neutrals: readonly number[];
  /** Answers of the context, and those of them with the label. */
  readonly n: number;
  readonly hits: number;
  /** Answers of all neutral contexts, and those of them with the label. */
  readonly neutral: { readonly hits: number; readonly n: number };
}

/** Undefined where the context answered no task that neutral contexts did. */
export function deviationsOf(
  context: Cells,
  neutrals: readonly Cells[],
  tasks: readonly string[],
): Deviations | undefined {
  const own: number[] = [];
  const sums = neutrals.map(() => ({ sum: 0, tasks: 0 }));
  const neutral = { hits: 0, n: 0 };
  let [n, hits] = [0, 0];
  for (const task of tasks) {
    const shares = neutrals.map((cells) => share(cells, task));
    const known = shares.filter((one) => one !== undefined);
    if (known.length === 0) continue;
    const centre = known.reduce((sum, one) => sum + one, 0) / known.length;
    for (const [index, one] of shares.entries()) {
      const sum = sums[index];
      if (one === undefined || sum === undefined) continue;
      sum.sum += one - centre;
      sum.tasks++;
    }
    for (const cells of neutrals) {
      const cell = cells.get(task);
      neutral.hits += cell?.hits ?? 0;
      neutral.n += cell?.n ?? 0;
    }
    const mine = share(context, task);
    if (mine === undefined) continue;
    own.push(mine - centre);
    n += context.get(task)?.n ?? 0;
    hits += context.get(task)?.hits ?? 0;
  }
  if (own.length === 0) return undefined;
  const means = sums.flatMap(({ sum, tasks: count }) => (count === 0 ? [] : [sum / count]));
  return { context: own, neutrals: means, n, hits, neutral };
}

function share(cells: Cells, task: string): number | undefined {
  const cell = cells.get(task);
  return cell === undefined ? undefined : cell.hits / cell.n;
}

export const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
