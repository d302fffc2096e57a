import { printable } from '../../core/printable.ts';
import type { Severity } from '../../core/finding.ts';
import type { Signal } from '../../formats/python/structure.ts';
import { pythonSources } from '../code-judgement.ts';
import type { PlacedDraft, Rule } from '../rule.ts';

export const codeObfuscatedRule: Rule = {
  id: 'code-obfuscated',
  title: 'Python code is written to be misread',
  severity: 'high',
  explanation:
    'The text does not show what it does: letters that only look like others, characters that reorder a line on the screen, code far to the right of it, names and programs put together from codes or decoded. Honest code has no reason for that, but minified or generated code can look alike.',
  advice: 'Ask for the source as it was written. Do not load code that hides what it does.',
  references: ['CWE-506', 'CWE-1007', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'repository',
  formats: ['python', 'model-config', 'config-code', 'requirements'],
  *check(view): Generator<PlacedDraft> {
    for (const { path, member, structure, reach } of pythonSources(view)) {
      const acts = new Set(structure.effects.filter(({ indirect }) => indirect).map(({ line }) => line));
      for (const signal of structure.signals) {
        const severity = severityOf(signal, acts);
        yield {
          severity,
          confidence: severity === 'high' ? 'high' : 'medium',
          message: `At line ${signal.line}, ${WHAT[signal.kind]}. ${reach.why}`,
          evidence: [{ label: 'text', text: printable(signal.text, 200) }],
          ...(signal.kind === 'bidirectional' ? { references: ['CVE-2021-42574'] } : {}),
          path,
          ...(member === undefined ? {} : { member }),
          offset: signal.offset,
          line: signal.line,
          key: `${signal.kind}\0${signal.text}`,
        };
      }
    }
  },
};

function severityOf({ kind, line }: Signal, acts: ReadonlySet<number>): Severity {
  if (kind === 'off-screen') return 'high';
  if (kind === 'bidirectional') return 'medium';
  if (kind === 'confusable-name') return acts.has(line) ? 'high' : 'low';
  return 'low';
}

const WHAT: Readonly<Record<Signal['kind'], string>> = {
  'confusable-name': 'a name is written in letters that the interpreter reads as other letters',
  bidirectional: 'invisible characters change the order in which the line is shown',
  'off-screen': 'code that acts stands behind so many spaces that no screen shows it',
  'long-literal': 'a long text is decoded',
  'character-codes': 'a text is put together from the codes of its characters',
};
