import { printable } from '../../core/printable.ts';
import type { CodeReference } from '../../formats/code-reference.ts';
import { codeReferences, filesOf } from '../code-references.ts';
import { dangerOf } from '../named-callable.ts';
import type { Draft, PlacedDraft, Rule } from '../rule.ts';

/** Loaders of MLflow itself, and of libraries that bring their own. */
const KNOWN_LOADERS =
  /^(?:mlflow|mlflavors|johnsnowlabs|pycaret|skops|cloudpickle|sklearn|torch|databricks|azureml)(?:\.|$)/;

export const configTargetRule: Rule = {
  id: 'config-target',
  title: 'A configuration names a callable that the loader calls',
  severity: 'critical',
  explanation:
    'Hydra, NeMo, Lightning, HyperPyYAML and MLflow import whatever their configuration names and call it with the arguments beside it. Meant for classes of models, it calls os.system as readily: loading the configuration is then running a command. NeMo was affected as CVE-2025-23304. Classes of the usual libraries are not reported.',
  advice: 'Do not load the model. Ask for a configuration that names classes of the library alone.',
  references: ['CWE-470', 'CWE-94', 'CVE-2025-23304', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'repository',
  formats: ['model-config', 'config-code', 'python'],
  *check(view): Generator<PlacedDraft> {
    const paths = new Set(view.files.map(({ path }) => path));
    for (const { path, member, references } of codeReferences(view)) {
      const told = new Set<string>();
      for (const reference of references) {
        const draft = told.has(reference.value) ? undefined : judge(path, reference, paths);
        told.add(reference.value);
        if (draft !== undefined) yield { ...draft, path, ...(member === undefined ? {} : { member }) };
      }
    }
  },
};

function judge(path: string, reference: CodeReference, paths: ReadonlySet<string>): Draft | undefined {
  const { kind, key, value } = reference;
  if (kind === 'loader-module') return judgeLoader(path, reference, paths);
  if (kind === 'expression') {
    return {
      severity: 'high',
      confidence: 'medium',
      title: 'A configuration holds Python that acts',
      message: `${printable(key, 120)} holds Python: ${JSON.stringify(printable(value, 200))}. Some loaders evaluate such values.`,
      key: `${key}\0${value}`,
    };
  }
  // Of an auto_map the loader makes the name of a file.
  if (kind !== 'target' && kind !== 'module-type' && kind !== 'pipeline') return undefined;
  // diffusers and transformers look for a file of the repository first, then for an installed module of that name.
  if (kind === 'pipeline' && filesOf(path, reference).some((file) => paths.has(file))) return undefined;
  const danger = dangerOf(value.replaceAll(':', '.'));
  if (danger === undefined) return undefined;
  return {
    severity: danger.level,
    confidence: 'high',
    message: `${printable(key, 120)} names ${JSON.stringify(printable(value, 200))}: ${danger.what}. Whatever loads this configuration imports it and calls it.`,
    evidence: reference.arguments === undefined ? [] : [{ label: 'with', text: printable(reference.arguments, 300) }],
    key: `${key}\0${value}`,
  };
}

/** MLflow imports this module and calls its `_load_pyfunc`. */
function judgeLoader(path: string, reference: CodeReference, paths: ReadonlySet<string>): Draft | undefined {
  const { key, value } = reference;
  if (KNOWN_LOADERS.test(value)) return undefined;
  const danger = dangerOf(value) ?? dangerOf(`${value}.x`);
  const own = filesOf(path, reference).find((file) => paths.has(file));
  const where = own === undefined ? 'a module that must come from elsewhere' : `the file ${own}`;
  return {
    severity: danger === undefined ? (own === undefined ? 'medium' : 'high') : 'critical',
    confidence: 'high',
    title: 'The model names a module of its own that MLflow runs to load it',
    message: `${printable(key, 120)} is ${JSON.stringify(printable(value, 200))}, no loader of MLflow but ${where}: MLflow imports it and calls it to load the model.`,
    key: `${key}\0${value}`,
  };
}
