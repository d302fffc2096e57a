import { ROUNDING, sizeGaps } from '../../claims/card/size.ts';
import type { Statement, StatementOf } from '../../claims/card/statement.ts';
import type { Active } from '../../claims/training.ts';
import type { Size } from './parameters.ts';

/** Parameters that a token meets, and where the number is from. */
export interface Reading {
  readonly active: Active;
  /** The card's own number, where it is another than was counted. */
  readonly own: boolean;
  readonly said?: StatementOf<'parameters'>;
}

/**
 * By count first: by the config, else by the tensors of a model without experts. Then as the card says, where nothing was counted
 * or the count is further from it than sizes are rounded: what a card says of one model may contradict itself, whatever the files
 * beside it are. A total is taken for what a token meets of models without experts alone.
 */
export function activesOf(
  statements: readonly Statement[],
  size: Size,
): { readonly readings: readonly Reading[]; readonly left?: string } {
  const counted = countedOf(size);
  const said = statements.find((one) => one.what === 'parameters' && one.which === 'active' && one.own);
  const own = said?.what === 'parameters' ? statedOf(said) : undefined;
  if (counted === undefined) return { readings: own === undefined ? [] : [{ ...own, own: false }] };
  const first = { active: counted, own: false };
  const gaps = sizeGaps(statements, size.known);
  const gap = gaps.find(({ statement }) => statement.which === 'active') ?? gaps[0];
  if (gap === undefined || gap.gap <= ROUNDING || !gap.statement.own) return { readings: [first] };
  if (gap.statement.which === 'active' || !mixed(size))
    return { readings: [first, { ...statedOf(gap.statement), own: true }] };
  const left =
    'of the size that it states no training compute was computed: the config is of a mixture of experts, and the card does not say how many parameters a token meets';
  return { readings: [first], left };
}

const mixed = ({ counted, experts }: Size): boolean => experts || (counted !== undefined && counted.experts > 0);

const statedOf = (said: StatementOf<'parameters'>): { readonly active: Active; readonly said: typeof said } => ({
  active: { value: said.value, low: said.low, high: said.high, from: 'as the card says' },
  said,
});

function countedOf({ counted, stored, experts }: Size): Active | undefined {
  if (counted !== undefined)
    return { value: counted.active, low: counted.activeWithoutInput, from: 'counted by the config' };
  return stored === undefined || experts
    ? undefined
    : { value: stored, low: stored, from: 'as the tensor tables hold' };
}
