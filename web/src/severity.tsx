import type { Severity } from '../../src/core/finding.ts';

/** Never by colour alone: each has a shape and a word. */
const LOOK: Readonly<Record<Severity, { shape: string; style: string }>> = {
  critical: { shape: '◆', style: 'bg-red-800 text-white border-red-800 print:bg-transparent print:text-red-900' },
  high: { shape: '▲', style: 'border-red-700 text-red-800 dark:text-red-300 dark:border-red-400' },
  medium: { shape: '■', style: 'border-amber-700 text-amber-900 dark:text-amber-200 dark:border-amber-500' },
  low: { shape: '●', style: 'border-sky-700 text-sky-900 dark:text-sky-200 dark:border-sky-500' },
  info: { shape: '○', style: 'border-stone-500 text-stone-700 dark:text-stone-300' },
};

export function SeverityMark({ severity }: { severity: Severity }) {
  const { shape, style } = LOOK[severity];
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-sm border px-1.5 py-0.5 text-xs font-semibold tracking-wide uppercase ${style}`}
    >
      <span aria-hidden="true">{shape}</span>
      {severity}
    </span>
  );
}
