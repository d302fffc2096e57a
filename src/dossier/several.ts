import type { Dossier } from './dossier.ts';
import { letter } from './side-notes.ts';
import { type SideBySide, sideBySide } from './side-by-side.ts';

/** Version of the record's shape. */
const SEVERAL_SCHEMA = 'assay-side-by-side/1';

/** Three dossiers or more, by what their studies measured. */
export interface Several {
  readonly schema: typeof SEVERAL_SCHEMA;
  /** In the order in which they were named: A, B, C … */
  readonly dossiers: readonly { readonly name: string; readonly version: string; readonly revision?: string }[];
  readonly studies: readonly SideBySide[];
  readonly notCompared: readonly string[];
  /** True where a study that was asked for is partial or failed. */
  readonly incomplete: boolean;
}

export function compareSeveral(dossiers: readonly Dossier[]): Several {
  return {
    schema: SEVERAL_SCHEMA,
    dossiers: dossiers.map(({ subject: { name, revision }, run }) => ({
      name,
      version: run.version,
      ...(revision === undefined ? {} : { revision }),
    })),
    studies: sideBySide(dossiers),
    notCompared: [
      'Of several dossiers only what studies measured is compared: name two for files and findings.',
      ...studiesOfOne(dossiers),
    ],
    incomplete: dossiers.some(({ studies = [], examinations }) =>
      examinations.some(
        ({ id, status }) => (status === 'partial' || status === 'failed') && studies.some((study) => study.id === id),
      ),
    ),
  };
}

/** Studies that only one dossier has, as sentences. */
export function studiesOfOne(dossiers: readonly Dossier[]): readonly string[] {
  const owners = Map.groupBy(
    dossiers.flatMap(({ studies = [] }, index) => studies.map(({ id }) => ({ id, index }))),
    ({ id }) => id,
  );
  return [...owners].flatMap(([id, [first, ...more]]) =>
    first === undefined || more.length > 0 ? [] : [`Only ${letter(first.index)} has the study ${id}.`],
  );
}
