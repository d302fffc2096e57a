import type { ClaimsReport } from '../../../src/claims/claims-report.ts';
import type { EconomicRecord } from '../../../src/claims/economics/record.ts';
import { numberText, withUnit } from '../../../src/claims/held/number-text.ts';
import { Section } from '../section.tsx';
import { DataTable } from '../studies/table.tsx';

/** The numbers that the verdicts rest on, each with its source, and under which licence they stand here. */
export function Sources({ report: { records, draws, seed, asOf } }: { readonly report: ClaimsReport }) {
  const licences = Map.groupBy(records, ({ licence }) => licence);
  return (
    <Section id="sources" title="Data and sources" note="Numbers are facts, cited with their source.">
      <p>
        Simulations are Latin hypercubes of {draws.toLocaleString('en-US')} draws, seed {seed}, with independent inputs;
        the same day and seed give the same verdicts. What was published after {asOf} does not count.
      </p>
      {records.length > 0 && (
        <>
          <p>
            Licences of the records: {[...licences].map(([name, all]) => `${name} (${all.length})`).join(', ')}. Records
            of Epoch AI are CC BY 4.0, used with credit: Epoch AI, epoch.ai/data. Sentences of the casebook are accounts
            in our own words where they are marked so. The rest is Assay’s own, Apache-2.0.
          </p>
          <DataTable
            table={{
              id: 'records',
              title: `${records.length} records`,
              columns: ['record', 'what', 'value', 'of', 'source', 'licence'].map((title) => ({
                title,
                align: title === 'value' ? ('right' as const) : ('left' as const),
              })),
              rows: records.map(rowOf),
            }}
          />
        </>
      )}
    </Section>
  );
}

function rowOf({
  id,
  name,
  value,
  low,
  high,
  level,
  unit,
  as_of,
  source,
  status,
  licence,
}: EconomicRecord): readonly string[] {
  const at = typeof level === 'number' ? ` at ${level * 100} %` : '';
  const interval = low === undefined || high === undefined ? '' : `${numberText(low)} to ${numberText(high)}${at}`;
  const both = value === undefined ? interval : `${numberText(value)}${interval === '' ? '' : ` (${interval})`}`;
  const known = status === 'recalled' ? 'recalled, unverified' : status;
  return [id, name, withUnit(both, unit), as_of, `${source}, ${known}`, licence];
}
