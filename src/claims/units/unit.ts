import { ClaimError } from '../claim-error.ts';
import { type Dimension, NONE, times } from './dimension.ts';

/** A unit of a dimension: how many base units it is. */
export interface Unit {
  readonly text: string;
  readonly scale: number;
  readonly dimension: Dimension;
}

const HOUR = 3600;
const DAY = 24 * HOUR;
/** The Julian year: 8,766 hours. */
const YEAR = 365.25 * DAY;

/** What has no prefix, and what may have one. A base is its own dimension; the others are so many of a base. */
const NAMES: Readonly<Record<string, { base: string | undefined; scale: number; prefixed?: true }>> = {
  '1': { base: undefined, scale: 1 },
  USD: { base: 'USD', scale: 1, prefixed: true },
  CNY: { base: 'CNY', scale: 1, prefixed: true },
  FLOP: { base: 'FLOP', scale: 1, prefixed: true },
  token: { base: 'token', scale: 1, prefixed: true },
  parameter: { base: 'parameter', scale: 1, prefixed: true },
  byte: { base: 'byte', scale: 1, prefixed: true },
  B: { base: 'byte', scale: 1, prefixed: true },
  s: { base: 's', scale: 1, prefixed: true },
  min: { base: 's', scale: 60 },
  h: { base: 's', scale: HOUR },
  day: { base: 's', scale: DAY },
  month: { base: 's', scale: YEAR / 12 },
  year: { base: 's', scale: YEAR },
  J: { base: 'J', scale: 1, prefixed: true },
  Wh: { base: 'J', scale: HOUR, prefixed: true },
  chip: { base: 'chip', scale: 1 },
  node: { base: 'node', scale: 1 },
  stream: { base: 'stream', scale: 1 },
  task: { base: 'task', scale: 1 },
  layer: { base: 'layer', scale: 1 },
  mm2: { base: 'mm2', scale: 1 },
  // Ratios of growth and their logarithms are no plain numbers: 2 a year is not 2 OOM a year.
  factor: { base: 'factor', scale: 1 },
  OOM: { base: 'OOM', scale: 1 },
};

const PREFIXES: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Z: 1e21,
  Y: 1e24,
};

const MOST = 200;
const FACTOR = /^([A-Za-z0-9]+?)(?::([A-Za-z0-9.-]+))?(?:\^(-?\d))?$/;

/**
 * Reads a unit: names with SI prefixes, joined by `*` and `/`, each with a power of one digit and perhaps a tag, as in
 * `USD/chip:H800/h`, `PFLOP/s/chip`, `byte^-1`. Every factor after a `/` divides.
 * @throws ClaimError `unknown-unit`
 */
export function unit(text: string): Unit {
  if (text.length > MOST) throw new ClaimError('unknown-unit', `a unit of ${text.length} characters`);
  let [scale, dimension] = [1, NONE];
  let power = 1;
  for (const part of text.split(/([*/])/)) {
    if (part === '*' || part === '/') {
      power = part === '*' ? 1 : -1;
      continue;
    }
    const [, name = '', tag, raised = '1'] = FACTOR.exec(part) ?? [];
    const one = name === 'W' || /^[numkMGTPEZY]W$/.test(name) ? watt(name) : named(name, text);
    const exponent = Number(raised) * power;
    scale *= one.scale ** exponent;
    const tagged = tag === undefined ? one.dimension : withTag(one.dimension, tag);
    dimension = times(dimension, tagged, exponent);
  }
  return { text, scale, dimension };
}

interface Named {
  readonly scale: number;
  readonly dimension: Dimension;
}

function named(name: string, text: string): Named {
  const whole = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  const rest = name.slice(1);
  const prefix = Object.hasOwn(PREFIXES, name.slice(0, 1)) ? PREFIXES[name.slice(0, 1)] : undefined;
  const prefixed = prefix !== undefined && Object.hasOwn(NAMES, rest) ? NAMES[rest] : undefined;
  const found = whole ?? (prefixed?.prefixed ? prefixed : undefined);
  if (found === undefined) throw new ClaimError('unknown-unit', `${name || text} is no unit, in ${text}`);
  const scale = whole ? whole.scale : found.scale * (prefix ?? 1);
  return { scale, dimension: found.base === undefined ? NONE : new Map([[found.base, 1]]) };
}

const watt = (name: string): Named => ({
  scale: PREFIXES[name.slice(0, -1)] ?? 1,
  dimension: new Map([
    ['J', 1],
    ['s', -1],
  ]),
});

const withTag = (dimension: Dimension, tag: string): Dimension =>
  new Map([...dimension].map(([base, exponent]) => [`${base}:${tag}`, exponent]));
