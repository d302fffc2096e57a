/** A number as it is written, with how far its last digit lets it be from the one meant. */
export interface Stated {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** "over 15T", "15T+": no more than a lower bound. */
  readonly atLeast: boolean;
}

/** To stand in a pattern: three groups, of whole digits, a fraction and a power. Every repetition is bounded. */
export const NUMBER = String.raw`(?<![\w.,/$-])(\d{1,3}(?:,\d{3}){1,4}|\d{1,7})(\.\d{1,4})?`;
export const POWER = String.raw`\s?(T|B|M|K|bn|trillion|billion|million|thousand)(?![A-Za-z])`;

const POWERS: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  trillion: 1e12,
};

/** @param before what stands in front of it, @param after what follows */
export function stated(digits: string, fraction: string, power: string, before = '', after = ''): Stated {
  const scale = POWERS[power.toLowerCase()] ?? 1;
  const value = Number(digits.replaceAll(',', '') + fraction) * scale;
  const half = (scale * 10 ** -Math.max(0, fraction.length - 1)) / 2;
  const atLeast =
    /(?:\bover|more than|at least|greater than|[>≥])\s*$/i.test(before.slice(-20)) || after.startsWith('+');
  return { value, low: value - half, high: value + half, atLeast };
}
