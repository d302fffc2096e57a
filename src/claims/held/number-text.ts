/** Four digits, grouped, or a power of ten where it would be long: `5.576`, `92,593`, `9.702e24`. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && (size >= 1e7 || size < 1e-3))
    return Number(value.toPrecision(4)).toExponential().replace('e+', 'e');
  const rounded = size >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
  return rounded.toLocaleString('en-US', { maximumFractionDigits: 6 });
}

/** A unit after its number; a plain number has none. */
export const withUnit = (text: string, unit: string): string => (unit === '1' ? text : `${text} ${unit}`);

/** What is always said beside a number in dollars of another year. */
export const unconvertedText = ({ unconverted }: { readonly unconverted?: string }): string =>
  unconverted === undefined ? '' : `; in ${unconverted}, not converted`;

interface Ends {
  readonly low?: number;
  readonly high?: number;
  readonly unit: string;
  readonly unconverted?: string;
}

export const rangeText = (range: Ends): string => `${endsText(range)}${unconvertedText(range)}`;

function endsText({ low, high, unit }: Ends): string {
  if (low === undefined) return withUnit(`at most ${numberText(high ?? 0)}`, unit);
  if (high === undefined) return withUnit(`at least ${numberText(low)}`, unit);
  return withUnit(low === high ? numberText(low) : `${numberText(low)} to ${numberText(high)}`, unit);
}

/** `30 %`; never 0 or 100 for what is neither. */
export function percentText(share: number): string {
  if (share > 0 && share < 0.005) return 'under 1 %';
  if (share < 1 && share > 0.995) return 'over 99 %';
  return `${Math.round(share * 100)} %`;
}
