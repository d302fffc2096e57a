import { printable } from '../../core/printable.ts';
import type { ChatTemplateStructure, Load } from '../../formats/chat-template/structure.ts';
import { oddPath } from '../../formats/text-checks.ts';
import type { Draft, Rule } from '../rule.ts';
import { DANGEROUS_FILTERS, DANGEROUS_GLOBALS, DANGEROUS_METHODS, REACHED_GLOBALS } from '../template-names.ts';

export const templateDangerousNameRule: Rule = {
  id: 'template-dangerous-name',
  title: 'The chat template asks for files, modules or processes',
  severity: 'high',
  explanation:
    'The template names a module, function, filter or method that runs code, reads files or loads another template. Whether it works depends on the program that renders it; a chat template that only arranges messages never asks for any of these.',
  advice: 'Read the template at the line given. Unless you can say what the name is for, do not use it.',
  references: ['CWE-1336', 'CWE-95', 'CWE-829', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'part',
  formats: ['chat-template'],
  *check(part): Generator<Draft> {
    const template = part.structure as ChatTemplateStructure | undefined;
    if (template === undefined) return;
    const chat = template.use === 'chat';
    for (const { name, called, line } of template.globals) {
      const why = DANGEROUS_GLOBALS.get(name);
      if (why !== undefined && (called || !PLAIN.has(name)))
        yield draft('high', `uses "${printable(name)}", ${why}`, line, `global\0${name}`);
      else if (called && REACHED_GLOBALS.has(name))
        yield draft('medium', `calls "${name}", which a web framework may bring along`, line, `global\0${name}`);
    }
    for (const { name, line } of template.methods) {
      if (DANGEROUS_METHODS.has(name))
        yield draft('high', `calls a method named "${printable(name)}"`, line, `method\0${name}`);
    }
    for (const { name, line } of template.filters) {
      if (DANGEROUS_FILTERS.has(name))
        yield draft('high', `applies a filter named "${printable(name)}"`, line, `filter\0${name}`);
    }
    for (const load of template.loads) yield judgeLoad(load, chat);
  },
};

/** Plain words that are only dangerous as functions. */
const PLAIN: ReadonlySet<string> = new Set([
  'input',
  'system',
  'open',
  'lookup',
  'fetch',
  'shell',
  'request',
  'environment',
  'requests',
  'compile',
  'environ',
]);

function judgeLoad({ tag, target, line }: Load, chat: boolean): Draft {
  if (tag === 'debug') return draft('medium', 'prints everything in its environment with {% debug %}', line, 'debug');
  const odd = target === undefined ? 'is not known before it runs' : oddPath(target);
  const what = target === undefined ? 'another template' : `"${printable(target, 120)}"`;
  if (odd === undefined && !chat)
    return draft('info', `loads ${what} with {% ${tag} %}`, line, `load\0${target ?? ''}`);
  const why = target === undefined ? ', whose name cannot be told before it runs' : '';
  return draft('high', `loads ${what} with {% ${tag} %}${why}`, line, `load\0${tag}\0${target ?? ''}`);
}

function draft(severity: Draft['severity'], what: string, line: number, key: string): Draft {
  return { severity, confidence: 'medium', message: `Line ${line}: the template ${what}.`, line, key };
}
