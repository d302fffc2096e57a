import pc from 'picocolors';
import type { Severity } from '../../core/finding.ts';

export type Paint = ReturnType<typeof painter>;

/** What stands out, and how. Without colour it gives back what it gets. */
export function painter(color: boolean) {
  const { bold, dim, red, green, yellow, cyan, inverse, magenta } = pc.createColors(color);
  const severity: Readonly<Record<Severity, (text: string) => string>> = {
    critical: (text) => inverse(red(bold(text))),
    high: (text) => red(bold(text)),
    medium: (text) => yellow(text),
    low: (text) => cyan(text),
    info: (text) => dim(text),
  };
  return { bold, dim, magenta, added: green, removed: red, first: cyan, second: yellow, severity };
}
