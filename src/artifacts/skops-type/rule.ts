import type { SkopsNode, SkopsSchemaStructure } from '../../formats/skops-schema/structure.ts';
import { gadgetOf } from '../pickle-knowledge.ts';
import type { Draft, Rule } from '../rule.ts';
import { isTrusted, LOADERS } from './trusted.ts';

/** What an attribute path or a special method leads to. */
const ODD_METHOD = /\.|^__|^$/;

export const skopsTypeRule: Rule = {
  id: 'skops-type',
  title: 'A skops file names a type that is not known to be harmless',
  severity: 'critical',
  explanation:
    'A skops archive holds a schema of types, and loading it imports and builds them. skops refuses types that it does not trust until the user lists them, and users list what the error message shows. Some nodes have shown a harmless type while they ran another function (CVE-2025-54412, CVE-2025-54413). Assay denies by default: types beyond plain data, arrays and known estimators are reported. A class or function of your own project is harmless if you trust its code.',
  advice: 'Do not pass the reported types as trusted unless you have read their code.',
  references: ['CWE-502', 'CWE-351', 'CVE-2025-54412', 'CVE-2025-54413', 'CVE-2025-54886', 'LLM03:2025'],
  anomalies: {
    'skops-schema.changed': 'medium',
    'skops-schema.duplicate-key': 'medium',
    'skops-schema.limit': 'medium',
    'skops-schema.malformed': 'medium',
    'skops-schema.trailing': 'low',
    'skops-schema.truncated': 'medium',
    'skops-schema.unreadable': 'medium',
    'skops-schema.unsupported': 'medium',
    'skops-schema.utf8': 'low',
  },
  scope: 'part',
  formats: ['skops-schema'],
  *check(part): Generator<Draft> {
    const schema = part.structure as SkopsSchemaStructure | undefined;
    for (const node of schema?.nodes ?? []) {
      const draft = judge(node);
      if (draft !== undefined) yield draft;
    }
  },
};

function judge(node: SkopsNode): Draft | undefined {
  const { module, class: name, loader, path } = node;
  const shown = `${module}.${name}`;
  const where = `(${loader} at ${path})`;
  const draft = (severity: Draft['severity'], message: string, ...references: string[]): Draft => ({
    severity,
    confidence: 'high',
    message,
    references,
    key: [shown, loader, node.method?.name ?? ''].join('\0'),
  });
  if (loader === 'OperatorFuncNode') {
    if (module !== 'operator' || !['attrgetter', 'itemgetter'].includes(name))
      return draft('high', `Loading calls operator.${name} under the name ${shown} ${where}.`, 'CVE-2025-54412');
    return draft('medium', `Loading makes an ${shown}, which reads what it is pointed at ${where}.`, 'CVE-2025-54412');
  }
  if (loader === 'MethodNode') return judgeMethod(node, draft, where);
  if (LOADERS.has(loader) && isTrusted(module, name, loader)) return undefined;
  const known = gadgetOf(shown, name.includes('.'));
  if (known !== undefined)
    return draft(known.effect.severity, `The schema names ${shown} ${where}. ${known.effect.explains.trim()}`);
  if (!LOADERS.has(loader))
    return draft('high', `The schema names the loader ${loader} for ${shown}, which builds by calling ${where}.`);
  return draft('medium', `The schema names ${shown}, which is not known to be harmless ${where}.`);
}

/** A method is of the type that the node shows, and is found by its name alone. */
function judgeMethod(
  { module, class: name, method }: SkopsNode,
  draft: (severity: Draft['severity'], message: string, ...references: string[]) => Draft,
  where: string,
): Draft | undefined {
  const [shown, called, owner] = [`${module}.${name}`, method?.name ?? '', method?.owner ?? ''];
  if (owner !== shown || ODD_METHOD.test(called))
    return draft('high', `Loading reaches ${called} of ${owner} under the name ${shown} ${where}.`, 'CVE-2025-54413');
  return isTrusted(module, name, 'ObjectNode')
    ? undefined
    : draft('medium', `Loading takes the method ${called} of ${shown} ${where}.`);
}
