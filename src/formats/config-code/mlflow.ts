import type { CodeReference } from '../code-reference.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';

/** What an `MLmodel` file has MLflow import, unpickle and run. https://mlflow.org/docs/latest/ml/model/ */
export function* mlflowReferences(root: JsonValue): Generator<CodeReference> {
  const flavors = root instanceof Map ? (root as JsonObject).get('flavors') : undefined;
  if (!(flavors instanceof Map)) return;
  for (const [flavor, settings] of flavors as JsonObject) {
    if (!(settings instanceof Map)) continue;
    for (const [key, value] of settings as JsonObject) {
      const kind = KEYS[key];
      if (kind === undefined || typeof value !== 'string') continue;
      const module = key === 'model_code_path' ? value.replace(/\.py$/, '') : value;
      yield {
        kind,
        key: `flavors.${flavor}.${key}`.slice(0, 500),
        value: value.slice(0, 500),
        module: module.slice(0, 500),
      };
    }
  }
}

const KEYS: Readonly<Record<string, CodeReference['kind']>> = {
  loader_module: 'loader-module',
  python_model: 'python-model',
  model_code_path: 'python-model',
  code: 'code-path',
  code_path: 'code-path',
  pickle_module: 'loader-module',
};
