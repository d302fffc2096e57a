import { EVERY_RULE } from '../reports/rules.ts';
import { reference } from '../core/reference.ts';
import type { RuleAbout } from '../core/rule.ts';
import { UsageError } from '../core/errors.ts';
import { wrap } from '../reports/terminal/wrap.ts';
import { widthOf } from './width.ts';
import { toStdout } from './write.ts';

export async function listRules(format: string): Promise<void> {
  if (format === 'json') return toStdout(`${JSON.stringify(EVERY_RULE.map(about), null, 2)}\n`);
  const widest = Math.max(...EVERY_RULE.map(({ id }) => id.length));
  const lines = EVERY_RULE.map(({ id, severity, title }) => `${id.padEnd(widest)}  ${severity.padEnd(8)}  ${title}\n`);
  await toStdout(lines.join(''));
}

/** @throws UsageError where there is no such rule */
export async function explainRule(id: string): Promise<void> {
  const rule = EVERY_RULE.find((known) => known.id === id);
  if (rule === undefined) {
    const near = EVERY_RULE.filter((known) => known.id.includes(id)).map((known) => known.id);
    throw new UsageError(
      `there is no rule ${JSON.stringify(id)}${near.length > 0 ? `; did you mean ${near.join(', ')}?` : '; `assay rules` lists them'}`,
    );
  }
  const width = widthOf({ otherwise: 100, most: 100 });
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
  await toStdout(`${text.join('\n')}\n`);
}

function about(rule: RuleAbout): object {
  const { id, title, severity, explanation, advice, references } = rule;
  return { id, title, severity, explanation, advice, references };
}
