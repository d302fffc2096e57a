import { type Measures, type Quantity, UNITS } from './measure.ts';
import { all, type Truth, truth } from './truth.ts';

export interface Limit {
  readonly quantity: Quantity;
  readonly is: '>=' | '>' | '<';
  readonly edge: number;
}

/** A paragraph holds for an item that meets all its limits. */
export interface Paragraph {
  readonly id: string;
  readonly limits: readonly Limit[];
}

/** How an item stands to one limit. */
export interface Edge extends Limit {
  readonly paragraph: string;
  /** Of edge, value and margin. */
  readonly unit: string;
  readonly value?: number;
  /** Value less edge: below 0 it lies under the edge. */
  readonly margin?: number;
  /** Margin by edge: 0.01 is one percent over. */
  readonly relative?: number;
  /** Unknown where no value is known, or none that may decide. */
  readonly meets: Truth;
  /** Were the value right, whatever its status. */
  readonly numerically: Truth;
}

export interface Weighed {
  readonly id: string;
  readonly meets: Truth;
  readonly numerically: Truth;
  readonly edges: readonly Edge[];
}

export function holds({ is, edge }: Pick<Limit, 'is' | 'edge'>, value: number): boolean {
  if (is === '>=') return value >= edge;
  return is === '>' ? value > edge : value < edge;
}

/** What a lower bound settles: that something reaches an edge, or does not stay below one. */
function byLeast(limit: Limit, atLeast: number | undefined): Truth {
  if (atLeast === undefined) return 'unknown';
  if (limit.is === '<') return holds(limit, atLeast) ? 'unknown' : 'no';
  return holds(limit, atLeast) ? 'yes' : 'unknown';
}

function edgeOf(paragraph: string, limit: Limit, measures: Measures): Edge {
  const measure = measures[limit.quantity];
  const unit = UNITS[limit.quantity];
  const value = measure?.value;
  if (measure === undefined || value === undefined)
    return { ...limit, paragraph, unit, meets: 'unknown', numerically: 'unknown' };
  const numerically = truth(holds(limit, value));
  const margin = value - limit.edge;
  const meets = measure.decides ? numerically : byLeast(limit, measure.atLeast);
  return { ...limit, paragraph, unit, value, margin, relative: margin / limit.edge, meets, numerically };
}

/** An item's numbers against the limits of a paragraph. */
export function weigh({ id, limits }: Paragraph, measures: Measures): Weighed {
  const edges = limits.map((limit) => edgeOf(id, limit, measures));
  return {
    id,
    edges,
    meets: all(edges.map(({ meets }) => meets)),
    numerically: all(edges.map(({ numerically }) => numerically)),
  };
}
