import type { Measurement } from '../../src/core/measurement.ts';
import { Section } from './section.tsx';

export function Measurements({ measurements }: { measurements: readonly Measurement[] }) {
  if (measurements.length === 0) return null;
  return (
    <Section id="measurements" title="Measurements">
      <dl className="grid gap-4 sm:grid-cols-2">
        {measurements.map(({ id, title, value, unit, interval, n, method }) => (
          <div key={id}>
            <dt className="text-sm text-stone-600 dark:text-stone-400">{title}</dt>
            <dd className="text-lg tabular-nums">
              {value.toLocaleString('en-US')} <span className="text-sm">{unit}</span>
              {interval !== undefined && (
                <span className="text-sm">
                  {' '}
                  ({100 * interval.level} %: {interval.low.toLocaleString('en-US')} to{' '}
                  {interval.high.toLocaleString('en-US')})
                </span>
              )}
            </dd>
            <dd className="text-xs text-stone-600 dark:text-stone-400">
              {n === undefined ? '' : `n = ${n}; `}
              {method}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
