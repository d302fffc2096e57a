import type { Measurement } from '../../src/core/measurement.ts';
import { Section } from './section.tsx';
import { count, Untrusted } from './text.tsx';

export function Measurements({ measurements }: { readonly measurements: readonly Measurement[] }) {
  return (
    <Section id="measurements" title="Measurements">
      <dl className="rows">
        {measurements.map((measurement) => (
          <div key={measurement.id}>
            <dt>
              <Untrusted text={measurement.title} />
            </dt>
            <dd>
              <span className="text-ink text-lg tabular-nums">{count(measurement.value)}</span> {measurement.unit}
              {measurement.interval !== undefined && (
                <>
                  , {count(measurement.interval.level * 100)}% interval {count(measurement.interval.low)} to{' '}
                  {count(measurement.interval.high)}
                </>
              )}
              {measurement.n !== undefined && measurement.n > 1 && <> · n = {count(measurement.n)}</>}
              <p className="text-muted text-sm">{measurement.method}</p>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
