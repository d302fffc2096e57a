import { requirePositive } from '../claim-error.ts';

/** What an operator publishes of a day of serving. */
export interface ServingDay {
  readonly nodes: number;
  readonly chipsPerNode: number;
  /** Tokens of the day. */
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  /** Tokens a second of one stream. */
  readonly speed: number;
  /** Tokens a second that one decoding node gives out. */
  readonly decodePerNode: number;
}

export interface DayFigures {
  /** Streams at once, on average. */
  readonly streams: number;
  readonly streamsPerChip: number;
  readonly streamsPerDecodeChip: number;
  readonly chipHours: number;
}

export function dayFigures(day: ServingDay): DayFigures {
  requirePositive(day.speed, 'the speed');
  requirePositive(day.nodes * day.chipsPerNode, 'the number of chips');
  const streams = day.output / 86_400 / day.speed;
  const chips = day.nodes * day.chipsPerNode;
  const streamsPerDecodeChip = day.decodePerNode / day.chipsPerNode / day.speed;
  return { streams, streamsPerChip: streams / chips, streamsPerDecodeChip, chipHours: chips * 24 };
}

/** Dollars that the day would have brought at list prices, per million tokens: not what was paid. */
export function theoreticalRevenue(day: ServingDay, prices: { input: number; cached: number; output: number }): number {
  const missed = day.input - day.cached;
  return (day.cached * prices.cached + missed * prices.input + day.output * prices.output) / 1e6;
}
