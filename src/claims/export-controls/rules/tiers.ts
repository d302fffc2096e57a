import { type Paragraph, type Weighed, weigh } from '../edge.ts';
import { all, any, not, type Truth } from '../truth.ts';
import { forDataCentres, type Reading } from './data-centres.ts';
import type { Facts } from './rule.ts';

/** The tiers of 3A090 as of October 2023 (88 FR 73458). */
export const PARAGRAPHS: readonly [a1: Paragraph, a2: Paragraph, b1: Paragraph, b2: Paragraph] = [
  { id: '3A090.a.1', limits: [{ quantity: 'TPP', is: '>=', edge: 4800 }] },
  {
    id: '3A090.a.2',
    limits: [
      { quantity: 'TPP', is: '>=', edge: 1600 },
      { quantity: 'performance density', is: '>=', edge: 5.92 },
    ],
  },
  {
    id: '3A090.b.1',
    limits: [
      { quantity: 'TPP', is: '>=', edge: 2400 },
      { quantity: 'TPP', is: '<', edge: 4800 },
      { quantity: 'performance density', is: '>=', edge: 1.6 },
      { quantity: 'performance density', is: '<', edge: 5.92 },
    ],
  },
  {
    id: '3A090.b.2',
    limits: [
      { quantity: 'TPP', is: '>=', edge: 1600 },
      { quantity: 'performance density', is: '>=', edge: 3.2 },
      { quantity: 'performance density', is: '<', edge: 5.92 },
    ],
  },
];

/** How an item stands to the tiers, before and after Note 2. */
export interface Tiers {
  readonly a: Truth;
  readonly b: Truth;
  /** By Note 2: not for data centres and below 4,800. */
  readonly excluded: Truth;
  readonly paragraphs: readonly string[];
}

export function tiersOf(facts: Facts, reading: Reading): Tiers {
  const [a1, a2, b1, b2] = PARAGRAPHS.map((paragraph) => weigh(paragraph, facts.measures)) as [
    Weighed,
    Weighed,
    Weighed,
    Weighed,
  ];
  const a = any([a1[reading], a2[reading]]);
  const b = all([not(a), any([b1[reading], b2[reading]])]);
  const held = a === 'yes' ? [a1, a2] : b === 'yes' ? [b1, b2] : [];
  return {
    a,
    b,
    excluded: all([not(forDataCentres(facts, reading)), not(a1[reading])]),
    paragraphs: held.filter((one) => one[reading] === 'yes').map(({ id }) => id),
  };
}
