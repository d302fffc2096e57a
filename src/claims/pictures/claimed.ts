import type { FigureMark, FigureUnit } from '../../core/figure-parts.ts';
import { format } from '../../core/figures/format.ts';

/** What is claimed of a number, in its unit: from `low` to `high`, which are the ends of its rounding where one value is said. */
export interface Claimed {
  readonly low: number;
  readonly high: number;
  /** The one value that is said. */
  readonly value?: number;
}

/** Names of a picture, within what it is a part of. */
export interface Titled {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
}

export function claimedMark({ low, high, value }: Claimed, unit: FigureUnit): FigureMark {
  const say = format(unit);
  if (value !== undefined) return { title: `claimed: ${say(value)}`, low: value, high: value };
  return { title: `claimed: ${low === high ? say(low) : `${say(low)} to ${say(high)}`}`, low, high };
}

/** How an axis writes numbers of a unit. */
export function figureUnit(unit: string): FigureUnit {
  return unit === 'USD' || unit.startsWith('USD/') ? 'dollars' : 'amount';
}

/** What an axis is called: dollars are said by their sign. */
export function axisLabel(name: string, unit: string): string {
  if (unit === '1') return name;
  return unit === 'USD' ? `${name}, US dollars` : `${name}, ${unit}`;
}

const COUNTED = /^(day|month|year|chip|node|stream|task|layer|token)$/;

/** A number with its unit: `$2.5/chip/h`, `8 months`, `0.4`. */
export function quantityText(value: number, unit: string): string {
  const number = format(figureUnit(unit))(value);
  if (unit === '1' || unit === 'USD') return number;
  if (unit.startsWith('USD/')) return `${number}${unit.slice(3)}`;
  return `${number} ${COUNTED.test(unit) && number !== '1' ? `${unit}s` : unit}`;
}
