import type { Figure } from '../core/figure.ts';
import { figureTable } from '../core/figures/table.ts';
import type { Table } from '../core/table.ts';
import type { RuntimeIdentity } from '../runtimes/runtime.ts';

/** A study in the record: who was asked, what became of the trials, and what they show. */
export interface DossierStudy {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly seed: number;
  readonly arms: readonly DossierArm[];
  /** planned = judged + unjudged + errored + skipped. */
  readonly trials: {
    readonly planned: number;
    readonly judged: number;
    readonly unjudged: number;
    readonly errored: number;
    readonly skipped: number;
  };
  /** SHA-256 of the plan: study, settings, seed and models. The journal of this plan holds every answer. */
  readonly plan: string;
  /** Which questions, where they are of a bank: SHA-256 of all of it, and of those that were asked. */
  readonly asked?: { readonly bank: string; readonly digest: string; readonly questions: string };
  /** The result in a sentence, where there is one. */
  readonly summary?: string;
  readonly tables: readonly Table[];
  readonly figures: readonly Figure[];
  /** What a reader must know to read it rightly, in whole sentences. */
  readonly notes: readonly string[];
}

/** A table of the study with the figure's id holds its numbers; of intervals every study gives tables of its own. */
export function hasTable({ tables }: Pick<DossierStudy, 'tables'>, { id, kind }: Pick<Figure, 'id' | 'kind'>): boolean {
  return kind === 'intervals' || tables.some((table) => table.id === id);
}

/** Every table that a form without pictures shows: of figures that no table of the study is of, too. */
export function tablesOf(study: Pick<DossierStudy, 'tables' | 'figures'>): readonly Table[] {
  const drawn = study.figures.filter((figure) => !hasTable(study, figure));
  return [...drawn.map((figure) => unrepeated(figureTable(figure))), ...study.tables];
}

/** A group is named where it begins. */
function unrepeated(table: Table): Table {
  if (table.columns[0]?.title !== 'group') return table;
  const rows = table.rows.map(([group = '', ...cells], index) => [
    group === table.rows[index - 1]?.[0] ? '' : group,
    ...cells,
  ]);
  return { ...table, rows };
}

interface DossierArm {
  readonly id: string;
  readonly role: 'suspect' | 'reference' | 'host';
  readonly sameWeightsAs?: string;
  readonly identity: RuntimeIdentity;
  /** Its answers were made earlier, and read again from a record. */
  readonly replayed?: true;
}

/** What a run of a study took: another run over the same journal takes less. */
export interface StudySpending {
  readonly study: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Tokens of these that no server counted. */
  readonly estimatedTokens: number;
  /** United States dollars. */
  readonly dollars?: number;
  readonly seconds: number;
}
