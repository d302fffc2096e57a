import { RULES } from '../artifacts/registry.gen.ts';
import { reference } from '../artifacts/references.ts';
import type { Rule } from '../artifacts/rule.ts';
import { UsageError } from '../core/errors.ts';
import { wrap } from '../reports/terminal/wrap.ts';

export function listRules(format: string): void {
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify(RULES.map(about), null, 2)}\n`);
    return;
  }
  const widest = Math.max(...RULES.map(({ id }) => id.length));
  for (const rule of RULES)
    process.stdout.write(`${rule.id.padEnd(widest)}  ${rule.severity.padEnd(8)}  ${rule.title}\n`);
}

/** @throws UsageError where there is no such rule */
export function explainRule(id: string): void {
  const rule = RULES.find((known) => known.id === id);
  if (rule === undefined) {
    const near = RULES.filter((known) => known.id.includes(id)).map((known) => known.id);
    throw new UsageError(
      `there is no rule ${JSON.stringify(id)}${near.length > 0 ? `; did you mean ${near.join(', ')}?` : '; `assay rules` lists them'}`,
    );
  }
  const width = Math.min(process.stdout.columns ?? 100, 100);
  const text = [
    `${rule.id}: ${rule.title}`,
    `Severity: up to ${rule.severity}`,
    '',
    ...wrap(rule.explanation, width),
    '',
    ...wrap(`What to do: ${rule.advice}`, width),
    '',
    ...rule.references.map(reference).map(({ id: name, url }) => `  ${name}${url === undefined ? '' : `  ${url}`}`),
  ];
  process.stdout.write(`${text.join('\n')}\n`);
}

function about(rule: Rule): object {
  const { id, title, severity, explanation, advice, references } = rule;
  return { id, title, severity, explanation, advice, references };
}
