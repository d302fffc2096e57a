import type { RequirementsStructure } from '../formats/requirements/structure.ts';
import type { PythonStructure } from '../formats/python/structure.ts';
import type { Locus } from '../survey/surveyed.ts';
import { codeReferences, filesOf } from './code-references.ts';
import type { RepositoryView } from './rule.ts';

/** How a Python source comes to run. */
export interface Reach {
  /** `loaded`: a loader imports it; `likely`: it is written to be imported by one; `script`: someone must run it. */
  readonly kind: 'loaded' | 'likely' | 'script';
  /** A sentence for a person. */
  readonly why: string;
}

/** Files that a loader, a server or the interpreter imports by their name alone. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/^handler\.py$/, 'Inference endpoints and model servers import handler.py of a repository.'],
  [/(?:^|\/)custom_generate\/generate\.py$/, 'generate() of transformers runs custom_generate/generate.py.'],
  [/(?:^|\/)hubconf\.py$/, 'torch.hub imports hubconf.py of a repository.'],
  [/^pipeline\.py$/, 'diffusers imports pipeline.py of a repository that is given as a custom pipeline.'],
  [/(?:^|\/)code\/inference\.py$/, 'SageMaker imports code/inference.py of a model.'],
  [/(?:^|\/)\d+\/model\.py$/, 'Triton imports model.py of each version of a model.'],
  [/(?:^|\/)(?:site|user)customize\.py$/, 'The interpreter imports a file of this name at each start.'],
];
/** Names of files that hold the classes of a model. */
const MODEL_CODE =
  /(?:^|\/)(?:(?:modeling|configuration|tokenization|tokenizer|processing|image_processing|image_processor|video_processing|feature_extraction|processor|pipeline|scheduling|generation|modular|custom)_?\w*|model|models|predict|inference|load_model|__init__|remote_code|quantization|visual|attention|rope|conversation|utils)\.py$/i;
const LIKELY = 'It is named like code that a loader imports.';
const SCRIPT = 'Nothing in the repository imports it: it runs if someone runs it.';
const INSIDE = 'It lies inside an archive whose loader may import it.';

/** Tells of each Python source how it comes to run. */
export function reachOf(view: RepositoryView): (at: Locus) => Reach {
  const loaded = new Map<string, string>();
  const sources = new Map<string, PythonStructure>();
  for (const { path, parts } of view.files) {
    for (const { at, format, structure } of parts)
      if (format === 'python' && at.member === undefined && structure !== undefined)
        sources.set(path, structure as PythonStructure);
  }
  for (const path of sources.keys()) {
    const named = BY_NAME.find(([pattern]) => pattern.test(path));
    if (named !== undefined) loaded.set(path, named[1]);
  }
  for (const { path, member, references } of codeReferences(view)) {
    if (member !== undefined) continue;
    for (const reference of references) {
      if (reference.repository !== undefined) continue;
      const file = filesOf(path, reference).find((one) => sources.has(one));
      if (file !== undefined) loaded.set(file, `${path} has the loader import it.`);
      if (reference.kind === 'code-path') putOnPath(path, reference.value, sources, loaded);
    }
  }
  for (const file of datasetScripts(view, sources))
    loaded.set(file, 'datasets, before its version 4, imports the script of a repository of data.');
  for (const [file, why] of builders(view, sources)) loaded.set(file, why);
  follow(sources, loaded);
  const alone = view.files.every(({ path }) => sources.has(path));
  return ({ path, member }) => {
    const why = loaded.get(path);
    if (why !== undefined) return { kind: 'loaded', why };
    if (/\.ipynb$/i.test(path))
      return { kind: 'script', why: 'It stands in a notebook: it runs if someone runs the cell.' };
    if (!sources.has(path)) return { kind: 'likely', why: member === undefined ? LIKELY : INSIDE };
    if (MODEL_CODE.test(path)) return { kind: 'likely', why: LIKELY };
    if (alone && view.files.length === 1) return { kind: 'likely', why: 'It is all that was examined.' };
    return { kind: 'script', why: SCRIPT };
  };
}

/** Classes of datasets that a script of a repository derives its own from. */
const BUILDERS =
  /^(?:GeneratorBasedBuilder|ArrowBasedBuilder|BeamBasedBuilder|DatasetBuilder|BuilderConfig|DatasetInfo)$/;

/** Scripts that `load_dataset` imports: beside a description of the data, or with a builder that they import by name. */
function* datasetScripts(view: RepositoryView, sources: ReadonlyMap<string, PythonStructure>): Generator<string> {
  const described = new Set(
    view.files.flatMap(({ path }) => (/(?:^|\/)dataset_infos?\.json$/.test(path) ? [path.replace(/[^/]*$/, '')] : [])),
  );
  for (const [path, { imports, definitions }] of sources) {
    const taken = imports.filter(({ module }) => module === 'datasets' || module.startsWith('datasets.'));
    if (taken.length === 0 || definitions.length === 0) continue;
    const builds = taken.some(({ module, names }) =>
      [...names, module.split('.').at(-1) ?? ''].some((name) => BUILDERS.test(name)),
    );
    if (builds || described.has(path.replace(/[^/]*$/, ''))) yield path;
  }
}

/** Modules of the repository that pip imports and calls to install it. */
function* builders(view: RepositoryView, sources: ReadonlyMap<string, PythonStructure>): Generator<[string, string]> {
  for (const { path, parts } of view.files) {
    for (const { at, structure } of parts) {
      if (structure?.format !== 'requirements' || at.member !== undefined) continue;
      const { backend } = structure as RequirementsStructure;
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      for (const place of backend?.paths ?? []) {
        const stem = `${folder}${place === '' ? '' : `${place}/`}${backend?.module.replaceAll('.', '/') ?? ''}`;
        for (const file of [`${stem}.py`, `${stem}/__init__.py`])
          if (sources.has(file))
            yield [file, `${path} has pip import it, and call what it defines, to install the folder.`];
      }
    }
  }
}

/** MLflow puts this folder on the module path, and what the pickled model names is imported from it. */
function putOnPath(
  path: string,
  folder: string,
  sources: ReadonlyMap<string, PythonStructure>,
  loaded: Map<string, string>,
): void {
  const inside = `${path.slice(0, path.lastIndexOf('/') + 1)}${folder.replace(/^\.\/|\/$/g, '')}/`;
  for (const source of sources.keys())
    if (source.startsWith(inside)) loaded.set(source, `${path} puts its folder on the module path of the loader.`);
}

/** What a loaded file imports from beside it is loaded too. */
function follow(sources: ReadonlyMap<string, PythonStructure>, loaded: Map<string, string>): void {
  const waiting = [...loaded.keys()];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const target of importsOf(path, sources)) {
      if (loaded.has(target)) continue;
      loaded.set(target, `${path}, which a loader imports, imports it.`);
      waiting.push(target);
    }
  }
}

/** The sources of the repository that a file imports. */
function* importsOf(path: string, sources: ReadonlyMap<string, PythonStructure>): Generator<string> {
  const structure = sources.get(path);
  if (structure === undefined) return;
  for (const stem of importedStems(path, structure))
    for (const candidate of [`${stem}.py`, `${stem}/__init__.py`]) if (sources.has(candidate)) yield candidate;
}

/** Where a file's imports may lie in the repository, as paths without an extension. */
export function* importedStems(path: string, { imports }: PythonStructure): Generator<string> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  for (const { module, names } of imports) {
    const dots = /^\.*/.exec(module)?.[0].length ?? 0;
    let base = folder;
    for (let up = 1; up < dots; up++) base = base.slice(0, base.slice(0, -1).lastIndexOf('/') + 1);
    const inside = module.slice(dots).replaceAll('.', '/');
    // `from . import x` names files; so may `from .x import y`.
    for (const stem of [inside, ...names.map((name) => (inside === '' ? name : `${inside}/${name}`))]) {
      if (stem === '') continue;
      yield `${base}${stem}`;
      // A module of the repository that is imported by its own name: handlers and servers put the folder on the path.
      if (dots === 0 && base !== '') yield stem;
    }
  }
}
