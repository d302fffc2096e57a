import type { Chip, PolicyEvent } from '../../src/claims/export-controls/schema.ts';
import { suspectSpeeds } from '../../src/claims/export-controls/sparse.ts';
import { settled } from '../../src/claims/export-controls/settled.ts';
import type { ChipRecord } from '../generate/export-controls.ts';

interface Figure {
  readonly what: string;
  readonly from: readonly string[];
  readonly status: string;
}

function figuresOf(chip: Chip): Figure[] {
  return [
    { what: 'data-centre', ...chip['data-centre'] },
    ...chip.performance.map((speed) => ({ what: speed.format, ...speed })),
    { what: 'logic-die-mm2', ...chip['logic-die-mm2'] },
    { what: 'memory', ...chip.memory.gb },
    { what: 'memory bandwidth', ...chip.memory['gb-s'] },
    ...chip.io.map((link) => ({ what: link.link, ...link })),
  ];
}

/** How many figures are known how well. */
export function statusesOf(chips: readonly Chip[]): ReadonlyMap<string, number> {
  const groups = Map.groupBy(chips.flatMap(figuresOf), ({ status }) => status);
  return new Map([...groups].map(([status, all]) => [status, all.length]));
}

/** Names that somebody could mean two chips by. */
function namesTaken(chips: readonly Chip[]): string[] {
  const owners = new Map<string, string>();
  const found: string[] = [];
  for (const chip of chips) {
    for (const name of new Set([chip.id, chip.name, ...chip.also].map((one) => one.toLowerCase()))) {
      const owner = owners.get(name);
      if (owner !== undefined) found.push(`${chip.id}: ${name} is ${owner} already`);
      owners.set(name, chip.id);
    }
  }
  return found;
}

/** What is wrong with the sources of a chip's figures. */
function sourceFaults(chip: Chip, { sources }: ChipRecord): string[] {
  const found: string[] = [];
  for (const { what, from, status } of figuresOf(chip)) {
    const cited = from.map((id) => sources.find((one) => one.id === id));
    if (cited.includes(undefined)) found.push(`${chip.id}: ${what} cites a source that is not listed`);
    if (new Set(from).size !== from.length) found.push(`${chip.id}: ${what} cites a source twice`);
    // Only what was seen somewhere is an account; two of a kind let a figure decide.
    const memory = cited.some((one) => one !== undefined && one.address === undefined);
    if (memory && status !== 'recalled' && status !== 'estimated')
      found.push(`${chip.id}: ${what} is ${status} and rests on memory`);
  }
  return found;
}

function speedFaults({ id, performance }: Chip): string[] {
  const odd = performance.filter(({ dense, sparse }) => sparse !== undefined && Math.abs(sparse / dense - 2) > 0.06);
  return [
    ...suspectSpeeds(performance).map((one) => `${id}: ${one}`),
    ...odd.map(({ format }) => `${id}: with sparsity ${format} is not twice the dense speed`),
  ];
}

/** What is wrong with the chips and the events of export controls. */
export function faults(record: ChipRecord, events: readonly PolicyEvent[]): string[] {
  const { sources, chips } = record;
  const ids = [
    ...sources.map(({ id }) => `source ${id}`),
    ...chips.map(({ id }) => id),
    ...events.map(({ id }) => `event ${id}`),
  ];
  const cited = new Set(chips.flatMap(figuresOf).flatMap(({ from }) => from));
  const known = new Set(chips.map(({ id }) => id));
  return [
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} is there twice`),
    ...sources.filter(({ id }) => !cited.has(id)).map(({ id }) => `source ${id} is cited nowhere`),
    ...namesTaken(chips),
    ...chips.flatMap((chip) => [...sourceFaults(chip, record), ...speedFaults(chip)]),
    ...events
      .filter(({ date }, at) => settled(date) < settled(events[at - 1]?.date ?? ''))
      .map(({ id }) => `event ${id} is out of order`),
    ...events.flatMap(({ id, chips: about = [] }) =>
      about.filter((one) => !known.has(one)).map((one) => `event ${id} is about ${one}, which is no chip`),
    ),
  ];
}
