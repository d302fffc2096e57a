import type { Random } from '../../../core/random.ts';
import type { ArmRecord } from '../../engine/arm.ts';
import type { Chosen } from '../chosen.ts';
import type { CensorshipOptions } from '../options.ts';
import { asymmetryOf } from './asymmetry.ts';
import { corrected, type Corrected } from './contrast.ts';
import { gapsOf } from './gaps.ts';
import { type Cell, type Found, foundIn, gridOf } from './grid.ts';
import { type MissingOn, missingOn } from './missing-on-topics.ts';
import { type Endpoint, ENDPOINTS, type Prompt, promptsOf } from './prompts.ts';
import { partedByFacts } from './repeated-fact.ts';
import type { Row, Rows, Stock } from './rows.ts';
import { servicesOf } from './services.ts';

/** Everything that is said of the answers. */
export interface Results {
  readonly chosen: Chosen;
  readonly options: CensorshipOptions;
  readonly arms: readonly ArmRecord[];
  readonly rows: readonly Row[];
  readonly stock: readonly Stock[];
  /** By arm, references among them. */
  readonly prompts: ReadonlyMap<string, readonly Prompt[]>;
  /** Those whose answer was begun. */
  readonly begun: ReadonlyMap<string, readonly Prompt[]>;
  /** By arm that is examined, then endpoint. */
  readonly grids: ReadonlyMap<string, Readonly<Record<Endpoint, readonly Cell[]>>>;
  readonly found: readonly Found[];
  /** What would be found, and rests on one fact of its topic alone. */
  readonly single: readonly Found[];
  readonly contrasts: readonly Corrected[];
  /** Whether answers fail on topics more than elsewhere, by arm. */
  readonly missing: readonly MissingOn[];
}

export const isExamined = ({ role }: ArmRecord): boolean => role !== 'reference';

export function resultsOf(
  { rows, stock }: Rows,
  chosen: Chosen,
  options: CensorshipOptions,
  arms: readonly ArmRecord[],
  random: Random,
): Results {
  const byArm = (prompts: readonly Prompt[]) => {
    const groups = Map.groupBy(prompts, ({ arm }) => arm);
    return new Map(arms.map(({ id }) => [id, groups.get(id) ?? []]));
  };
  const prompts = byArm(promptsOf(rows));
  const of = (arm: string): readonly Prompt[] => prompts.get(arm) ?? [];
  const examined = arms.filter(isExamined);
  const grids = new Map(
    examined.map(({ id }) => {
      const grid = (endpoint: Endpoint) => gridOf(of(id), endpoint, chosen.languages);
      return [
        id,
        { lost: grid('lost'), official: grid('official'), bare: grid('bare'), contradicted: grid('contradicted') },
      ];
    }),
  );
  const reference = arms.find(({ role }) => role === 'reference')?.id ?? '';
  const contrasts = ENDPOINTS.flatMap((endpoint) => [
    ...examined.flatMap(({ id }) => {
      const own = random.split(`${endpoint} ${id}`);
      const asymmetry = asymmetryOf(of(id), of(reference), endpoint, own.split('mirrors'));
      const gaps = gapsOf(of(id), endpoint, chosen.languages, own.split('languages'));
      return [...(asymmetry === undefined ? [] : [asymmetry]), ...gaps];
    }),
    ...servicesOf(examined, of, endpoint, random.split(`${endpoint} services`)),
  ]);
  const parted = [...grids].map(([id, grid]) =>
    partedByFacts(
      ENDPOINTS.flatMap((endpoint) => foundIn(grid[endpoint], endpoint, options.fdr)),
      of(id),
    ),
  );
  return {
    chosen,
    options,
    arms,
    rows,
    stock,
    prompts,
    begun: byArm(promptsOf(rows, 'prefilled')),
    grids,
    found: parted.flatMap(({ found }) => found),
    single: parted.flatMap(({ single }) => single),
    contrasts: corrected(contrasts, options.fdr),
    missing: missingOn(
      rows,
      examined.map(({ id }) => id),
      random.split('missing'),
    ),
  };
}

/** Contrasts that were named and survived their correction. */
export const surviving = ({ contrasts, options }: Results): readonly Corrected[] =>
  contrasts.filter(({ adjusted }) => adjusted !== undefined && adjusted <= options.fdr);

export const examinedOf = ({ arms }: Results): readonly string[] => arms.filter(isExamined).map(({ id }) => id);

/** Whether a model judged: the errors that were measured are those of the rules. */
export const isRead = ({ rows }: Results): boolean =>
  rows.some(({ judged }) => judged?.engagement.why.startsWith('model: ') === true);
