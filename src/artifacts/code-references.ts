import type { CodeReference, ReferenceKind } from '../formats/code-reference.ts';
import type { RepositoryView } from './rule.ts';

/** References that a loader of models follows by itself, to files of a repository. */
export const LOADERS: ReadonlySet<ReferenceKind> = new Set(['auto-map', 'pipeline', 'module-type', 'kernel']);

const CONFIGURATIONS: ReadonlySet<string> = new Set(['model-config', 'config-code']);

/** Every configuration of the subject that names code. */
export function* codeReferences(
  view: RepositoryView,
): Generator<{ readonly path: string; readonly member?: string; readonly references: readonly CodeReference[] }> {
  for (const { path, parts } of view.files) {
    for (const { at, structure } of parts) {
      if (structure === undefined || !CONFIGURATIONS.has(structure.format)) continue;
      const { references } = structure as unknown as { references: readonly CodeReference[] };
      if (references.length > 0) yield { path, ...(at.member === undefined ? {} : { member: at.member }), references };
    }
  }
}

/** Where a loader looks for the module of a reference: beside the configuration, and at the root of the repository. */
export function filesOf(path: string, { kind, module }: CodeReference): readonly string[] {
  if (module === undefined) return [];
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const file = module.replaceAll('.', '/');
  if (kind === 'code-path') return [];
  const places = [`${folder}${file}.py`, `${folder}${file}/__init__.py`, `${file}.py`, `${file}/__init__.py`];
  return [...new Set(places)];
}
