import { printable } from '../../core/printable.ts';
import type { Severity } from '../../core/finding.ts';
import type { ConfigCodeStructure, YamlTag } from '../../formats/config-code/structure.ts';
import { dangerOf } from '../named-callable.ts';
import type { Draft, Rule } from '../rule.ts';

export const yamlObjectRule: Rule = {
  id: 'yaml-object',
  title: 'A YAML tag has the loader build an object',
  severity: 'critical',
  explanation:
    'A tag such as !!python/object/apply tells PyYAML to import a callable and call it: with yaml.load and an unsafe loader, opening the file runs it, like a pickle. Tags of Ruby, Java and JavaScript do the like in their loaders. Old training code wrote some for harmless classes, and those are reported as low.',
  advice: 'Load YAML with yaml.safe_load, which refuses such tags. Do not use a file that names a callable.',
  references: ['CWE-502', 'CWE-20', 'AML.T0011.000', 'LLM03:2025'],
  anomalies: {
    'config-code.syntax': 'info',
    'config-code.limit': 'medium',
    'config-code.long': 'low',
    'config-code.malformed': 'medium',
    'config-code.truncated': 'medium',
    'config-code.unreadable': 'medium',
    'config-code.changed': 'medium',
    'config-code.unsupported': 'medium',
  },
  scope: 'part',
  formats: ['config-code'],
  *check(part): Generator<Draft> {
    const config = part.structure as ConfigCodeStructure | undefined;
    for (const tag of config?.tags ?? []) {
      const found = judge(tag);
      if (found === undefined) continue;
      const { severity, what } = found;
      yield {
        severity,
        confidence: 'high',
        message: `At line ${tag.line} the tag ${printable(tag.tag, 200)} ${what}.`,
        evidence: tag.value === '' ? [] : [{ label: 'on', text: printable(tag.value, 200) }],
        offset: tag.offset,
        line: tag.line,
        key: `${tag.tag}\0${tag.value}`,
      };
    }
  },
};

const PYTHON = /^(?:tag:yaml\.org,2002:|!|!!)python\/(object\/apply|object\/new|object|name|module):(.+)$/;
const PLAIN_PYTHON =
  /^(?:tag:yaml\.org,2002:|!|!!)python\/(?:tuple|str|unicode|int|long|float|complex|bool|none|list|dict|bytes)$/;
/** Classes that training code wrote of itself, which hold data. */
const DATA =
  /^(?:argparse\.Namespace|collections\.\w+|pathlib\.\w*Path|datetime\.\w+|decimal\.Decimal|fractions\.Fraction|uuid\.UUID|numpy\.(?:core|_core)\.multiarray\.(?:scalar|_reconstruct)|numpy\.(?:dtype|ndarray|float\d*|int\d*|bool_|random\.\w+)|torch\.(?:device|dtype|Size|float\d*|bfloat16|int\d*|nn\.[\w.]+|optim\.[\w.]+|_utils\.[\w.]+|storage\.[\w.]+)|omegaconf\.[\w.]+|easydict\.EasyDict|attrdict\.\w+|yacs\.config\.CfgNode|munch\.Munch|addict\.\w+|enum\.\w+|copyreg\._reconstructor|builtins\.(?:set|frozenset|tuple|list|dict|complex|range|slice|bytearray|object|type|str|int|float|bool))$/;
const OTHER_LANGUAGES =
  /^(?:!|tag:yaml\.org,2002:)?(?:js\/function|js\/undefined|ruby\/|java\.|javax\.|com\.sun\.|org\.(?:apache|springframework|yaml)\.)|ruby\/(?:object|hash|struct)/;

function judge({ tag }: YamlTag): { severity: Severity; what: string } | undefined {
  if (PLAIN_PYTHON.test(tag)) return undefined;
  const found = PYTHON.exec(decodeURIComponentSafe(tag));
  if (found === null) {
    if (!OTHER_LANGUAGES.test(tag)) return undefined;
    return { severity: 'medium', what: 'has loaders of another language build an object' };
  }
  const [, form = '', name = ''] = found;
  const danger = dangerOf(name);
  const calls = form === 'object/apply' || form === 'object/new';
  if (danger !== undefined) return { severity: calls ? 'critical' : 'high', what: `reaches ${danger.what}` };
  if (DATA.test(name)) return { severity: 'low', what: 'has an unsafe loader build an object of plain data' };
  if (form === 'module') return { severity: 'medium', what: 'has an unsafe loader import a module' };
  if (form === 'name') return { severity: 'low', what: 'has an unsafe loader import a name' };
  return calls
    ? { severity: 'high', what: 'has an unsafe loader import a callable and call it' }
    : { severity: 'medium', what: 'has an unsafe loader build an object of that class' };
}

function decodeURIComponentSafe(tag: string): string {
  return tag.replace(/%([\da-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
