import { printable } from '../../core/printable.ts';
import type { Severity } from '../../core/finding.ts';
import type { Access, ChatTemplateStructure } from '../../formats/chat-template/structure.ts';
import type { Draft, Rule } from '../rule.ts';
import { INNER_ATTRIBUTES, OBJECT_ATTRIBUTES } from '../template-names.ts';

export const templatePythonAccessRule: Rule = {
  id: 'template-python-access',
  title: 'The chat template reaches into Python',
  severity: 'critical',
  explanation:
    'A chat template is a small program that arranges messages into a prompt. Through attributes such as __class__ or __globals__ it can walk from any value to the modules of Python and run commands, wherever a library renders it without a sandbox. No honest template needs such an attribute, spelt out or put together from pieces.',
  advice:
    'Do not load the model with this template. Ask where it comes from, and use the template of the original publisher in its place.',
  references: ['CWE-1336', 'CWE-94', 'CVE-2024-34359', 'CVE-2026-5760', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'part',
  formats: ['chat-template'],
  *check(part): Generator<Draft> {
    const template = part.structure as ChatTemplateStructure | undefined;
    for (const access of template?.accesses ?? []) {
      const judged = judge(access);
      if (judged === undefined) continue;
      const [severity, what] = judged;
      yield {
        severity,
        confidence: severity === 'critical' ? 'high' : 'medium',
        message: `Line ${access.line}: the template ${what}.`,
        evidence: [{ label: 'reached', text: `${WAYS[access.how]} on ${baseWords(access.base)}` }],
        line: access.line,
        key: `${access.name ?? access.fragments.join('\0')}\0${access.how}\0${access.base}`,
      };
    }
  },
};

const WAYS: Readonly<Record<Access['how'], string>> = {
  dot: 'an attribute',
  subscript: 'a subscript',
  'attr-filter': 'the attr filter',
  'attribute-argument': 'an argument that names an attribute',
  'format-field': 'a field of a format string',
  text: 'a name in a template that could not be followed',
};

function judge(access: Access): [Severity, string] | undefined {
  const { name, how, folded, base } = access;
  if (name === undefined) return judgeComputed(access);
  const shown = `"${printable(name, 80)}"`;
  const spelt = folded ? `${shown}, a name that it puts together from pieces` : shown;
  if (/^_{2,}.*_{2,}$|__(?:class|globals|import|builtins|subclasses|mro|base|init|getattribute)/.test(name))
    return [how === 'text' ? 'high' : 'critical', `reaches ${spelt}, which leads to the inside of Python`];
  if (INNER_ATTRIBUTES.has(name)) return ['critical', `reaches ${spelt}, which leads to the inside of Python`];
  if (name.startsWith('_')) {
    const severity = folded || how !== 'dot' || OBJECT_ATTRIBUTES.has(base) || base === 'self' ? 'high' : 'low';
    return [severity, `reaches ${spelt}, a private attribute`];
  }
  if (how === 'attr-filter' && (name === 'format' || name === 'format_map'))
    return ['high', `takes ${spelt} by the attr filter, a known way around the sandbox`];
  const honest = OBJECT_ATTRIBUTES.get(base);
  if (honest !== undefined && !honest.has(name))
    return ['high', `reaches ${spelt} of ${base}, which is code and no data`];
  return undefined;
}

function judgeComputed({ how, base, printed, fragments }: Access): [Severity, string] | undefined {
  if (base === 'filter') return ['high', 'applies a filter whose name cannot be told before it runs'];
  if (printed) return ['critical', 'takes a name from the printed form of an object, which hides what it reaches'];
  if (how === 'attr-filter') return ['high', 'takes an attribute whose name cannot be told before it runs'];
  if (fragments.some((fragment) => fragment.includes('__') || /^_+$/.test(fragment)))
    return ['high', `puts a private name together from pieces such as "${printable(fragments[0] ?? '', 40)}"`];
  if (OBJECT_ATTRIBUTES.has(base))
    return ['high', `takes something of ${base} whose name cannot be told before it runs`];
  return undefined;
}

function baseWords(base: string): string {
  if (base === 'input') return 'something of the conversation';
  if (base === 'constant') return 'a constant';
  if (base === 'unknown') return 'a value that is not known';
  return base === 'method' ? 'a method' : `Jinja's ${base}`;
}
