import type { JsonObject, JsonValue } from './json-value.ts';

/** How a configuration names code. */
export type ReferenceKind =
  | 'auto-map' // transformers: a class of a file of this or another repository
  | 'pipeline' // transformers' custom_pipelines and diffusers' model_index.json
  | 'module-type' // sentence-transformers' modules.json
  | 'target' // Hydra, Lightning and like libraries: any callable of any installed module
  | 'expression' // a text that is Python, for whatever evaluates it
  | 'kernel' // transformers: attention or generation code of another repository
  | 'loader-module' // MLflow: the module that loads the model
  | 'python-model' // MLflow: a pickle, or code beside it
  | 'code-path'; // MLflow: folders put on the module path

/** One place of a configuration that names code. All text is raw: make it printable before showing. */
export interface CodeReference {
  readonly kind: ReferenceKind;
  /** Keys from the root, joined with dots. */
  readonly key: string;
  /** As written. */
  readonly value: string;
  /** The other repository of `owner/name--module.Class`. */
  readonly repository?: string;
  /** Dotted module, of which the loader makes a file name. */
  readonly module?: string;
  /** The class or function taken from it. */
  readonly name?: string;
  /** Literal arguments beside a target, cut. */
  readonly arguments?: string;
}

/** References kept of one file; past it the file is partial (CWE-770). */
const MOST_REFERENCES = 2_000;
/** Keys that name a callable: Hydra and NeMo, Lightning CLI. */
const TARGETS: ReadonlySet<string> = new Set(['_target_', 'class_path', '_recursive_target_', '_callable_']);
/** transformers fetches these from the hub: a kernel for attention, a generation loop. */
const REPOSITORY_KEYS: ReadonlySet<string> = new Set([
  '_attn_implementation',
  'attn_implementation',
  'custom_generate',
]);
/** Python that acts, in a value: OmegaConf's eval resolvers and the like run it. */
const EXPRESSION =
  /__import__\s*\(|\bos\.(?:system|popen|exec\w*)\s*\(|\bsubprocess\.\w+\s*\(|__(?:globals|builtins|subclasses)__|\b(?:exec|eval)\s*\(\s*(?:compile|base64|bytes|open|__)/;
/** Latent-diffusion's configurations say only `target`, so its value must look like a class path. */
const LIKE_A_PATH = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/;
/** Libraries whose names stand for themselves in model_index.json. */
const INDEX_LIBRARIES: ReadonlySet<string> = new Set([
  'diffusers',
  'transformers',
  'onnxruntime.training',
  'optimum',
  'flax',
  'null',
]);
const MOST_TEXT = 500;

/** Every place of a JSON or YAML tree that names code, at most {@link MOST_REFERENCES}; `file` is the file's name. */
export function collectReferences(root: JsonValue, file: string, over: () => void): readonly CodeReference[] {
  const found: CodeReference[] = [];
  const add = (reference: CodeReference): void => {
    if (found.length < MOST_REFERENCES) found.push(reference);
    else over();
  };
  const waiting: { value: JsonValue; key: string }[] = [{ value: root, key: '' }];
  for (let i = 0; i < waiting.length; i++) {
    const next = waiting[i];
    if (next === undefined) break;
    const { value, key } = next;
    const under = (name: string | number): string => (key === '' ? String(name) : `${key}.${name}`).slice(0, MOST_TEXT);
    if (value instanceof Map) {
      const object = value as JsonObject;
      for (const reference of referencesIn(object, under)) add(reference);
      for (const [name, item] of object)
        if (typeof item === 'object' && item !== null) waiting.push({ value: item, key: under(name) });
    } else if (Array.isArray(value)) {
      for (const [at, item] of (value as readonly JsonValue[]).entries())
        if (typeof item === 'object' && item !== null) waiting.push({ value: item, key: under(at) });
    }
  }
  if (file === 'model_index.json' && root instanceof Map)
    for (const reference of modelIndex(root as JsonObject)) add(reference);
  if (file === 'modules.json' && Array.isArray(root)) for (const reference of moduleTypes(root)) add(reference);
  return found;
}

function* referencesIn(object: JsonObject, under: (name: string) => string): Generator<CodeReference> {
  const map = object.get('auto_map');
  if (map instanceof Map) {
    for (const [auto, value] of map as JsonObject)
      for (const one of Array.isArray(value) ? value : [value])
        if (typeof one === 'string') yield autoMapped(under(`auto_map.${auto}`), one);
  }
  const pipelines = object.get('custom_pipelines');
  if (pipelines instanceof Map) {
    for (const [task, value] of pipelines as JsonObject) {
      const implementation = value instanceof Map ? (value as JsonObject).get('impl') : undefined;
      if (typeof implementation === 'string')
        yield { ...autoMapped(under(`custom_pipelines.${task}.impl`), implementation), kind: 'pipeline' };
    }
  }
  yield* kerasObject(object, under);
  for (const [key, value] of object) {
    if (typeof value !== 'string') continue;
    if (REPOSITORY_KEYS.has(key) && /^[\w.-]+\/[\w.-]+/.test(value))
      yield {
        kind: 'kernel',
        key: under(key),
        value: value.slice(0, MOST_TEXT),
        repository: value.slice(0, MOST_TEXT),
      };
    // Scripts of several lines are what workflows hold.
    const script = value.trim().includes('\n') && !value.includes('__import__');
    if (!script && EXPRESSION.test(value) && key !== 'chat_template')
      yield { kind: 'expression', key: under(key), value: value.slice(0, MOST_TEXT) };
    const target =
      TARGETS.has(key) ||
      (key === 'target' && LIKE_A_PATH.test(value) && (object.has('params') || value.split('.').length > 2));
    if (target)
      yield { kind: 'target', key: under(key), value: value.slice(0, MOST_TEXT), ...argumentsIn(object, key) };
  }
}

/** Keras: `{"module": …, "class_name": …, "config": …}` names a class, or a function by its configuration. */
function* kerasObject(object: JsonObject, under: (name: string) => string): Generator<CodeReference> {
  const [module, name, config] = ['module', 'class_name', 'config'].map((key) => object.get(key));
  if (typeof name !== 'string') return;
  if (name === '__lambda__')
    yield { kind: 'expression', key: under('class_name'), value: 'a function as marshalled bytecode' };
  if (typeof module !== 'string' || /^(?:keras|tensorflow|tf_keras)(?:\.|$)/.test(module)) return;
  const target = name === 'function' && typeof config === 'string' ? config : name;
  yield { kind: 'target', key: under('class_name'), value: `${module}.${target}`.slice(0, MOST_TEXT) };
}

/** `owner/name--module.Class`, or `module.Class` of the repository itself. */
function autoMapped(key: string, value: string): CodeReference {
  const cut = value.indexOf('--');
  const [repository, path] = cut < 0 ? [undefined, value] : [value.slice(0, cut), value.slice(cut + 2)];
  const dot = path.lastIndexOf('.');
  return {
    kind: 'auto-map',
    key,
    value: value.slice(0, MOST_TEXT),
    ...(repository === undefined ? {} : { repository: repository.slice(0, MOST_TEXT) }),
    ...(dot > 0
      ? { module: path.slice(0, dot).slice(0, MOST_TEXT), name: path.slice(dot + 1).slice(0, MOST_TEXT) }
      : {}),
  };
}

/** diffusers: `[module, Class]`, whose module is a library or a file of the component's folder. */
function* modelIndex(root: JsonObject): Generator<CodeReference> {
  for (const [key, value] of root) {
    if (!Array.isArray(value)) continue;
    const [module, name] = value as readonly JsonValue[];
    if (typeof module !== 'string' || typeof name !== 'string' || INDEX_LIBRARIES.has(module)) continue;
    // Subfolders of diffusers' own pipelines go by their bare names, as "stable_diffusion".
    if (
      key !== '_class_name' &&
      /^(?:stable_diffusion\w*|deepfloyd_if|kandinsky\w*|pipelines?|paint_by_example|alt_diffusion|latent_diffusion|unidiffuser|wuerstchen|audioldm\d?|shap_e|musicldm|versatile_diffusion|stable_cascade|flux\w*|ltx\w*|wan)$/.test(
        module,
      )
    )
      continue;
    const folder = key === '_class_name' ? '' : `${key}/`;
    yield {
      kind: 'pipeline',
      key,
      value: `${module}.${name}`.slice(0, MOST_TEXT),
      module: `${folder}${module}`.slice(0, MOST_TEXT),
      name: name.slice(0, MOST_TEXT),
    };
  }
}

/** sentence-transformers: the class of each module of the pipeline. */
function* moduleTypes(root: readonly JsonValue[]): Generator<CodeReference> {
  for (const [at, one] of root.entries()) {
    const type = one instanceof Map ? (one as JsonObject).get('type') : undefined;
    if (typeof type !== 'string' || type.startsWith('sentence_transformers.')) continue;
    yield { ...autoMapped(`${at}.type`, type), kind: 'module-type' };
  }
}

function argumentsIn(object: JsonObject, target: string): { arguments?: string } {
  const shown: string[] = [];
  for (const [key, value] of object) {
    if (key === target || shown.length >= 8) continue;
    if (typeof value === 'string' || typeof value === 'number') shown.push(`${key}=${String(value).slice(0, 100)}`);
    else if (Array.isArray(value))
      shown.push(
        `${key}=${value
          .filter((item) => typeof item === 'string')
          .join(' ')
          .slice(0, 200)}`,
      );
  }
  return shown.length === 0 ? {} : { arguments: shown.join(', ').slice(0, MOST_TEXT) };
}
