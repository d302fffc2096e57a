import type { Draft, Rule } from '../rule.ts';

/** Formats of text that are parts of one another: one file may honestly be several of them. */
const DIALECTS: ReadonlySet<string> = new Set([
  'python',
  'torchscript-code',
  'model-config',
  'tokenizer-config',
  'config-code',
  'adapter-config',
]);

export const polyglotRule: Rule = {
  id: 'polyglot',
  title: 'One file is two formats at once',
  severity: 'medium',
  explanation:
    'Two readers both find their own format in this file. A scanner that stops at the first sees one content, a loader that looks for the other gets something else. Assay reads it as both.',
  advice: 'Do not use the file: no tool writes such a file by accident.',
  references: ['CWE-436', 'CWE-434', 'LLM03:2025'],
  scope: 'file',
  *check(file): Generator<Draft> {
    const own = file.parts.filter(({ at, match }) => at.member === undefined && match !== 'name');
    const formats = [...new Set(own.map(({ format }) => format))];
    if (formats.length < 2 || formats.every((format) => DIALECTS.has(format))) return;
    yield {
      severity: 'medium',
      confidence: 'high',
      message: `This file can be read as ${formats.join(' and as ')}.`,
      key: formats.join(),
    };
  },
};
