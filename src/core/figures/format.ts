import type { FigureEstimate, FigureUnit } from '../figure-parts.ts';

/** How a number of a unit is written. @param digits of an amount, at least */
export function format(unit: FigureUnit, digits = 3): (value: number) => string {
  switch (unit) {
    case 'share':
      return (value) => `${Math.round(value * 1000) / 10}%`;
    case 'points':
      return (value) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(Math.round(value * 1000) / 10)}`;
    case 'number':
      return (value) => String(Math.round(value * 1000) / 1000);
    case 'amount':
      return (value) => signed(value, '', digits);
    case 'dollars':
      return (value) => signed(value, '$', digits);
    case 'date':
      return dateText;
  }
}

/** An estimate in words: `83%, from 60% to 95%, of 12`. */
export function told(say: (value: number) => string, { value, low, high, n }: FigureEstimate): string {
  const interval = low === value && high === value ? '' : `, from ${say(low)} to ${say(high)}`;
  return `${say(value)}${interval}${n === undefined ? '' : `, of ${n}`}`;
}

const SCALES = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
] as const;

function signed(value: number, sign: string, digits: number): string {
  return `${value < 0 ? '−' : ''}${sign}${amount(Math.abs(value), digits)}`;
}

/** `0.12`, `1,230`, `5.58M`, `2.1e25`. */
function amount(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(Math.min(15, digits)));
  if (rounded === 0) return '0';
  if (rounded >= 1e15 || rounded < 1e-4) return rounded.toExponential().replace('e+', 'e').replace('e-', 'e−');
  const [scale, letter] = SCALES.find(([least]) => rounded >= least) ?? [1, ''];
  return `${(rounded / scale).toLocaleString('en-US', { maximumSignificantDigits: Math.min(15, digits) })}${letter}`;
}

const DAY = 86_400_000;
/** The days that a calendar of four-digit years has. */
const [FIRST, LAST] = [Date.UTC(0, 0, 1) / DAY, Date.UTC(9999, 11, 31) / DAY];

function dateText(value: number): string {
  return new Date(Math.min(LAST, Math.max(FIRST, value)) * DAY).toISOString().slice(0, 10);
}
