import type { Measurement } from '../core/measurement.ts';
import { independentDifference } from '../statistics/mover.ts';
import { sameQuestions, sidesNotes } from './side-notes.ts';
import type { Dossier } from './dossier.ts';
import type { DossierStudy } from './studies.ts';

/** A study that was run on several models: each measurement a row, each model a column. */
export interface SideBySide {
  readonly study: string;
  readonly title: string;
  readonly columns: readonly SideColumn[];
  readonly rows: readonly SideRow[];
  /** What cannot be compared and why, and how to read the rest, as sentences. */
  readonly notes: readonly string[];
}

export interface SideColumn {
  /** Which dossier, from 0: A, B, C … */
  readonly dossier: number;
  readonly arm: string;
  readonly model: string;
}

export interface SideRow {
  /** What is measured. */
  readonly title: string;
  /** Under what, apart from the model. */
  readonly under: Readonly<Record<string, string>>;
  readonly unit: string;
  /** One for each column; null where it was not measured there. */
  readonly cells: readonly (SideCell | null)[];
}

export interface SideCell {
  readonly value: number;
  readonly interval?: { readonly low: number; readonly high: number; readonly level: number };
  readonly n?: number;
  /** From the first column, as far as both have an interval and were measured in one way. */
  readonly difference?: { readonly value: number; readonly low: number; readonly high: number };
}

/** Conditions that name who was asked, or what came of it: not what was asked. */
const WHO: readonly string[] = ['model', 'arm', 'host', 'result'];

/** Each study that two or more of the dossiers have. */
export function sideBySide(dossiers: readonly Dossier[]): readonly SideBySide[] {
  const ids = new Set(dossiers.flatMap(({ studies = [] }) => studies.map(({ id }) => id)));
  return [...ids].flatMap((id) => {
    const sides = dossiers.flatMap((dossier, index) => {
      const study = dossier.studies?.find((one) => one.id === id);
      return study === undefined ? [] : [{ index, dossier, study }];
    });
    return sides.length < 2 ? [] : [compareStudy(id, sides)];
  });
}

/** The study of one dossier. */
export interface Side {
  readonly index: number;
  readonly dossier: Dossier;
  readonly study: DossierStudy;
}

interface Placed {
  readonly column: number;
  readonly side: Side;
  readonly measured: Measurement;
}

function compareStudy(id: string, sides: readonly Side[]): SideBySide {
  const placed: Placed[] = [];
  const columns: SideColumn[] = [];
  for (const side of sides) {
    const own = side.dossier.measurements.filter((one) => one.id.startsWith(`${id}/`));
    for (const arm of side.study.arms) {
      const of = own.filter((measured) => armOf(measured, side.study) === arm.id);
      if (of.length === 0) continue;
      const column = columns.push({ dossier: side.index, arm: arm.id, model: arm.identity.model }) - 1;
      placed.push(...of.map((measured) => ({ column, side, measured })));
    }
  }
  const rows = [...Map.groupBy(placed, ({ measured }) => keyOf(measured)).values()].map((cells) =>
    rowOf(cells, columns.length),
  );
  // What two models have comes first: the order is else that of the first dossier.
  const shared = (row: SideRow): boolean => row.cells.filter((cell) => cell !== null).length > 1;
  return {
    study: id,
    title: sides[0]?.study.title ?? id,
    columns,
    rows: [...rows.filter(shared), ...rows.filter((row) => !shared(row))],
    notes: sidesNotes(sides, rows, differing(placed)),
  };
}

/** A measurement that names no model is of the suspect. */
function armOf({ conditions = {} }: Measurement, { arms }: DossierStudy): string | undefined {
  const named = conditions.model ?? conditions.arm;
  return named ?? (arms.find(({ role }) => role === 'suspect') ?? arms[0])?.id;
}

function under({ conditions = {} }: Measurement): [string, string][] {
  return Object.entries(conditions).filter(([name]) => !WHO.includes(name));
}

const keyOf = (measured: Measurement): string =>
  JSON.stringify([measured.title, measured.unit, under(measured).toSorted(([a], [b]) => (a < b ? -1 : 1))]);

function rowOf(placed: readonly Placed[], columns: number): SideRow {
  const at = new Map<number, Placed>();
  for (const one of placed) if (!at.has(one.column)) at.set(one.column, one);
  const [first] = placed;
  const reference = at.get(0);
  return {
    title: first?.measured.title ?? '',
    under: first === undefined ? {} : Object.fromEntries(under(first.measured)),
    unit: first?.measured.unit ?? '',
    cells: Array.from({ length: columns }, (_, column) => {
      const one = at.get(column);
      return one === undefined ? null : cellOf(one, reference);
    }),
  };
}

function cellOf(one: Placed, reference: Placed | undefined): SideCell {
  const { value, interval, n } = one.measured;
  const difference = reference === undefined || reference === one ? undefined : differenceOf(one, reference);
  return {
    value,
    ...(interval === undefined ? {} : { interval }),
    ...(n === undefined ? {} : { n }),
    ...(difference === undefined ? {} : { difference }),
  };
}

function differenceOf(one: Placed, reference: Placed): SideCell['difference'] {
  const [a, b] = [one.measured, reference.measured];
  if (a.interval === undefined || b.interval === undefined || !sameWay(one, reference)) return undefined;
  const { estimate, low, high } = independentDifference(
    { ...a.interval, estimate: a.value },
    { ...b.interval, estimate: b.value },
  );
  return { value: estimate, low, high };
}

const sameWay = (one: Placed, reference: Placed): boolean =>
  sameQuestions(one.side.study, reference.side.study) &&
  one.side.study.version === reference.side.study.version &&
  one.measured.method === reference.measured.method &&
  one.measured.interval?.level === reference.measured.interval?.level;

/** Rows that are there on both sides and were not measured in one way, though by one version of the study. */
function differing(placed: readonly Placed[]): number {
  const first = new Map(placed.filter(({ column }) => column === 0).map((one) => [keyOf(one.measured), one]));
  return placed.filter((one) => {
    const reference = first.get(keyOf(one.measured));
    return (
      one.column > 0 &&
      reference !== undefined &&
      one.side.study.version === reference.side.study.version &&
      sameQuestions(one.side.study, reference.side.study) &&
      !sameWay(one, reference)
    );
  }).length;
}
