import type { Item } from './item.ts';
import { computed, type Known, type Measure, missing } from './measure.ts';
import { decides } from './status.ts';

type Speed = Item['performance'][number];

/**
 * Total processing performance of one format: 2 × MacTOPS × bit length of the operation. Datasheets count a multiply-accumulate as
 * two operations, so it is dense TOPS × bits (Technical Notes to 3A090, 88 FR 73458: 600 TOPS at 8 bits or 300 TFLOPS at 16 make 4,800).
 */
export const tppOf = ({ dense, bits }: Pick<Speed, 'dense' | 'bits'>): number => dense * bits;

const deciding = ({ status, from }: Known): boolean => decides(status, from.length);

/** The largest over the formats. One that is not well known and larger than the rest leaves a lower bound. */
export function totalProcessingPerformance({ performance }: Item): Measure {
  const [best] = performance.toSorted((a, b) => tppOf(b) - tppOf(a));
  if (best === undefined) return missing('TPP', 'no speed is known');
  const least = Math.max(0, ...performance.filter(deciding).map(tppOf));
  const working = `${best.dense} TOPS dense (${best.format}) × ${best.bits} bits`;
  return computed('TPP', tppOf(best), [best], working, least);
}

/** TPP over the applicable die area in mm²: all logic dies on a process with non-planar transistors (Technical Notes to 3A090). */
export function performanceDensity(item: Item): Measure {
  const [best] = item.performance.toSorted((a, b) => tppOf(b) - tppOf(a));
  const area = item['logic-die-mm2'];
  if (best === undefined || area === undefined) return missing('performance density', 'no die area is known');
  const tpp = tppOf(best);
  return computed('performance density', tpp / area.is, [best, area], `${tpp} TPP / ${area.is} mm²`);
}

/** Of all links to other chips, both directions together; the memory is no part of it (3A090 of 2022). */
export function inputOutput({ io }: Item): Measure {
  if (io.length === 0) return missing('I/O bandwidth', 'no link is known');
  const sum = (links: Item['io']): number => links.reduce((total, link) => total + link['gb-s'], 0);
  const working = io.map((link) => `${link.link} ${link['gb-s']}`).join(' + ');
  return computed('I/O bandwidth', sum(io), io, working, sum(io.filter(deciding)));
}

export function dramBandwidth({ memory }: Item): Measure {
  const bandwidth = memory?.['gb-s'];
  if (memory === undefined || bandwidth === undefined) return missing('DRAM bandwidth', 'no memory is known');
  return computed('DRAM bandwidth', bandwidth.is, [bandwidth], `${memory.kind} ${bandwidth.is} GB/s`);
}
