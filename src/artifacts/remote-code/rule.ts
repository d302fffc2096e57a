import { printable } from '../../core/printable.ts';
import type { CodeReference } from '../../formats/code-reference.ts';
import { codeReferences, filesOf, LOADERS } from '../code-references.ts';
import type { PlacedDraft, Rule } from '../rule.ts';

export const remoteCodeRule: Rule = {
  id: 'remote-code',
  title: 'The configuration has the loader run Python of a repository',
  severity: 'high',
  explanation:
    'With trust_remote_code=True a loader imports the Python files that the configuration names. Where they lie in this repository, Assay reads them. Where the configuration names another repository, its owner decides what runs here, today and after every change; loaders follow its newest state unless code_revision is given.',
  advice:
    'Load without trust_remote_code where the library knows the architecture itself. Else read the code, examine the repository that holds it as well, and pin revision and code_revision.',
  references: ['CWE-829', 'CWE-494', 'AML.T0011.000', 'AML.T0010.001', 'LLM03:2025'],
  scope: 'repository',
  formats: ['python', 'model-config', 'config-code', 'requirements'],
  *check(view): Generator<PlacedDraft> {
    const paths = new Set(view.files.map(({ path }) => path));
    for (const { path, member, references } of codeReferences(view)) {
      if (member !== undefined) continue;
      const told = new Set<string>();
      for (const reference of references) {
        if (!LOADERS.has(reference.kind) || told.has(reference.value)) continue;
        told.add(reference.value);
        yield { ...judge(path, reference, paths), path };
      }
    }
  },
};

type Judged = Omit<PlacedDraft, 'path'>;

function judge(path: string, reference: CodeReference, paths: ReadonlySet<string>): Judged {
  const key = `${reference.key}\0${reference.value}`;
  const names = `${printable(reference.key, 120)} names ${JSON.stringify(printable(reference.value, 200))}`;
  if (reference.kind === 'kernel') {
    const known = reference.value.startsWith('kernels-community/');
    return {
      severity: known ? 'low' : 'medium',
      confidence: 'medium',
      title: 'The configuration has the loader fetch code of another repository',
      message: `${names}: loaders take it for a repository of the hub, whose code they fetch and run.`,
      key,
    };
  }
  if (reference.repository !== undefined) {
    return {
      severity: 'high',
      confidence: 'high',
      title: 'The configuration has the loader run Python of another repository',
      message: `${names}: code of the repository ${JSON.stringify(printable(reference.repository, 200))}, at no particular revision. It is not part of what was examined.`,
      key,
    };
  }
  const files = filesOf(path, reference);
  const found = files.find((file) => paths.has(file));
  if (found !== undefined) {
    return {
      severity: 'info',
      confidence: 'high',
      message: `${names}: with trust_remote_code a loader imports ${found} and all that it imports.`,
      key,
    };
  }
  // A class of an installed library, as in sentence-transformers' modules.json.
  if (reference.kind === 'module-type' && (reference.module ?? '').includes('.')) {
    return {
      severity: 'low',
      confidence: 'medium',
      message: `${names}, which must be installed on the machine that loads it.`,
      key,
    };
  }
  const single = paths.size === 1;
  return {
    severity: single ? 'low' : 'medium',
    confidence: single ? 'low' : 'high',
    title: 'The configuration names Python code that is not there',
    message: `${names}, but ${files[0] ?? 'its file'} is not among the files${single ? '; only the configuration was examined' : ': whoever adds it later decides what runs'}.`,
    key,
  };
}
